"""A question that is understood, searched and planned, before anyone phrases its answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.draft import Draft
from assistant.grouping import Result
from assistant.question import Question
from assistant.records import Timings


@dataclass(frozen=True, slots=True)
class Prepared:
    """The verified result with all that it came from."""

    question: Question
    draft: Draft
    results: Sequence[Result]
    timings: Timings
