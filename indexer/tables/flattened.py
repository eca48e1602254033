"""Reads tables that a PDF text layer left flat: wrapped labels, figures in a row, empty cells gone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from indexer.language.numbers import looks_numeric
from indexer.language.periods import find_periods
from indexer.records import Column, Span
from indexer.tables.flat_header import FIGURES_AT_END, FlatHeader, read_flat_header
from indexer.tables.header import has_unit_caption
from indexer.tables.lexicon import is_appendix, key, table_words
from indexer.tables.lines import Line, is_page_number, is_rule
from indexer.tables.ordinals import RANK, Ordinal, parse_ordinal
from indexer.tables.raw import Pieces, RawRow, RawTable, hull
from indexer.tables.shape import is_figure, is_note, is_total_label

_TOKEN = re.compile(r"\S+")
_FIRST = re.compile(r"\s*(\S+)(?:\s+(\S.*?))?\s*$")
_WIDE_GAP = 3  # blank lines before a page number
_LONGEST_ROW = 14  # lines with text
_SMALL = re.compile(r"[1-9]\d?")
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class _Draft:
    """The lines of one row while they are gathered."""

    number: Span | None
    ordinal: Ordinal | None
    pieces: list[Span] = field(default_factory=list)
    total: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A row number that is open: rows below it may follow or be its items."""

    ordinal: Ordinal
    mark: str


def read_flattened(text: str, lines: list[Line], at: int) -> tuple[RawTable, tuple[Column, ...], int] | None:
    """The table whose header starts at line ``at``, its columns, and the line after it."""
    header = read_flat_header(text, lines, at)
    if header is None:
        return None
    drafts, after = _drafts(text, lines, header)
    split = [_split(text, d) for d in drafts]
    lengths = Counter(len(s.figures) for s in split if s.figures)
    if sum(lengths.values()) < 2:
        return None
    tails = sum(bool(s.tail) for s in split if s.figures)
    has_tail = header.tail is not None or (tails > 0 and tails * 5 >= sum(lengths.values()))
    columns = header.columns(text, [s.values(text) for s in split], has_tail)
    if columns is None:
        return None
    count = sum(c.role == "amount" for c in columns)
    rows = [_raw(text, d, s, count, has_tail) for d, s in zip(drafts, split, strict=True)]
    span = hull([header.span, *(r.span for r in rows)])
    head = RawRow(tuple((s,) for c in columns for s in c.header_spans[-1:]), header.span)
    return RawTable("flattened", (head,), tuple(rows), span, len(columns)), columns, after


@dataclass(frozen=True, slots=True)
class _Split:
    """A row's label, its run of figures, and what stands after them."""

    label: Pieces
    figures: Pieces
    tail: Pieces
    unsure: bool
    maybe: bool  # the first figure may be the end of the label: "giai đoạn 2"

    def values(self, text: str) -> list[str]:
        return [f.of(text) for f in self.figures]


def _drafts(text: str, lines: list[Line], header: FlatHeader) -> tuple[list[_Draft], int]:
    rows: list[_Draft] = []
    open_ordinals: list[_Numbered] = []
    gap = 0
    after = index = header.after
    broken = False
    while index < len(lines):
        line = lines[index]
        index += 1
        if line.blank:
            gap += 1
            continue
        if header.repeats(line.text) or is_rule(line.text) or has_unit_caption(line.text):
            broken, gap = True, 0
            continue
        if is_note(line.text) or len(line.text) > 400 or is_appendix(line.text) or "\t" in line.text.strip():
            break
        hungry = _lacks_figures(text, rows)
        place = _Place(lines, index - 1, gap, header, hungry)
        start = _row_start(place, open_ordinals)
        if hungry and start is not None and _numbered(_last_words(text, rows[-1])) and _goes_on(place):
            start = None  # "giai đoạn" ended the line above: its number goes on with the label
        if start == "page":
            broken, gap = True, 0
            continue
        if start is not None:
            number, rest, ordinal = start
            rows.append(_Draft(number, ordinal, [rest] if rest else [], broken=broken))
            _enter(open_ordinals, _Numbered(ordinal, _mark(number.of(text))))
        elif is_total_label(FIGURES_AT_END.sub("", line.text)):
            rows.append(_Draft(None, None, [_inner(line)], total=True, broken=broken))
        elif not rows or not _continues(text, rows, line, gap):
            break
        else:
            rows[-1].pieces.append(_inner(line))
        after, gap, broken = index, 0, False
    return rows, after


def _continues(text: str, rows: list[_Draft], line: Line, gap: int) -> bool:
    """Whether a line without a number belongs to the row above it."""
    row = rows[-1]
    content = line.text.strip()
    if row.total:
        done = any(looks_numeric(w) for p in row.pieces for w in p.of(text).split())
        return not done and all(looks_numeric(w) for w in content.split())
    if len(row.pieces) >= _LONGEST_ROW or len(content) > 200 or _is_heading(content):
        return False
    split = _split(text, row)
    if not split.figures:
        return True
    if looks_numeric(content.split()[0]):
        return not split.tail  # the rest of the figures, or the figures of a label that ended in a number
    return (
        content[:1].islower()
        or content.startswith(("-", "+", "("))
        or (not split.tail and len(content) <= 60 and gap < 2)
    )


def _is_heading(content: str) -> bool:
    """Whether a line starts with a number of its own that is none of the table's: "IV. …" below the last row."""
    head, _, rest = content.partition(" ")
    ordinal = parse_ordinal(head) if head[-1:] in ".)" else None
    return ordinal is not None and ordinal.style != "bullet" and rest[:1].isupper()


@dataclass(frozen=True, slots=True)
class _Place:
    """A line with what is known of its surroundings."""

    lines: list[Line]
    at: int
    gap: int  # blank lines above
    header: FlatHeader
    hungry: bool  # the row above still lacks its figures

    def next_line(self) -> str:
        """The next line with text that is no repeated header and no caption."""
        for line in self.lines[self.at + 1 : self.at + 16]:
            if line.blank or self.header.repeats(line.text) or has_unit_caption(line.text):
                continue
            return line.text
        return ""


def _lacks_figures(text: str, rows: list[_Draft]) -> bool:
    return bool(rows) and not _split(text, rows[-1]).figures


_Start = tuple[Span, Span | None, Ordinal]  # a row's number, the rest of its line, and the number's value


def _row_start(place: _Place, opened: list[_Numbered]) -> _Start | Literal["page"] | None:
    """Where a row starts; "page" for a page number; None inside a row."""
    line = place.lines[place.at]
    found = _FIRST.match(line.text)
    if not found:
        return None
    ordinal = parse_ordinal(found.group(1))
    rest = found.group(2)
    expected = ordinal is not None and _plausible(ordinal, opened, _mark(found.group(1)))
    if rest is None and is_page_number(line.text) and _is_page(place, ordinal, opened, expected=expected):
        return "page"
    if ordinal is None or not expected or (rest and is_figure(rest.split()[0])):
        return None
    if rest and ordinal.style == "letter" and not _mark(found.group(1)):
        return None
    number = Span(line.start + found.start(1), line.start + found.end(1))
    inner = Span(line.start + found.start(2), line.start + found.end(2)) if rest else None
    return number, inner, ordinal


def _is_page(place: _Place, ordinal: Ordinal | None, opened: list[_Numbered], *, expected: bool) -> bool:
    """A number alone that fits no sequence: a page number when a gap or the next row's number stands beside it."""
    if ordinal is None or ordinal.style != "number":
        return place.gap >= _WIDE_GAP
    if expected:
        return _page_before_row(place, opened)
    if place.gap >= _WIDE_GAP:
        return True
    head = place.next_line().split()[:1]
    return not place.hungry and bool(head) and parse_ordinal(head[0]) is not None


def _page_before_row(place: _Place, opened: list[_Numbered]) -> bool:
    """A number alone that would fit the sequence, but so does the next line, or the row above goes on below it."""
    found = _FIRST.match(place.next_line())
    if not found:
        return place.gap >= _WIDE_GAP
    ordinal = parse_ordinal(found.group(1))
    if ordinal and ordinal.style != "bullet" and not is_figure(found.group(2) or "x"):
        return _plausible(ordinal, opened, _mark(found.group(1)))
    head = found.group(1)
    ends = is_total_label(FIGURES_AT_END.sub("", place.next_line()))
    return ends or (place.gap >= _WIDE_GAP and (head[:1].islower() or is_figure(head)))


def _plausible(ordinal: Ordinal, opened: list[_Numbered], mark: str) -> bool:
    """Whether ``ordinal`` may come next: after its last sibling, or as the first below what is open."""
    if not opened:
        return ordinal.last == 1
    if any(o.mark != mark for o in opened if o.ordinal.style == ordinal.style):
        return False
    if any(ordinal.follows(o.ordinal) for o in opened):
        return True
    top = opened[-1].ordinal
    if ordinal.style == "dotted":
        return ordinal.last == 1 and any(ordinal.values[:-1] == o.ordinal.values for o in opened)
    return ordinal.last == 1 and RANK[ordinal.style] > RANK[top.style]


def _mark(written: str) -> str:
    """What stands around a row number: the numbers of one level of a table are all written alike."""
    return written[-1:] if written[-1:] in ".)" else ""


def _enter(opened: list[_Numbered], numbered: _Numbered) -> None:
    for depth in range(len(opened) - 1, -1, -1):
        if numbered.ordinal.follows(opened[depth].ordinal):
            del opened[depth:]
            break
    opened.append(numbered)


@dataclass(frozen=True, slots=True)
class _Token:
    span: Span
    figure: bool
    maybe: bool
    year: bool
    line: int


def _split(text: str, draft: _Draft) -> _Split:
    """Label, figures and tail of a row: the longest run of figures, the last where several are as long."""
    tokens = _tokens(text, draft.pieces)
    runs = _runs(text, tokens)
    if not runs:
        # A year, or "2" below "giai đoạn", at the start of a line of its own may be the row's only figure.
        lone = any(t.figure and t.line != before.line for before, t in pairwise(tokens))
        return _Split(tuple(draft.pieces), (), (), unsure=lone, maybe=False)
    longest = max(b - a for a, b in runs)
    best = [r for r in runs if r[1] - r[0] == longest]
    start, end = best[-1]
    figures = tuple(t.span for t in tokens[start:end])
    return _Split(
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
            small = _SMALL.fullmatch(found.group()) is not None and _numbered(before)
            maybe = numeric and (small or broken)
            tokens.append(_Token(span, numeric, maybe, _YEAR.fullmatch(found.group()) is not None, number))
            before = [*before[-1:], found.group()]
    return tokens


def _goes_on(place: _Place) -> bool:
    """Whether a line with a number first goes on with the label above: "2" before figures, or "2 cho các …"."""
    if place.gap >= _WIDE_GAP:
        return False
    line = place.lines[place.at].text
    after = line.strip(" 0123456789") or place.next_line().strip()
    return (
        after[:1].islower()
        or after[:1] == "("
        or (is_page_number(line) and bool(after) and looks_numeric(after.split()[0]))
    )


def _last_words(text: str, row: _Draft) -> list[str]:
    return row.pieces[-1].of(text).split()[-2:] if row.pieces else []


def _numbered(before: list[str]) -> bool:
    """Whether the words before a number are such as are numbered: "giai đoạn 2", "cấp độ 3"."""
    words = table_words().numbered_words
    return bool(before) and (key(before[-1]) in words or key(" ".join(before)) in words)


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


def _raw(text: str, draft: _Draft, split: _Split, count: int, has_tail: bool) -> RawRow:
    figures, label = split.figures, split.label
    spare = len(figures) - count
    if spare > 0:  # the label ends in a number
        label = (*label, *figures[:spare])
        figures = figures[spare:]
    tail = split.tail
    number: Pieces = (draft.number,) if draft.number else ()
    cells: list[Pieces] = [number, label, *[()] * count]
    unsure: set[int] = set(range(2 if split.figures else 1, 2 + count + has_tail)) if split.unsure else set()
    if has_tail:
        cells.append(tail)
    elif tail:
        cells[1] = (*label, *tail)
        unsure.add(1)
    filled = [*number, *draft.pieces]
    trimmed = [Span(s.start, s.start + len(s.of(text).rstrip())) for s in filled]
    span = hull(trimmed)
    maybe = split.maybe and spare <= 0
    return RawRow(tuple(cells), span, draft.broken, frozenset(unsure), figures, maybe)


def _inner(line: Line) -> Span:
    left = len(line.text) - len(line.text.lstrip())
    return Span(line.start + left, line.start + len(line.text.rstrip()))
