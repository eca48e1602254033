"""Ranked passages to results: neighbours joined, documents kept apart, short results widened.

What a reader is given is bounded: a result is one source slice of at most 1,500 characters and eight table
rows, and the best five results hold at most 6,000 characters together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from assistant.retrieval import Ranked
from indexer.records import Span, StoredPassage
from indexer.store.catalogue import Catalogue

MAX_RESULT = 1500
MAX_ROWS = 8
READ = 5  # results that are read together
MAX_READ = 6000
_AROUND = 6  # passages read on both sides of a result; most are widened by fewer
_Place = tuple[str, str, int, int | None]  # of a passage: only within one may passages be joined


@dataclass(frozen=True, slots=True)
class Result:
    """Neighbouring passages of one section or table as one source slice; ``score`` is that of its best passage."""

    passages: tuple[StoredPassage, ...]  # in source order
    best: StoredPassage
    score: float
    parts: Mapping[str, float]
    ranks: Mapping[str, int]  # of its best passage, by way of finding

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
    standing: defaultdict[_Place, list[int]] = defaultdict(list)  # where the results of a place stand
    for one in ranked:
        there = standing[_place(one.passage)]
        at = next((at for at in there if _joins(results[at], one.passage)), None)
        if at is not None:
            results[at] = _joined(results[at], one.passage)
        else:
            there.append(len(results))
            results.append(Result((one.passage,), one.passage, one.score, one.parts, one.ranks))
    results = _spread(results, per_document) if per_document else results
    read = _widened(_within_budget(results[:READ]), catalogue)
    return [*read, *results[READ:]][:limit]


def _joins(result: Result, passage: StoredPassage) -> bool:
    first, last = result.passages[0], result.passages[-1]
    if passage.ordinal not in (first.ordinal - 1, last.ordinal + 1) or _place(first) != _place(passage):
        return False
    start, end = min(first.span.start, passage.span.start), max(last.span.end, passage.span.end)
    return end - start <= MAX_RESULT and (passage.kind != "row" or len(result.passages) < MAX_ROWS)


def _place(passage: StoredPassage) -> _Place:
    return (passage.document_id, passage.kind, passage.section, passage.table)


def _joined(result: Result, passage: StoredPassage) -> Result:
    """The result with a passage that stands right before its first or right behind its last."""
    before = passage.ordinal < result.passages[0].ordinal
    passages = (passage, *result.passages) if before else (*result.passages, passage)
    return Result(passages, result.best, result.score, result.parts, result.ranks)


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
    near = _Neighbours(catalogue, results)
    room = MAX_READ - _total(results)
    for at, result in enumerate(results):
        wider = result
        while True:
            added = near.joining(wider, held)
            longer = wider if added is None else _joined(wider, added)
            gained = len(longer.span) - len(wider.span)
            if added is None or gained > room:
                break
            held.add(added.id)
            room -= gained
            wider = longer
        results[at] = wider
    return results


class _Neighbours:
    """The passages around results, read together."""

    def __init__(self, catalogue: Catalogue, results: Sequence[Result]) -> None:
        self._catalogue = catalogue
        self._known: dict[int, StoredPassage | None] = {}
        ends = [(result.passages[0].id, result.passages[-1].id) for result in results]
        self._read({id_ for first, last in ends for id_ in range(first - _AROUND, last + _AROUND + 1)})

    def joining(self, result: Result, held: set[int]) -> StoredPassage | None:
        """The passage after the result, else the one before it, if it may join and is none of those held."""
        for id_ in (result.passages[-1].id + 1, result.passages[0].id - 1):
            if id_ in held:
                continue
            if id_ not in self._known:
                self._read({id_})
            passage = self._known[id_]
            if passage is not None and _joins(result, passage):
                return passage
        return None

    def _read(self, ids: Set[int]) -> None:
        found = {passage.id: passage for passage in self._catalogue.passages(sorted(id_ for id_ in ids if id_ >= 0))}
        self._known |= {id_: found.get(id_) for id_ in ids}


def _total(results: Sequence[Result]) -> int:
    return sum(len(result.span) for result in results)
