"""Quantities of a list of devices ("Số lượng") as statements: how many pieces of the thing that names the row.

A name that stands in another row of the list too, or inside a longer one, tells nothing: those are parts of one number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.facts.audit_words import audit_words
from indexer.facts.likeness import terms_of
from indexer.facts.statements import FEWEST_TERMS, Statement
from indexer.language.normal import fold, one_line
from indexer.language.numbers import parse_number
from indexer.language.periods import Period, find_periods
from indexer.records import Table
from indexer.tables.header import unit_column


def quantity_statements(tables: Sequence[Table]) -> list[Statement]:
    """One statement for each named row of a table with a column of quantities."""
    return [statement for table in tables for statement in _of_table(table)]


def _of_table(table: Table) -> Iterator[Statement]:
    names = {fold(word) for word in audit_words().numbers_of}
    column = next((c for c in table.columns if c.path and fold(one_line(c.path[-1])) in names and not c.period), None)
    label = next((c.ordinal for c in table.columns if c.role == "label"), None)
    pieces = unit_column(table.columns)
    if column is None or label is None or pieces is None:
        return
    stage = _stage(table)
    terms = [terms_of(row.cells[label].text) for row in table.rows]
    for row, own in zip(table.rows, terms, strict=True):
        cell = row.cells[column.ordinal]
        value = parse_number(cell.text) if cell.span is not None and cell.certain else None
        alone = sum(own <= other or (bool(other) and other <= own) for other in terms) == 1
        if value is None or cell.span is None or row.kind != "item" or len(own) < FEWEST_TERMS or not alone:
            continue
        unit = one_line(row.cells[pieces.ordinal].text)
        yield Statement(
            "count", row.cells[label].text, own, f"{cell.text} {unit}".strip(), cell.span, value, unit.lower(), stage,
            (table.ordinal, row.ordinal), whole=True,
        )  # fmt: skip


def _stage(table: Table) -> Period | None:
    """The year or the stage that the title names."""
    found = [at.period for at in find_periods(table.title) if at.period.kind in ("year", "years")]
    return found[-1] if found else None
