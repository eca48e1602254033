"""The heads over the figures of a flattened table: as many as its rows have figures, and proven by what adds up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indexer.language.numbers import Notation, notation_of, parse_number, plus
from indexer.language.periods import parse_period
from indexer.records import Span
from indexer.tables.flat_header import FlatHeader, read_flat_header
from indexer.tables.level_heads import FlatHead, heads_in
from indexer.tables.level_trees import Leaf, Tree, best_tree
from indexer.tables.lexicon import is_total_column, role_of
from indexer.tables.lines import Line
from indexer.tables.raw import Pieces, RawRow, hull, piece_text
from indexer.tables.shape import is_index_row, is_nothing

_HOLD = 0.8  # of the rows whose figures must make their total
_LEAST_WIDTH = 3
_FEWEST_ROWS = 3  # with all their figures


@dataclass(frozen=True, slots=True)
class AroundHeads:
    """Row number, label, the tree of the figures' heads, and the head behind them."""

    number: Span
    label: Span
    tree: Tree
    tail: Span | None
    notation: Notation

    @property
    def width(self) -> int:
        """The number of columns of figures."""
        return len(self.tree)

    def adds_up(self, text: str, cells: Sequence[Span]) -> bool:
        """Whether the figures of a row make its total."""
        total = next((at for at, leaf in enumerate(self.tree) if is_total_column(leaf.head.text)), None)
        if total is None:
            return False
        values = [parse_number(cell.of(text), self.notation) or Decimal(0) for cell in cells]
        return values[total] == plus(value for at, value in enumerate(values) if at != total)

    def rows(self) -> tuple[RawRow, ...]:
        """One row of heads, or two where merged heads stand over others."""
        behind: list[Pieces] = [(self.tail,)] if self.tail is not None else []
        upper: list[Pieces] = [(self.number,), (self.label,)]
        lower: list[Pieces] = [(), ()]
        before = None
        for column in self.tree:
            above = column.parent or column.head
            upper.append(() if column.parent is not None and column.parent is before else (above.span,))
            lower.append((column.head.span,) if column.parent is not None else ())
            before = column.parent
        rows = [[*upper, *behind]]
        if any(leaf.parent is not None for leaf in self.tree):
            rows.append([*lower, *(() for _ in behind)])
        return tuple(RawRow(tuple(row), hull([piece for cell in row for piece in cell])) for row in rows)


def proven_heads(
    text: str, lines: list[Line], places: tuple[int, int, int], full: Sequence[Sequence[Span]], *, tailed: bool
) -> AroundHeads | None:
    """The heads in the lines of a header for rows with all their figures; None where no sums prove them.

    ``places``: the first line of the header, the line after its last, and the line with the first row's number;
    ``tailed``: whether words stand behind the figures.
    """
    start, end, first = places
    width = len(full[0]) if full else 0
    header = read_flat_header(text, [*lines[:end], lines[first]], start)
    if width < _LEAST_WIDTH or len(full) < _FEWEST_ROWS or header is None:
        return None
    said = [[cell.of(text) for cell in row] for row in full]
    notation = notation_of([cell for row in said for cell in row if not is_nothing(cell)])
    known = _by_words(text, header, said, width)
    if known is not None and (header.tail is not None or not tailed):
        return AroundHeads(header.number, header.label, known, header.tail, notation)
    used = [line for line in lines[start:end] if not line.blank and not is_index_row(line.text.split())]
    heads = heads_in(text, used, header.number)
    for tail, rest in _with_tail(heads) if tailed else [(None, heads)]:
        tree = best_tree(rest[1:], said, width) if len(rest) > width else None
        if tree is not None:
            return AroundHeads(header.number, heads[0].span, tree, tail, notation)
    return None


def one_makes_the_others(figures: Sequence[str]) -> bool:
    """Whether the first or the last figure of a row is the sum of the others."""
    notation = notation_of(figures)
    values = [parse_number(figure, notation) or Decimal(0) for figure in figures]
    return values[0] == plus(values[1:]) or values[-1] == plus(values[:-1])


def _with_tail(heads: Sequence[FlatHead]) -> Iterator[tuple[Span, list[FlatHead]]]:
    """Each head that may stand behind the figures, the last first, and the others."""
    for at in range(len(heads) - 1, 0, -1):
        head = heads[at]
        if parse_period(head.text) is None and role_of(head.text) not in (None, "amount", "label"):
            yield head.span, [*heads[:at], *heads[at + 1 :]]


def _by_words(text: str, header: FlatHeader, rows: Sequence[Sequence[str]], width: int) -> Tree | None:
    """The total and the periods that the header names, where they are as many as figures and nearly all rows add up."""
    periods = header.periods
    if header.total is None or len(periods) < 2 or len(periods) + 1 != width:
        return None
    notation = notation_of([cell for row in rows for cell in row if not is_nothing(cell)])
    values = [[parse_number(cell, notation) or Decimal(0) for cell in row] for row in rows]
    first = sum(row[0] == plus(row[1:]) for row in values)
    last = sum(row[-1] == plus(row[:-1]) for row in values)
    if max(first, last) < _HOLD * len(rows) or first == last:
        return None
    parent = FlatHead(header.group, piece_text(text, (header.group,))) if header.group is not None else None
    leaves = [Leaf(FlatHead(period, piece_text(text, (period,))), parent) for period in periods]
    total = Leaf(FlatHead(header.total, piece_text(text, (header.total,))))
    return (total, *leaves) if first > last else (*leaves, total)
