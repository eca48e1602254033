"""Reads tables that a PDF text layer left flat: wrapped labels, figures in a row, empty cells gone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.language.numbers import looks_numeric
from indexer.language.periods import find_periods
from indexer.records import Column, Span
from indexer.tables.flat_header import FlatHeader, read_flat_header
from indexer.tables.flat_rows import LONGEST_ROW, Draft, Place, gather_rows, is_heading, is_numbered
from indexer.tables.lexicon import names_agency
from indexer.tables.lines import Line
from indexer.tables.raw import Pieces, RawRow, RawTable, hull, piece_text
from indexer.tables.shape import is_nothing

_TOKEN = re.compile(r"\S+")
_SMALL = re.compile(r"[1-9]\d?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def read_flattened(text: str, lines: list[Line], at: int) -> tuple[RawTable, tuple[Column, ...], int] | None:
    """The table whose header starts at line ``at``, its columns, and the line after it."""
    header = read_flat_header(text, lines, at)
    if header is None:
        return None
    drafts, after = gather_rows(text, lines, header, EndsInFigures(text))
    split = [split_row(text, d) for d in drafts]
    lengths = Counter(len(s.figures) for s in split if s.figures)
    if sum(lengths.values()) < 2:
        return None
    tails = sum(bool(s.tail) for s in split if s.figures)
    unnamed = tails > 0 and tails * 5 >= sum(lengths.values()) and not header.between
    has_tail = header.tail is not None or unnamed
    columns = header.columns(text, [s.values(text) for s in split], has_tail)
    if columns is None:
        return None
    rows = _rows(text, header, drafts, split, columns)
    span = hull([header.span, *(r.span for r in rows)])
    head = RawRow(tuple((s,) for c in columns for s in c.header_spans[-1:]), header.span)
    return RawTable("flattened", (head,), tuple(rows), span, len(columns)), columns, after


def _rows(
    text: str, header: FlatHeader, drafts: Sequence[Draft], split: Sequence[SplitRow], columns: Sequence[Column]
) -> list[RawRow]:
    """The rows; where a head of agencies stands between label and figures, the agencies are parted from the labels."""
    count = sum(column.role == "amount" for column in columns)
    split = [_dashed(text, draft, one, count) or one for draft, one in zip(drafts, split, strict=True)]
    rows = [raw_row(text, draft, one, columns) for draft, one in zip(drafts, split, strict=True)]
    if len(header.between) != 1 or columns[2].role not in ("owner", "partner"):
        return rows
    items = [at for at, draft in enumerate(drafts) if draft.ordinal is not None and draft.ordinal.style == "number"]
    if not items or not all(_ends_in_agency(text, split[at].label) for at in items):
        return rows
    parted = [_with_agency(row, split[at]) if at in items else row for at, row in enumerate(rows)]
    whole = range(len(columns))
    return [row if row.unsure.issuperset(whole) else replace(row, unsure=row.unsure - {1, 2}) for row in parted]


def _ends_in_agency(text: str, label: Pieces) -> bool:
    return len(label) > 1 and names_agency(piece_text(text, label[-1:]))


def _with_agency(row: RawRow, split: SplitRow) -> RawRow:
    """The row with the last line of its label as its agency."""
    return replace(row, cells=(row.cells[0], split.label[:-1], split.label[-1:], *row.cells[3:]))


def _dashed(text: str, draft: Draft, row: SplitRow, count: int) -> SplitRow | None:
    """The row read with dashes as cells that hold nothing, where that makes as many cells as there are columns."""
    if not row.figures or len(row.figures) >= count:
        return None
    tokens = _tokens(text, draft.pieces)
    cells = [token.figure or is_nothing(token.span.of(text)) for token in tokens]
    start = next((at for at, token in enumerate(tokens) if token.span == row.figures[0]), 0)
    line = tokens[start].line
    while start > 1 and cells[start - 1] and tokens[start - 1].line == line:
        start -= 1
    end = start
    while end < len(tokens) and cells[end] and tokens[end].line == line:
        end += 1
    if end - start != count:
        return None
    found = tuple(token.span for token in tokens[start:end])
    return SplitRow(_pieces(tokens[:start]), found, _pieces(tokens[end:]), unsure=False, maybe=False)


@dataclass(frozen=True, slots=True)
class SplitRow:
    """A row's label, its run of figures, and what stands after them."""

    label: Pieces
    figures: Pieces
    tail: Pieces
    unsure: bool
    maybe: bool  # the first figure may be the end of the label: "giai đoạn 2"

    def values(self, text: str) -> list[str]:
        """The figures as written."""
        return [f.of(text) for f in self.figures]


@dataclass(frozen=True, slots=True)
class EndsInFigures:
    """Rows that end in their figures, and perhaps a text behind them."""

    text: str

    def lacks_end(self, row: Draft) -> bool:
        """Whether the row has no figures yet."""
        return not split_row(self.text, row).figures

    def continues(self, row: Draft, place: Place) -> bool:
        """Whether the line goes on with the row's label, its figures, or the text behind them."""
        content = place.content
        if row.total:
            done = any(looks_numeric(w) for p in row.pieces for w in p.of(self.text).split())
            return not done and all(looks_numeric(w) for w in content.split())
        if len(row.pieces) >= LONGEST_ROW or len(content) > 200 or is_heading(content):
            return False
        split = split_row(self.text, row)
        if not split.figures:
            return True
        if looks_numeric(content.split()[0]):
            return not split.tail  # the rest of the figures, or the figures of a label that ended in a number
        return (
            content[:1].islower()
            or content.startswith(("-", "+", "("))
            or (not split.tail and len(content) <= 60 and place.gap < 2)
        )


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    figure: bool
    maybe: bool
    year: bool
    line: int


def split_row(text: str, draft: Draft) -> SplitRow:
    """Label, figures and tail of a row: the longest run of figures, the last where several are as long."""
    tokens = _tokens(text, draft.pieces)
    runs = _runs(text, tokens)
    if not runs:
        # A year, or "2" below "giai đoạn", at the start of a line of its own may be the row's only figure.
        lone = any(t.figure and t.line != before.line for before, t in pairwise(tokens))
        return SplitRow(tuple(draft.pieces), (), (), unsure=lone, maybe=False)
    longest = max(b - a for a, b in runs)
    best = [r for r in runs if r[1] - r[0] == longest]
    start, end = best[-1]
    figures = tuple(t.span for t in tokens[start:end])
    return SplitRow(
        _pieces(tokens[:start]), figures, _pieces(tokens[end:]), unsure=len(best) > 1, maybe=tokens[start].maybe
    )


def _tokens(text: str, pieces: list[Span]) -> list[_Token]:
    """The words of a row; a number inside a written period ("năm 2025", "2025 - 2027") is no figure."""
    tokens: list[_Token] = []
    whole = hull(pieces).of(text) if pieces else ""
    named = [p for p in find_periods(whole) if p.end - p.start > 4] if "20" in whole or "19" in whole else []
    base = pieces[0].start if pieces else 0
    before: list[str] = []
    for number, piece in enumerate(pieces):
        for found in _TOKEN.finditer(piece.of(text)):
            span = Span(piece.start + found.start(), piece.start + found.end())
            period = next((p for p in named if p.start <= span.start - base and span.end - base <= p.end), None)
            broken = period is not None and "\n" in whole[period.start : period.end]  # "năm" above, a figure below?
            numeric = looks_numeric(found.group()) and (period is None or broken)
            small = _SMALL.fullmatch(found.group()) is not None and is_numbered(before)
            maybe = numeric and (small or broken)
            tokens.append(_Token(span, numeric, maybe, _YEAR.fullmatch(found.group()) is not None, number))
            before = [*before[-1:], found.group()]
    return tokens


def _runs(text: str, tokens: list[_Token]) -> list[tuple[int, int]]:
    """Runs of figures that may be the row's cells: not followed on the same line by the rest of a sentence."""
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        if not tokens[index].figure:
            index += 1
            continue
        end = index
        while end < len(tokens) and tokens[end].figure:
            end += 1
        follows = tokens[end].span.of(text)[:1] if end < len(tokens) else ""
        lone = end - index == 1 and (tokens[index].year or tokens[index].maybe)
        if index > 0 and not follows.islower() and not lone and follows not in ("%", "/"):
            runs.append((index, end))
        index = end
    return runs


def _pieces(tokens: list[_Token]) -> Pieces:
    """The tokens as one slice for each line."""
    found: list[Span] = []
    line = None
    for token in tokens:
        if token.line == line:
            found[-1] = Span(found[-1].start, token.span.end)
        else:
            found.append(token.span)
        line = token.line
    return tuple(found)


def raw_row(text: str, draft: Draft, split: SplitRow, columns: Sequence[Column]) -> RawRow:
    """The row with its figures still loose: which columns they stand in is told by all rows together."""
    amounts = [c.ordinal for c in columns if c.role == "amount"]
    count, first = len(amounts), amounts[0]
    figures, label = split.figures, split.label
    spare = len(figures) - count
    if spare > 0:  # the label ends in a number
        label = (*label, *figures[:spare])
        figures = figures[spare:]
    number: Pieces = (draft.number,) if draft.number else ()
    cells: list[Pieces] = [number, label, *[()] * (len(columns) - 2)]
    unsure: set[int] = set(range(first if split.figures else 1, len(columns))) if split.unsure else set()
    if first > 2 and not draft.total:  # nothing tells where the label ends and the text behind it begins
        unsure |= set(range(1, first))
        if figures and _YEAR.fullmatch(figures[0].of(text)):
            unsure |= set(amounts)  # the end of a time that is written in front of the figures, perhaps
    if draft.doubtful:
        unsure = set(range(len(columns)))
    if len(columns) > first + count:
        cells[-1] = split.tail
    elif split.tail:
        cells[1] = (*label, *split.tail)
        unsure.add(1)
    filled = [*number, *draft.pieces]
    trimmed = [Span(s.start, s.start + len(s.of(text).rstrip())) for s in filled]
    span = hull(trimmed)
    maybe = split.maybe and spare <= 0
    if any(is_nothing(figure.of(text)) for figure in figures):  # each figure in the column that its place tells
        for at, figure in enumerate(figures, start=first):
            cells[at] = (figure,)
        figures = ()
    return RawRow(tuple(cells), span, draft.broken, frozenset(unsure), figures, maybe)
