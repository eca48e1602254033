"""Tables without lines: rows of pieces of text that stand below one another in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.reading.pdf.lines import Line

_WIDE = 3  # pieces that make a row of a table
_ENOUGH_ROWS = 3
_LOOK_AHEAD = 6  # rows
_SAME_ROW = 0.4
_NEAR = 1.8  # letter heights from one row to the next


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of a table, row by row."""

    rows: list[list[str]]


def split_tables(lines: Sequence[Line]) -> list[list[Line] | Table]:
    """Running lines and tables in reading order."""
    rows = _rows(lines)
    found: list[list[Line] | Table] = []
    running: list[Line] = []
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end is None:
            running += rows[at]
            at += 1
            continue
        if running:
            found.append(running)
        running = []
        found.append(Table(_table(rows[at:end])))
        at = end
    return [*found, running] if running else found


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][0].middle - line.middle) <= _SAME_ROW * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _table_end(rows: Sequence[list[Line]], at: int) -> int | None:
    """The row after the table that starts at row ``at``, if one does."""
    wide = [row for row in rows[at : at + _LOOK_AHEAD] if len(row) >= _WIDE]
    if len(rows[at]) < _WIDE or len(wide) < _ENOUGH_ROWS:
        return None
    columns = _columns(wide)
    end = at + 1
    while end < len(rows) and (len(rows[end]) >= _WIDE or _fits(rows[end - 1], rows[end], columns)):
        end += 1
    return end if sum(len(row) >= _WIDE for row in rows[at:end]) >= _ENOUGH_ROWS else None


def _fits(before: Sequence[Line], row: Sequence[Line], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a narrow row still belongs to the table above it: near, and each piece within one column."""
    near = row[0].middle - before[0].middle <= _NEAR * row[0].size
    starts = [left for left, _ in columns[1:]]
    return near and not any(piece.left < start < piece.right for piece in row for start in starts)


def _columns(rows: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """The columns by the rows with the most pieces: where pieces overlap from row to row."""
    most = max(map(len, rows))
    columns: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for row in rows if len(row) == most for piece in row):
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _table(rows: Sequence[list[Line]]) -> list[list[str]]:
    columns = _columns(rows)
    table: list[list[str]] = []
    for row in rows:
        cells = [""] * len(columns)
        for piece in row:
            column = _column_of(piece, columns)
            cells[column] = f"{cells[column]} {piece.text}".strip()
        goes_on = table and len(row) < _WIDE and not cells[0]
        if goes_on:  # the second line of some cells
            table[-1] = [f"{above} {cell}".strip() for above, cell in zip(table[-1], cells, strict=True)]
        else:
            table.append(cells)
    return table


def _column_of(piece: Line, columns: Sequence[tuple[float, float]]) -> int:
    """The column that a piece shares the most width with, else the nearest."""
    shared = [min(piece.right, right) - max(piece.left, left) for left, right in columns]
    return max(range(len(columns)), key=lambda at: shared[at])
