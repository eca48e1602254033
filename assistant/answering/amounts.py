"""Which figures of a row answer a question about money: by the years asked for, the row's total, or their sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.figures import summed
from assistant.answering.fund_columns import names_fund
from assistant.answering.rows import AmountCell, RowView, beyond_years
from assistant.asking import Asked, names
from indexer.language.periods import find_periods, parse_period

Kind = Literal["one", "sum", "varies", "blank", "only_range", "no_year", "none"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The figures that answer, and how: one figure, a sum, figures that vary by year, or none for the years asked."""

    kind: Kind
    cells: tuple[AmountCell, ...]


def choose_amounts(view: RowView, asked: Asked, years: Sequence[int]) -> Chosen:
    """The figures of ``view`` for ``years`` (none: for the whole row), under the columns that the question names."""
    every = view.amounts()
    beyond = [cell for cell in every if any(names(asked, part) for part in beyond_years(cell.column))]
    if len(beyond) == 1:
        return Chosen("one", tuple(beyond))
    named = [cell for cell in every if not cell.is_total and any(names(asked, part) for part in _parts(cell))]
    if not named and not years:  # a fund's column is for all years
        timeless = [cell for cell in every if not cell.is_total and cell.period is None]
        named = [cell for cell in timeless if names_fund(asked, cell.aspect, view.label)]
    cells = named or every
    if not cells:
        return Chosen("none", ())
    totals = [cell for cell in cells if cell.is_total] or _adding_up(cells)
    parts = one_division([cell for cell in cells if cell not in totals])
    years = [year for year in years if str(year) not in view.label]  # a year of the label's own restricts nothing
    if years:
        return _for_years(view, asked, parts, totals, sorted(years))
    if named:
        return Chosen("one" if len(named) == 1 else "sum", tuple(named))
    if asked.any_of("each") and not asked.any_of("sum"):
        return Chosen("varies" if len(parts) > 1 else "one", tuple(parts or totals))
    if totals:
        return Chosen("one", (totals[0],))
    if len(parts) == 1:
        return Chosen("one", tuple(parts))
    wants_sum = asked.any_of("sum", "total", "compare")
    return Chosen("sum" if wants_sum else "varies", tuple(parts))


def one_division(cells: Sequence[AmountCell]) -> list[AmountCell]:
    """The parts of one whole without its total: where a row is divided by time and by funds, those by time."""
    parts = [cell for cell in cells if not cell.is_total]
    timed = [cell for cell in parts if cell.period is not None]
    return timed if len(timed) > 1 else parts


def _adding_up(cells: Sequence[AmountCell]) -> list[AmountCell]:
    """The one figure without a period that is the sum of the others: a total under a header that does not say so."""
    for cell in cells:
        rest = one_division([other for other in cells if other is not cell])
        whole = summed(other.amount for other in rest)
        if cell.period is None and len(rest) > 1 and cell.amount.dong and whole == cell.amount.dong:
            return [cell]
    return []


def _parts(cell: AmountCell) -> list[str]:
    """What the headers of a column say besides a year: a source of funds, a quarter."""
    period = cell.column.period or ""
    return [part for part in (cell.aspect, "" if re.search(r"20\d\d", period) else period) if part]


def _for_years(
    view: RowView, asked: Asked, parts: Sequence[AmountCell], totals: Sequence[AmountCell], years: Sequence[int]
) -> Chosen:
    wanted = (years[0], years[-1])
    spans = [(cell, cell.period.years) for cell in parts if cell.period is not None and cell.period.years]
    exact = [cell for cell, span in spans if span == wanted]
    if exact:  # a year may have several columns, one for each source of funds
        return Chosen("one" if len(exact) == 1 else "sum", tuple(exact))
    inside = [cell for cell, span in spans if wanted[0] <= span[0] and span[1] <= wanted[1]]
    if len(years) <= years[-1] - years[0]:  # single years, not all those between them
        inside = [cell for cell in inside if cell.period is not None and set(cell.period.years or ()) <= set(years)]
    if inside:
        return Chosen("sum" if len(inside) > 1 else "one", tuple(inside))
    if any(year in _column_years(view) for year in years):
        return Chosen("blank", tuple(parts))
    if not spans and _table_years(view) == wanted:  # the table is of that year: its columns are parts of it
        return choose_amounts(view, asked, ())
    if _row_years(view) == wanted and totals:
        return Chosen("one", (totals[0],))
    holding = [cell for cell, span in spans if span[0] <= wanted[0] and wanted[1] <= span[1]]
    if holding:
        return Chosen("only_range", tuple(holding))
    return Chosen("no_year", tuple(parts or totals))


def _table_years(view: RowView) -> tuple[int, int] | None:
    """The years in the table's own title, else those that the document covers."""
    found = [at.period.years for at in find_periods(view.table.title) if at.period.years]
    return found[0] if len(found) == 1 else view.entry.metadata.period


def _column_years(view: RowView) -> set[int]:
    """The single years that have a column of their own."""
    periods = [column.period or "" for column in view.table.columns if column.role == "amount"]
    return {int(period) for period in periods if period.isdigit()}


def _row_years(view: RowView) -> tuple[int, int] | None:
    period = parse_period(view.first_text("time"))
    return period.years if period is not None else None
