"""Reads tables of indicators that a PDF text layer left flat: a unit of its own in each row, and a figure a year.

The unit is the last line, or the last sign, in front of the figures. The rows prove it: as many figures as years.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.language.numbers import looks_numeric, unit_named
from indexer.records import Column, Span
from indexer.tables.flat_header import FlatHeader, read_flat_header
from indexer.tables.flat_rows import Draft, Place, gather_rows
from indexer.tables.flattened import EndsInFigures, SplitRow, split_row
from indexer.tables.lexicon import is_total_column, key, table_words
from indexer.tables.lines import Line
from indexer.tables.raw import Pieces, RawRow, RawTable, hull, piece_text

_LONGEST_UNIT = 20  # code points
_MOST_UNIT_WORDS = 4
_SIGNS = ("%", "‰")


def read_flat_indicators(text: str, lines: list[Line], at: int) -> tuple[RawTable, tuple[Column, ...], int] | None:
    """The table of indicators whose header starts at line ``at``, its columns, and the line after it."""
    header = read_flat_header(text, lines, at)
    unit = _unit_head(text, header) if header is not None else None
    if header is None or unit is None or len(header.periods) < 2 or header.total is not None:
        return None
    drafts, after = gather_rows(text, lines, replace(header, between=()), _EndsInYears(text))
    split = [split_row(text, draft) for draft in drafts]
    width = len(header.periods)
    units = [_with_unit(text, one) for one in split]
    filled = [one for one in split if one.figures]
    proven = all(len(one.figures) == width for one in filled) and not any(one.unsure or one.tail for one in filled)
    if (
        len(filled) < 2
        or not proven
        or any(found is None for found, one in zip(units, split, strict=True) if one.figures)
    ):
        return None
    columns = _columns(text, header, unit)
    rows = [_row(draft, one, found, width) for draft, one, found in zip(drafts, split, units, strict=True)]
    span = hull([header.span, *(row.span for row in rows)])
    head = RawRow(tuple((s,) for c in columns for s in c.header_spans[-1:]), header.span)
    return RawTable("flattened", (head,), tuple(rows), span, len(columns)), columns, after


@dataclass(frozen=True, slots=True)
class _EndsInYears:
    """Rows that end in their figures, with nothing behind them."""

    text: str

    def lacks_end(self, row: Draft) -> bool:
        """Whether the row has no figures yet."""
        return not split_row(self.text, row).figures

    def continues(self, row: Draft, place: Place) -> bool:
        """Whether the line goes on with the row's label or its figures."""
        figures = all(looks_numeric(word) for word in place.content.split())
        return (figures or self.lacks_end(row)) and EndsInFigures(self.text).continues(row, place)


def _unit_head(text: str, header: FlatHeader) -> Span | None:
    """The first head behind the label, if it announces the units of the rows."""
    first = header.between[0] if header.between else None
    return first if first is not None and key(first.of(text)) in table_words().unit_captions else None


def _with_unit(text: str, row: SplitRow) -> tuple[Pieces, Span] | None:
    """The label of a row without its unit, and the unit; None where no unit stands in front of the figures."""
    if not row.label:
        return None
    *above, last = row.label
    content = last.of(text)
    if content.endswith(_SIGNS) and len(content) > 1:
        return (*above, Span(last.start, last.start + len(content[:-1].rstrip()))), Span(last.end - 1, last.end)
    short = len(content) <= _LONGEST_UNIT and len(content.split()) <= _MOST_UNIT_WORDS
    named = content in _SIGNS or unit_named(content) is not None or content[:1].islower()
    return (tuple(above), last) if above and short and named and not content.endswith((".", ",", ";", ")")) else None


def _columns(text: str, header: FlatHeader, unit: Span) -> tuple[Column, ...]:
    before = [head for head in header.between[1:] if not is_total_column(head.of(text))]
    columns = [
        Column(0, (piece_text(text, (header.number,)),), "ordinal", (header.number,)),
        Column(1, (piece_text(text, (header.label,)),), "label", (header.label,)),
        Column(2, (piece_text(text, (unit,)),), "other", (unit,)),
    ]
    for at, period in enumerate(header.periods):
        spans = (before[-1], period) if at == 0 and before else (period,)  # "as it stands" above the first year
        path = tuple(piece_text(text, (span,)) for span in spans)
        columns.append(Column(len(columns), path, "amount", spans, path[-1]))
    return tuple(columns)


def _row(draft: Draft, row: SplitRow, found: tuple[Pieces, Span] | None, width: int) -> RawRow:
    label, unit = found if found is not None else (row.label, None)
    number: Pieces = (draft.number,) if draft.number else ()
    figures: Sequence[Pieces] = [(figure,) for figure in row.figures] or [()] * width
    cells = (number, label, (unit,) if unit is not None else (), *figures)
    doubted = frozenset(range(len(cells))) if draft.doubtful else frozenset()
    return RawRow(cells, hull([*number, *draft.pieces]), draft.broken, doubted)
