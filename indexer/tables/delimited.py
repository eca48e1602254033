"""Reads tables whose rows are lines with tabs or pipes between the cells."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from indexer.records import Span
from indexer.tables.align import Fit, fit_of, fit_row
from indexer.tables.head_rest import is_header_rest, joined_heads
from indexer.tables.header import has_unit_caption
from indexer.tables.lexicon import is_appendix, is_ordinal_header
from indexer.tables.lines import Line, is_page_number, is_rule
from indexer.tables.ordinals import Ordinal, parse_ordinal
from indexer.tables.raw import Pieces, RawRow, RawTable, hull, piece_text, stripped
from indexer.tables.shape import (
    is_continued,
    is_header_below,
    is_header_more,
    is_header_start,
    is_index_row,
    is_note,
    is_total_label,
    same_header,
)

_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_UNESCAPED = re.compile(r"(?<!\\)\|")
_LONGEST_SUBTITLE = 200
_FEWEST_PIPES = 2
_MOST_BLANK = 12  # blank lines that a page break may leave between two rows

Cells = list[Pieces]


def read_tabs(text: str, lines: list[Line], at: int) -> tuple[RawTable, int] | None:
    """The tab-separated table that starts at line ``at``, and the line after it."""
    if "\t" not in lines[at].text.strip(" \t") or not _starts(text, lines, at, "\t"):
        return None
    return _read(text, lines, at, "\t")


def may_be_piped(lines: list[Line], at: int) -> bool:
    """Whether line ``at`` may head a table in pipes: it begins with one, or it and the next line have several."""
    content = lines[at].text
    if content.lstrip()[:1] == "|":
        return True
    below = next((line.text for line in lines[at + 1 : at + 3] if not line.blank), "")
    return content.count("|") >= _FEWEST_PIPES and below.count("|") >= _FEWEST_PIPES and "\t" not in content


def read_pipes(text: str, lines: list[Line], at: int) -> tuple[RawTable, int] | None:
    """The table in Markdown pipes that starts at line ``at``, and the line after it; pipes around it or not."""
    if not may_be_piped(lines, at) or not _starts(text, lines, at, "|"):
        return None
    return _read(text, lines, at, "|")


def _starts(text: str, lines: list[Line], at: int, mark: str) -> bool:
    cells = _texts(text, _cells(lines[at], mark))
    below = [line for line in lines[at + 1 : at + 6] if not line.blank][:3]
    with_mark = [line for line in below if mark in line.text.strip(" " if mark == "\t" else "")]
    if is_header_start(cells) and with_mark:
        return True
    if mark == "|" and below and _PIPE_RULE.fullmatch(below[0].text):
        return True
    same = sum(1 for line in below if len(_cells(line, mark)) == len(cells))
    return len(cells) >= 3 and same >= 3 and sum(bool(c) for c in cells) >= 2 and mark == "\t"


def _read(text: str, lines: list[Line], at: int, mark: str) -> tuple[RawTable, int] | None:
    head_cells = _texts(text, _cells(lines[at], mark))
    physical, after = _physical_rows(text, lines, at, mark, head_cells)
    raw = from_rows(text, physical, "tabs" if mark == "\t" else "pipes")
    return None if raw is None else (raw, after)


def from_rows(text: str, physical: list[Cells], layout: str) -> RawTable | None:
    """The table that lines of cells make, the first of them a header row; None where nothing stands below it."""
    head_cells = _texts(text, physical[0])
    width = _width(physical, len(head_cells))
    rows = _joined_lines(text, physical, width)
    count = 1
    heads_above = [head_cells]
    while count < len(rows):
        cells_below = _texts(text, rows[count])
        more = is_header_more(cells_below) or is_index_row(cells_below) or is_header_below(cells_below, heads_above)
        if not more and not is_header_rest(cells_below, heads_above):
            break
        heads_above.append(cells_below)
        count += 1
    header = [r for i, r in enumerate(rows[:count]) if i == 0 or not is_index_row(_texts(text, r))]
    body = rows[count:]
    if not body or width < 2:
        return None
    fit = _fit(text, header, body, width)
    heads = tuple(RawRow(tuple(cells), _span(cells)) for cells in joined_heads(text, header))
    fitted = _fitted(text, header, body, fit)
    if not fitted:
        return None
    spans = [row.span for row in (*heads, *fitted)]
    return RawTable(layout, heads, tuple(fitted), hull(spans), width)


def _physical_rows(text: str, lines: list[Line], at: int, mark: str, head: list[str]) -> tuple[list[Cells], int]:
    """The lines of the table as cells; a line without the mark right below a row continues its last cell."""
    bare = not lines[at].text.lstrip().startswith(mark)  # a pipe in front of a row stands behind an empty cell
    rows: list[Cells] = []
    after = index = at
    gap = 0
    while index < len(lines) and gap <= _MOST_BLANK:
        line = lines[index]
        index += 1
        if (line.blank and mark not in line.text) or (mark == "\t" and not line.text.strip()):
            gap += 1
            continue
        if mark == "|" and _PIPE_RULE.fullmatch(line.text):
            after = index
            continue
        if mark in line.text.strip(" "):
            cells = _cells(line, mark, bare=bare)
            texts = _texts(text, cells)
            if rows and gap and is_header_start(texts) and is_ordinal_header(texts[0]) and not same_header(texts, head):
                break
            if mark == "\t" and len(cells) <= 2 and len(head) > 3 and gap:
                break  # a paragraph with a tab, no row
            rows.append(cells)
        elif gap == 0 and rows and mark == "\t" and len(rows[-1]) < len(head) and not is_note(line.text):
            rows.append(_cells(line, mark))
        elif gap == 0 and rows and mark == "\t" and (opens := _row_below(text, lines, index - 1, head)):
            if opens.last == 1 or not rows[-1][-1]:
                rows.append([(), *_between(line, [])])  # a heading of its own
            else:
                rows[-1][-1] = (*rows[-1][-1], *_between(line, [])[0])
        elif (
            is_page_number(line.text) or is_rule(line.text) or (rows and _goes_over(text, lines, index - 1, mark, head))
        ):
            gap += 1
            continue
        else:
            break
        after, gap = index, 0
    return rows, after


def _goes_over(text: str, lines: list[Line], at: int, mark: str, head: list[str]) -> bool:
    """Whether a line is what a new page writes above its part of the table: a caption that goes on, the unit."""
    if not (is_continued(lines[at].text) or has_unit_caption(lines[at].text)):
        return False
    below = next((line for line in lines[at + 1 : at + _MOST_BLANK] if mark in line.text), None)
    return below is not None and same_header(_texts(text, _cells(below, mark)), head)


def _row_below(text: str, lines: list[Line], at: int, head: list[str]) -> Ordinal | None:
    """The number of the row right below a line without cells, where the line stands inside the table."""
    content = lines[at].text.strip()
    if len(content) > _LONGEST_SUBTITLE or not content[:1].isupper() or content.endswith((".", ";", ":")):
        return None
    if is_note(content) or is_appendix(content) or is_total_label(content):
        return None
    below = [line for line in lines[at + 1 : at + 8] if not line.blank]
    rows = [_texts(text, _cells(line, "\t")) for line in below]
    repeated = next((n for n, row in enumerate(rows) if not _repeats_part(row, head)), 0)
    if not rows or (lines[at + 1].blank and not repeated) or not 2 <= len(rows[repeated]) <= len(head):
        return None
    return parse_ordinal(rows[repeated][0])


def _repeats_part(row: list[str], head: list[str]) -> bool:
    """Whether a row is a header row again, as on a new page."""
    return len(row) > 1 and (same_header(row, head) or is_header_more(row))


def _joined_lines(text: str, rows: list[Cells], width: int) -> list[Cells]:
    """Rows with too few cells joined with the next lines where together they are exactly a row."""
    joined: list[Cells] = []
    index = 0
    while index < len(rows):
        row = rows[index]
        index += 1
        if len(row) < width:
            merged, end = list(row), index
            while end < len(rows) and len(merged) < width and len(rows[end]) < width:
                more = rows[end]
                first = piece_text(text, more[0]) if more else ""
                if not _goes_on(text, merged, first) or (len(more) > 1 and parse_ordinal(first) is not None):
                    break
                if len(row) <= 2 and first[:1].islower() and row[0]:  # the label of a numbered row was broken
                    row = merged = [*merged[:-1], (*merged[-1], *more[0]), *more[1:]]
                    index = end = end + 1
                    continue
                merged = [*merged[:-1], (*merged[-1], *more[0]), *more[1:]]
                end += 1
            if len(merged) == width:
                row, index = merged, end
        joined.append(row)
    return joined


def _goes_on(text: str, row: Cells, first: str) -> bool:
    """Whether a line that starts with ``first`` goes on with the last cell of ``row``."""
    if not first or is_total_label(first):
        return False
    numbered = len(row) <= 2 and bool(row[0])  # a numbered row broken inside its label
    return numbered or first[:1].islower() or piece_text(text, row[-1]).endswith((",", "(", "-"))


def _width(rows: list[Cells], header: int) -> int:
    counts = Counter(len(r) for r in rows)
    common, times = counts.most_common(1)[0]
    return common if common > header and times * 2 > len(rows) else header


def _fit(text: str, header: list[Cells], body: list[Cells], width: int) -> Fit:
    heads = [_texts(text, h) for h in header]
    full = [cells for r in body if len(r) <= width and not _repeats(cells := _texts(text, r), heads)]
    ordinal = is_ordinal_header(_texts(text, header[0])[0])
    return fit_of(full, width, ordinal=ordinal, explicit=False)


def _fitted(text: str, header: list[Cells], body: list[Cells], fit: Fit) -> list[RawRow]:
    heads = [_texts(text, h) for h in header]
    rows: list[RawRow] = []
    broken = False
    for cells in body:
        texts = _texts(text, cells)
        if _repeats(texts, heads):
            broken = True
            continue
        if not any(texts):
            continue
        row = fit_row(text, cells, _span(cells), fit)
        rows.append(RawRow(row.cells, row.span, broken, row.unsure))
        broken = False
    return rows


def _repeats(cells: list[str], heads: list[list[str]]) -> bool:
    return any(same_header(cells, head) for head in heads) or is_index_row(cells)


def _span(cells: Cells) -> Span:
    return hull([p for cell in cells for p in cell])


def _cells(line: Line, mark: str, *, bare: bool = False) -> Cells:
    if mark == "\t":
        return _between(line, [i for i, c in enumerate(line.text) if c == "\t"])
    marks = [m.start() for m in _UNESCAPED.finditer(line.text)]
    cells = _between(line, marks)
    if bare or not line.text.lstrip().startswith("|"):
        return cells  # no pipes around the table: one at the end of a line stands before an empty cell
    cells = cells[1:]
    return cells[:-1] if line.text.rstrip().endswith("|") and len(marks) > 1 else cells


def _between(line: Line, marks: list[int]) -> Cells:
    bounds = [-1, *marks, len(line.text)]
    return [
        tuple(Span(line.start + s.start, line.start + s.end) for s in _inner(line.text, a + 1, b))
        for a, b in pairwise(bounds)
    ]


def _inner(text: str, start: int, end: int) -> Pieces:
    return stripped(text, start, end)


def _texts(text: str, cells: Cells) -> list[str]:
    return [piece_text(text, cell) for cell in cells]
