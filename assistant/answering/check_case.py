"""A question whether figures agree, with the evidence gathered for it, and one way to answer it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.candidates import Candidates
from assistant.answering.draft import Citations
from assistant.answering.evidence import Interest
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import nfc
from indexer.language.numbers import find_amounts
from indexer.store.reader import OpenIndex

FIGURE = 0.35  # what a figure of the question adds that stands at the place
NAMED = 0.75  # of a fit that a label counts of which the question holds every word


@dataclass(frozen=True, slots=True)
class Check:
    """One way to answer, with how well it fits the question."""

    score: float
    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CheckCase:
    """A question with the evidence gathered for it and the figures that it states."""

    index: OpenIndex
    question: Question
    found: Candidates
    citations: Citations
    figures: frozenset[Decimal]

    @property
    def english(self) -> bool:
        """Whether the answer is to be in English."""
        return self.question.language == "en"

    @property
    def interest(self) -> Interest:
        """What the question is about."""
        return self.found.interest

    @property
    def adds(self) -> bool:
        """Whether the question is whether figures add up, rather than whether two places say the same."""
        return re.search(load("doubts")["adds_up"], nfc(self.question.text).lower()) is not None

    def fits(self, text: str, values: frozenset[Decimal]) -> float:
        """How well a place with that text and those figures fits the question."""
        return self.interest.coverage(text) + (FIGURE if self.figures & values else 0.0)


def figures_of(text: str) -> frozenset[Decimal]:
    """The amounts and counts that ``text`` states, in base units; years are none."""
    return frozenset(one.exact for one in find_amounts(text) if one.unit is not None or not 1900 <= one.exact <= 2100)
