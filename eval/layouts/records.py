"""What a table of the benchmark really holds, and where a rendering wrote each of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from indexer.records import Span

Fill = Literal[
    "ordinal", "label", "part", "sum", "count", "price", "product", "level",
    "unit", "other", "owner", "partner", "time", "note",
]  # fmt: skip
RowForm = Literal["row", "total", "heading", "source"]
Place = tuple[int, int]  # row, column

FIGURES: tuple[Fill, ...] = ("part", "sum", "count", "price", "product", "level")
MONEY: tuple[Fill, ...] = ("part", "sum", "price", "product")


@dataclass(frozen=True, slots=True)
class LogicalColumn:
    """One column: its headers, outermost first, and what stands in it."""

    path: tuple[str, ...]
    fill: Fill
    period: str | None = None


@dataclass(frozen=True, slots=True)
class LogicalRow:
    """One row; ``texts`` and ``values`` have an entry for each column, ``values`` None where there is no figure."""

    number: str
    name: str
    form: RowForm
    parent: int | None
    texts: tuple[str, ...]
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class LogicalTable:
    """A table with what stands around it; ``unit`` is that of its money, "" where it counts other things."""

    name: str
    title: str
    caption: str
    unit: str
    columns: tuple[LogicalColumn, ...]
    rows: tuple[LogicalRow, ...]
    notes: tuple[str, ...]

    def group(self, row: LogicalRow) -> tuple[str, ...]:
        """The names of the rows above ``row``, outermost first."""
        found: list[str] = []
        at = row.parent
        while at is not None:
            found.append(self.rows[at].name)
            at = self.rows[at].parent
        return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Rendering:
    """A document with one table, and where each of its cells stands, in pieces where the cell was broken."""

    layout: str
    table: LogicalTable
    text: str
    cells: dict[Place, tuple[Span, ...]]
