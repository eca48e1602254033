"""LlamaIndex: its default sentence splitter, then its BM25 retriever, and its vector index over all-MiniLM-L6-v2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from llama_index.core import Document, VectorStoreIndex
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.node_parser import SentenceSplitter
from llama_index.retrievers.bm25 import BM25Retriever

from eval.peers import minilm
from eval.peers.talk import BEST, Pipeline, Search, Text, serve


class MiniLM(BaseEmbedding):  # type: ignore[misc,unused-ignore]
    """The dense model as LlamaIndex wants it."""

    def _get_query_embedding(self, query: str) -> list[float]:
        return minilm.vectors([query])[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return minilm.vectors([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return minilm.vectors(texts)


def _nodes(texts: Sequence[Text]) -> list[Any]:
    documents = [Document(text=one.text, metadata={"document_id": one.document_id}) for one in texts]
    nodes: list[Any] = SentenceSplitter().get_nodes_from_documents(documents)
    return nodes


def _search(retriever: Any) -> Search:
    return lambda question: [
        (found.node.metadata["document_id"], found.node.get_content()) for found in retriever.retrieve(question)
    ]


def bm25(texts: Sequence[Text]) -> Search:
    """BM25 with the retriever's defaults."""
    return _search(BM25Retriever.from_defaults(nodes=_nodes(texts), similarity_top_k=BEST))


def dense(texts: Sequence[Text]) -> Search:
    """The in-memory vector store."""
    index = VectorStoreIndex(_nodes(texts), embed_model=MiniLM())
    return _search(index.as_retriever(similarity_top_k=BEST))


if __name__ == "__main__":
    serve([Pipeline("BM25", bm25), Pipeline("MiniLM", dense)])
