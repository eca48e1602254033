"""What a question takes for granted: amounts of money that it states and no document does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.answering.figures import MONEY_BASE
from assistant.asking import Asked
from assistant.question import Question
from indexer.language.numbers import find_amounts, times, unit_named
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_NEAR = Decimal("0.01")  # a question may round
_MOST_FACTS = 10_000


def unheld_amounts(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> list[str]:
    """The amounts that ``question`` states without asking for anything countable and no document of those holds."""
    if asked.wants:
        return []
    stated = [one for one in find_amounts(question.text) if one.unit is not None and one.unit.base == MONEY_BASE]
    if not stated:
        return []
    held = [value for entry in documents for value in _amounts(index, entry)]
    return [
        question.text[one.start : one.end]
        for one in stated
        if not any(abs(value - one.exact) <= _NEAR * one.exact for value in held)
    ]


def _amounts(index: OpenIndex, entry: DocumentEntry) -> Iterator[Decimal]:
    for stored in index.catalogue.facts(entry.id, role="amount", limit=_MOST_FACTS):
        fact = stored.fact
        unit = unit_named(fact.unit) if fact.unit else None
        if fact.value is not None and unit is not None and unit.base == MONEY_BASE:
            yield times(fact.value, unit.scale)
