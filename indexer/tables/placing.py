"""Figures of flattened rows are given to columns: of all placements, those that satisfy the sums are the right ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from indexer.language.numbers import plus
from indexer.records import Column
from indexer.tables.sums import children_of, sums_of
from indexer.tables.tree import Node

Vector = tuple[Decimal, ...]  # one value for each figure column, 0 where nothing stands
Option = tuple[int, ...]  # for each figure, the column (among the figure columns) that it stands in

LABEL = -1
_MOST_STATES = 20000


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row's figures stand, by column ordinal or LABEL, and of which of them the evidence is silent."""

    columns: tuple[int, ...]
    unsure: frozenset[int]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one row; ``standing``: their places among the figure columns, where those are known."""

    values: tuple[Decimal, ...]
    maybe: bool = False  # the first of them may be the end of the label
    standing: Option = ()


def place_figures(columns: Sequence[Column], nodes: Sequence[Node], rows: Sequence[Figures]) -> list[Placed]:
    """A column for each figure of each row, ``LABEL`` for a first figure (where ``maybe``) that ends the label."""
    amounts = [c.ordinal for c in columns if c.role == "amount"]
    figures = [row.values for row in rows]
    options = [[r.standing] if r.standing else _options(r.values, columns, amounts, maybe=r.maybe) for r in rows]
    chosen = _supported(options, nodes, figures, len(amounts))
    return [_placed(o, amounts, len(f)) for o, f in zip(chosen, figures, strict=True)]


def _options(values: Sequence[Decimal], columns: Sequence[Column], amounts: list[int], *, maybe: bool) -> list[Option]:
    """Every way to spread the figures over the columns in order that makes the row's own total right.

    ``maybe``: the first figure may be the end of the label; it then stands in no column.
    """
    whole, whole_good = _spread(values, columns, amounts)
    if not maybe:
        return whole
    rest, rest_good = _spread(values[1:], columns, amounts)
    shortened = [(LABEL, *option) for option in rest]
    if whole_good == rest_good:
        return [*shortened, *whole]
    return whole if whole_good else shortened


def _spread(values: Sequence[Decimal], columns: Sequence[Column], amounts: list[int]) -> tuple[list[Option], bool]:
    """The options of figures that all stand in columns, and whether the row's own sum holds in them."""
    count, width = len(values), len(amounts)
    every = list(combinations(range(width), count)) if count < width else [tuple(range(width))]
    good = [o for o in every if _row_agrees(o, values, columns, amounts)] if count >= 2 else []
    return good or every, bool(good)


def _row_agrees(option: Option, values: Sequence[Decimal], columns: Sequence[Column], amounts: list[int]) -> bool:
    places = {(0, amounts[c]): v for c, v in zip(option, values, strict=True)}
    sums = [s for s in sums_of([Node("item", None, "")], columns) if s.kind == "row"]
    for wanted in sums:
        printed = places.get(wanted.printed)
        if printed is None or printed != plus(places.get(o, Decimal(0)) for o in wanted.operands):
            return False
    return bool(sums)


def _supported(
    options: list[list[Option]], nodes: Sequence[Node], figures: Sequence[Sequence[Decimal]], width: int
) -> list[list[Option]]:
    """The options that are part of some solution of every group and total."""
    constraints = _constraints(nodes, figures)
    current = options
    for _ in range(len(constraints) + 1):
        before = [len(o) for o in current]
        for parent, members in constraints:
            current = _narrow(current, parent, members, figures, width)
        if [len(o) for o in current] == before:
            break
    return current


def _constraints(nodes: Sequence[Node], figures: Sequence[Sequence[Decimal]]) -> list[tuple[int, list[int]]]:
    """Rows with figures that add up others, and those rows; a heading without figures gives way to its items."""
    children = children_of(nodes)
    top = [i for i, n in enumerate(nodes) if n.parent is None and n.kind in ("group", "item")]
    found: list[tuple[int, list[int]]] = []
    for row, node in enumerate(nodes):
        if not figures[row]:
            continue
        if node.kind == "total":
            found.append((row, _leaves(top, children, figures)))
        elif node.kind == "subtotal" and node.parent is not None:
            found.append((row, _leaves(list(children.get(node.parent, ())), children, figures)))
        elif row in children:
            found.append((row, _leaves(list(children[row]), children, figures)))
    return [(row, members) for row, members in found if members]


def _leaves(
    rows: list[int], children: Mapping[int, tuple[int, ...]], figures: Sequence[Sequence[Decimal]]
) -> list[int]:
    found: list[int] = []
    for row in rows:
        if figures[row]:
            found.append(row)
        else:
            found += _leaves(list(children.get(row, ())), children, figures)
    return found


def _narrow(
    options: list[list[Option]], parent: int, members: list[int], figures: Sequence[Sequence[Decimal]], width: int
) -> list[list[Option]]:
    """``options`` without those that no choice of the others completes to the parent's figures."""
    vectors = {row: [_vector(o, figures[row], width) for o in options[row]] for row in (parent, *members)}
    forward = [{(Decimal(0),) * width}]
    ceiling = tuple(max(v[c] for v in vectors[parent]) for c in range(width))
    if len(figures[parent]) < width and all(len(options[row]) == 1 for row in members):
        ceiling = (Decimal("Infinity"),) * width  # a total of some columns only
    for row in members:
        reached = {_add(state, vector) for state in forward[-1] for vector in vectors[row]}
        states = {s for s in reached if all(t <= c for t, c in zip(s, ceiling, strict=True))}
        if not states or len(states) > _MOST_STATES:
            return options
        forward.append(states)
    goals = set(vectors[parent]) & forward[-1]
    if not goals:
        return _parted(options, parent, forward[-1], figures[parent])
    narrowed = list(options)
    narrowed[parent] = [o for o, v in zip(options[parent], vectors[parent], strict=True) if v in goals]
    backward = goals
    for index in range(len(members) - 1, -1, -1):
        row = members[index]
        kept = []
        before: set[Vector] = set()
        for option, vector in zip(options[row], vectors[row], strict=True):
            starts = {s for s in forward[index] if _add(s, vector) in backward}
            if starts:
                kept.append(option)
                before |= starts
        narrowed[row] = kept
        backward = before
    return narrowed


def _parted(
    options: list[list[Option]], parent: int, reached: set[Vector], figures: Sequence[Decimal]
) -> list[list[Option]]:
    """``options`` with the parent's figures where the one sum of its members has them, its other columns blank."""
    if len(reached) != 1:
        return options
    (sums,) = reached
    good = [
        option
        for option in options[parent]
        if all(c != LABEL and sums[c] == v and v for c, v in zip(option, figures, strict=False))
    ]
    return [good if row == parent else o for row, o in enumerate(options)] if len(good) == 1 else options


def _vector(option: Option, values: Sequence[Decimal], width: int) -> Vector:
    found = [Decimal(0)] * width
    for column, value in zip(option, values, strict=False):
        if column != LABEL:
            found[column] = value
    return tuple(found)


def _add(a: Vector, b: Vector) -> Vector:
    return tuple(x + y for x, y in zip(a, b, strict=True))


def _placed(options: list[Option], amounts: list[int], count: int) -> Placed:
    """The first option, and every column in which another option has something else."""
    first = options[0][:count]
    differing: set[int] = set()
    for option in options[1:]:
        for mine, other in zip(first, option, strict=False):
            if mine != other:
                differing |= {mine, other}
    named = [*amounts, LABEL]  # LABEL, the last index, names itself
    return Placed(tuple(named[c] for c in first), frozenset(named[c] for c in differing))
