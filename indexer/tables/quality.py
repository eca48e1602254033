"""How well a table was read: cells of which the reader is sure, and sums that hold."""

from __future__ import annotations

from indexer.records import Table
from indexer.tables.reading import table_sums

_HOLDS = 2.0
_FAILS = 3.0
_NAMELESS = 4.0


def quality_of(table: Table) -> float:
    """More is better: sure cells, and sums of several figures that hold; a sum that fails and a row without a name
    cost."""
    label = next((c.ordinal for c in table.columns if c.role == "label"), 0)
    sure = nameless = 0
    for row in table.rows:
        cells = [c for i, c in enumerate(row.cells) if c.text and i > label]
        sure += sum(c.certain for c in cells)
        nameless += bool(cells) and not row.cells[label].text
    checks = [c for c in table_sums(table).checks if len(c.used) > 1 or (c.used and c.sum.kind == "row")]
    holds = sum(c.agrees for c in checks)
    fails = sum(not c.agrees and (not c.blank or c.difference > 0) for c in checks)
    return sure + _HOLDS * holds - _FAILS * fails - _NAMELESS * nameless
