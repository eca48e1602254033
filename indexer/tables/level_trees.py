"""Which heads of a flattened header stand over others: of all ways the one in which the rows' figures add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from indexer.language.numbers import Notation, notation_of, parse_number, plus
from indexer.language.periods import parse_period
from indexer.tables.level_heads import FlatHead
from indexer.tables.lexicon import is_total_column, role_of, starts_with, table_words
from indexer.tables.shape import is_nothing

_MOST_PARENTS = 3
_HOLD = 0.8  # of the rows whose figures must add up


@dataclass(frozen=True, slots=True)
class Leaf:
    """One column of figures: its head, and the merged head above it."""

    head: FlatHead
    parent: FlatHead | None = None


Tree = tuple[Leaf, ...]


def best_tree(heads: Sequence[FlatHead], rows: Sequence[Sequence[str]], width: int) -> Tree | None:
    """The columns below ``heads`` for rows of ``width`` figures; None where nothing proves one way, or several."""
    surplus = len(heads) - width
    if not 0 <= surplus <= _MOST_PARENTS or not rows:
        return None
    notation = notation_of([cell for row in rows for cell in row])
    figures = [[_value(cell, notation) for cell in row] for row in rows]
    ways = [tuple(Leaf(head) for head in heads)] if not surplus else list(dict.fromkeys(_ways(heads, surplus)))
    scored = [(score, way) for way in ways if (score := _score(way, figures)) > 0]
    best = max((score for score, _ in scored), default=0.0)
    chosen = [way for score, way in scored if score == best]
    return chosen[0] if len(chosen) == 1 else None


def _value(cell: str, notation: Notation) -> Decimal:
    return Decimal(0) if is_nothing(cell) else parse_number(cell, notation) or Decimal(0)


def _ways(heads: Sequence[FlatHead], parents: int) -> Iterator[Tree]:
    """Every way to make ``parents`` of the heads merged ones: their columns behind all upper heads, or behind each."""
    count = len(heads)
    for chosen in combinations(range(count - 1), parents):
        for below in range(2 * parents, count - chosen[-1]):  # the last heads are all that stand below
            upper, lower = heads[: count - below], heads[count - below :]
            if chosen[-1] >= len(upper):
                continue
            for shares in _shares(below, parents):
                yield _behind_all(upper, lower, chosen, shares)
        for shares in _own_shares(chosen, count):
            yield _behind_each(heads, chosen, shares)


def _shares(count: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide ``count`` columns among ``parts`` merged heads, two columns or more for each."""
    for cuts in combinations(range(1, count), parts - 1):
        shares = tuple(b - a for a, b in pairwise((0, *cuts, count)))
        if min(shares) > 1:
            yield shares


def _own_shares(chosen: Sequence[int], count: int) -> Iterator[tuple[int, ...]]:
    """How many of the heads right behind each merged head stand below it."""
    room = [b - a - 1 for a, b in pairwise((*chosen, count))]
    if min(room) < 2:
        return
    options: list[tuple[int, ...]] = [()]
    for most in room:
        options = [(*option, share) for option in options for share in range(2, most + 1)]
    yield from options


def _behind_all(
    upper: Sequence[FlatHead], lower: Sequence[FlatHead], chosen: Sequence[int], shares: Sequence[int]
) -> Tree:
    found: list[Leaf] = []
    taken = 0
    pending = list(shares)
    for at, head in enumerate(upper):
        if at in chosen:
            share = pending.pop(0)
            found += [Leaf(one, head) for one in lower[taken : taken + share]]
            taken += share
        else:
            found.append(Leaf(head))
    return tuple(found)


def _behind_each(heads: Sequence[FlatHead], chosen: Sequence[int], shares: Sequence[int]) -> Tree:
    found: list[Leaf] = []
    at = 0
    pending = dict(zip(chosen, shares, strict=True))
    while at < len(heads):
        share = pending.get(at, 0)
        if share:
            found += [Leaf(one, heads[at]) for one in heads[at + 1 : at + 1 + share]]
        else:
            found.append(Leaf(heads[at]))
        at += share + 1
    return tuple(found)


def _score(way: Tree, rows: Sequence[Sequence[Decimal]]) -> float:
    """How well a way is borne out by merged heads over columns that make the row's total; 0 where by nothing."""
    groups = _groups(way)
    if any(not _may_stand_over(parent, [way[at].head for at in members]) for parent, members in groups):
        return 0.0
    totals = [at for at, leaf in enumerate(way) if is_total_column(leaf.head.text)]
    outer = [at for at in totals if way[at].parent is None]
    singles = [at for at, leaf in enumerate(way) if leaf.parent is None and at not in totals]
    score = 0.0
    for parent, members in groups:
        inner = [at for at in members if at in totals]
        parts = [at for at in members if at not in totals]
        whole = inner if len(inner) == 1 else outer
        held = len(whole) == 1 and _held(rows, whole[0], parts)
        fits = _belong(parent, [way[at].head for at in parts])
        if not held and not fits:
            return 0.0
        score += 2.0 * held + fits
    if not groups:
        return 1.0 if len(outer) == 1 and len(singles) > 1 and _held(rows, outer[0], singles) else 0.0
    return score


def _groups(way: Tree) -> list[tuple[FlatHead, list[int]]]:
    found: list[tuple[FlatHead, list[int]]] = []
    for at, leaf in enumerate(way):
        if leaf.parent is None:
            continue
        if found and found[-1][0] is leaf.parent:
            found[-1][1].append(at)
        else:
            found.append((leaf.parent, [at]))
    return found


def _held(rows: Sequence[Sequence[Decimal]], whole: int, parts: Sequence[int]) -> bool:
    """Whether the parts make the whole in nearly every row."""
    if len(parts) < 2:
        return False
    good = sum(row[whole] == plus(row[at] for at in parts) for row in rows)
    return good >= _HOLD * len(rows)


def _may_stand_over(parent: FlatHead, below: Sequence[FlatHead]) -> bool:
    words = table_words()
    if is_total_column(parent.text) or parse_period(parent.text) is not None:
        return False
    known = starts_with(parent.text, (*words.fund_heads, *words.group_heads)) or role_of(parent.text) == "amount"
    return known and bool(below)


def _belong(parent: FlatHead, below: Sequence[FlatHead]) -> bool:
    """Whether all heads below can only stand there: sources below a head of funds, periods below another."""
    words = table_words()
    if starts_with(parent.text, words.fund_heads):
        return all(starts_with(head.text, words.fund_sources) for head in below)
    return all(parse_period(head.text) is not None for head in below)
