"""A question with all that the steps of a plan look at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.asking import Asked
from assistant.grouping import Result
from assistant.question import Question
from assistant.targets import Targets
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.reader import OpenIndex

_MANY = 20  # documents that are all looked into where none is named


@dataclass(frozen=True, slots=True)
class Case:
    """A question with all that the steps of the plan look at."""

    index: OpenIndex
    question: Question
    asked: Asked
    targets: Targets
    documents: tuple[DocumentEntry, ...]  # those that the person's filters allow
    results: Sequence[Result]  # what search found; looked for when the first of them is asked for
    weigh: bool = True  # whether evidence that weighs too little is refused

    @property
    def side(self) -> list[DocumentEntry]:
        """The documents that the question names; if it names none, all of them, or of many those that search found."""
        named = frozenset().union(*self.targets.sides)
        if named:
            return [entry for entry in self.documents if entry.id in named]
        if len(self.documents) <= _MANY:
            return list(self.documents)
        found = {result.document_id for result in self.results}
        return [entry for entry in self.documents if entry.id in found]

    @property
    def nearest(self) -> StoredPassage | None:
        """The best passage that search found."""
        return best_passage(self.results)


def best_passage(results: Sequence[Result]) -> StoredPassage | None:
    """The best passage that search found."""
    return results[0].best if results else None
