"""Tables that go on over a page break: the header that is repeated goes, a row that was cut is made whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.reading.pdf.grids import Grid

_SAME_PLACE = 4.0  # points

Row = tuple[str, ...]


def joined(before: Grid, after: Grid, header: Sequence[Row]) -> tuple[Grid, Grid] | None:
    """Both parts of a table cut by a page break, put right; None where ``after`` is another table.

    ``header`` are the first rows of the table's first part.
    """
    if len(before.columns) != len(after.columns):
        return None
    shift = after.columns[0] - before.columns[0]  # even and odd pages may have other margins
    places = zip(before.columns, after.columns, strict=True)
    if any(abs(there - here - shift) > _SAME_PLACE for here, there in places):
        return None
    rows = list(after.rows)
    for repeated in header:
        if len(rows) > 1 and rows[0] == repeated:
            del rows[0]
        else:
            break
    whole = list(before.rows)
    if rows and (_goes_on(rows[0]) or (before.cut and not rows[0][0])):
        whole[-1] = tuple(f"{above} {below}".strip() for above, below in zip(whole[-1], rows.pop(0), strict=True))
    return replace(before, rows=tuple(whole)), replace(after, rows=tuple(rows))


def _goes_on(row: Row) -> bool:
    """Whether the first row of a page is the rest of the row before it: no number, and it starts in mid-sentence."""
    texts = [text for text in row if text]
    return bool(texts) and not row[0] and (not row[1] or row[1][:1].islower())
