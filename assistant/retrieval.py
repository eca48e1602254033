"""Hybrid retrieval: BM25 over syllables and bigrams, dense vectors fused by normalised score, document preferences.

From measurement: lexical search done well is the hard default to beat, the dense share is a property of the encoder,
and min-max fusion beat rank fusion for every model tried.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.query import Query, make_query
from assistant.question import Question
from assistant.records import Filters
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.lexical import Hit
from indexer.store.reader import OpenIndex

CANDIDATES = 200
PLACE_SHARE = 0.35  # of the best fused score: what a document gains for being the place that is asked about
NUMBER_SHARE = 0.35  # the same for its number


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score, and the parts that the score was made of."""

    passage: StoredPassage
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)


def retrieve(index: OpenIndex, question: Question, *, limit: int, filters: Filters | None = None) -> list[Ranked]:
    """The ``limit`` best passages for ``question``, best first; the same question gives the same list."""
    query = make_query(question)
    lexical = index.lexical.search(query.terms, field=query.field, limit=CANDIDATES)
    dense, weight = _dense(index, query, lexical)
    scores = fuse(lexical, dense, weight)
    passages = index.catalogue.passages(sorted(scores))
    documents = {entry.id: entry for entry in index.catalogue.documents()}
    allowed = _allowed(documents, filters or Filters())
    preferred = {id_: preference(entry, question) for id_, entry in documents.items()}
    ranked = [
        Ranked(passage, sum(parts.values()), parts)
        for passage in passages
        if passage.document_id in allowed
        for parts in (scores[passage.id] | preferred[passage.document_id],)
    ]
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


def preference(entry: DocumentEntry, question: Question) -> dict[str, float]:
    """What a document gains for being named: by its place, or by the number in its symbol."""
    gains: dict[str, float] = {}
    if entry.metadata.place is not None and entry.metadata.place in question.places:
        gains["place"] = PLACE_SHARE
    number = entry.metadata.number
    if number is not None and number.split("-")[0].split("/")[0] in question.numbers:
        gains["number"] = NUMBER_SHARE
    return gains


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


def _allowed(documents: Mapping[str, DocumentEntry], filters: Filters) -> set[str]:
    return {
        id_
        for id_, entry in documents.items()
        if (not filters.document_ids or id_ in filters.document_ids)
        and (not filters.places or entry.metadata.place in filters.places)
        and (not filters.years or _covers(entry, filters.years))
    }


def _covers(entry: DocumentEntry, years: Sequence[int]) -> bool:
    period = entry.metadata.period
    return period is None or any(period[0] <= year <= period[1] for year in years)
