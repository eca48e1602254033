"""A question to the results that may answer it: one list for each side it names, joined, grouped and bounded."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import chain, zip_longest
from typing import overload

from assistant.grouping import Result, group
from assistant.question import Question, without_places
from assistant.records import Filters
from assistant.retrieval import Ranked, retrieve
from assistant.targets import Targets, find_targets
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.directory import Directory
from indexer.store.reader import OpenIndex

DEPTH = 40  # passages looked at for one list of results
SIDE_DEPTH = 20  # the same for each of several sides
ACROSS_SHARE = 1  # results of one document among the best, where a question asks over all of them
OPEN_SHARE = 3  # the same where it names none


class LateResults(Sequence[Result]):
    """Results that are looked for when they are first asked for: most answers stand on other evidence."""

    def __init__(self, find: Callable[[], list[Result]]) -> None:
        self._find = find
        self.seconds = 0.0  # that looking for them has taken

    @cached_property
    def _found(self) -> list[Result]:
        started = time.perf_counter()
        found = self._find()
        self.seconds = time.perf_counter() - started
        return found

    @overload
    def __getitem__(self, at: int) -> Result: ...

    @overload
    def __getitem__(self, at: slice) -> list[Result]: ...

    def __getitem__(self, at: int | slice) -> Result | list[Result]:
        return self._found[at]

    def __len__(self) -> int:
        return len(self._found)


def find_results(
    index: OpenIndex, question: Question, *, limit: int, filters: Filters, answering: Sequence[StoredPassage] = ()
) -> list[Result]:
    """The best ``limit`` results for ``question`` among the documents that ``filters`` allow.

    The passages ``answering``, which an answer was found in, come first.
    """
    allowed = _allowed(index, filters)
    targets = find_targets(question, index.directory)
    # Every passage carries its document's title: a place that picked the document would only favour short passages.
    asked = without_places(question, _places_of(index.directory, targets))
    if len(targets.sides) > 1:
        lists = [
            retrieve(index, asked, allowed=side & allowed, limit=SIDE_DEPTH, explained=True) for side in targets.sides
        ]
        return group(_first(answering, _in_turn(lists)), index.catalogue, limit=limit)
    preferred = targets.sides[0] if targets.sides else frozenset()
    ranked = retrieve(index, asked, allowed=allowed, preferred=preferred, limit=max(DEPTH, limit), explained=True)
    return group(_first(answering, ranked), index.catalogue, limit=limit, per_document=_share(targets))


def allowed_documents(index: OpenIndex, filters: Filters) -> tuple[DocumentEntry, ...]:
    """The documents that ``filters`` let through, in corpus order."""
    if filters == Filters():
        return index.catalogue.documents()
    return tuple(entry for entry in index.catalogue.documents() if _passes(entry, filters))


def _allowed(index: OpenIndex, filters: Filters) -> frozenset[str]:
    if filters == Filters():
        return index.directory.all
    return frozenset(entry.id for entry in allowed_documents(index, filters))


def _first(answering: Sequence[StoredPassage], ranked: Sequence[Ranked]) -> list[Ranked]:
    """``ranked`` with the passages that answer in front, scored above all others."""
    ids = {passage.id for passage in answering}
    front = [Ranked(passage, 2.0 - at / 100, {"answer": 2.0 - at / 100}) for at, passage in enumerate(answering)]
    return [*front, *(one for one in ranked if one.passage.id not in ids)]


def _share(targets: Targets) -> int | None:
    if targets.across:
        return ACROSS_SHARE
    return None if targets.sides else OPEN_SHARE


def _in_turn(lists: Sequence[Sequence[Ranked]]) -> list[Ranked]:
    """The first of each list, then the second of each, and so on."""
    return [one for one in chain.from_iterable(zip_longest(*lists)) if one is not None]


def _places_of(documents: Directory, targets: Targets) -> set[str]:
    places = (documents.place_of[id_] for side in targets.sides for id_ in side)
    return {place for place in places if place is not None}


def _passes(entry: DocumentEntry, filters: Filters) -> bool:
    period = entry.metadata.period
    return (
        (not filters.document_ids or entry.id in filters.document_ids)
        and (not filters.places or entry.metadata.place in filters.places)
        and (not filters.years or period is None or any(period[0] <= year <= period[1] for year in filters.years))
    )
