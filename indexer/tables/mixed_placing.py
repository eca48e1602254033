"""The rows of mixed lines given to columns: words in front of the figures, the figures, the words behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.language.numbers import notation_of, parse_number, plus
from indexer.records import Column, Span
from indexer.tables.cell_kinds import ColumnKind
from indexer.tables.grid import placed_rows
from indexer.tables.header import with_content
from indexer.tables.lexicon import names_agency
from indexer.tables.mixed_columns import Block, text_kinds
from indexer.tables.mixed_rows import MixedRow
from indexer.tables.raw import Pieces, RawRow, piece_text
from indexer.tables.row_fit import RowFit, fit_cells

_CROWDED = 1.5  # several texts behind the figures of a table with one column there


def place_rows(
    text: str, rows: Sequence[MixedRow], columns: Sequence[Column], block: Block, *, alone: bool
) -> tuple[list[RawRow], float, tuple[Column, ...]] | None:
    """The rows, how badly their words fit, and the columns with their roles; None where a row does not fit.

    Where heads share lines (not ``alone``), a row's texts may too: nothing then tells where its label ends.
    """
    kinds = text_kinds(columns)
    between = [i for i in range(1, block.first) if kinds[i] not in ("unit", "ordinal")]
    shared = frozenset(between) if len(between) > 1 and not alone else frozenset()
    if block.unknown and (shared or not _proven(text, rows, block)):
        return None
    found: list[RawRow] = []
    cost = 0.0
    for row in rows:
        placed = _place(text, row, kinds, block, shared)
        if placed is None:
            return None
        found.append(placed[0])
        cost += placed[1]
    if any(not any(row.cells[i] for row in found) for i in block.texts):
        return None
    mixed_up = frozenset(i for i in range(block.first) if kinds[i] == "unit" and _agencies(text, found, i))
    found = [replace(row, unsure=row.unsure | mixed_up) for row in found] if mixed_up else found
    known = _known(text, columns, found, block)
    inside = range(block.first, block.end)
    figures = [replace(c, role="amount") if c.ordinal in inside else c for c in known]
    return placed_rows(text, found, figures), cost, known


def _agencies(text: str, rows: Sequence[RawRow], column: int) -> bool:
    """Whether agencies stand in a column of units."""
    cells = [piece_text(text, row.cells[column]) for row in rows]
    return any(cell[:1].isupper() and names_agency(cell) for cell in cells)


def _proven(text: str, rows: Sequence[MixedRow], block: Block) -> bool:
    """Whether the rows bear out heads that no lexicon knows: most are full, and a lone column has a total that adds
    it up."""
    filled = [row for row in rows if row.figures]
    full = sum(len(row.figures) == block.width for row in filled)
    if full < 2 or full * 2 < len(filled):
        return False
    if block.width > 1:
        return True
    written = [(row.figures[0].of(text), row.total) for row in filled]
    notation = notation_of([figure for figure, _ in written])
    values = [(parse_number(figure, notation), total) for figure, total in written]
    printed = [value for value, total in values if total]
    return len(printed) == 1 and printed[0] == plus(v for v, total in values if not total and v is not None)


def _known(text: str, columns: Sequence[Column], rows: Sequence[RawRow], block: Block) -> tuple[Column, ...]:
    """The columns with roles by what stands in them; figures of which the place is open count for all."""
    filled = [[t for row in rows if (t := piece_text(text, row.cells[c.ordinal]))] for c in columns]
    loose = [piece_text(text, (figure,)) for row in rows for figure in row.loose]
    inside = range(block.first, block.end)
    return with_content(tuple(columns), [cells or loose if i in inside else cells for i, cells in enumerate(filled)])


def _place(
    text: str, row: MixedRow, kinds: Sequence[ColumnKind], block: Block, shared: frozenset[int]
) -> tuple[RawRow, float] | None:
    before = _before(row)
    number: list[Pieces] = [(row.number,)] if row.number is not None else []
    cells: list[Pieces] = [() for _ in kinds]
    unsure: set[int] = set()
    lead = [*number, *before]
    if not lead:
        return None
    fit = fit_cells([piece_text(text, c) for c in lead], kinds[: block.first], 0 if number else 1)
    if fit is None:
        return None
    _fill(cells, lead, fit, 0)
    unsure |= fit.unsure | (frozenset() if row.total or _told_apart(cells, kinds, shared) else shared)
    cost = fit.cost
    if row.tail:
        behind = _behind(text, row.tail, kinds[block.end :])
        if behind is None:
            return None
        _fill(cells, [(), *((span,) for span in row.tail)], behind, block.end - 1)
        unsure |= {column + block.end - 1 for column in behind.unsure if column}
        cost += behind.cost
    loose: Pieces = ()
    if len(row.figures) == block.width:
        for column, figure in enumerate(row.figures, start=block.first):
            cells[column] = (figure,)
    elif len(row.figures) > block.width:
        return None
    else:
        loose = tuple(row.figures)
    if row.doubtful:
        unsure |= set(range(len(kinds)))
    spans = [p for c in (*cells, loose) for p in c]
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    return RawRow(tuple(cells), span, row.broken, frozenset(unsure), loose), cost


def _told_apart(cells: Sequence[Pieces], kinds: Sequence[ColumnKind], shared: frozenset[int]) -> bool:
    """Whether a time, the only text behind the label, was found at the end of the row's words."""
    texts = [i for i in shared if i > 1]
    return bool(texts) and all(kinds[i] == "time" and cells[i] for i in texts)


def _before(row: MixedRow) -> list[Pieces]:
    """The words in front of the figures; those around them that make the label are one cell."""
    if row.before or row.below:
        return [(*row.before, *row.words[:1], *row.below), *((span,) for span in row.words[1:])]
    return [(span,) for span in row.words]


def _behind(text: str, tail: Sequence[Span], kinds: Sequence[ColumnKind]) -> RowFit | None:
    """The columns of the texts behind the figures: one more than their place, 0 being that of the figures."""
    if not kinds:
        return None
    if len(kinds) == 1:
        fresh = sum(not span.of(text)[:1].islower() for span in tail[1:])
        return RowFit(_CROWDED * fresh, (0, *(1 for _ in tail)), frozenset())
    return fit_cells(["", *(piece_text(text, (span,)) for span in tail)], ("label", *kinds), 0)


def _fill(cells: list[Pieces], pieces: Sequence[Pieces], fit: RowFit, shift: int) -> None:
    for piece, column in zip(pieces, fit.columns, strict=True):
        if column is not None and piece:
            cells[column + shift] = (*cells[column + shift], *piece)
