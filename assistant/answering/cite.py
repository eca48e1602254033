"""Citations: exact slices of the source text with the place where they stand."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.rows import holds_units
from assistant.records import Citation, Part, PartRole
from indexer.language.numbers import find_amounts
from indexer.language.periods import find_periods
from indexer.records import Cell, Column, ColumnRole, DocumentEntry, Span, StoredPassage, Table

_ROLES: dict[ColumnRole, PartRole] = {
    "label": "label",
    "amount": "figure",
    "owner": "agency",
    "partner": "agency",
    "time": "date",
}


def cite(n: int, entry: DocumentEntry, text: str, passage: StoredPassage, span: Span, table: Table | None) -> Citation:
    """Citation number ``n`` of ``span`` in ``entry``, whose source text is ``text``; not yet placed on its page."""
    return Citation(
        n=n,
        document_id=entry.id,
        title=entry.metadata.title,
        number=entry.metadata.number,
        section=passage.breadcrumb,
        quote=span.of(text),
        start=span.start,
        end=span.end,
        url="",
        parts=tuple(_row_parts(text, passage, span, table)) if table is not None else (),
    )


def text_parts(text: str, core: Span) -> Iterator[Part]:
    """The figures with a unit, and the times, that running text states inside ``core``."""
    slice_ = core.of(text)
    for amount in find_amounts(slice_):
        if amount.unit is not None:
            yield _part("figure", text, Span(core.start + amount.start, core.start + amount.end))
    for at in find_periods(slice_):
        yield _part("period", text, Span(core.start + at.start, core.start + at.end))


def _row_parts(text: str, passage: StoredPassage, span: Span, table: Table) -> Iterator[Part]:
    """The cells of the cited row by what they say; headers and units may stand outside the quote."""
    # An item cited for its group has the group's passage: the row is the one that the quote starts with.
    rows = [row for row in table.rows if row.span.start == span.start or row.ordinal == passage.row]
    row = min(rows, key=lambda one: one.span.start != span.start, default=None)
    if row is None:
        return
    for column, cell in zip(table.columns, row.cells, strict=False):
        role = "unit" if holds_units(column) else _ROLES.get(column.role)
        if role is None or cell.span is None or not span.holds(cell.span) or not cell.text:
            continue
        yield _part(role, text, cell.span)
        if role == "figure":
            yield from _figure_context(text, column, cell)
    if table.unit_span is not None:
        yield _part("unit", text, table.unit_span)


def _figure_context(text: str, column: Column, cell: Cell) -> Iterator[Part]:
    if cell.certain and column.period is not None and column.header_spans:
        yield _part("period", text, column.header_spans[-1])
    if column.unit_span is not None:
        yield _part("unit", text, column.unit_span)


def _part(role: PartRole, text: str, span: Span) -> Part:
    return Part(role, span.of(text), span.start, span.end)
