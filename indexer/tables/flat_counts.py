"""Reads tables of counts that a PDF text layer left flat: the heads are things that no lexicon can know.

"Desktop computers (sets) Laptops (pieces) Scanners" are taken apart where a capital follows a small letter, a
parenthesis or the end of a line. The rows prove it: as many heads as figures, or the table is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.language.numbers import notation_of, parse_number, plus, unit_named
from indexer.language.periods import find_periods
from indexer.records import Column, ColumnRole, Span
from indexer.tables.flat_header import FlatHeader, read_flat_header
from indexer.tables.flat_rows import gather_rows
from indexer.tables.flattened import EndsInFigures, SplitRow, raw_row, split_row
from indexer.tables.header import unit_in
from indexer.tables.lexicon import is_total_column, key, role_of, starts_with, table_words
from indexer.tables.lines import Line
from indexer.tables.raw import RawRow, RawTable, hull, piece_text
from indexer.tables.shape import is_index_row
from indexer.tables.titles import title_above, unit_above

_WORD = re.compile(r"\S+")
_JOINTS = (",", "/", "-", "–", "&", "(", ";", ":")
_TEXTS: tuple[ColumnRole, ...] = ("note", "owner", "partner", "time", "basis")
_MOST_HEADS = 16
_LONGEST_HEAD = 80


@dataclass(frozen=True, slots=True)
class _Head:
    """One head of the header; ``first`` and ``last`` are the lines that it begins and ends in."""

    span: Span
    text: str
    first: int
    last: int
    period: bool = False

    @property
    def role(self) -> ColumnRole | None:
        """The role of a head that announces texts, None where figures stand below it."""
        found = role_of(self.text)
        plain = key(re.sub(r"\([^()]*\)", " ", self.text))
        exact = any(phrase == plain for phrase, role in table_words().roles if role == found)
        return found if found in _TEXTS and exact else None


def read_flat_counts(text: str, lines: list[Line], at: int) -> tuple[RawTable, tuple[Column, ...], int] | None:
    """The table of counts whose header starts at line ``at``, its columns, and the line after it."""
    header = read_flat_header(text, lines, at)
    heads = _heads(text, lines, at, header) if header is not None else None
    if header is None or not heads or not _counts(heads[1:]) or _is_money(text, lines, at):
        return None
    drafts, after = gather_rows(text, lines, replace(header, between=()), EndsInFigures(text))
    split = [split_row(text, draft) for draft in drafts]
    width = _width(split)
    columns = _columns(text, header, heads, width) if width else None
    if columns is None or not _proven(text, split, width, totals=[d.total for d in drafts]):
        return None
    rows = []
    for draft, parts in zip(drafts, split, strict=True):
        row = raw_row(text, draft, parts, columns)
        spare = len(parts.figures) > width  # a label that ends in a number, or two cells run together
        rows.append(replace(row, unsure=frozenset(range(1, len(columns)))) if spare else row)
    span = hull([header.span, *(r.span for r in rows)])
    head = RawRow(tuple((s,) for c in columns for s in c.header_spans[-1:]), header.span)
    return RawTable("flattened", (head,), tuple(rows), span, len(columns)), columns, after


def _is_money(text: str, lines: list[Line], at: int) -> bool:
    """Whether the table's caption says that its figures are money."""
    _, title = title_above(text, lines, at)
    unit = unit_above(text, lines, at, title)
    known = unit_named(unit[0]) if unit else None
    return known is not None and known.base == "VND"


def _counts(heads: Sequence[_Head]) -> bool:
    """Whether some head is a thing that is counted: no period, no total, no text, and no money."""
    return any(
        not head.period and head.role is None and not is_total_column(head.text) and role_of(head.text) != "amount"
        for head in heads
    )


def _heads(text: str, lines: list[Line], at: int, header: FlatHeader) -> list[_Head] | None:
    """The heads behind that of the row numbers, in the order of the text; None where they run together."""
    used = [line for line in lines[at : header.after] if not line.blank and not is_index_row(line.text.split())]
    periods = [
        Span(header.number.end + p.start, header.number.end + p.end)
        for p in find_periods(Span(header.number.end, header.span.end).of(text))
    ]
    starts: list[tuple[int, int]] = []  # where a head begins, and its line
    words = [
        (Span(line.start + w.start(), line.start + w.end()), number)
        for number, line in enumerate(used)
        for w in _WORD.finditer(line.text)
        if line.start + w.start() >= header.number.end
    ]
    before, last = "", -1
    for span, number in words:
        word = span.of(text)
        fresh = number != last
        inside = before.count("(") > before.count(")")
        if not starts or (not inside and _begins(word, before, fresh=fresh, at=span.start, periods=periods)):
            starts.append((span.start, number))
        elif fresh and word[:1].islower() and sum(1 for _, line in starts if line == last) > 1:
            return None  # the line below several heads may go on with any of them
        before, last = f"{before} {word}" if starts[-1][0] != span.start else word, number
    return _spans(text, words, starts, periods)


def _begins(word: str, before: str, *, fresh: bool, at: int, periods: Sequence[Span]) -> bool:
    """Whether a word begins a head, after the words of the head before it."""
    if any(period.start == at for period in periods):
        return True
    if any(period.start < at < period.end for period in periods) or before.endswith(_JOINTS):
        return False
    if not word[:1].isupper():
        return False
    short = len(word) > 1 and word.isupper()  # an abbreviation goes on with its head, unless a line begins with it
    return fresh or not short


def _spans(
    text: str, words: Sequence[tuple[Span, int]], starts: Sequence[tuple[int, int]], periods: Sequence[Span]
) -> list[_Head]:
    found = []
    for (start, line), (end, _) in pairwise([*starts, (words[-1][0].end + 1, 0)]):
        last = max((span, number) for span, number in words if span.start < end and span.start >= start)
        span = Span(start, last[0].end)
        period = any(p.start == start for p in periods)
        found.append(_Head(span, piece_text(text, (span,)), line, last[1], period))
    return found


def _width(split: Sequence[SplitRow]) -> int:
    """How many figures most rows have; 0 where no number of them is the rule."""
    lengths = Counter(len(s.figures) for s in split if s.figures)
    if sum(lengths.values()) < 2:
        return 0
    most = max(lengths, key=lambda n: (lengths[n], n))
    whole = max(lengths)  # rows with blank cells have fewer
    return whole if lengths[whole] >= 2 or lengths[most] * 2 <= sum(lengths.values()) else most


def _columns(text: str, header: FlatHeader, heads: Sequence[_Head], width: int) -> tuple[Column, ...] | None:
    """A column for each head, where there are as many as figures; one head may stand over those behind it."""
    label, *others = heads
    texts = [head for head in others if head.role is not None]
    figures = [head for head in others if head.role is None]
    group: _Head | None = None
    if len(figures) == width + 1:
        over = [head for head in figures[:-1] if starts_with(head.text, table_words().group_heads)]
        group = over[0] if len(over) == 1 else None
    plain = [head for head in figures if head is not group]
    names = Counter(key(head.text) for head in plain)
    if len(plain) != width or len(texts) > 1 or width > _MOST_HEADS or max(names.values()) > 1:
        return None
    if any(len(head.text) > _LONGEST_HEAD for head in heads):
        return None
    if texts and texts[0].role != "note" and texts[0].span.start < plain[0].span.start:
        return None  # nothing tells where the label ends and this text begins
    columns = [
        Column(0, (piece_text(text, (header.number,)),), "ordinal", (header.number,)),
        Column(1, (label.text,), "label", (label.span,)),
    ]
    for head in plain:
        path = [group, head] if group is not None and group.span.start < head.span.start else [head]
        columns.append(_column(text, len(columns), path, "amount"))
    return (*columns, *(_column(text, len(columns), [head], head.role or "other") for head in texts))


def _column(text: str, ordinal: int, path: Sequence[_Head], role: ColumnRole) -> Column:
    unit = next((u for head in reversed(path) if (u := unit_in(text, head.span))), None)
    period = path[-1].text if path[-1].period else None
    names, spans = tuple(head.text for head in path), tuple(head.span for head in path)
    return Column(ordinal, names, role, spans, period, unit[0] if unit else None, unit[1] if unit else None)


def _proven(text: str, split: Sequence[SplitRow], width: int, *, totals: Sequence[bool]) -> bool:
    """Whether the rows bear the columns out: most are full, and where one column is all, a total adds it up."""
    rows = [(s, total) for s, total in zip(split, totals, strict=True) if s.figures]
    full = sum(len(s.figures) == width for s, _ in rows)
    if full < 2 or full * 2 < len(rows) or any(len(s.figures) > width + 1 for s, _ in rows):
        return False
    if width > 1:
        return True
    notation = notation_of([value for s, _ in rows for value in s.values(text)])
    values = [(parse_number(s.values(text)[-1], notation), total) for s, total in rows]
    printed = [value for value, total in values if total and value is not None]
    return len(printed) == 1 and printed[0] == plus(v for v, total in values if not total and v is not None)
