"""The sums that a table promises: years make a row's total, items make a group, and the columns add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from indexer.language.numbers import plus
from indexer.language.periods import parse_period
from indexer.records import Column
from indexer.tables.header import is_funds, is_money_head, is_total, unit_column
from indexer.tables.lexicon import counts_things
from indexer.tables.tree import Node

Place = tuple[int, int]  # row, column
_SHARE = "%"  # shares of rows make no share of their sum
Values = Mapping[Place, Decimal]


@dataclass(frozen=True, slots=True)
class Sum:
    """A printed sum and the cells that it adds up; a row's children stand for a blank operand."""

    kind: Literal["row", "group", "total"]
    printed: Place
    operands: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """A sum with its figures."""

    sum: Sum
    printed: Decimal
    computed: Decimal
    used: tuple[Place, ...]  # the operands that stand in the table
    blank: tuple[Place, ...]

    @property
    def difference(self) -> Decimal:
        """How much more the operands make than is printed."""
        return self.computed - self.printed

    @property
    def agrees(self) -> bool:
        """Whether the figures agree, up to the rounding of a sum printed with fewer decimals than its operands."""
        if self.printed == self.computed:
            return True
        places = _places(self.printed)
        return places < _places(self.computed) and abs(self.difference) * 2 <= Decimal(1).scaleb(-places)


def sums_of(nodes: Sequence[Node], columns: Sequence[Column]) -> list[Sum]:
    """All sums that the tree of rows and the headers promise."""
    amounts = [c for c in columns if c.role == "amount" and c.unit != _SHARE]
    found: list[Sum] = []
    for row, node in enumerate(nodes):
        if node.kind not in ("note", "detail", "header"):
            found += _across(row, amounts)
    if unit_column(columns) is not None:  # indicators in units of their own do not add up
        amounts = [c for c in amounts if c.period is None]
    for row, children in children_of(nodes).items():
        found += [Sum("group", (row, c.ordinal), tuple((child, c.ordinal) for child in children)) for c in amounts]
    top = [i for i, n in enumerate(nodes) if n.parent is None and n.kind in ("group", "item")]
    for row, node in enumerate(nodes):
        if node.kind == "total" and top:
            above = [t for t in top if t < row] or top  # what follows a total is not in it: a tax, a reserve
            found += [Sum("total", (row, c.ordinal), tuple((t, c.ordinal) for t in above)) for c in amounts]
        if node.kind == "subtotal" and node.parent is not None:
            members = children_of(nodes).get(node.parent, ())
            found += [Sum("group", (row, c.ordinal), tuple((m, c.ordinal) for m in members)) for c in amounts]
    return found


def totals_among(columns: Sequence[Column]) -> frozenset[int]:
    """The columns that add up others: by their header, or a stage of years of which every year has its own column."""
    spans = {c.ordinal: p.years for c in columns if c.role == "amount" and c.period and (p := parse_period(c.period))}
    single = {years[0] for years in spans.values() if years and years[0] == years[1]}
    stages = {at: {*range(years[0], years[1] + 1)} for at, years in spans.items() if years and years[0] < years[1]}
    return frozenset(
        {at for at, covered in stages.items() if covered <= single} | {c.ordinal for c in columns if is_total(c)}
    )


def breakdowns(columns: Sequence[Column]) -> tuple[tuple[Column, ...], ...]:
    """The ways in which columns of money divide one whole, totals left out: by period first, then by source of funds.

    Money by period and money by source are the same money twice, so nothing may add the one to the other.
    """
    totals = totals_among(columns)
    parts = [c for c in columns if c.role == "amount" and c.ordinal not in totals]
    sources = [c for c in parts if c.period is None and is_funds(c)]
    others = [c for c in parts if c not in sources]
    if not any(c.period for c in others):
        return (tuple(parts),) if parts else ()
    if sum(c.period is not None for c in others) > 1:  # beside several years, what is measured otherwise is no part
        others = [c for c in others if c.period is not None or is_money_head(c)]
    return tuple(tuple(way) for way in (others, sources) if way)


def children_of(nodes: Sequence[Node]) -> dict[int, tuple[int, ...]]:
    """The items and groups right below each row that has some."""
    found: dict[int, list[int]] = {}
    for row, node in enumerate(nodes):
        if node.parent is not None and node.kind in ("group", "item"):
            found.setdefault(node.parent, []).append(row)
    return {row: tuple(children) for row, children in found.items()}


def check(wanted: Sum, values: Values, children: Mapping[int, tuple[int, ...]]) -> Checked | None:
    """The sum with its figures; None where it is not printed. ``used`` is empty where no operand stands there."""
    printed = values.get(wanted.printed)
    if printed is None:
        return None
    used: list[Place] = []
    blank: list[Place] = []
    for operand in wanted.operands:
        _gather(operand, values, children, used, blank)
    return Checked(wanted, printed, plus(values[p] for p in used), tuple(used), tuple(blank))


def _gather(
    place: Place, values: Values, children: Mapping[int, tuple[int, ...]], used: list[Place], blank: list[Place]
) -> None:
    if place in values:
        used.append(place)
        return
    row, column = place
    below = children.get(row, ())
    if not below:
        blank.append(place)
    for child in below:
        _gather((child, column), values, children, used, blank)


def _across(row: int, amounts: Sequence[Column]) -> list[Sum]:
    """The totals of one row over the columns that they add up."""
    adding = totals_among(amounts)
    totals = [c for c in amounts if c.ordinal in adding]
    found = []
    for total in totals:
        beside = [c for c in amounts if c.ordinal not in adding and c.path[:-1] == total.path[:-1]]
        siblings = beside if len(total.path) > 1 else []
        ways: Sequence[Sequence[Column]] = breakdowns(siblings)
        if not siblings and len(totals) == 1 and not counts_things(total.path[0]):
            ways = breakdowns(amounts)
        elif not siblings:
            inner = [t for t in totals if len(t.path) > 1]
            ways = [inner] if len(total.path) == 1 and inner else []
        for way in ways:
            if len(way) >= 2:
                found.append(Sum("row", (row, total.ordinal), tuple((row, c.ordinal) for c in way)))
    return found


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent  # as printed: "3,20" is exact to two places
    return max(0, -exponent) if isinstance(exponent, int) else 0
