"""Findings as they are reported: figures written out, and the cells they rest on named by row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indexer.language.normal import one_line
from indexer.language.numbers import plus
from indexer.records import Column, Finding, Row, Span, Table

STEP = " / "  # between the headers above a column


@dataclass(frozen=True, slots=True)
class ReportedPlace:
    """A slice that a finding rests on; ``row`` and ``column`` name its cell, None where it stands in no table."""

    start: int
    end: int
    quote: str
    row: str | None
    column: str | None


@dataclass(frozen=True, slots=True)
class ReportedFinding:
    """A finding with exact decimals as text; ``difference`` is printed less computed."""

    kind: str
    message: str
    table: int | None
    printed: str | None
    computed: str | None
    difference: str | None
    places: tuple[ReportedPlace, ...]


def report(text: str, tables: Sequence[Table], findings: Sequence[Finding]) -> tuple[ReportedFinding, ...]:
    """The findings of one document in the order given."""
    return tuple(
        ReportedFinding(
            kind=finding.kind,
            message=finding.message,
            table=finding.table,
            printed=_written(finding.printed),
            computed=_written(finding.computed),
            difference=_difference(finding),
            places=tuple(_place(text, tables, span) for span in finding.spans),
        )
        for finding in findings
    )


def _difference(finding: Finding) -> str | None:
    if finding.printed is None or finding.computed is None:
        return None
    return _written(plus((finding.printed, finding.computed.copy_negate())))


def _written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


def _place(text: str, tables: Sequence[Table], span: Span) -> ReportedPlace:
    row, column = next(_cells_with(tables, span), (None, None))
    return ReportedPlace(span.start, span.end, one_line(span.of(text)), row, column)


def _cells_with(tables: Sequence[Table], span: Span) -> Iterator[tuple[str | None, str | None]]:
    """The row and column names of the cells, or the column of the header, that hold ``span``."""
    for table in tables:
        if not table.span.holds(span):
            continue
        for row in table.rows:
            for column, cell in zip(table.columns, row.cells, strict=True):
                if cell.span is not None and cell.span.holds(span):
                    yield _row_name(table, row), _column_name(column)
        for column in table.columns:
            if any(head.holds(span) for head in column.header_spans):
                yield None, _column_name(column)


def _row_name(table: Table, row: Row) -> str:
    label = next((cell.text for c, cell in zip(table.columns, row.cells, strict=True) if c.role == "label"), "")
    return one_line(f"{row.label} {label}")


def _column_name(column: Column) -> str:
    return one_line(STEP.join(column.path)) or str(column.ordinal + 1)
