"""The first or last years of a plan ("ba năm đầu"): those of the time that the one document meant covers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.records import DocumentEntry


def with_edge_years(question: Question, documents: Sequence[DocumentEntry]) -> Question:
    """``question`` with the years that "the first three years" are; as it is where it names years itself."""
    said = _edge().search(fold(question.text)) if not question.years and len(documents) == 1 else None
    period = documents[0].metadata.period if said is not None else None
    if said is None or period is None:
        return question
    many = _number(said["many"])
    first, last = period
    if many > last - first:  # not fewer than the plan has
        return question
    at_end = said["edge"] in {fold(word) for word in load("computing")["edge_years"]["last"]}
    years = range(last - many + 1, last + 1) if at_end else range(first, first + many)
    return replace(question, years=tuple(years))


def _number(written: str | None) -> int:
    if not written:
        return 1
    known = {fold(word): number for word, number in load("intents")["small_numbers"].items()}
    return int(written) if written.isdigit() else known[written]


@lru_cache(maxsize=1)
def _edge() -> re.Pattern[str]:
    numbers = "|".join(fold(word) for word in load("intents")["small_numbers"])
    edges = load("computing")["edge_years"]
    words = "|".join(fold(word) for key in ("first", "last") for word in edges[key])
    years = "|".join(edges["years"])
    behind = rf"(?:(?P<many>{numbers}|\d)\s+)?(?:{years})\s+(?P<edge>{words})\b"
    return re.compile(rf"\b{behind}")
