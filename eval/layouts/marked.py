"""Renderings whose cells are parted by marks: tabs, pipes in rows, pipes around every cell of a web page."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from eval.layouts.page import HEAD, Page, Piece, Style, breaks_after, cells_of, levels_of
from eval.layouts.records import LogicalTable

Render = Callable[[Page, LogicalTable, random.Random, Style], None]


def head_rows(table: LogicalTable) -> list[list[Piece]]:
    """The rows of the header as pieces."""
    return [[(words, (HEAD, c)) for c, words in enumerate(row)] for row in levels_of(table)]


def tabs(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """A line a row, tabs between the cells, empty ones kept."""
    del rng
    _rows(page, table, style, "\t")


def tabs_stripped(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """The same without the tabs at the ends of lines."""
    del rng
    for row in head_rows(table):
        page.line(*_stripped(row), between="\t")
    for at in range(len(table.rows)):
        page.line(*_stripped(cells_of(table, at, style)), between="\t")


def tabs_paged(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """The same over two pages: a page number, and the header once more."""
    _rows(page, table, style, "\t", after=breaks_after(rng, table), again=True)


def tabs_unheaded(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """Over two pages, the second without a header."""
    _rows(page, table, style, "\t", after=breaks_after(rng, table))


def tabs_indexed(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """With a row that numbers the columns below the header."""
    del rng
    for row in head_rows(table):
        page.line(*row, between="\t")
    page.line(*[(f"({c + 1})", (HEAD, c)) for c in range(len(table.columns))], between="\t")
    for at in range(len(table.rows)):
        page.line(*cells_of(table, at, style), between="\t")


def tabs_merged(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """The total's label in the first cell, as a merged cell leaves it; the second is left out or empty."""
    left_out = rng.random() < 0.5
    for row in head_rows(table):
        page.line(*row, between="\t")
    for at, one in enumerate(table.rows):
        cells = cells_of(table, at, style)
        if one.form != "row" and not one.number:
            rest = cells[2:] if left_out else [("", None), *cells[2:]]
            cells = [cells[1], *rest]
        page.line(*cells, between="\t")


def markdown(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """A Markdown table; a merged head is written over each of its columns."""
    del rng
    rows = head_rows(table)
    for at, column in enumerate(table.columns):
        if len(rows) > 1:
            rows[0][at] = (column.path[0], (HEAD, at))
            rows[1][at] = (column.path[-1], (HEAD, at))
    for level, row in enumerate(rows):
        _piped(page, row)
        if level == 0:
            page.line(("|" + "---|" * len(row), None))
    for at in range(len(table.rows)):
        _piped(page, cells_of(table, at, style))


def bare_pipes(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """A line a row, pipes between the cells and none around them."""
    del rng
    _rows(page, table, style, " | ")


def bars(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """A cell a line and a line with a pipe around each, as web pages are copied."""
    del rng
    rows = [*head_rows(table), *(cells_of(table, at, style) for at in range(len(table.rows)))]
    for row in rows:
        page.line(("|", None))
        for cell in row:
            if cell[0]:
                page.line(cell)
            page.line(("|", None))


def bars_spaced(page: Page, table: LogicalTable, rng: random.Random, style: Style) -> None:
    """A pipe in front of each cell, a line each, an empty line after each row."""
    del rng
    rows = [*head_rows(table), *(cells_of(table, at, style) for at in range(len(table.rows)))]
    for row in rows:
        for words, place in row:
            page.line(("|", None), (words, place))
        page.line()


def _rows(page: Page, table: LogicalTable, style: Style, mark: str, *, after: int = -1, again: bool = False) -> None:
    for row in head_rows(table):
        page.line(*row, between=mark)
    for at in range(len(table.rows)):
        page.line(*cells_of(table, at, style), between=mark)
        if at == after:
            page.line()
            page.line(("4", None))
            page.line()
            for row in head_rows(table) if again else []:
                page.line(*row, between=mark)


def _piped(page: Page, cells: Sequence[Piece]) -> None:
    page.put("| ")
    page.line(*cells, between=" | ", end=" |\n")


def _stripped(cells: Sequence[Piece]) -> list[Piece]:
    kept = list(cells)
    while kept and not kept[-1][0]:
        kept.pop()
    return kept
