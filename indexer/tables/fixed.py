"""Reads tables whose columns are kept apart by blanks at fixed places: text extraction that keeps the layout."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.records import Span
from indexer.tables.delimited import Cells
from indexer.tables.lexicon import is_ordinal_header
from indexer.tables.lines import Line, is_page_number
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.raw import Pieces, RawRow, RawTable, hull, piece_text
from indexer.tables.shape import is_continued, is_header_cell, is_note, is_total_label

_SEGMENT = re.compile(r"\S+(?: \S+)*")  # words with single blanks between
_FEWEST = 3
_MOST_BLANK = 3
_LONGEST = 400
_GAP = 2  # blanks between columns, in every line


@dataclass(frozen=True, slots=True)
class _Segment:
    """A run of words in a line, by columns of characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Laid:
    """A line of the table with its segments."""

    line: Line
    segments: tuple[_Segment, ...]

    def text(self, index: int = 0) -> str:
        """The words of one segment, the first unless said otherwise."""
        segment = self.segments[index]
        return self.line.text[segment.start : segment.end]


def may_be_fixed(content: str) -> bool:
    """Whether a line may be the header of such a table: the head of the row numbers, then heads after wide gaps."""
    found = [m.group() for m in _SEGMENT.finditer(content[:_LONGEST])]
    return len(found) >= _FEWEST and is_ordinal_header(found[0]) and sum(map(is_header_cell, found)) * 2 > len(found)


def read_fixed(text: str, lines: list[Line], at: int) -> tuple[RawTable, int] | None:
    """The table whose header starts at line ``at``, and the line after it; None where its columns are not clear."""
    region, after = _region(lines, at)
    first = next((i for i, laid in enumerate(region) if i and _begins(laid)), None)
    if first is None:
        return None
    header, body = region[:first], _without_headers(region[first:], region[:first])
    columns = max((_columns(part) for part in (region, [header[-1], *body], body)), key=len)
    if len(columns) < _FEWEST:
        return None
    heads = _header_rows(header, columns)
    rows = _rows(text, body, columns)
    if heads is None or rows is None or len(rows) < 2:
        return None
    span = hull([row.span for row in (*heads, *rows)])
    return RawTable("fixed", tuple(heads), tuple(rows), span, len(columns)), after


def _region(lines: list[Line], at: int) -> tuple[list[_Laid], int]:
    """The lines from ``at`` on that have gaps or are indented, and the line after the last of them."""
    found: list[_Laid] = []
    after, index, blanks = at, at, 0
    while index < len(lines) and blanks <= _MOST_BLANK:
        line = lines[index]
        index += 1
        if line.blank:
            blanks += 1
            continue
        content = line.text
        laid = _Laid(line, tuple(_Segment(m.start(), m.end()) for m in _SEGMENT.finditer(content)))
        if "\t" in content or len(content) > _LONGEST or is_note(content):
            break
        alone = lines[index - 2].blank and (index >= len(lines) or lines[index].blank)
        if (alone and is_page_number(content)) or is_continued(content):
            continue
        if len(laid.segments) < 2 and not content.startswith("   "):
            break
        blanks = 0
        found.append(laid)
        after = index
    return found, after


def _begins(laid: _Laid) -> bool:
    """Whether the first row begins at a line."""
    ordinal = parse_ordinal(laid.text()) if len(laid.text()) <= 8 else None
    return (ordinal is not None and ordinal.last == 1 and ordinal.style != "bullet") or is_total_label(laid.text())


def _without_headers(body: list[_Laid], header: list[_Laid]) -> list[_Laid]:
    """The rows without the header that a new page repeats."""
    heads = {laid.line.text.strip() for laid in header}
    return [laid for laid in body if laid.line.text.strip() not in heads]


def _columns(laid: Sequence[_Laid]) -> list[_Segment]:
    """The columns of characters in which some line has words, parted where no line has any."""
    covered = sorted((s.start, s.end) for one in laid for s in one.segments)
    found: list[_Segment] = []
    for start, end in covered:
        if found and start - found[-1].end < _GAP:
            found[-1] = _Segment(found[-1].start, max(found[-1].end, end))
        else:
            found.append(_Segment(start, end))
    return found


def _header_rows(header: list[_Laid], columns: list[_Segment]) -> list[RawRow] | None:
    """The heads of each column as one row, or as two where a merged head stands over others; None where unclear."""
    heads: list[Pieces] = [() for _ in columns]
    for laid in header:
        taken: set[int] = set()
        for segment in laid.segments:
            over = [i for i, c in enumerate(columns) if segment.start < c.end and c.start < segment.end]
            if not over or over[0] in taken:
                return None  # two heads over what seems to be one column
            taken.add(over[0])
            span = Span(laid.line.start + segment.start, laid.line.start + segment.end)
            heads[over[0]] = (*heads[over[0]], span)
    return _levels(header, heads) if all(heads) else None


def _levels(header: list[_Laid], heads: list[Pieces]) -> list[RawRow] | None:
    """One row of heads, or two: a last line without the first columns names what stands below merged heads."""
    last = header[-1].line
    named = [i for i, h in enumerate(heads) if h and h[-1].start >= last.start]
    merged = [i for i in named if len(heads[i]) == 1]
    if len(header) < 2 or not merged or 0 in named:
        return [RawRow(tuple(heads), hull([p for h in heads for p in h]))]
    tops = [i for i in named if len(heads[i]) > 1]
    if any(i - 1 not in named for i in merged) or not tops:
        return None
    upper = tuple(h[:-1] if i in named else h for i, h in enumerate(heads))
    lower = tuple(h[-1:] if i in named else () for i, h in enumerate(heads))
    return [RawRow(row, hull([p for h in row for p in h])) for row in (upper, lower)]


def _rows(text: str, body: list[_Laid], columns: list[_Segment]) -> list[RawRow] | None:
    """The rows: a number, a total, or a label after an empty line begins one; None where lines cannot be told apart."""
    grown: list[Cells] = []
    doubts: list[set[int]] = []
    for laid in body:
        cells: Cells = [() for _ in columns]
        for segment in laid.segments:
            over = [i for i, c in enumerate(columns) if segment.start < c.end and c.start < segment.end]
            if len(over) != 1:
                return None
            span = Span(laid.line.start + segment.start, laid.line.start + segment.end)
            cells[over[0]] = (*cells[over[0]], span)
        number, label = piece_text(text, cells[0]), piece_text(text, cells[1])
        if number or is_total_label(label):
            if (number and parse_ordinal(number) is None and not is_total_label(number)) or label[:1].islower():
                return None  # numbers stand beside the middle of their rows: which line is whose is not told
            grown.append(cells)
            doubts.append(set())
        elif not grown:
            return None
        else:
            doubts[-1] |= _doubtful(text, grown[-1], cells)
            grown[-1] = [(*a, *b) for a, b in zip(grown[-1], cells, strict=True)]
    return [
        RawRow(tuple(cells), hull([p for c in cells for p in c]), unsure=frozenset(unsure))
        for cells, unsure in zip(grown, doubts, strict=True)
    ]


def _doubtful(text: str, above: Cells, cells: Cells) -> set[int]:
    """The columns in which a line below a row may be no rest of its cell but a row of its own."""
    label = piece_text(text, cells[1])
    if label and label[:1].isupper() and not piece_text(text, above[1]).endswith((",", "(", "-", ";")):
        return set(range(len(cells)))
    return {i for i, cell in enumerate(cells) if cell and not above[i]}
