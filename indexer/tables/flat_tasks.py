"""Reads tables of tasks without figures that a PDF text layer left flat: the rows are found, their columns are not.

Nothing but the meaning of the words tells a task from the agency behind it, so all of a row but its number stands in
the label, and every cell but the number is marked unsure; a time at the end of a row is put in the column of times.
Where two blanks were left between the cells of a row, its cells are told (``gapped_rows``); short names of agencies
part tasks from owners (``short_owners``).
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.language.periods import find_periods
from indexer.records import Column, Span
from indexer.tables.flat_header import read_flat_header
from indexer.tables.flat_rows import LONGEST_ROW, Draft, Place, gather_rows, is_heading, mark_of
from indexer.tables.gapped_rows import with_gaps
from indexer.tables.lines import Line
from indexer.tables.raw import Pieces, RawRow, RawTable, hull
from indexer.tables.short_owners import with_short_owners

_FEWEST_HEADS = 2  # of text, beside number and label: fewer and it may be a list in running text

_LONGEST_NOTE = 40


def read_flat_tasks(text: str, lines: list[Line], at: int) -> tuple[RawTable, tuple[Column, ...], int] | None:
    """The table whose header starts at line ``at``, its columns, and the line after it."""
    header = read_flat_header(text, lines, at)
    if header is None or header.has_figures or len(header.between) < _FEWEST_HEADS:
        return None
    columns = header.text_columns(text)
    time = next((c.ordinal for c in columns if c.role == "time"), None)
    noted = columns[-1].role not in ("time", "owner", "partner")
    drafts, after = gather_rows(text, lines, header, _EndsInTime(text, noted))
    numbered = [d for d in drafts if d.number is not None and d.pieces]
    if len(numbered) < 2 or not any(_time_of(text, d) for d in numbered):
        return None
    rows = with_gaps(text, [_raw(text, d, len(columns), time) for d in numbered], columns, 1)
    rows = with_short_owners(text, rows, columns)
    span = hull([header.span, *(r.span for r in rows)])
    head = RawRow(tuple((s,) for c in columns for s in c.header_spans), header.span)
    return RawTable("flattened", (head,), tuple(rows), span, len(columns)), columns, after


@dataclass(frozen=True, slots=True)
class _EndsInTime:
    """Rows that end in a time, as far as it is one that is known; where ``noted``, in a short note behind it."""

    text: str
    noted: bool

    def lacks_end(self, row: Draft) -> bool:
        return _time_of(self.text, row) is None

    def continues(self, row: Draft, place: Place) -> bool:
        content = place.content
        if row.total or len(row.pieces) >= LONGEST_ROW or len(content) > 200 or is_heading(content):
            return False
        if content[:1].islower() or content.startswith("("):
            return True
        if place.gap > 1:
            return False
        if self.lacks_end(row) or (self.noted and len(content) <= _LONGEST_NOTE):
            return True
        return row.number is not None and place.opens_soon(mark_of(row.number.of(self.text)))


def _time_of(text: str, row: Draft) -> Span | None:
    """The time that the row's last words are."""
    if not row.pieces:
        return None
    whole = hull(row.pieces)
    content = whole.of(text).rstrip()
    last = next((p for p in find_periods(content) if p.end == len(content)), None)
    return None if last is None or last.start == 0 else Span(whole.start + last.start, whole.start + last.end)


def _raw(text: str, draft: Draft, width: int, time: int | None) -> RawRow:
    number: Pieces = (draft.number,) if draft.number else ()
    cells: list[Pieces] = [number, tuple(draft.pieces), *[()] * (width - 2)]
    stated = _time_of(text, draft) if time is not None else None
    if time is not None and stated is not None:
        cells[1] = tuple(_before(piece, stated.start) for piece in draft.pieces if piece.start < stated.start)
        cells[time] = (stated,)
    trimmed = [Span(s.start, s.start + len(s.of(text).rstrip())) for s in (*number, *draft.pieces)]
    return RawRow(tuple(cells), hull(trimmed), draft.broken, frozenset(range(0 if draft.doubtful else 1, width)))


def _before(piece: Span, end: int) -> Span:
    return Span(piece.start, min(piece.end, end))
