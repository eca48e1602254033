"""Haystack: its default splitter by words, then its in-memory BM25 and its in-memory vectors of all-MiniLM-L6-v2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from haystack import Document
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryBM25Retriever, InMemoryEmbeddingRetriever
from haystack.document_stores.in_memory import InMemoryDocumentStore

from eval.peers import minilm
from eval.peers.talk import BEST, Pipeline, Search, Text, serve


def _documents(texts: Sequence[Text]) -> list[Any]:
    splitter = DocumentSplitter()
    splitter.warm_up()
    whole = [Document(content=one.text, meta={"document_id": one.document_id}) for one in texts]
    documents: list[Any] = splitter.run(documents=whole)["documents"]
    return documents


def _found(result: Any) -> list[tuple[str, str]]:
    return [(one.meta["document_id"], one.content) for one in result["documents"]]


def bm25(texts: Sequence[Text]) -> Search:
    """BM25 with the store's defaults."""
    store = InMemoryDocumentStore()
    store.write_documents(_documents(texts))
    retriever = InMemoryBM25Retriever(store, top_k=BEST)
    return lambda question: _found(retriever.run(query=question))


def dense(texts: Sequence[Text]) -> Search:
    """Cosine of the vectors."""
    store = InMemoryDocumentStore(embedding_similarity_function="cosine")
    documents = _documents(texts)
    vectors = minilm.vectors([one.content for one in documents])
    store.write_documents([replace(one, embedding=vector) for one, vector in zip(documents, vectors, strict=True)])
    retriever = InMemoryEmbeddingRetriever(store, top_k=BEST)
    return lambda question: _found(retriever.run(query_embedding=minilm.vectors([question])[0]))


if __name__ == "__main__":
    serve([Pipeline("BM25", bm25), Pipeline("MiniLM", dense)])
