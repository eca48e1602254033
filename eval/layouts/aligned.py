"""Renderings that keep the places of the columns by blanks, as text extraction "with layout" does."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from eval.layouts.page import HEAD, Page, Piece, Style, breaks_after, cells_of, levels_of, wrapped
from eval.layouts.records import FIGURES, LogicalTable, Place

_NAME = 30  # characters of the column of names
_TEXT = 16  # and of other columns of text
_GAP = 2


@dataclass(frozen=True, slots=True)
class Aligned:
    """Where in a row of several lines its figures stand, and whether the table goes over a page break."""

    figures: Literal["first", "middle"] = "first"
    paged: Literal["", "number", "header"] = ""


def aligned(page: Page, table: LogicalTable, rng: random.Random, style: Style, how: Aligned) -> None:
    """Write ``table`` in columns of characters."""
    rows = [cells_of(table, at, style) for at in range(len(table.rows))]
    widths = _widths(table, rows)
    heads = [
        [wrapped(words, max(width, 6)) for words, width in zip(level, widths, strict=True)]
        for level in levels_of(table)
    ]
    after = breaks_after(rng, table) if how.paged else -1
    _header(page, heads, widths)
    for at, cells in enumerate(rows):
        _row(page, cells, widths, how)
        if at == after:
            page.line()
            page.line((" " * 30 + "5", None))
            page.line()
            if how.paged == "header":
                _header(page, heads, widths)


def _widths(table: LogicalTable, rows: Sequence[Sequence[Piece]]) -> list[int]:
    widths = []
    for at, column in enumerate(table.columns):
        longest = max(len(row[at][0]) for row in rows)
        head = max(len(word) for name in column.path[-1:] for word in name.split())
        most = _NAME if column.fill == "label" else longest if column.fill in FIGURES else _TEXT
        widths.append(max(min(longest, most), head, 3))
    return widths


def _header(page: Page, heads: Sequence[Sequence[Sequence[str]]], widths: Sequence[int]) -> None:
    for level in heads:
        for height in range(max(len(lines) for lines in level)):
            _line(page, [(lines[height] if height < len(lines) else "", (HEAD, 0)) for lines in level], widths)


def _row(page: Page, cells: Sequence[Piece], widths: Sequence[int], how: Aligned) -> None:
    columns = [wrapped(words, width) for (words, _), width in zip(cells, widths, strict=True)]
    places: list[Place | None] = [place for _, place in cells]
    height = max(len(lines) for lines in columns)
    for at in range(height):
        line: list[Piece] = []
        for lines, place in zip(columns, places, strict=True):
            shift = (height - len(lines)) // 2 if how.figures == "middle" else 0
            inside = 0 <= at - shift < len(lines)
            line.append((lines[at - shift] if inside else "", place))
        _line(page, line, widths)


def _line(page: Page, cells: Sequence[Piece], widths: Sequence[int]) -> None:
    filled = [i for i, (words, _) in enumerate(cells) if words]
    for at, ((words, place), width) in enumerate(zip(cells, widths, strict=True)):
        if at > max(filled, default=-1):
            break
        page.put(words, place)
        if at < max(filled):
            page.put(" " * (width - len(words) + _GAP))
    page.put("\n")
