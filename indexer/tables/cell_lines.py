"""Reads tables that text extraction left with one cell a line and an empty line after each row."""

from __future__ import annotations

from collections import Counter

from indexer.records import Span
from indexer.tables.align import Fit, fit_of, fit_row
from indexer.tables.header import columns_of
from indexer.tables.lexicon import is_ordinal_header
from indexer.tables.lines import Line, is_page_number
from indexer.tables.mixed_header import Head, levels_of
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.raw import Pieces, RawRow, RawTable, piece_text, stripped
from indexer.tables.shape import (
    is_header_cell,
    is_header_more,
    is_header_start,
    is_index_row,
    is_total_label,
    same_header,
)

_MOST_CELLS = 60

Block = list[Line]


def read_cell_lines(text: str, lines: list[Line], at: int) -> tuple[RawTable, int] | None:
    """The table whose header starts at line ``at``, and the line after it; None where there is none."""
    if not _may_start(lines, at):
        return None
    tabbed = lines[at].text.startswith("\t")
    blocks, after = _blocks(lines, at, tabbed)
    if len(blocks) < 2 or not is_header_start(_texts(text, blocks[0])):
        return None
    header, body = _split_header(text, blocks)
    parted = _parted(text, header, body)
    width = parted[1] if parted else _width(header, body) if body else 0
    if body and not tabbed:
        body, after = _rows_only(text, lines, body, header, width)
    if not body or width < 2 or not _regular(text, header, body, width, tabbed):
        return None
    fit = _fit(text, header, body, width)
    head = parted[0] if parted else tuple(_row(b) for b in header)
    rows = _rows(text, body, header, fit)
    last = body[-1]
    return RawTable("cell-per-line", head, tuple(rows), Span(blocks[0][0].start, last[-1].end), width), after


def _parted(text: str, header: list[Block], body: list[Block]) -> tuple[tuple[RawRow, ...], int] | None:
    """One block of heads, more than most rows have cells, as two rows: the names below merged heads, and the others.

    With them the number of columns.
    """
    if len(header) != 1 or not body:
        return None
    width, times = Counter(len(b) for b in body).most_common(1)[0]
    if len(header[0]) <= width or times * 2 <= len(body):
        return None
    heads = [Head(pieces, piece_text(text, pieces)) for line in header[0] if (pieces := _cell(line))]
    if len(heads) != len(header[0]):
        return None
    for rows, columns in levels_of(heads):
        if columns == width and len(rows) > 1 and all(c.path for c in columns_of(text, rows, width)):
            return rows, width
    return None


def _may_start(lines: list[Line], at: int) -> bool:
    """Whether a line may be the first head of a table: of the row numbers, or any known head at the top of a block."""
    first = lines[at].text
    if is_ordinal_header(first):
        return "\t" not in first.strip()
    inside = at > 0 and lines[at - 1].text.startswith("\t")
    return first.startswith("\t") and not inside and "\t" not in first.strip() and is_header_cell(first.strip())


def _blocks(lines: list[Line], at: int, tabbed: bool) -> tuple[list[Block], int]:
    """Runs of non-empty lines from ``at`` on, as long as they can be rows; and the line after the last."""
    blocks: list[Block] = []
    after = at
    index = at
    while index < len(lines):
        if lines[index].text == "":
            index += 1
            continue
        end = index
        while end < len(lines) and lines[end].text != "":
            end += 1
        block = lines[index:end]
        if tabbed and len(block) > 1 and not block[-1].text.startswith("\t") and all(
            line.text.startswith("\t") for line in block[:-1]
        ) and is_page_number(block[-1].text):  # fmt: skip
            block = block[:-1]
        if tabbed and len(block) == 1 and is_page_number(block[0].text) and blocks:
            index = end
            continue
        if len(block) > _MOST_CELLS or (tabbed and not all(line.text.startswith("\t") for line in block)):
            break
        if not tabbed and blocks and len(block) == 1:
            if not is_page_number(block[0].text):
                break
            index = end
            continue
        blocks.append(block)
        after = index = end
    return blocks, after


def _split_header(text: str, blocks: list[Block]) -> tuple[list[Block], list[Block]]:
    count = 1
    while count < len(blocks):
        cells = _texts(text, blocks[count])
        if not (is_header_more(cells) or is_index_row(cells)):
            break
        count += 1
    header = [b for i, b in enumerate(blocks[:count]) if i == 0 or not is_index_row(_texts(text, b))]
    return header, blocks[count:]


def _width(header: list[Block], body: list[Block]) -> int:
    """The number of columns: what most rows have that start with a row number, but no less than the header."""
    counts = Counter(len(b) for b in body)
    widest = max(len(b) for b in header)
    if counts[widest] or len(header) > 1:
        nested = sum(len(b) for b in header) - 1
        common = counts.most_common(1)[0][0]
        return common if len(header) > 1 and common in (widest, nested) else max(widest, 0)
    common, times = counts.most_common(1)[0]
    broken = sum(1 for b in body if len(b) == common and len(b) > 2 and b[2].text.strip()[:1].islower())
    return common if common > widest and times >= 3 and broken * 2 < times else widest


def _rows_only(
    text: str, lines: list[Line], body: list[Block], header: list[Block], width: int
) -> tuple[list[Block], int]:
    """The blocks up to the first that cannot be a row: without indentation nothing else marks the table's end."""
    kept: list[Block] = []
    heads = [_texts(text, b) for b in header]
    for block in body:
        cells = _texts(text, block)
        known = is_total_label(cells[0]) or not cells[0] or parse_ordinal(cells[0]) is not None
        fits = len(block) <= width and (len(block) >= width - 1 or is_total_label(cells[0]) or len(block) == 2)
        if not (known and fits) and not _repeats(cells, heads):
            break
        kept.append(block)
    after = next((i + 1 for i, line in enumerate(lines) if kept and line.start == kept[-1][-1].start), 0)
    return kept, after


def _regular(text: str, header: list[Block], body: list[Block], width: int, tabbed: bool) -> bool:
    near = sum(1 for b in body if len(b) in (width, width - 1))
    if tabbed and is_ordinal_header(_texts(text, header[0])[0]):
        return near * 3 >= len(body)
    return near >= 2 and near * 10 >= len(body) * 6


def _fit(text: str, header: list[Block], body: list[Block], width: int) -> Fit:
    heads = [_texts(text, b) for b in header]
    full = [cells for b in body if len(b) == width and not _repeats(cells := _texts(text, b), heads)]
    ordinal = is_ordinal_header(_texts(text, header[0])[0])
    return fit_of(full, width, ordinal=ordinal, explicit=True)


def _rows(text: str, body: list[Block], header: list[Block], fit: Fit) -> list[RawRow]:
    heads = [_texts(text, b) for b in header]
    rows: list[RawRow] = []
    broken = False
    for block in body:
        cells = _texts(text, block)
        if _repeats(cells, heads):
            broken = True
            continue
        raw = _row(block)
        row = fit_row(text, list(raw.cells), raw.span, fit)
        rows.append(RawRow(row.cells, row.span, broken, row.unsure))
        broken = False
    return rows


def _repeats(cells: list[str], heads: list[list[str]]) -> bool:
    return any(same_header(cells, head) for head in heads) or is_index_row(cells)


def _row(block: Block) -> RawRow:
    cells: list[Pieces] = [_cell(line) for line in block]
    filled = [p for c in cells for p in c]
    span = Span(filled[0].start, filled[-1].end) if filled else Span(block[0].start, block[-1].end)
    return RawRow(tuple(cells), span)


def _cell(line: Line) -> Pieces:
    inner = stripped(line.text, 0, len(line.text))
    return tuple(Span(line.start + s.start, line.start + s.end) for s in inner)


def _texts(text: str, block: Block) -> list[str]:
    return [piece_text(text, _cell(line)) for line in block]
