"""What one place says in answer to a question."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.figures import Money
from indexer.records import DocumentEntry


@dataclass(frozen=True, slots=True)
class Found:
    """What one place says: the sentence for people, its citation numbers, and the amount if it is one."""

    entry: DocumentEntry
    text: str
    citations: tuple[int, ...]
    score: float
    amount: Decimal | None = None  # in đồng
    terms: tuple[tuple[Money, str, int], ...] = ()  # amounts with their period and citation
    kind: str = "text"
    label: str = ""
    explained: bool = False  # it was found only because every word of the question is accounted for
