"""What a sentence dates: the task before the time, without the agency that is to do it; months of completion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from indexer.facts.audit_words import audit_words
from indexer.facts.prose import Paragraph
from indexer.facts.records import Fact
from indexer.language.folded import folded
from indexer.language.normal import fold, one_line
from indexer.language.periods import find_periods
from indexer.records import Span

_FEWEST_WORDS = 2  # of an agency's name
_SHORTEST_TASK = 3  # words before the time by which they name a task
_PIECE = re.compile(r"[;,()]|\s[-–+]\s")


def agencies_of(facts: Iterable[Fact]) -> tuple[str, ...]:
    """The names of the agencies in the tables of a document, folded, longest first."""
    shown = {fact.text for fact in facts if fact.table is not None and fact.role in ("owner", "partner")}
    names = {fold(one_line(piece)) for text in shown for piece in _PIECE.split(text)}
    return tuple(sorted((n for n in names if len(n.split()) >= _FEWEST_WORDS), key=len, reverse=True))


def task_dated(text: str, clause: Span, time: Span, agencies: Sequence[str]) -> str:
    """The words of the clause before its time, or behind it where it begins with the time, without its agency."""
    before, behind = Span(clause.start, max(clause.start, time.start)), Span(min(time.end, clause.end), clause.end)
    told = before if len(before.of(text).split()) >= _SHORTEST_TASK else behind
    raw = one_line(told.of(text))
    search = folded(raw)
    for name in agencies:
        at = search.text.find(name)
        if at >= 0 and not search.text[at + len(name) : at + len(name) + 1].isalpha():
            return raw[: search.source(at)] + raw[search.source(at + len(name)) :]
    return raw


def completed_in_months(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Fact]:
    """Months of one year that a sentence announces as the time of completion: "to be completed in September 2027"."""
    for paragraph in paragraphs:
        search = folded(paragraph.body.of(text))
        if not any(word in search.text for word in audit_words().completed):
            continue
        for found in find_periods(search.text):
            announced = _announced().search(search.text[: found.start]) is not None
            if announced and found.period.kind == "month" and not found.period.deadline:
                base = paragraph.body.start
                span = Span(base + search.source(found.start), base + search.source(found.end))
                yield Fact(
                    role="time", label="", text=one_line(span.of(text)), span=span, row_path=paragraph.path,
                    period=found.period,
                )  # fmt: skip


@lru_cache(maxsize=1)
def _announced() -> re.Pattern[str]:
    """The words of completion, with little behind them, at the end of what leads to a time."""
    words = "|".join(re.escape(word) for word in audit_words().completed)
    return re.compile(rf"(?<![a-z])(?:{words})\s+(?:[a-z]+\s+){{0,2}}$")
