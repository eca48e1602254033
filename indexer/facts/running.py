"""Running text apart from rows of tables that were not read: those tell nothing that a sentence tells.

A row that no reader took for a table still shows its columns: by wide gaps, by figures side by side, or by the head
of row numbers above it, which nothing but the next appendix ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from indexer.facts.prose import Paragraph
from indexer.facts.records import Fact
from indexer.records import Table
from indexer.tables.lexicon import is_appendix, key, may_head
from indexer.tables.lines import lines_of

_GAPS = re.compile(r"\S(?:\t+|[ \t]{3,})\S[^\n]*\S(?:\t+|[ \t]{3,})\S")  # two columns or more beside the first
_FIGURES = re.compile(r"(?:(?<!\S)(?:\d+(?:[.,]\d+)*|-)\s+){3,}(?:\d+(?:[.,]\d+)*|-)(?!\S)")
_LONGEST_HEAD = 120  # code points of a line that heads a table


def running_text(text: str, paragraphs: Sequence[Paragraph], tables: Sequence[Table]) -> list[Paragraph]:
    """The paragraphs that are no rows of a table that was not read."""
    unread = _unread(text, tables)
    starts = [start for start, _ in unread]

    def lies_in_table(paragraph: Paragraph) -> bool:
        at = bisect_right(starts, paragraph.span.start) - 1
        return at >= 0 and paragraph.span.start < unread[at][1]

    return [p for p in paragraphs if not _shows_columns(p.span.of(text)) and not lies_in_table(p)]


def spoken(facts: Sequence[Fact], paragraphs: Sequence[Paragraph]) -> list[Fact]:
    """The facts of tables, and those of running text that stand in ``paragraphs``."""
    starts = [paragraph.span.start for paragraph in paragraphs]

    def is_held(fact: Fact) -> bool:
        at = bisect_right(starts, fact.span.start) - 1
        return at >= 0 and paragraphs[at].span.holds(fact.span)

    return [fact for fact in facts if fact.table is not None or is_held(fact)]


def _shows_columns(raw: str) -> bool:
    return _GAPS.search(raw) is not None or _FIGURES.search(raw) is not None


def _heads_rows(line: str) -> bool:
    """Whether a line begins with the short head of row numbers ("TT", "STT"); "No" and "thứ tự" begin sentences."""
    first = line.split(None, 1)[:1]
    return bool(first) and first[0].isupper() and key(first[0]).replace(" ", "").endswith("tt") and may_head(line)


def _unread(text: str, tables: Sequence[Table]) -> list[tuple[int, int]]:
    """From each head of a table that was not read to the next appendix, the next table, or the end."""
    spans = [table.span for table in tables]
    lines = lines_of(text)
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for line in lines:
        inside = any(span.start <= line.start < span.end for span in spans)
        ends = inside or is_appendix(line.text)
        if opened is not None and ends:
            found.append((opened, line.start))
            opened = None
        elif opened is None and not inside and len(line.text.strip()) <= _LONGEST_HEAD and _heads_rows(line.text):
            opened = line.start
    if opened is not None:
        found.append((opened, len(text)))
    return found
