"""A text that is being written, which knows where each cell of the table came to stand; and how cells are written."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from eval.layouts.records import LogicalColumn, LogicalRow, LogicalTable, Place
from indexer.records import Span

HEAD = -1  # the row of the headers

Piece = tuple[str, Place | None]  # words, and the cell that they belong to


@dataclass(slots=True)
class Page:
    """The text so far."""

    text: str = ""
    cells: dict[Place, tuple[Span, ...]] = field(default_factory=dict)

    def put(self, words: str, place: Place | None = None) -> None:
        """Write ``words``, as a piece of the cell at ``place``."""
        start = len(self.text)
        self.text += words
        if place is not None and words and place[0] != HEAD:
            self.cells[place] = (*self.cells.get(place, ()), Span(start, start + len(words)))

    def line(self, *pieces: Piece, between: str = " ", end: str = "\n") -> None:
        """Write a line of pieces."""
        for at, (words, place) in enumerate(pieces):
            self.put(between if at else "")
            self.put(words, place)
        self.put(end)


@dataclass(frozen=True, slots=True)
class Style:
    """How cells are written; ``nothing`` stands where there is no money."""

    nothing: str = ""
    notation: Literal["dots", "spaces"] = "dots"


def written(value: Decimal, notation: str) -> str:
    """A figure in Vietnamese notation: a comma before decimals, dots or blanks between thousands."""
    places = 0 if value == value.to_integral_value() else 1
    if value.normalize().as_tuple().exponent == -1:
        places = 1
    whole, _, rest = f"{value:,.{places}f}".partition(".")
    return whole.replace(",", "." if notation == "dots" else " ") + (f",{rest}" if rest else "")


def cell_of(table: LogicalTable, row: int, column: int, style: Style) -> str:
    """What stands in a cell; ``style.nothing`` in a cell of a year or a source without money."""
    one, head = table.rows[row], table.columns[column]
    if head.fill == "ordinal":
        return one.number
    if head.fill == "label":
        return one.name
    value = one.values[column]
    if value is not None:
        return written(value, style.notation)
    may = head.fill == "part" and any(v is not None for v in one.values)
    return style.nothing if may else one.texts[column]


def cells_of(table: LogicalTable, row: int, style: Style) -> list[Piece]:
    """All cells of a row with their places."""
    return [(cell_of(table, row, c, style), (row, c)) for c in range(len(table.columns))]


def levels_of(table: LogicalTable) -> list[list[str]]:
    """The header as one or two rows of cells; a merged cell leaves blanks to its right."""
    if all(len(c.path) == 1 for c in table.columns):
        return [[c.path[0] for c in table.columns]]
    upper: list[str] = []
    lower: list[str] = []
    for at, column in enumerate(table.columns):
        again = at > 0 and len(column.path) > 1 and table.columns[at - 1].path[0] == column.path[0]
        upper.append("" if again else column.path[0])
        lower.append(column.path[1] if len(column.path) > 1 else "")
    return [upper, lower]


def wrapped(words: str, width: int) -> list[str]:
    """``words`` in lines of at most ``width`` characters."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def breaks_after(rng: random.Random, table: LogicalTable) -> int:
    """The row after which the page ends: inside the table, never right above a total."""
    inside = [i for i in range(1, len(table.rows) - 2) if table.rows[i + 1].form == "row"]
    return rng.choice(inside) if inside else len(table.rows)


def is_group(row: LogicalRow, columns: tuple[LogicalColumn, ...]) -> bool:
    """Whether a row has neither figures nor texts."""
    return not any(v is not None for v in row.values) and not any(row.texts) and len(columns) > 2
