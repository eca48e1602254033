"""Reads tables that a PDF text layer left flat: wrapped labels, figures in a row, empty cells gone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from indexer.language.normal import one_line
from indexer.records import Column, Span
from indexer.tables.flat_header import FlatHeader, read_flat_header
from indexer.tables.lexicon import starts_with, table_words
from indexer.tables.lines import Line, is_page_number, is_rule
from indexer.tables.ordinals import Ordinal, parse_ordinal
from indexer.tables.raw import Pieces, RawRow, RawTable, hull
from indexer.tables.shape import is_figure, is_note, is_total_label

_TOKEN = re.compile(r"\S+")
_FIRST = re.compile(r"\s*(\S+)(?:\s+(\S.*?))?\s*$")
_WIDE_GAP = 3  # blank lines before a page number
_LONGEST_ROW = 14  # lines with text
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class _Draft:
    """The lines of one row while they are gathered."""

    number: Span | None
    ordinal: Ordinal | None
    pieces: list[Span] = field(default_factory=list)
    total: bool = False
    broken: bool = False


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
    has_tail = sum(bool(s.tail) for s in split if s.figures) * 5 >= sum(lengths.values())
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
    free: int  # how many figures at the start of the run stand on one line with the label

    def values(self, text: str) -> list[str]:
        return [f.of(text) for f in self.figures]


def _drafts(text: str, lines: list[Line], header: FlatHeader) -> tuple[list[_Draft], int]:
    rows: list[_Draft] = []
    open_ordinals: list[Ordinal] = []
    gap = 0
    after = index = header.after
    broken = False
    while index < len(lines):
        line = lines[index]
        index += 1
        if line.blank:
            gap += 1
            continue
        if header.repeats(line.text) or is_rule(line.text) or starts_with(line.text, table_words().unit_captions):
            broken, gap = True, 0
            continue
        if is_note(line.text) or len(line.text) > 400 or starts_with(line.text, table_words().appendix[-1:]):
            break
        start = _row_start(lines, index - 1, open_ordinals, rows, gap)
        if start == "page":
            broken, gap = True, 0
            continue
        if start is not None:
            number, rest, ordinal = start
            rows.append(_Draft(number, ordinal, [rest] if rest else [], broken=broken))
            _enter(open_ordinals, ordinal)
        elif is_total_label(line.text):
            rows.append(_Draft(None, None, [_inner(line)], total=True, broken=broken))
        elif not rows or not _continues(rows, line, gap):
            break
        else:
            rows[-1].pieces.append(_inner(line))
        after, gap, broken = index, 0, False
    return rows, after


def _continues(rows: list[_Draft], line: Line, gap: int) -> bool:
    row = rows[-1]
    if row.total:
        return len(rows) == 1 and gap < _WIDE_GAP
    return len(row.pieces) < _LONGEST_ROW and (line.text.strip()[:1].islower() or len(line.text) < 200)


def _row_start(
    lines: list[Line], at: int, opened: list[Ordinal], rows: list[_Draft], gap: int
) -> tuple[Span, Span | None, Ordinal] | str | None:
    """The row number, the rest of the line and the ordinal; "page" for a page number; None inside a row."""
    line = lines[at]
    found = _FIRST.match(line.text)
    if not found:
        return None
    ordinal = parse_ordinal(found.group(1))
    if ordinal is None or ordinal.style == "bullet":
        return "page" if is_page_number(line.text) and gap >= _WIDE_GAP else None
    rest = found.group(2)
    expected = _plausible(ordinal, opened)
    if rest is None and ordinal.style == "number":
        if not expected:
            return "page" if is_page_number(line.text) and _is_page(lines, at, gap) else None
        if _page_before_row(lines, at, opened, gap):
            return "page"
    if not expected or (rest and is_figure(rest.split()[0])):
        return None
    if rest and ordinal.style == "letter" and found.group(1)[-1:] not in ".)":
        return None
    number = Span(line.start + found.start(1), line.start + found.end(1))
    inner = Span(line.start + found.start(2), line.start + len(line.text.rstrip())) if rest else None
    return number, inner, ordinal


def _is_page(lines: list[Line], at: int, gap: int) -> bool:
    """A number alone that fits no sequence: a page number when a gap or the next row's number stands beside it."""
    if gap >= 2:
        return True
    after = next((line.text for line in lines[at + 1 : at + 6] if not line.blank), "")
    head = after.split()[:1]
    return bool(head) and parse_ordinal(head[0]) is not None


def _page_before_row(lines: list[Line], at: int, opened: list[Ordinal], gap: int) -> bool:
    """A number alone that would fit the sequence, but so does the next line, or the row above goes on below it."""
    after = next((line.text for line in lines[at + 1 : at + 8] if not line.blank), "")
    found = _FIRST.match(after)
    if not found:
        return gap >= _WIDE_GAP
    ordinal = parse_ordinal(found.group(1))
    if ordinal and ordinal.style != "bullet" and not is_figure(found.group(2) or "x"):
        return _plausible(ordinal, opened)
    head = found.group(1)
    return gap >= _WIDE_GAP and (head[:1].islower() or is_figure(head))


def _plausible(ordinal: Ordinal, opened: list[Ordinal]) -> bool:
    """Whether ``ordinal`` may come next: after its last sibling, or as the first below what is open."""
    if not opened:
        return ordinal.last == 1
    if any(ordinal.follows(o) for o in opened):
        return True
    top = opened[-1]
    if ordinal.style == "dotted":
        return ordinal.last == 1 and any(ordinal.values[:-1] == o.values for o in opened)
    ranks = {"upper": 0, "roman": 1, "number": 2, "dotted": 3, "letter": 4, "bullet": 5}
    return ordinal.last == 1 and ranks[ordinal.style] > ranks[top.style]


def _enter(opened: list[Ordinal], ordinal: Ordinal) -> None:
    for depth in range(len(opened) - 1, -1, -1):
        if ordinal.follows(opened[depth]):
            del opened[depth:]
            break
    opened.append(ordinal)


def _split(text: str, draft: _Draft) -> _Split:
    tokens: list[tuple[Span, bool, int]] = []  # slice, is a figure, line
    for number, piece in enumerate(draft.pieces):
        for found in _TOKEN.finditer(piece.of(text)):
            span = Span(piece.start + found.start(), piece.start + found.end())
            tokens.append((span, is_figure(found.group()), number))
    runs = _runs(text, tokens)
    if not runs:
        return _Split(tuple(draft.pieces), (), (), unsure=False, free=0)
    longest = max(b - a for a, b in runs)
    best = [r for r in runs if r[1] - r[0] == longest]
    start, end = best[-1]
    same_line = start > 0 and tokens[start][2] == tokens[start - 1][2]
    free = sum(1 for t in tokens[start:end] if same_line and t[2] == tokens[start][2])
    label = _pieces(tokens[:start])
    return _Split(
        label, tuple(t[0] for t in tokens[start:end]), _pieces(tokens[end:]), unsure=len(best) > 1, free=free
    )


def _runs(text: str, tokens: list[tuple[Span, bool, int]]) -> list[tuple[int, int]]:
    """Runs of figures that may be the row's cells: not followed on the same line by the rest of a sentence."""
    runs: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        if not tokens[index][1]:
            index += 1
            continue
        end = index
        while end < len(tokens) and tokens[end][1]:
            end += 1
        follows = tokens[end][0].of(text)[:1] if end < len(tokens) else ""
        lone_year = end - index == 1 and _YEAR.fullmatch(tokens[index][0].of(text)) is not None
        if index > 0 and not follows.islower() and not lone_year and follows not in ("%", "/"):
            runs.append((index, end))
        index = end
    return runs


def _pieces(tokens: list[tuple[Span, bool, int]]) -> Pieces:
    """The tokens as one slice for each line."""
    found: list[Span] = []
    line = None
    for span, _, number in tokens:
        if number == line:
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
        line = number
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
    unsure: set[int] = set(range(2, 2 + count)) if split.unsure else set()
    if has_tail:
        cells.append(tail)
    elif tail:
        cells[1] = (*label, *tail)
        unsure.add(1)
    filled = [s for s in (*number, *draft.pieces)]
    trimmed = [Span(s.start, s.start + len(s.of(text).rstrip())) for s in filled]
    span = hull(trimmed)
    return RawRow(tuple(cells), span, draft.broken, frozenset(unsure), figures)


def _inner(line: Line) -> Span:
    left = len(line.text) - len(line.text.lstrip())
    return Span(line.start + left, line.start + len(line.text.rstrip()))


def words_of(text: str) -> str:
    """``text`` on one line."""
    return one_line(text)
