"""Raw rows become a table: columns with roles, figures in their places, the tree of rows, what is certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from indexer.language.numbers import Notation, notation_of, parse_number, unit_named
from indexer.records import Cell, Column, Row, Span, Table
from indexer.tables.doubts import doubtful_places
from indexer.tables.header import columns_of, is_funds, is_money_head, is_total, with_content
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.placing import LABEL, Figures, place_figures
from indexer.tables.raw import Pieces, RawRow, RawTable, hull, piece_text
from indexer.tables.repair import join_split_rows
from indexer.tables.shape import is_total_label
from indexer.tables.sums import Place, breakdowns, check, children_of, sums_of
from indexer.tables.tree import Node, RowFace, tree_of

_BULLETS = ("- ", "– ", "+ ", "• ", "* ")


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands above a table."""

    title: str = ""
    title_span: Span | None = None
    unit: str | None = None
    unit_span: Span | None = None


def assemble(
    text: str, raw: RawTable, ordinal: int, caption: Caption, columns: tuple[Column, ...] | None = None
) -> Table:
    """The table that the raw rows make; ``columns`` where the reader knows them already."""
    known = columns or columns_of(text, raw.header, raw.width)
    rows = list(raw.body)
    if columns is None:
        known = with_content(known, _contents(text, rows, known))
        known = _label_of_total(text, rows, known)
    rows = [_bulleted_part(text, row, known) for row in rows]
    rows = join_split_rows(text, rows, known)
    rows = [_heading_number(text, row, known) for row in rows]
    nodes = tree_of([_face(text, row, known) for row in rows])
    rows = _placed(text, rows, nodes, known)
    texts = [[piece_text(text, c) for c in row.cells] for row in rows]
    values = values_of(texts, known, nodes)
    time = next((c.ordinal for c in known if c.role == "time"), None)
    times = [t[time] if time is not None else "" for t in texts]
    # A flattened row placed by guess would make its neighbours doubtful; other figures stand where they are printed.
    guessed = raw.layout == "flattened" or any(row.loose for row in raw.body)
    unsure = frozenset((i, c) for i, row in enumerate(rows) for c in row.unsure if guessed)
    doubtful = doubtful_places(known, nodes, values, times, unsure)
    done = tuple(_row(i, row, nodes[i], texts[i], doubtful) for i, row in enumerate(rows))
    header = hull([r.span for r in raw.header])
    return Table(
        ordinal=ordinal, span=raw.span, layout=raw.layout, title=caption.title, title_span=caption.title_span,
        columns=_with_units(known, caption), rows=done, header_span=header,
        unit=caption.unit, unit_span=caption.unit_span,
    )  # fmt: skip


def placed_rows(text: str, rows: Sequence[RawRow], columns: Sequence[Column]) -> list[RawRow]:
    """The rows with their loose figures in columns, as far as the sums tell which."""
    found = list(rows)
    return _placed(text, found, tree_of([_face(text, row, columns) for row in found]), columns)


def values_of(texts: Sequence[Sequence[str]], columns: Sequence[Column], nodes: Sequence[Node]) -> dict[Place, Decimal]:
    """The figures of the amount columns by place, in the notation that the whole table shows, or its sums prove."""
    amounts = [c.ordinal for c in columns if c.role == "amount"]
    notation = notation_of([cells[c] for cells in texts for c in amounts if cells[c]])
    readings = [_read(texts, amounts, n) for n in notation.others()]
    if len(readings) == 1:
        return readings[0]
    sums, children = sums_of(nodes, columns), children_of(nodes)

    def failing(values: dict[Place, Decimal]) -> int:
        checks = [check(s, values, children) for s in sums]
        return sum(1 for c in checks if c is not None and c.used and not c.agrees)

    return min(readings, key=failing)


def _read(texts: Sequence[Sequence[str]], amounts: Sequence[int], notation: Notation) -> dict[Place, Decimal]:
    return {
        (row, column): value
        for row, cells in enumerate(texts)
        for column in amounts
        if cells[column] and (value := parse_number(cells[column], notation)) is not None
    }


def _contents(text: str, rows: Sequence[RawRow], columns: Sequence[Column]) -> list[list[str]]:
    """The filled cells of each column; of a year's, those that surely stand there where any year has such cells."""
    filled = [[(row, t) for row in rows if (t := piece_text(text, row.cells[c.ordinal]))] for c in columns]
    sure = [[t for row, t in pairs if c.ordinal not in row.unsure] for c, pairs in zip(columns, filled, strict=True)]
    told = any(sure[c.ordinal] for c in columns if c.period)
    return [
        sure[c.ordinal] if c.period and told else [t for _, t in pairs]
        for c, pairs in zip(columns, filled, strict=True)
    ]


def _label_of_total(text: str, rows: Sequence[RawRow], columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The column that says "total", in front of the label, names the rows: whom classes are for, not their topic."""
    label = next((c.ordinal for c in columns if c.role == "label"), None)
    if label is None or any(is_total_label(piece_text(text, row.cells[label])) for row in rows):
        return columns
    ahead = [c.ordinal for c in columns if c.ordinal < label and c.role == "other"]
    named = [c for c in ahead if any(is_total_label(piece_text(text, row.cells[c])) for row in rows)]
    if len(named) != 1 or sum(bool(row.cells[named[0]]) for row in rows) * 5 < len(rows) * 4:
        return columns
    return tuple(
        replace(c, role="label") if c.ordinal == named[0] else replace(c, role="other") if c.ordinal == label else c
        for c in columns
    )


def _face(text: str, row: RawRow, columns: Sequence[Column]) -> RowFace:
    number = label = ""
    attributes = figures = 0
    for column in columns:
        content = piece_text(text, row.cells[column.ordinal])
        if column.role == "ordinal":
            number = content
        elif column.role == "label":
            label = content
        elif content and column.role == "amount":
            figures += 1
        elif content:
            attributes += 1
    return RowFace(number, label, attributes, figures + len(row.loose))


def _heading_number(text: str, row: RawRow, columns: Sequence[Column]) -> RawRow:
    """A label that was written into the cell of the numbers goes to the cell of the labels."""
    ordinal = next((c.ordinal for c in columns if c.role == "ordinal"), None)
    label = next((c.ordinal for c in columns if c.role == "label"), None)
    if ordinal is None or label is None or row.cells[label] or not row.cells[ordinal]:
        return row
    if parse_ordinal(piece_text(text, row.cells[ordinal])) is not None:
        return row
    cells = list(row.cells)
    cells[label], cells[ordinal] = cells[ordinal], ()
    return replace(row, cells=tuple(cells))


def _bulleted_part(text: str, row: RawRow, columns: Sequence[Column]) -> RawRow:
    """A row without number and label whose one text is an item of a list is named by it: "- local budget | 8.000"."""
    named = [c.ordinal for c in columns if c.role in ("ordinal", "label")]
    label = next((c.ordinal for c in columns if c.role == "label"), None)
    if label is None or any(row.cells[at] for at in named) or not any(row.cells):
        return row
    words = [c.ordinal for c in columns if c.role not in ("ordinal", "label", "amount") and row.cells[c.ordinal]]
    figures = any(row.cells[c.ordinal] for c in columns if c.role == "amount")
    if len(words) != 1 or not figures or not piece_text(text, row.cells[words[0]]).startswith(_BULLETS):
        return row
    cells = list(row.cells)
    cells[label], cells[words[0]] = cells[words[0]], ()
    return replace(row, cells=tuple(cells))


def _placed(text: str, rows: list[RawRow], nodes: Sequence[Node], columns: Sequence[Column]) -> list[RawRow]:
    """Flattened rows with their figures in columns."""
    if not any(row.loose for row in rows):
        return rows
    notations = notation_of([piece_text(text, (f,)) for row in rows for f in row.loose]).others()
    readings = [_placed_in(text, rows, nodes, columns, notation) for notation in notations]
    return min(readings, key=lambda reading: sum(len(row.unsure) for row in reading))


def _placed_in(
    text: str, rows: list[RawRow], nodes: Sequence[Node], columns: Sequence[Column], notation: Notation
) -> list[RawRow]:
    label = next(c.ordinal for c in columns if c.role == "label")
    amounts = [c.ordinal for c in columns if c.role == "amount"]

    def figures(row: RawRow) -> Figures:
        standing = [] if row.loose else [c for c in amounts if row.cells[c]]
        texts = [piece_text(text, (f,)) for f in row.loose] or [piece_text(text, row.cells[c]) for c in standing]
        values = tuple(parse_number(t, notation) or Decimal(0) for t in texts)
        return Figures(values, maybe=row.maybe, standing=tuple(map(amounts.index, standing)))

    places = place_figures(columns, nodes, [figures(row) for row in rows])
    done = []
    for row, placed in zip(rows, places, strict=True):
        cells: list[Pieces] = list(row.cells)
        for column, figure in zip(placed.columns, row.loose, strict=False):
            at = label if column == LABEL else column
            cells[at] = (*cells[at], figure)
        unsure = frozenset(label if c == LABEL else c for c in placed.unsure)
        done.append(replace(row, cells=tuple(cells), unsure=row.unsure | unsure, loose=()))
    return done


def _row(ordinal: int, row: RawRow, node: Node, texts: Sequence[str], doubtful: frozenset[Place]) -> Row:
    cells = []
    for column, pieces in enumerate(row.cells):
        certain = column not in row.unsure and (ordinal, column) not in doubtful
        cells.append(Cell(texts[column], _slice(pieces), certain))
    return Row(ordinal, node.kind, row.span, node.label, tuple(cells), node.parent)


def _slice(pieces: Pieces) -> Span | None:
    """Where a cell's text stands: all of it when it is in one place, else its first piece."""
    if not pieces:
        return None
    end = pieces[0].end
    for piece in pieces[1:]:
        if piece.start - end > 8:
            break
        end = piece.end
    return Span(pieces[0].start, end)


def _with_units(columns: Sequence[Column], caption: Caption) -> tuple[Column, ...]:
    """The columns with the unit above the table, if it is one that all figures can be in: not "thousand pages".

    Without one, the parts of a total are in the unit that its head states.
    """
    if caption.unit is None or unit_named(caption.unit) is None:
        totals = [c for c in columns if is_total(c) and c.unit]
        if len(totals) != 1:
            return tuple(columns)
        parts = {c.ordinal for way in breakdowns(columns) for c in way if is_funds(c) or c.period or is_money_head(c)}
        whole = totals[0]
        return tuple(
            replace(c, unit=whole.unit, unit_span=whole.unit_span) if c.ordinal in parts and c.unit is None else c
            for c in columns
        )
    plain = _no_money(columns) if is_money_unit(caption.unit) else frozenset()
    return tuple(
        replace(c, unit=caption.unit, unit_span=caption.unit_span)
        if c.role == "amount" and c.unit is None and c.ordinal not in plain
        else c
        for c in columns
    )


def is_money_unit(name: str) -> bool:
    """Whether a unit is one of money."""
    unit = unit_named(name)
    return unit is not None and unit.base == "VND"


def _no_money(columns: Sequence[Column]) -> frozenset[int]:
    """Columns of figures, beside others whose heads say money, of which nothing says that they are money as well."""
    amounts = [c for c in columns if c.role == "amount"]
    said = [c for c in amounts if c.period or is_total(c) or is_funds(c) or is_money_head(c)]
    parts = {c.ordinal for way in breakdowns(columns) for c in way} if any(map(is_total, columns)) else set()
    return frozenset(c.ordinal for c in amounts if said and c not in said and c.ordinal not in parts)
