"""Facts from tables: every filled cell with its row path, its column path, its period and its unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indexer.facts.records import AuditState, Fact, FactPart, FactRole
from indexer.language.normal import one_line
from indexer.language.numbers import plus, unit_named
from indexer.language.periods import Period, find_periods, hull, parse_period
from indexer.records import Cell, Column, Row, Span, Table
from indexer.tables.header import unit_column
from indexer.tables.lexicon import role_of
from indexer.tables.reading import TableSums, table_sums
from indexer.tables.sums import Checked, breakdowns, totals_among

_BULLET = re.compile(r"(?:^|(?<=\s)|(?<=>))[-–+•]\s+")


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all cells of one table share."""

    table: Table
    sums: TableSums
    label: int
    states: dict[tuple[int, int], AuditState]


def table_facts(text: str, table: Table) -> tuple[Fact, ...]:
    """The facts of one table, row by row."""
    label = next((c.ordinal for c in table.columns if c.role == "label"), 0)
    sums = table_sums(table)
    frame = _Frame(table, sums, label, _states(table, sums.checks))
    facts: list[Fact] = []
    for row in table.rows:
        if row.kind in ("header", "note"):
            continue
        for column in table.columns:
            if column.role not in ("ordinal", "label") and row.cells[column.ordinal].span is not None:
                facts += _cell_facts(text, frame, row, column)
    return tuple(facts)


def row_path(table: Table, row: Row) -> tuple[Row, ...]:
    """The rows from the outermost group down to ``row``."""
    found = [row]
    while found[-1].parent is not None:
        found.append(table.rows[found[-1].parent])
    return tuple(reversed(found))


def column_period(table: Table, column: Column) -> Period | None:
    """The period of a column: its header's, or for a total the time that its siblings cover, or the title's."""
    if column.period:
        return parse_period(column.period)
    if column.role != "amount":
        return None
    others = [p for c in table.columns if c.role == "amount" and c.period and (p := parse_period(c.period))]
    if others:
        return hull(others)
    stages = [f.period for f in find_periods(table.title) if f.period.kind == "years"]
    return stages[-1] if stages else None


def _cell_facts(text: str, frame: _Frame, row: Row, column: Column) -> list[Fact]:
    cell = row.cells[column.ordinal]
    span = cell.span
    if span is None:
        return []
    path = row_path(frame.table, row)
    label = row.cells[frame.label]
    value = frame.sums.values.get((row.ordinal, column.ordinal))
    role: FactRole = _role(column, value)
    merged = frame.sums.merged.get(row.ordinal)
    whole = merged is not None and merged[0] == column.ordinal
    amounts = [c for c in frame.table.columns if c.role == "amount"]
    names = (column.path[:-1] if len(column.path) > 1 else ()) if whole else column.path
    periods = [p for c in amounts if c.period and (p := parse_period(c.period))] if whole else []
    period = hull(periods) if whole else column_period(frame.table, column)
    fact = Fact(
        role=role,
        label=label.text,
        text=cell.text,
        span=span,
        label_span=label.span,
        row_path=tuple(r.cells[frame.label].text for r in path),
        column_path=names,
        value=value,
        unit=_unit(frame.table, row, column) if value is not None else None,
        period=parse_period(cell.text) if role == "time" else period,
        table=frame.table.ordinal,
        row=row.ordinal,
        column=column.ordinal,
        parts=_parts(frame, path, column, whole=whole),
        certain=cell.certain or (whole and merged is not None and merged[1]),
        audit=frame.states.get((row.ordinal, column.ordinal), "unchecked"),
    )
    return [fact, *_parallel(text, fact, label, cell)]


def _unit(table: Table, row: Row, column: Column) -> str | None:
    own = unit_column(table.columns)
    if own is not None and column.period and row.cells[own.ordinal].text:
        return row.cells[own.ordinal].text
    return column.unit


def _role(column: Column, value: Decimal | None) -> FactRole:
    if column.role == "amount":
        return "amount" if value is not None else "other"
    if column.role in ("owner", "partner", "time", "basis", "note"):
        return column.role
    return "other"


def _parts(frame: _Frame, path: Sequence[Row], column: Column, *, whole: bool) -> tuple[FactPart, ...]:
    parts = [FactPart("group", s) for r in path[:-1] if (s := r.cells[frame.label].span)]
    if column.role == "amount":
        headers = column.header_spans
        if whole:
            ends = [c.header_spans[-1] for c in frame.table.columns if c.role == "amount" and c.header_spans]
            headers = (Span(ends[0].start, ends[-1].end),) if ends else ()
        parts += [FactPart("period", s) for s in headers[-1:]]
        if column.unit_span:
            parts.append(FactPart("unit", column.unit_span))
    return tuple(parts)


def _parallel(text: str, whole: Fact, label: Cell, cell: Cell) -> list[Fact]:
    """One fact for each item where the label and the cell hold lists of the same length."""
    if label.span is None or whole.role not in ("owner", "partner", "time"):
        return []
    names, values = _items(text, label.span), _items(text, whole.span)
    if len(names) < 2 or len(names) != len(values):
        return []
    del cell
    facts = []
    for name, value in zip(names, values, strict=True):
        item = _plain(name.of(text))
        facts.append(
            Fact(
                role=whole.role, label=item, text=_plain(value.of(text)), span=value, label_span=name,
                row_path=(*whole.row_path, item), column_path=whole.column_path, period=whole.period,
                table=whole.table, row=whole.row, column=whole.column, parts=whole.parts, certain=whole.certain,
            )
        )  # fmt: skip
    return facts


def _items(text: str, span: Span) -> list[Span]:
    """The items of a bulleted list inside a cell."""
    raw = span.of(text)
    # "kinh tế - xã hội" holds a dash, not a bullet: an item starts with a capital.
    marks = [m for m in _BULLET.finditer(raw) if not raw[m.end() : m.end() + 1].islower()]
    if not marks:
        return []
    ends = [m.start() for m in marks[1:]] + [len(raw)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        inner = raw[mark.end() : end].rstrip()
        if inner:
            found.append(Span(span.start + mark.end(), span.start + mark.end() + len(inner)))
    return found


def _plain(raw: str) -> str:
    return one_line(re.sub(r"<[^<>]*>", " ", raw)).rstrip(".;")


def _states(table: Table, checks: Sequence[Checked]) -> dict[tuple[int, int], AuditState]:
    """What the sums say of every figure: the worst that any sum says."""
    states: dict[tuple[int, int], AuditState] = {}
    for checked in checks:
        if not checked.used:
            continue
        for place in (checked.sum.printed, *checked.used):
            if checked.agrees:
                states.setdefault(place, "consistent")
        if not checked.agrees and (not checked.blank or checked.difference > 0):
            states[checked.sum.printed] = "mismatch"
    for row in table.rows:
        for column, cell in enumerate(row.cells):
            if not cell.certain and cell.span is not None:
                states[row.ordinal, column] = "unsure"
    return states


def money_columns(table: Table) -> list[Column]:
    """The columns of money that are no totals."""
    totals = totals_among(table.columns)
    return [c for c in table.columns if c.role == "amount" and c.ordinal not in totals]


def total_of(sums: TableSums, table: Table) -> tuple[Decimal, tuple[Span, ...]] | None:
    """What the whole table makes: its total's total, or the sum of its total row; and the cells that say so."""
    rows = [r for r in table.rows if r.kind == "total"]
    money = _of_money(table)
    totals = totals_among(money)
    for row in rows:
        if row.ordinal in sums.merged and sums.merged[row.ordinal][1]:
            place = (row.ordinal, sums.merged[row.ordinal][0])
            return sums.values[place], _spans(table, [place])
    for row in rows:
        whole = next((c for c in money if c.ordinal in totals and (row.ordinal, c.ordinal) in sums.values), None)
        if whole is not None:
            place = (row.ordinal, whole.ordinal)
            return sums.values[place], _spans(table, [place])
        parts = next(iter(breakdowns(money)), ())
        places = [(row.ordinal, c.ordinal) for c in parts if (row.ordinal, c.ordinal) in sums.values]
        if places and row.ordinal not in sums.merged:
            return plus(sums.values[p] for p in places), _spans(table, places)
    return None


def _of_money(table: Table) -> list[Column]:
    """The columns whose figures are money by their unit; where none has one, all those without a unit."""
    amounts = [c for c in table.columns if c.role == "amount"]
    money = [c for c in amounts if c.unit and (unit := unit_named(c.unit)) is not None and unit.base == "VND"]
    return money or [c for c in amounts if not c.unit]


def _spans(table: Table, places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(s for r, c in places if (s := table.rows[r].cells[c].span) is not None)


def is_money(column: Column) -> bool:
    """Whether a column's figures are money by its header."""
    return column.role == "amount" and role_of(" ".join(column.path)) in (None, "amount")
