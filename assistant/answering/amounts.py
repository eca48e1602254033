"""Which figures of a row answer a question about money: by the years asked for, the row's total, or their sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answering.rows import AmountCell, RowView
from assistant.asking import Asked
from indexer.language.periods import parse_period

Kind = Literal["one", "sum", "varies", "blank", "only_range", "no_year", "none"]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The figures that answer, and how: one figure, a sum, figures that vary by year, or none for the years asked."""

    kind: Kind
    cells: tuple[AmountCell, ...]


def choose_amounts(view: RowView, asked: Asked, years: Sequence[int]) -> Chosen:
    """The figures of ``view`` for ``years`` (none: for the whole row)."""
    cells = view.amounts()
    periodic = [cell for cell in cells if cell.period is not None]
    totals = [cell for cell in cells if cell.period is None]
    if not cells:
        return Chosen("none", ())
    if years:
        return _for_years(view, periodic, totals, sorted(years))
    if asked.any_of("each"):
        return Chosen("varies" if len(periodic) > 1 else "one", tuple(periodic or totals))
    if totals:
        return Chosen("one", (totals[0],))
    if len(periodic) == 1:
        return Chosen("one", tuple(periodic))
    wants_sum = asked.any_of("sum", "total", "compare")
    return Chosen("sum" if wants_sum else "varies", tuple(periodic))


def _for_years(
    view: RowView, periodic: Sequence[AmountCell], totals: Sequence[AmountCell], years: Sequence[int]
) -> Chosen:
    asked = (years[0], years[-1])
    spans = [(cell, cell.period.years) for cell in periodic if cell.period is not None and cell.period.years]
    exact = [cell for cell, span in spans if span == asked]
    if exact:
        return Chosen("one", (exact[0],))
    inside = [cell for cell, span in spans if asked[0] <= span[0] and span[1] <= asked[1]]
    if inside:
        return Chosen("sum" if len(years) > 1 and len(inside) > 1 else "one", tuple(inside))
    if any(year in _column_years(view) for year in years):
        return Chosen("blank", tuple(periodic))
    if _row_years(view) == asked and totals:
        return Chosen("one", (totals[0],))
    holding = [cell for cell, span in spans if span[0] <= asked[0] and asked[1] <= span[1]]
    if holding:
        return Chosen("only_range", tuple(holding))
    return Chosen("no_year", tuple(periodic or totals))


def _column_years(view: RowView) -> set[int]:
    """The single years that have a column of their own."""
    periods = [column.period or "" for column in view.table.columns if column.role == "amount"]
    return {int(period) for period in periods if period.isdigit()}


def _row_years(view: RowView) -> tuple[int, int] | None:
    period = parse_period(view.first_text("time"))
    return period.years if period is not None else None
