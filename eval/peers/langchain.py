"""LangChain: its default splitter, then BM25, FAISS over all-MiniLM-L6-v2, and both fused with equal weights."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from eval.bench import langchain_peer
from eval.peers.talk import Pipeline, Search, Text, serve


def ensemble(texts: Sequence[Text]) -> Search:
    """The hybrid that the benchmark measures too."""
    with tempfile.TemporaryDirectory(prefix="langchain-") as folder:
        corpus, store = Path(folder) / "corpus", Path(folder) / "store"
        corpus.mkdir()
        store.mkdir()
        for one in texts:
            (corpus / f"{one.document_id}.txt").write_text(one.text, encoding="utf-8")
        langchain_peer.build(corpus, store)
        retriever = langchain_peer.load(store)
    return lambda question: [
        (found.metadata["document_id"], found.page_content) for found in retriever.invoke(question)
    ]


if __name__ == "__main__":
    serve([Pipeline("BM25 + MiniLM", ensemble)])
