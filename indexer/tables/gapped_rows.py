"""Rows of a flattened table whose cells were left apart by two blanks: then every cell is told, figures or not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from indexer.records import Column, Span
from indexer.tables.raw import Pieces, RawRow

_GAP = re.compile(r" {2,}|\t+")


def with_gaps(text: str, rows: Sequence[RawRow], columns: Sequence[Column], label: int) -> list[RawRow]:
    """``rows`` with their cells parted at gaps of two blanks, those that have as many as the table has columns.

    ``columns`` are in the order of the text; a row with fewer gaps stays as it was read before.
    """
    behind = [column.ordinal for column in columns if column.ordinal > label]
    return [_parted(text, row, label, behind) or row for row in rows]


def _parted(text: str, row: RawRow, label: int, behind: Sequence[int]) -> RawRow | None:
    pieces = [piece for cell in row.cells[label:] for piece in cell]
    if not pieces or row.loose:
        return None
    cells: list[list[Span]] = [[]]
    lines = _lines(pieces, text)
    for line in lines:
        parts = list(_spans(text, line))
        for at, part in enumerate(parts):
            if at:
                cells.append([])
            cells[-1].append(part)
    if len(cells) != len(behind) + 1 or not all(cells):
        return None
    found: list[Pieces] = list(row.cells)
    for column, parts_of in zip((label, *behind), cells, strict=True):
        found[column] = tuple(parts_of)
    return replace(row, cells=tuple(found), unsure=row.unsure if 0 in row.unsure else frozenset())


def _lines(pieces: Sequence[Span], text: str) -> list[Span]:
    """The slices of the row, those of one line put together again with the gap between them."""
    done: list[Span] = []
    for piece in sorted(pieces):
        if done and "\n" not in text[done[-1].end : piece.start]:
            done[-1] = Span(done[-1].start, piece.end)
        else:
            done.append(piece)
    return done


def _spans(text: str, line: Span) -> list[Span]:
    """The parts of a line between its gaps, without white space at its ends."""
    raw = line.of(text)
    kept = raw.rstrip()
    start = line.start + len(raw) - len(raw.lstrip())
    found: list[Span] = []
    for gap in _GAP.finditer(text, start, line.start + len(kept)):
        found.append(Span(start, gap.start()))
        start = gap.end()
    found.append(Span(start, line.start + len(kept)))
    return found
