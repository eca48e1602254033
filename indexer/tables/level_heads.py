"""The heads in the lines of a flattened header: each begins with a capital, with a period, or as a source of funds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.language.periods import find_periods
from indexer.records import Span
from indexer.tables.lexicon import starts_with, table_words
from indexer.tables.lines import Line
from indexer.tables.raw import piece_text

_WORD = re.compile(r"\S+")
_JOINTS = (",", "/", "-", "–", "(", "&")


@dataclass(frozen=True, slots=True)
class FlatHead:
    """A head: its words, and where they stand."""

    span: Span
    text: str


def heads_in(text: str, lines: Sequence[Line], number: Span) -> list[FlatHead]:
    """The heads behind the head of the row numbers, in the order of the text."""
    whole = Span(number.end, lines[-1].end)
    periods = [Span(whole.start + p.start, whole.start + p.end) for p in find_periods(whole.of(text))]
    words = [
        (Span(line.start + w.start(), line.start + w.end()), number_of_line)
        for number_of_line, line in enumerate(lines)
        for w in _WORD.finditer(line.text)
        if line.start + w.start() >= number.end
    ]
    starts: list[int] = []
    said: list[str] = []  # the words of the head so far
    last = -1
    for at, (span, line_number) in enumerate(words):
        fresh = line_number != last
        if not starts or _begins(span, text, said, fresh=fresh, periods=periods):
            starts.append(at)
            said = []
        said.append(span.of(text))
        last = line_number
    found = []
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        span = Span(words[start][0].start, words[end - 1][0].end)
        found.append(FlatHead(span, piece_text(text, (span,))))
    return found


def _begins(span: Span, text: str, said: Sequence[str], *, fresh: bool, periods: Sequence[Span]) -> bool:
    """Whether a word begins a head, after the words of the head before it."""
    word = span.of(text)
    if any(period.start < span.start < period.end for period in periods):
        return False
    if said[-1].endswith(_JOINTS) or " ".join(said).count("(") > " ".join(said).count(")"):
        return False
    if any(period.start == span.start for period in periods):
        return word[:1].isupper() or word.isdigit()  # "đến hết | năm 2025" goes on, "2026" and "Năm 2026" begin
    if not word[:1].isupper():
        return False
    short = len(word) > 1 and word.isupper()
    if not short:
        return True
    above = len(said) == 1 and len(said[0]) > 1 and said[0].isupper()
    return fresh or above or starts_with(word, table_words().fund_sources)
