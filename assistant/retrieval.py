"""Hybrid retrieval: BM25 over syllables and bigrams, dense vectors fused by normalised score, document preferences.

From measurement: lexical search done well is the hard default to beat, the dense share is a property of the encoder,
and min-max fusion beat rank fusion for every model tried.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.query import Query, make_query
from assistant.question import Question
from assistant.spelling import respelled
from indexer.records import StoredPassage
from indexer.store.lexical import Hit
from indexer.store.reader import OpenIndex

CANDIDATES = 100
TARGET_SHARE = 0.35  # of the best possible fused score: what a document gains for being the one that is asked about


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score, and the parts that the score was made of."""

    passage: StoredPassage
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)


def retrieve(
    index: OpenIndex, question: Question, *, allowed: Collection[str], preferred: Collection[str] = (), limit: int
) -> list[Ranked]:
    """The ``limit`` best passages of the documents ``allowed``, best first; those ``preferred`` gain a fixed share.

    The same question gives the same list.
    """
    query = make_query(respelled(question, index.lexical))
    lexical = index.lexical.search(query.terms, field=query.field, limit=CANDIDATES)
    dense, weight = _dense(index, query, lexical)
    scores = fuse(lexical, dense, weight)
    ranked: list[Ranked] = []
    for passage in index.catalogue.passages(sorted(scores)):
        if passage.document_id in allowed:
            gain = {"target": TARGET_SHARE} if passage.document_id in preferred else {}
            parts = scores[passage.id] | gain
            ranked.append(Ranked(passage, sum(parts.values()), parts))
    ranked.sort(key=lambda one: (-one.score, one.passage.id))
    return ranked[:limit]


def fuse(lexical: Sequence[Hit], dense: Sequence[Hit], weight: float) -> dict[int, dict[str, float]]:
    """Min-max normalised scores by passage id: (1 - weight) of the lexical and ``weight`` of the dense one."""
    best = max((hit.score for hit in lexical), default=0.0)
    low = min((hit.score for hit in dense), default=0.0)
    high = max((hit.score for hit in dense), default=0.0)
    fused: dict[int, dict[str, float]] = {}
    for hit in lexical:
        fused.setdefault(hit.id, {})["lexical"] = (1 - weight) * (hit.score / best if best else 0.0)
    for hit in dense:
        fused.setdefault(hit.id, {})["dense"] = weight * ((hit.score - low) / (high - low) if high > low else 0.0)
    return fused


def _dense(index: OpenIndex, query: Query, lexical: Sequence[Hit]) -> tuple[list[Hit], float]:
    """Cosines of the nearest passages and of all lexical candidates; weight 0 where the encoder knows no word."""
    if query.field == "folded" or index.encoder.weight == 0:
        return [], 0.0  # the embedded encoder learnt from text with diacritics
    vector = index.encoder.encode_query(query.text)
    if not vector.any():
        return [], 0.0
    nearest = index.vectors.search(vector, CANDIDATES)
    known = {hit.id for hit in nearest}
    others = [hit.id for hit in lexical if hit.id not in known]
    missing = index.vectors.scores(vector, others)
    return [*nearest, *(Hit(id_, score) for id_, score in zip(others, missing, strict=True))], index.encoder.weight
