"""Cells with spans to a rectangle: the text in the first place of a merged cell, nothing in the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

MAX_COLUMNS = 200
MAX_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class SpanningCell:
    """A cell as a page writes it."""

    text: str
    columns: int = 1
    rows: int = 1


def rectangle(rows: Sequence[Sequence[SpanningCell]]) -> list[list[str]]:
    """The cells of ``rows`` at their places; rows of one width."""
    grid: list[list[str]] = []
    held: dict[int, int] = {}  # column -> rows below that a cell above still covers
    for row in rows[:MAX_ROWS]:
        placed: dict[int, str] = {}
        covered = {at for at, left in held.items() if left > 0}
        held = {at: left - 1 for at, left in held.items() if left > 1}
        at = 0
        for cell in row:
            while at in covered:
                at += 1
            for column in range(at, min(at + cell.columns, MAX_COLUMNS)):
                placed[column] = cell.text if column == at else ""
                if cell.rows > 1:
                    held[column] = cell.rows - 1
            at += cell.columns
        width = max([*placed, *covered], default=-1) + 1
        grid.append([placed.get(column, "") for column in range(width)])
    width = max(map(len, grid), default=0)
    return [[*row, *[""] * (width - len(row))] for row in grid]
