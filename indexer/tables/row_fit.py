"""The cells of one row given to columns: of all ways in order, the one that fits best, and which cells could move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.tables.cell_kinds import FORBIDDEN, ColumnKind, kind_of, misfit
from indexer.tables.lines import is_page_number

_SKIP = 1.0  # a column left out between others
_NO_LABEL = 5.0  # the same of the column that names the row
_TAIL = 0.5  # a column left out at the end
_DROP = 0.4  # an empty line that is no cell
_JOIN = 0.6  # a line that goes on with the cell before
_JOIN_CAPITAL = 2.5  # the same where nothing says that it goes on
_JOIN_BULLET = 0.3
_BREAKS_OFF = 0.6  # a cell that starts in lower case, as only the rest of one does
_HEADING = 0.3
_MARGIN = 0.8  # ways that cost no more than this above the best are possible too
_MARGIN_SKIPPED = 0.6  # and so much more for each column left out: which one it was is a guess
_BULLETS = ("- ", "+ ", "• ", "– ")
_OPEN_ENDS = (",", "(", "-", "–", ";")


@dataclass(frozen=True, slots=True)
class RowFit:
    """The column of each cell (None: no cell at all), the cost, and the columns about which the evidence is silent."""

    cost: float
    columns: tuple[int | None, ...]
    unsure: frozenset[int]


def fit_cells(cells: Sequence[str], kinds: Sequence[ColumnKind], first: int) -> RowFit | None:
    """The best way to give ``cells`` to columns; the first cell stands in column ``first``. None where none is."""
    if len(cells) == 2 and first == 0 and cells[1] and kind_of(cells[1]) == "text":
        return RowFit(_HEADING, (0, 1), frozenset())
    ahead = _ahead(cells, kinds, first)
    best = min((cost + _tail(column, kinds) for column, cost in enumerate(ahead[-1])), default=FORBIDDEN)
    if best >= FORBIDDEN:
        return None
    behind = _behind(cells, kinds)
    columns = _chosen(cells, kinds, ahead)
    used = {c for c in columns if c is not None}
    margin = _MARGIN + _MARGIN_SKIPPED * sum(1 for c in range(first, len(kinds)) if c not in used)
    return RowFit(best, columns, _movable(cells, ahead, behind, best + margin))


def _ahead(cells: Sequence[str], kinds: Sequence[ColumnKind], first: int) -> list[list[float]]:
    """For each cell and column: the least cost of the cells up to it where the last used column is that one."""
    table = [[FORBIDDEN] * len(kinds) for _ in cells]
    table[0][first] = 0.0
    for index in range(1, len(cells)):
        for to in range(first, len(kinds)):
            table[index][to] = min(
                (table[index - 1][source] + _step(cells, kinds, index, source, to) for source in range(first, to + 1)),
                default=FORBIDDEN,
            )
    return table


def _behind(cells: Sequence[str], kinds: Sequence[ColumnKind]) -> list[list[float]]:
    """For each cell and column: the least cost of the cells after it where the last used column is that one."""
    width = len(kinds)
    table = [[FORBIDDEN] * width for _ in cells]
    table[-1] = [_tail(column, kinds) for column in range(width)]
    for index in range(len(cells) - 2, -1, -1):
        for source in range(width):
            table[index][source] = min(
                table[index + 1][to] + _step(cells, kinds, index + 1, source, to) for to in range(source, width)
            )
    return table


def _step(cells: Sequence[str], kinds: Sequence[ColumnKind], index: int, source: int, to: int) -> float:
    """The cost of cell ``index`` in column ``to`` where the cells before it end in column ``source``."""
    cell = cells[index]
    if to == source:
        return _same(cells, index, kinds[to])
    cost = (
        misfit(cell, kinds[to]) + _SKIP * (to - source - 1) + (_NO_LABEL if source < kinds.index("label") < to else 0)
    )
    if cell[:1].islower() and kinds[to] != "unit" and cells[index - 1]:
        cost += _BREAKS_OFF
    return cost


def _same(cells: Sequence[str], index: int, kind: ColumnKind) -> float:
    """The cost of a line that opens no new column: an empty line, a page number, or the rest of a broken cell."""
    cell, before = cells[index], cells[index - 1]
    if not cell or (is_page_number(cell) and not before and (index + 1 == len(cells) or not cells[index + 1])):
        return _DROP
    if kind in ("ordinal", "figure", "count", "unit") or _single(cell) or _single(before):
        return FORBIDDEN
    if cell.startswith(_BULLETS):
        return _JOIN_BULLET
    return _JOIN if cell[:1].islower() or before.endswith(_OPEN_ENDS) else _JOIN_CAPITAL


def _single(cell: str) -> bool:
    """Whether a cell is whole by itself, so that no line goes on with it: a figure, a dash, nothing."""
    return kind_of(cell) in ("figure", "year", "nil", "blank")


def _tail(column: int, kinds: Sequence[ColumnKind]) -> float:
    return _TAIL * (len(kinds) - 1 - column) + (_NO_LABEL if column < kinds.index("label") else 0)


def _chosen(
    cells: Sequence[str], kinds: Sequence[ColumnKind], ahead: Sequence[Sequence[float]]
) -> tuple[int | None, ...]:
    """The columns of the best way, traced back from its end."""
    column = min(range(len(kinds)), key=lambda c: ahead[-1][c] + _tail(c, kinds))
    found: list[int | None] = []
    for index in range(len(cells) - 1, 0, -1):
        source = min(
            range(column + 1),
            key=lambda s, i=index, c=column: ahead[i - 1][s] + _step(cells, kinds, i, s, c),  # type: ignore[misc]
        )
        dropped = source == column and (not cells[index] or is_page_number(cells[index]))
        found.append(None if dropped else column)
        column = source
    return (*reversed([*found, column]),)


def _movable(
    cells: Sequence[str],
    ahead: Sequence[Sequence[float]],
    behind: Sequence[Sequence[float]],
    most: float,
) -> frozenset[int]:
    """The columns that a cell may leave, or come to, in some way that costs no more than ``most``."""
    found: set[int] = set()
    for index, cell in enumerate(cells):
        if not cell:
            continue
        ways = [a + b <= most for a, b in zip(ahead[index], behind[index], strict=True)]
        possible = [column for column, way in enumerate(ways) if way]
        if len(possible) > 1:
            found |= set(possible)
    return frozenset(found)
