"""Holds the facts that the indexer reads out of a rendering against the table that was rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from eval.layouts.page import written
from eval.layouts.records import FIGURES, MONEY, LogicalColumn, LogicalRow, LogicalTable, Place, Rendering
from indexer.facts.extract import extract
from indexer.facts.records import Fact
from indexer.language.periods import parse_period
from indexer.outline import read_outline
from indexer.records import Span
from indexer.tables import find_tables
from indexer.tables.lexicon import key

_HALF = ("no unit",)  # what a fact lacks, not what it has wrong


@dataclass(slots=True)
class Score:
    """The cells of some renderings by what became of them."""

    tables: int = 0
    found: int = 0  # renderings in which exactly one table was found
    cells: int = 0
    right: int = 0
    wrong: int = 0  # with another row, column, year, unit or value
    loose: int = 0  # figures that were read as running text, outside of any table
    mistakes: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Cells about which no sure fact stands."""
        return self.cells - self.right - self.wrong

    def add(self, other: Score) -> None:
        """Take in another score."""
        for name in ("tables", "found", "cells", "right", "wrong", "loose"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.mistakes += other.mistakes
        self.losses += other.losses


def score(rendering: Rendering) -> Score:
    """What the real readers make of a rendering."""
    text, table = rendering.text, rendering.table
    tables = find_tables(text)
    outline = read_outline(text, tables)
    facts = extract(text, outline, tables)
    found = Score(tables=1, found=len(tables) == 1)
    sure = [f for f in facts if f.table is not None and f.certain]
    claimed: set[int] = set()
    for place, spans in sorted(rendering.cells.items()):
        row, column = table.rows[place[0]], table.columns[place[1]]
        if column.fill in ("ordinal", "label") or _says_nothing(table, place):
            continue
        found.cells += 1
        here = [f for f in sure if _meet(f.span, spans)]
        claimed |= {id(f) for f in here}
        _judge(rendering, place, row, column, here, found)
    blank = [f for f in sure if id(f) not in claimed and f.value]
    for fact in blank:
        found.wrong += 1
        found.cells += 1
        found.mistakes.append(f"{rendering.layout}/{table.name}: no cell, but {_told(fact)}")
    behind = [s for place, pieces in rendering.cells.items() if place[1] > 1 for s in pieces]
    found.loose = sum(f.table is None and f.value is not None and _meet(f.span, behind) for f in facts)
    return found


def _judge(
    rendering: Rendering, place: Place, row: LogicalRow, column: LogicalColumn, here: Sequence[Fact], found: Score
) -> None:
    faults = [fault for fact in here if (fault := _fault(rendering.table, place, row, column, fact)) is not None]
    name = f"{rendering.layout}/{rendering.table.name}: {row.number} {row.name} [{' > '.join(column.path)}]"
    if faults and all(fault in _HALF for fault in faults):
        found.losses.append(f"{name}: {faults[0]}")
    elif faults:
        found.wrong += 1
        found.mistakes.append(f"{name}: {faults[0]}; read {_told(here[0])}")
    elif here:
        found.right += 1
    else:
        found.losses.append(name)


def _fault(table: LogicalTable, place: Place, row: LogicalRow, column: LogicalColumn, fact: Fact) -> str | None:
    """What a fact has wrong about a cell."""
    value = row.values[place[1]]
    if value is None and key(fact.text) != key(row.texts[place[1]]):
        return "text"
    if not _named(row, fact):
        return "row"
    group = [key(name) for name in table.group(row)]
    if row.form == "row" and [key(_bare(name)) for name in fact.row_path[:-1]] != group:
        return "group"
    if not _in_column(column, fact):
        return "column"
    if value is None:
        wanted = {"owner": "owner", "partner": "partner", "time": "time"}.get(column.fill)
        return "role" if wanted is not None and fact.role != wanted else None
    if fact.value != value and not (fact.value is None and fact.role == "other" and _counted(column, fact, value)):
        return "value"
    if column.fill in MONEY and table.unit and fact.value is not None and fact.unit is None:
        return "no unit"
    return None if _unit_fits(table, row, column, fact) else "unit"


def _counted(column: LogicalColumn, fact: Fact, value: Decimal) -> bool:
    """Whether a figure that is no money is kept as its text."""
    return column.fill in ("count", "price") and fact.text in (written(value, "dots"), written(value, "spaces"))


def _named(row: LogicalRow, fact: Fact) -> bool:
    """Whether a fact is named after its row: by all words of its name, and perhaps by other texts of the same row."""
    wanted, read = Counter(key(row.name).split()), Counter(key(_bare(fact.label)).split())
    if row.form == "source":
        return not wanted - read
    own = Counter(word for content in row.texts for word in key(content).split())
    return not wanted - read and not read - wanted - own


def _bare(label: str) -> str:
    return label.lstrip("-–+• ")


def _in_column(column: LogicalColumn, fact: Fact) -> bool:
    read = " ".join(key(name) for name in fact.column_path)
    leaf = key(column.path[-1])
    if column.period is not None:
        wanted = parse_period(column.period)
        if fact.period != wanted:
            return False
    elif not read.endswith(leaf):
        return False
    if any(f" {key(name)}" not in f" {read}" for name in column.path[-1:]):
        return False
    return column.period is None or len(column.path) < 2 or leaf in read


def _unit_fits(table: LogicalTable, row: LogicalRow, column: LogicalColumn, fact: Fact) -> bool:
    if column.fill == "level":
        unit = next((t for t, c in zip(row.texts, table.columns, strict=True) if c.fill == "unit"), "")
        return fact.unit in (unit, None)
    if column.fill in MONEY and table.unit:
        return fact.unit == table.unit or fact.value is None
    return fact.unit is None or not fact.unit.endswith("đồng")


def _says_nothing(table: LogicalTable, place: Place) -> bool:
    row, column = table.rows[place[0]], table.columns[place[1]]
    return column.fill in FIGURES and row.values[place[1]] is None


def _meet(span: Span, pieces: Sequence[Span]) -> bool:
    return any(span.start < piece.end and piece.start < span.end for piece in pieces)


def _told(fact: Fact) -> str:
    row, column = " > ".join(fact.row_path), " > ".join(fact.column_path)
    return f"{fact.role} {fact.text!r} {fact.unit} of {row!r} under {column!r}"
