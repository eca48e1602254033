"""Ranked passages to results: neighbours joined, documents kept apart, short results widened.

What a reader is given is bounded: a result is one source slice of at most 1,500 characters and eight table
rows, and the best five results hold at most 6,000 characters together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.retrieval import Ranked
from indexer.records import Span, StoredPassage
from indexer.store.catalogue import Catalogue

MAX_RESULT = 1500
MAX_ROWS = 8
READ = 5  # results that are read together
MAX_READ = 6000


@dataclass(frozen=True, slots=True)
class Result:
    """Neighbouring passages of one section or table as one source slice; ``score`` is that of its best passage."""

    passages: tuple[StoredPassage, ...]  # in source order
    best: StoredPassage
    score: float
    parts: Mapping[str, float]

    @property
    def document_id(self) -> str:
        """The document of all its passages."""
        return self.best.document_id

    @property
    def span(self) -> Span:
        """The slice from the first passage to the last."""
        return Span(self.passages[0].span.start, self.passages[-1].span.end)


def group(
    ranked: Sequence[Ranked], catalogue: Catalogue, *, limit: int, per_document: int | None = None
) -> list[Result]:
    """At most ``limit`` results in the order of their best passages.

    With ``per_document``, no document has more than that many of the results that are read together.
    """
    results: list[Result] = []
    for one in ranked:
        at = next((at for at, result in enumerate(results) if _joins(result, one.passage)), None)
        if at is not None:
            results[at] = _joined(results[at], one.passage)
        else:
            results.append(Result((one.passage,), one.passage, one.score, one.parts))
    results = _spread(results, per_document) if per_document else results
    read = _widened(_within_budget(results[:READ]), catalogue)
    return [*read, *results[READ:]][:limit]


def _joins(result: Result, passage: StoredPassage) -> bool:
    first, last = result.passages[0], result.passages[-1]
    if not _same_place(first, passage) or (passage.ordinal not in (first.ordinal - 1, last.ordinal + 1)):
        return False
    start, end = min(first.span.start, passage.span.start), max(last.span.end, passage.span.end)
    return end - start <= MAX_RESULT and (passage.kind != "row" or len(result.passages) < MAX_ROWS)


def _same_place(one: StoredPassage, other: StoredPassage) -> bool:
    return (one.document_id, one.kind, one.section, one.table) == (
        other.document_id,
        other.kind,
        other.section,
        other.table,
    )


def _joined(result: Result, passage: StoredPassage) -> Result:
    passages = sorted((*result.passages, passage), key=lambda one: one.ordinal)
    return replace(result, passages=tuple(passages))


def _spread(results: Sequence[Result], per_document: int) -> list[Result]:
    """The same results, those beyond a document's share moved behind the others."""
    taken: dict[str, int] = {}
    front: list[Result] = []
    back: list[Result] = []
    for result in results:
        count = taken.get(result.document_id, 0)
        taken[result.document_id] = count + 1
        (front if count < per_document else back).append(result)
    return [*front, *back]


def _within_budget(results: Sequence[Result]) -> list[Result]:
    """The results, the last ones cut back to their best passage while all together are too long."""
    kept = list(results)
    for at in range(len(kept) - 1, -1, -1):
        if _total(kept) <= MAX_READ:
            break
        kept[at] = replace(kept[at], passages=(kept[at].best,))
    return kept


def _widened(results: list[Result], catalogue: Catalogue) -> list[Result]:
    """The results with neighbouring passages of their place added, best result first, while there is room."""
    held = {passage.id for result in results for passage in result.passages}
    for at, result in enumerate(results):
        wider = result
        while True:
            added = _neighbour(wider, catalogue, held)
            if added is None or _total(results) - len(wider.span) + len(_joined(wider, added).span) > MAX_READ:
                break
            held.add(added.id)
            wider = _joined(wider, added)
            results[at] = wider
    return results


def _neighbour(result: Result, catalogue: Catalogue, held: set[int]) -> StoredPassage | None:
    """The passage after the result, else the one before it, if it may join."""
    ids = [result.passages[-1].id + 1, result.passages[0].id - 1]
    found = catalogue.passages([id_ for id_ in ids if id_ >= 0 and id_ not in held])
    return next((passage for passage in found if _joins(result, passage)), None)


def _total(results: Sequence[Result]) -> int:
    return sum(len(result.span) for result in results)
