"""When a passage or a quote holds the evidence of a question, and which passages count at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BEST = 5
RESULT_LIMIT = 1_500  # characters of one retrieved text
BUDGET = 6_000  # characters of the best five together
QUOTE_LIMIT = 700  # characters of one cited quote


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """Substrings that one passage of one document must hold together."""

    doc: str
    contains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of a document: a retrieved passage or a cited quote."""

    document_id: str
    text: str


def fold(text: str) -> str:
    """``text`` composed (NFC), with single spaces and without case: what two spellings are compared by."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip().casefold()


def evidence_held(contains: Iterable[str], text: str) -> bool:
    """Whether ``text`` holds every one of the substrings after folding."""
    folded = fold(text)
    return all(fold(piece) in folded for piece in contains)


def items_held(evidence: Sequence[EvidenceItem], piece: Slice) -> frozenset[int]:
    """The positions of the evidence items that one slice holds."""
    return frozenset(
        position
        for position, item in enumerate(evidence)
        if piece.document_id == item.doc and evidence_held(item.contains, piece.text)
    )


def held_by_results(evidence: Sequence[EvidenceItem], results: Sequence[Slice]) -> tuple[frozenset[int], ...]:
    """What each of the best five results holds, within the bounds.

    A text over the limit holds nothing, but keeps its place and its share of the budget; where the budget is
    exceeded, that result and those after it hold nothing.
    """
    held: list[frozenset[int]] = []
    used = 0
    for result in results[:BEST]:
        used += len(result.text)
        counts = used <= BUDGET and len(result.text) <= RESULT_LIMIT
        held.append(items_held(evidence, result) if counts else frozenset())
    return tuple(held)


def held_by_quotes(evidence: Sequence[EvidenceItem], quotes: Iterable[Slice]) -> frozenset[int]:
    """The evidence items that the cited quotes hold; a quote over the limit does not count."""
    held = (items_held(evidence, quote) for quote in quotes if len(quote.text) <= QUOTE_LIMIT)
    return frozenset().union(*held)
