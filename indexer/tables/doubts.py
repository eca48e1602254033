"""Figures that stand in a column where they cannot belong: sums and the row's own time tell of slipped columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from indexer.language.periods import Period, parse_period
from indexer.records import Column
from indexer.tables.sums import Checked, Place, Values, check, children_of, sums_of, totals_among
from indexer.tables.tree import Node
from indexer.tables.trust import is_misread, promised


def doubtful_places(
    columns: Sequence[Column],
    nodes: Sequence[Node],
    values: Values,
    times: Sequence[str],
    unsure: frozenset[Place] = frozenset(),
) -> frozenset[Place]:
    """The cells of figures whose column is not certain; ``times`` holds each row's own time, "" where it has none.

    ``unsure`` are cells about which the reader doubts already: a sum with one of them proves nothing.
    """
    children = children_of(nodes)
    checks = [c for s in sums_of(nodes, columns) if (c := check(s, values, children))]
    checks = [c for c in promised(checks) if unsure.isdisjoint((c.sum.printed, *c.used, *c.blank))]
    if is_misread(checks):
        return frozenset(values)
    doubtful = _rows_that_fail(columns, checks)
    doubtful |= _outside_their_time(columns, values, times)
    doubtful |= _moved_between_columns(columns, checks, values)
    return frozenset(doubtful)


def _rows_that_fail(columns: Sequence[Column], checks: Sequence[Checked]) -> set[Place]:
    """All figures of a row whose years do not make its total, unless rounding explains it."""
    found: set[Place] = set()
    for checked in checks:
        if checked.sum.kind != "row" or not checked.used or checked.agrees or _rounding(checked):
            continue
        row = checked.sum.printed[0]
        found |= {(row, c.ordinal) for c in columns if c.role == "amount"}
    return found


def _rounding(checked: Checked) -> bool:
    """Whether rounded operands may explain the difference: half a last place for each."""
    exponents = [v.as_tuple().exponent for v in (checked.printed, checked.computed)]
    last = min((e for e in exponents if isinstance(e, int)), default=0)
    unit = Decimal(1).scaleb(min(last, 0))
    return len(checked.used) >= 3 and abs(checked.difference) * 2 <= unit * len(checked.used) and (
        abs(checked.difference) * 1000 <= abs(checked.printed)
    )  # fmt: skip


def _outside_their_time(columns: Sequence[Column], values: Values, times: Sequence[str]) -> set[Place]:
    """The years of a row of which one lies outside the time that the row states."""
    periods = {c.ordinal: p for c in columns if c.role == "amount" and c.period and (p := parse_period(c.period))}
    found: set[Place] = set()
    for row, time in enumerate(times):
        stated = parse_period(time) if time else None
        if stated is None or stated.years is None:
            continue
        filled = [c for c in periods if values.get((row, c))]
        if any(not touches(stated, periods[c]) for c in filled):
            found |= {(row, c) for c in periods}
    return found


def touches(stated: Period, column: Period) -> bool:
    """Whether a column's period and the stated time have a day in common."""
    if column.first is None or column.last is None:
        return True
    if stated.parts:
        return any(first <= column.last and column.first <= last for first, last in stated.parts)
    starts = stated.first is None or stated.first <= column.last
    return starts and (stated.last is None or column.first <= stated.last)


def _moved_between_columns(columns: Sequence[Column], checks: Sequence[Checked], values: Values) -> set[Place]:
    """Where one column of a group holds too much and another too little, every row that may have slipped."""
    found: set[Place] = set()
    confirmed = {c.sum.printed for c in checks if c.agrees and c.sum.kind == "group"}
    totals = totals_among(columns)
    movable = {c.ordinal for c in columns if c.role == "amount" and c.ordinal not in totals}
    groups: dict[tuple[str, int], list[Checked]] = {}
    for checked in checks:
        if checked.sum.kind != "row" and checked.sum.printed[1] in movable:
            groups.setdefault((checked.sum.kind, checked.sum.printed[0]), []).append(checked)
    for members in groups.values():
        if not any(c.used for c in members):
            continue
        over = [c for c in members if c.difference > 0 and not c.agrees]
        under = [c for c in members if c.difference < 0 and not c.agrees]
        if not over or not under:
            continue
        rows = sorted({p[0] for c in members for p in (*c.used, *c.blank)})
        rows = [r for r in rows if not any((r, c) in confirmed for c in movable)]
        single = [r for r in rows if _explains(r, over, under, values)]
        for row in single or [r for r in rows if _may_have_moved(r, over, under, values)]:
            found |= {(row, c) for c in movable}
    return found


def _explains(row: int, over: Sequence[Checked], under: Sequence[Checked], values: Values) -> bool:
    """Whether one figure of this row, put from the column with too much into the one with too little, mends both."""
    if len(over) != 1 or len(under) != 1 or over[0].difference != -under[0].difference:
        return False
    there, here = (row, over[0].sum.printed[1]), (row, under[0].sum.printed[1])
    return values.get(there) == over[0].difference and not values.get(here)


def _may_have_moved(row: int, over: Sequence[Checked], under: Sequence[Checked], values: Values) -> bool:
    """Whether the row holds something where too much stands, and something else where too little stands."""
    gives = [v for c in over if (v := values.get((row, c.sum.printed[1])))]
    takes = [values.get((row, c.sum.printed[1]), Decimal(0)) for c in under]
    return any(g != t for g in gives for t in takes)
