"""Renderings with one cell a line: from word processors, from PDF, with and without lines between the rows."""

from __future__ import annotations

import random
from collections.abc import Sequence

from eval.layouts.page import HEAD, Page, Piece, Style, breaks_after, cells_of, wrapped
from eval.layouts.records import LogicalTable
from eval.layouts.tables import surroundings

_NARROW = 24  # characters of a column of text


def head_lines(table: LogicalTable) -> list[Piece]:
    """The heads, a line each: those of one level, then those below merged heads."""
    upper: list[Piece] = []
    for at, column in enumerate(table.columns):
        again = at > 0 and len(column.path) > 1 and table.columns[at - 1].path[0] == column.path[0]
        if not again:
            upper.append((column.path[0], (HEAD, at)))
    return [*upper, *((c.path[1], (HEAD, i)) for i, c in enumerate(table.columns) if len(c.path) > 1)]


def broken_heads(table: LogicalTable) -> list[Piece]:
    """The heads with the longer ones broken in halves, as narrow columns have them."""
    return [(words, place) for head, place in head_lines(table) for words in wrapped(head, 9)]


def kept(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """An empty line for an empty cell, nothing between the rows."""
    del rng
    _write(page, head_lines(table), "")
    for at in range(len(table.rows)):
        _write(page, cells_of(table, at, style), "")


def kept_tabbed(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """A tab in front of each cell, an empty line after each row."""
    del rng
    page.line()
    for cells in (head_lines(table), *(cells_of(table, at, style) for at in range(len(table.rows)))):
        for words, place in cells:
            page.line(("\t", None), (words, place), between="")
        page.line()


def dropped(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """Empty cells gone, nothing between the rows."""
    del rng
    _write(page, head_lines(table), "")
    for at in range(len(table.rows)):
        _write(page, _filled(table, at, style), "")


def dropped_blocks(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """Empty cells gone, an empty line between the rows."""
    del rng
    _write(page, head_lines(table), "\n")
    for at in range(len(table.rows)):
        _write(page, _filled(table, at, style), "\n")


def dropped_spaced(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """Empty cells gone, an empty line after every cell."""
    del rng
    for cells in (head_lines(table), *(_filled(table, at, style) for at in range(len(table.rows)))):
        for cell in cells:
            page.line(cell, end="\n\n")


def wrapped_blocks(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """Cells of text broken over lines, heads too, an empty line between the rows, empty cells gone."""
    _wrapped(page, table, style, end="\n", page_after=-1)
    del rng


def wrapped_run(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """The same with nothing between the rows."""
    del rng
    _wrapped(page, table, style, end="", page_after=-1)


def wrapped_paged(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """The same over two pages: a page number, a running title, the header once more."""
    _wrapped(page, table, style, end="\n", page_after=breaks_after(rng, table))


def _wrapped(page: Page, table: LogicalTable, style: Style, *, end: str, page_after: int) -> None:
    _write(page, broken_heads(table), end)
    for at in range(len(table.rows)):
        cells = [
            (words, place) for content, place in _filled(table, at, style) for words in wrapped(content, _NARROW)
        ]  # fmt: skip
        _write(page, cells, end)
        if at == page_after:
            page.line()
            page.line((surroundings().running, None))
            page.line(("7", None))
            page.line()
            _write(page, broken_heads(table), end)


def _filled(table: LogicalTable, row: int, style: Style) -> list[Piece]:
    return [cell for cell in cells_of(table, row, style) if cell[0]]


def _write(page: Page, cells: Sequence[Piece], end: str) -> None:
    for cell in cells:
        page.line(cell)
    page.put(end)
