"""txtai: paragraphs, then its embeddings over all-MiniLM-L6-v2, dense as by default and hybrid."""

from __future__ import annotations

import re
from collections.abc import Sequence

from txtai import Embeddings

from eval.peers import minilm
from eval.peers.talk import BEST, Pipeline, Search, Text, serve

_PARAGRAPH = re.compile(r"\n\s*\n")


def _built(texts: Sequence[Text], *, hybrid: bool) -> Search:
    rows = [(one.document_id, part.strip()) for one in texts for part in _PARAGRAPH.split(one.text) if part.strip()]
    embeddings = Embeddings(path=minilm.path(), hybrid=hybrid)
    embeddings.index((number, text, None) for number, (_, text) in enumerate(rows))
    return lambda question: [rows[int(number)] for number, _ in embeddings.search(question, BEST)]


def dense(texts: Sequence[Text]) -> Search:
    """Vectors alone."""
    return _built(texts, hybrid=False)


def hybrid(texts: Sequence[Text]) -> Search:
    """BM25 and vectors."""
    return _built(texts, hybrid=True)


if __name__ == "__main__":
    serve([Pipeline("MiniLM", dense), Pipeline("BM25 + MiniLM", hybrid)])
