"""What the readers of cells share: the filled cells of sure rows, how well sums hold, rows with loose figures."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.records import Column, Span
from indexer.tables.grid import values_of
from indexer.tables.raw import Pieces, RawRow
from indexer.tables.row_fit import RowFit
from indexer.tables.sums import check, sums_of
from indexer.tables.tree import Node

_HOLDS = 0.5  # what a row's sum is worth among readings of one header


def filled_cells(rows: Sequence[tuple[Sequence[str], RowFit]], width: int) -> list[list[str]]:
    """The cells of each column, of the rows about which there is no doubt; a row is its cells and where they stand."""
    filled: list[list[str]] = [[] for _ in range(width)]
    for cells, fit in rows:
        if not fit.unsure:
            for content, column in zip(cells, fit.columns, strict=True):
                if column is not None and content:
                    filled[column].append(content)
    return filled


def agreement(rows: Sequence[tuple[Sequence[str], RowFit]], columns: Sequence[Column]) -> float:
    """How well the rows' own sums hold: the order of the columns, a total first or last, is told by nothing else."""
    grid = [[""] * len(columns) for _ in rows]
    for place, (cells, fit) in zip(grid, rows, strict=True):
        if not fit.unsure:
            for content, column in zip(cells, fit.columns, strict=True):
                if column is not None:
                    place[column] = content
    nodes = [Node("item", None, "") for _ in rows]
    values = values_of(grid, columns, nodes)
    checks = [check(s, values, {}) for s in sums_of(nodes, columns) if s.kind == "row"]
    return sum(_HOLDS if c.agrees else -_HOLDS for c in checks if c is not None and c.used)


def raw_row_of(cells: Sequence[Pieces], fit: RowFit, columns: Sequence[Column]) -> RawRow:
    """The row with its cells in their columns; figures about whose column alone there is doubt stay loose."""
    amounts = {c.ordinal for c in columns if c.role == "amount"}
    placed: list[Pieces] = [() for _ in columns]
    loose: Pieces = ()
    unsure = fit.unsure
    free = bool(unsure & amounts) and unsure <= amounts
    for pieces, column in zip(cells, fit.columns, strict=True):
        if column is None or not pieces:
            continue
        if free and column in amounts:
            loose = (*loose, *pieces)
        else:
            placed[column] = (*placed[column], *pieces)
    spans = [p for c in (*placed, loose) for p in c]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    return RawRow(tuple(placed), span, unsure=frozenset() if free else unsure, loose=loose)
