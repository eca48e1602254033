"""Numbers of documents with the dates that the text gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.facts.prose import Paragraph
from indexer.facts.records import Fact, FactPart
from indexer.language.normal import one_line
from indexer.language.periods import find_periods
from indexer.records import Span

_NUMBER = re.compile(r"(?<![\w/-])\d{1,5}(?:/\d{4})?[-/]\s?[A-ZĐ][A-Za-zĐđ]{0,6}(?:[/-][A-ZĐ][\wĐđ]*)*")
_BETWEEN = re.compile(r"\s*,?\s*")


def date_facts(text: str, paragraphs: Sequence[Paragraph]) -> list[Fact]:
    """One fact for each document number that a date follows: the label is the number, the text the date."""
    facts = []
    for paragraph in paragraphs:
        raw = paragraph.body.of(text)
        base = paragraph.body.start
        if "/" not in raw and "-" not in raw:
            continue
        days = {f.start: f for f in find_periods(raw) if f.period.kind == "day"} if _NUMBER.search(raw) else {}
        for found in _NUMBER.finditer(raw):
            gap = _BETWEEN.match(raw, found.end())
            day = days.get(gap.end() if gap else found.end())
            if day is None:
                continue
            number = Span(base + found.start(), base + found.end())
            facts.append(
                Fact(
                    role="date",
                    label=one_line(found.group()),
                    text=one_line(raw[day.start : day.end]),
                    span=Span(base + day.start, base + day.end),
                    label_span=number,
                    row_path=paragraph.path,
                    period=day.period,
                    parts=(FactPart("number", number),),
                )
            )
    return facts
