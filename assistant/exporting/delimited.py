"""A table as CSV that a spreadsheet opens without running any of it."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

from assistant.exporting.grids import Cell, Formula, Grid

_BYTE_ORDER_MARK = "\ufeff"  # without it Excel reads UTF-8 as the machine's old code page
# What makes a spreadsheet take a text for a formula, full-width twins included (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(grid: Grid) -> bytes:
    """``grid`` as CSV (RFC 4180) in UTF-8 with a byte-order mark; a text that would be a formula gets an apostrophe.

    Numbers have a decimal point and no groups.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(column) for column in grid.columns])
    writer.writerows([_written(cell) for cell in row] for row in grid.rows)
    return (_BYTE_ORDER_MARK + out.getvalue()).encode("utf-8")


def harmless(text: str) -> str:
    """``text`` with an apostrophe in front where a spreadsheet would take it for a formula."""
    return f"'{text}" if starts_formula(text) else text


def starts_formula(text: str) -> bool:
    """Whether a spreadsheet may take ``text`` for a formula; leading blanks do not save it."""
    return text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        cell = cell.value
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return str(cell) if isinstance(cell, int) else harmless(cell)
