"""The figures and sums of a finished table, for facts, for the audit, and for whoever computes with a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from indexer.language.numbers import plus
from indexer.records import Table
from indexer.tables.grid import values_of
from indexer.tables.sums import Checked, Place, breakdowns, check, children_of, sums_of
from indexer.tables.tree import Node
from indexer.tables.trust import believed


@dataclass(frozen=True, slots=True)
class TableSums:
    """The value of every figure by (row, column), and every sum that the table promises, misread ones left out.

    ``merged``: total rows with one figure for all columns: the column where it is kept, and whether it is the
    sum of another total row.
    """

    values: Mapping[Place, Decimal]
    checks: tuple[Checked, ...]
    merged: Mapping[int, tuple[int, bool]]


def table_sums(table: Table) -> TableSums:
    """The figures and the sums of ``table``."""
    nodes = [Node(r.kind, r.parent, r.label) for r in table.rows]
    texts = [[c.text for c in r.cells] for r in table.rows]
    values = values_of(texts, table.columns, nodes)
    merged = _merged(table, values)
    children = children_of(nodes)
    lone = set(merged)
    sums = [s for s in sums_of(nodes, table.columns) if s.printed[0] not in lone]
    checks = [c for s in sums if (c := check(s, values, children)) is not None]
    return TableSums(values, believed(checks, nodes, values), merged)


def _merged(table: Table, values: Mapping[Place, Decimal]) -> dict[int, tuple[int, bool]]:
    """Total rows whose only figure is unsure of its column: it spans them all."""
    found: dict[int, tuple[int, bool]] = {}
    amounts = [c.ordinal for c in table.columns if c.role == "amount"]
    for row in table.rows:
        filled = [c for c in amounts if (row.ordinal, c) in values]
        if row.kind != "total" or len(filled) != 1 or len(amounts) < 2 or row.cells[filled[0]].certain:
            continue
        value = values[row.ordinal, filled[0]]
        others = [r for r in table.rows if r.kind == "total" and r.ordinal != row.ordinal]
        ways = [[c.ordinal for c in way] for way in breakdowns(table.columns)]
        sums = [plus(values[r.ordinal, c] for c in w if (r.ordinal, c) in values) for r in others for w in ways]
        found[row.ordinal] = (filled[0], value in sums)
    return found
