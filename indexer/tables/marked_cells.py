"""Cells one a line that each begin with a tab, empty ones too: the rows are counted off, nothing is searched."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.tables.lines import is_page_number
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.row_fit import RowFit
from indexer.tables.row_search import FoundRow

_FEWEST = 2  # rows


def marked_until(written: Sequence[str]) -> list[int] | None:
    """Which of the lines ``written`` are cells, up to the first line with text that has no tab in front.

    None where the first line has none, or no line a tab alone: then empty cells are not told from empty lines.
    """
    if not written or not written[0].startswith("\t") or not any(w[:1] == "\t" and not w.strip() for w in written):
        return None
    found: list[int] = []
    for at, line in enumerate(written):
        if line.startswith("\t"):
            found.append(at)
        elif line.strip() and not is_page_number(line):
            break
    return found


def counted_rows(cells: Sequence[str], width: int) -> tuple[FoundRow, ...]:
    """The rows of ``width`` cells each, as far as each begins with a row number, or without one above a label."""
    rows: list[FoundRow] = []
    for start in range(0, len(cells) - width + 1, width):
        number, label = cells[start], cells[start + 1]
        if not (parse_ordinal(number) is not None if number else label):
            break
        rows.append(FoundRow(start, start + width, RowFit(0.0, tuple(range(width)), frozenset())))
    return tuple(rows) if len(rows) >= _FEWEST and rows[-1].end == len(cells) else ()
