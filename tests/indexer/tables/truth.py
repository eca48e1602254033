"""What a generated document really holds, against which recovered tables are measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class TrueColumn:
    path: tuple[str, ...]
    role: str
    period: str | None = None
    total: bool = False


@dataclass
class TrueRow:
    number: str
    kind: str  # group, item, detail, total
    cells: list[str]  # one for each column, "" for a blank one
    parent: int | None = None
    values: dict[int, Decimal] = field(default_factory=dict)
    undecidable: set[int] = field(default_factory=set)


@dataclass
class TrueTable:
    layout: str
    columns: list[TrueColumn]
    rows: list[TrueRow]
    unit: str
    unit_in_header: bool
    title: str
    breakages: set[str] = field(default_factory=set)

    @property
    def amounts(self) -> list[int]:
        return [i for i, c in enumerate(self.columns) if c.role == "amount"]


@dataclass
class Case:
    seed: int
    text: str
    tables: list[TrueTable]
