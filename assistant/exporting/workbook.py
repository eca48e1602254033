"""Sheets as an Excel workbook; the only module that imports xlsxwriter."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant.exporting.delimited import starts_formula
from assistant.exporting.errors import ExportUnavailable
from assistant.exporting.grids import Cell, Formula, Grid
from assistant.exporting.texts import text

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDEST, _NARROWEST = 60, 8  # characters
_LETTER = 1.15  # letters of this font to the width of a figure, by which columns are measured
_LINE, _MOST_LINES = 16.5, 24  # points; Excel's highest row is 409 points
_CELL = 32_767  # characters that Excel keeps in a cell
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 has no way to write them
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}


@dataclass(frozen=True, slots=True)
class _Formats:
    head: Any
    text: Any
    literal: Any  # a text that looks like a formula: Excel keeps it a text even when it is edited
    whole: Any
    fraction: Any


def as_workbook(grids: Sequence[Grid]) -> bytes:
    """``grids`` as an .xlsx file: numbers as numbers, every text as a text; raises :class:`ExportUnavailable`."""
    try:
        import xlsxwriter
    except ImportError as problem:
        raise ExportUnavailable("xlsxwriter") from problem
    out = io.BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as workbook:
        workbook.set_properties({"author": text("maker"), "title": text("answer")})
        formats = _Formats(
            head=workbook.add_format({**_FONT, "bold": True, "text_wrap": True, "border": 1, "bg_color": "#F2E6E6"}),
            text=workbook.add_format({**_FONT, "text_wrap": True}),
            literal=workbook.add_format({**_FONT, "text_wrap": True, "quote_prefix": True}),
            whole=workbook.add_format({**_FONT, "num_format": "#,##0"}),
            fraction=workbook.add_format({**_FONT, "num_format": "#,##0.######"}),
        )
        for grid in grids:
            sheet = workbook.add_worksheet(grid.name)
            _fill(sheet, grid, formats)
            if grid.chart is not None:
                sheet.insert_chart(len(grid.rows) + 2, 0, _chart(workbook, grid, grid.chart))
    return out.getvalue()


def _fill(sheet: Worksheet, grid: Grid, formats: _Formats) -> None:
    for at, header in enumerate(grid.columns):
        sheet.write_string(0, at, _legible(header), formats.head)
    first = 1 if grid.columns else 0
    for row, cells in enumerate(grid.rows, start=first):
        for at, cell in enumerate(cells):
            _write(sheet, (row, at), cell, formats)
    widths = _widths(grid)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    for row, cells in enumerate(grid.rows, start=first):
        sheet.set_row(row, _LINE * max(_lines(cell, width) for cell, width in zip(cells, widths, strict=False)))
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    if first:
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)


def _chart(workbook: Workbook, grid: Grid, column: int) -> Any:
    """The figures of ``column`` side by side, named by the first one."""
    chart = workbook.add_chart({"type": "column"})
    last = len(grid.rows)
    chart.add_series(
        {
            "name": [grid.name, 0, column],
            "categories": [grid.name, 1, 0, last, 0],
            "values": [grid.name, 1, column, last, column],
            "fill": {"color": "#A4161A"},
        }
    )
    chart.set_legend({"none": True})
    chart.set_y_axis({"num_format": "#,##0", "min": 0})
    return chart


def _write(sheet: Worksheet, at: tuple[int, int], cell: Cell, formats: _Formats) -> None:
    if cell is None or cell == "":
        sheet.write_blank(*at, None, formats.text)
    elif isinstance(cell, str):
        form = formats.literal if starts_formula(cell) else formats.text
        sheet.write_string(*at, _legible(cell), form)
    elif isinstance(cell, Formula):
        _write_formula(sheet, at, cell, formats)
    elif _is_exact(cell):
        sheet.write_number(*at, float(cell), formats.whole if cell == int(cell) else formats.fraction)
    else:
        sheet.write_string(*at, f"{cell:f}" if isinstance(cell, Decimal) else str(cell), formats.text)


def _write_formula(sheet: Worksheet, at: tuple[int, int], cell: Formula, formats: _Formats) -> None:
    from xlsxwriter.utility import xl_rowcol_to_cell

    row, column = at
    first, last = xl_rowcol_to_cell(1, column), xl_rowcol_to_cell(row - 1, column)
    formula = f"=SUM({first}:{last})" if cell.operation == "sum" else f"=ABS({first}-{last})"
    form = formats.whole if cell.value == int(cell.value) else formats.fraction
    sheet.write_formula(*at, formula, form, float(cell.value))


def _is_exact(value: int | Decimal) -> bool:
    """Whether Excel's fifteen digits hold the value without rounding."""
    return len(Decimal(value).normalize().as_tuple().digits) <= 15


def _legible(words: str) -> str:
    return _ILLEGAL.sub(" ", words)[:_CELL]


def _widths(grid: Grid) -> list[int]:
    """The width of each column in characters."""
    rows = [grid.columns, *grid.rows]
    columns = range(max(map(len, rows)))
    longest = [max(_longest_line(row[at]) for row in rows if at < len(row)) for at in columns]
    return [min(_WIDEST, max(_NARROWEST, one + 2)) for one in longest]


def _longest_line(cell: Cell) -> int:
    if cell is None:
        return 0
    shown = cell if isinstance(cell, str) else f"{cell.value if isinstance(cell, Formula) else cell:,}"
    return max(map(len, shown.split("\n")))


def _lines(cell: Cell, width: int) -> int:
    """How many lines a cell takes, about: not every program works the height of rows out by itself."""
    if not isinstance(cell, str):
        return 1
    return min(_MOST_LINES, sum(1 + int(len(line) / (width * _LETTER)) for line in cell.split("\n")))
