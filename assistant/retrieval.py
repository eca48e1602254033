"""Hybrid retrieval: BM25 over syllables and bigrams, dense vectors fused by normalised score, document preferences.

From measurement: lexical search done well is the hard default to beat, the dense share is a property of the encoder,
and min-max fusion beat rank fusion for every model tried.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from assistant.query import Query, make_query
from assistant.question import Question
from assistant.spelling import respelled
from indexer.encoder.protocol import Reranker, Vectors
from indexer.records import StoredPassage
from indexer.store.lexical import Hit
from indexer.store.reader import OpenIndex

CANDIDATES = 100
RERANKED = 40  # passages that a reranker reads, where one is set
_Shares = dict[int, float]  # what one way of finding adds to the score of each passage
MAX_RANGES = 64  # documents that the lexical index is asked for one by one; more are sorted out of what it found


@dataclass(frozen=True, slots=True)
class Ranked:
    """A passage with its score, the parts that the score was made of, and where each way of finding had it."""

    passage: StoredPassage
    score: float
    parts: Mapping[str, float] = field(default_factory=dict)
    ranks: Mapping[str, int] = field(default_factory=dict)  # from 1


def retrieve(
    index: OpenIndex,
    question: Question,
    *,
    allowed: Collection[str],
    preferred: Collection[str] = (),
    limit: int,
    explained: bool = False,
) -> list[Ranked]:
    """The ``limit`` best passages of the documents ``allowed``, best first; those ``preferred`` gain a fixed share.

    The same question gives the same list. Parts and ranks are told only where they are to be ``explained``.
    """
    query = make_query(respelled(question, index.lexical), index.weights)
    lexical = _lexical(index, query, allowed, preferred)
    dense, weight = _dense(index, query, lexical)
    words, near = _shares(lexical, dense, weight)
    gain = index.weights.target
    scores = _scores(index, words, near, allowed)
    for id_ in scores if preferred else ():
        if index.directory.document_of(id_) in preferred:
            scores[id_] += gain
    reranked = 0 if index.reranker is None else RERANKED
    best = sorted([(-score, id_) for id_, score in scores.items()])[: max(limit, reranked)]
    ranked = [Ranked(one, scores[one.id]) for one in index.catalogue.passages([id_ for _, id_ in best])]
    if explained:
        at = {"lexical": _ranks(words, CANDIDATES), "dense": _ranks(near, CANDIDATES)}
        ranked = [
            replace(
                one,
                parts=_parts(one.passage.id, words, near, gain if one.passage.document_id in preferred else 0.0),
                ranks={name: ranks[one.passage.id] for name, ranks in at.items() if one.passage.id in ranks},
            )
            for one in ranked
        ]
    if index.reranker is not None:
        ranked = _reranked(index, index.reranker, question.standalone, ranked)
    return ranked[:limit]


def _scores(index: OpenIndex, words: _Shares, near: _Shares, allowed: Collection[str]) -> dict[int, float]:
    """The scores of the passages of the documents allowed."""
    scores = dict(words)
    for id_, share in near.items():
        scores[id_] = scores[id_] + share if id_ in scores else share
    if len(allowed) >= len(index.ids):
        return scores
    held = [index.ids[id_] for id_ in allowed if id_ in index.ids]
    if len(held) == 1:
        ids = held[0]
        return {id_: score for id_, score in scores.items() if ids.start <= id_ < ids.stop}
    document_of = index.directory.document_of
    return {id_: score for id_, score in scores.items() if document_of(id_) in allowed}


def _ranks(found: _Shares, most: int) -> dict[int, int]:
    """The ranks of the best ``most``, which stand first in their order; of those behind only scores are known."""
    return {id_: rank for rank, id_ in enumerate(islice(found, most), 1)}


def _reranked(index: OpenIndex, reranker: Reranker, question: str, ranked: Sequence[Ranked]) -> list[Ranked]:
    """The best passages in the order of the reranker, the others behind them; every score keeps its parts."""
    front = ranked[:RERANKED]
    texts = [_readable(index, one.passage) for one in front]
    judged = [
        replace(one, score=1 + score, parts={**one.parts, "reranker": score})
        for one, score in zip(front, reranker.scores(question, texts), strict=True)
    ]
    judged.sort(key=lambda one: (-one.score, one.passage.id))
    return [*judged, *ranked[RERANKED:]]


def _readable(index: OpenIndex, passage: StoredPassage) -> str:
    return f"{passage.breadcrumb}\n{passage.span.of(index.catalogue.text(passage.document_id))}"


def _lexical(index: OpenIndex, query: Query, allowed: Collection[str], preferred: Collection[str]) -> list[Hit]:
    """The best passages of the documents allowed, and those of the documents preferred, however many there are."""
    few = _ranges(index, allowed)
    found = index.lexical.search(query.terms, field=query.field, limit=CANDIDATES, within=few)
    wanted = _ranges(index, preferred) if few is None and preferred else None
    if wanted is not None and len(found) == CANDIDATES:  # else everything that matches is there already
        more = index.lexical.search(query.terms, field=query.field, limit=CANDIDATES, within=wanted)
        known = {hit.id for hit in found}
        found += [hit for hit in more if hit.id not in known]
    return found


def _ranges(index: OpenIndex, documents: Collection[str]) -> list[range] | None:
    """The ids of the passages of ``documents``; None where these are all or too many to be named one by one."""
    if len(documents) > MAX_RANGES or len(documents) >= len(index.ids):
        return None
    return sorted((index.ids[id_] for id_ in documents if id_ in index.ids), key=lambda ids: ids.start)


def fuse(lexical: Sequence[Hit], dense: Sequence[Hit], weight: float) -> dict[int, dict[str, float]]:
    """Min-max normalised scores by passage id: (1 - weight) of the lexical and ``weight`` of the dense one."""
    words, near = _shares(lexical, dense, weight)
    return {id_: _parts(id_, words, near) for id_ in words | near}


def _shares(lexical: Sequence[Hit], dense: Sequence[Hit], weight: float) -> tuple[_Shares, _Shares]:
    """The same, each way by itself."""
    best = max([score for _, score in lexical], default=0.0)
    low = min([score for _, score in dense], default=0.0)
    spread = max([score for _, score in dense], default=0.0) - low
    left, spread = 1 - weight, spread if spread > 0 else math.inf
    return (
        {id_: left * (score / best) for id_, score in lexical} if best else {id_: 0.0 for id_, _ in lexical},
        {id_: weight * ((score - low) / spread) for id_, score in dense},
    )


def _parts(id_: int, words: _Shares, near: _Shares, gain: float = 0.0) -> dict[str, float]:
    """What the score of a passage is made of, by name."""
    found: dict[str, float] = {}
    if id_ in words:
        found["lexical"] = words[id_]
    if id_ in near:
        found["dense"] = near[id_]
    if gain:
        found["target"] = gain
    return found


def _dense(index: OpenIndex, query: Query, lexical: Sequence[Hit]) -> tuple[list[Hit], float]:
    """Cosines of the nearest passages and of all lexical candidates; weight 0 where the encoder knows no word."""
    weight = index.encoder.weight if index.weights.dense is None else index.weights.dense
    if query.field == "folded" or weight == 0:
        return [], 0.0  # the embedded encoder learnt from text with diacritics
    vector, nearest = index.found.one(("near", query.text), lambda: _nearest(index, query.text))
    if not nearest:
        return [], 0.0
    known = {hit.id for hit in nearest}
    others = [hit.id for hit in lexical if hit.id not in known]
    missing = index.vectors.scores(vector, others)
    return [*nearest, *(Hit(id_, score) for id_, score in zip(others, missing, strict=True))], weight


def _nearest(index: OpenIndex, text: str) -> tuple[Vectors, list[Hit]]:
    """The vector of a text and the passages nearest to it; none where the encoder knows no word of it."""
    vector = index.encoder.encode_query(text)
    return vector, index.vectors.search(vector, CANDIDATES) if vector.any() else []
