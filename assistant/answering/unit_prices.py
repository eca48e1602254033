"""What one of a thing costs, and how many are bought: the cells of a row beside its sum of money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.figures import Money, money, money_unit
from assistant.answering.rows import RowView, holds_units
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.figures import is_figure
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.numbers import notation_of, parse_number
from indexer.records import Cell, Column

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


def is_quantity(column: Column) -> bool:
    """Whether a column holds how many of a thing there are."""
    return _headed(column, "quantity_heads")


def is_unit_price(column: Column) -> bool:
    """Whether a column holds what one of a thing costs."""
    return _headed(column, "price_heads")


def _headed(column: Column, heads: str) -> bool:
    return bool(column.path) and fold(one_line(column.path[-1])).startswith(_heads(heads))


@lru_cache(maxsize=2)
def _heads(name: str) -> tuple[str, ...]:
    return tuple(map(fold, load("quantities")[name]))


def figure_with_unit(view: RowView, column: Column, cell: Cell) -> str:
    """The figure of a quantity or of a price with its unit ("58 chiếc", "9,2 triệu đồng/chiếc"); "" for other cells."""
    figure = one_line(cell.text)
    if not is_figure(figure) or not (is_quantity(column) or is_unit_price(column)):
        return ""
    thing = _unit_of_row(view)
    if is_quantity(column):
        return f"{figure} {thing}".strip()
    words = _money_words(view, column)
    if words is None or money_unit(words) is None:
        return ""
    return f"{figure} {words}/{thing}" if thing else f"{figure} {words}"


def _money_words(view: RowView, column: Column) -> str | None:
    return column.unit or view.table.unit or _price_unit(view.table.columns)


def unit_price(view: RowView) -> Money | None:
    """What one of the row's thing costs; None where the row has no price, or the reader doubts it."""
    for column, cell in zip(view.table.columns, view.row.cells, strict=False):
        words = _money_words(view, column)
        unit = money_unit(words)
        if not (is_unit_price(column) and cell.certain and is_figure(one_line(cell.text)) and unit and words):
            continue
        others = [row.cells[column.ordinal].text for row in view.table.rows if row.cells[column.ordinal].text]
        value = parse_number(cell.text, notation_of(others))
        return money(value, cell.text, unit, words) if value is not None else None
    return None


def _price_unit(columns: Sequence[Column]) -> str | None:
    """The unit of the sums beside the prices, where all sums have one and the same."""
    units = {column.unit for column in columns if column.role == "amount" and column.unit}
    return units.pop() if len(units) == 1 else None


def _unit_of_row(view: RowView) -> str:
    pairs = zip(view.table.columns, view.row.cells, strict=False)
    return next((one_line(cell.text) for column, cell in pairs if holds_units(column) and cell.text.strip()), "")


def unit_price_fields(question: Question, view: RowView) -> list[str]:
    """The price of one, then how many and their sum, each under its head; [] where the row has no such price."""
    english = question.language == "en"
    found: dict[str, str] = {}
    for column, cell in zip(view.table.columns, view.row.cells, strict=False):
        text = figure_with_unit(view, column, cell) if cell.text.strip() and cell.certain else ""
        if text:
            kind = "price" if is_unit_price(column) else "quantity"
            found.setdefault(kind, phrase("cell", english=english, header=plain_head(column), text=text))
    if "price" not in found:
        return []
    sums = [cell for cell in view.amounts() if cell.cell.certain]
    if len(sums) == 1:
        header = plain_head(sums[0].column)
        found["sum"] = phrase("cell", english=english, header=header, text=sums[0].amount.shown)
    return [found[kind] for kind in ("price", "quantity", "sum") if kind in found]


def plain_head(column: Column) -> str:
    """The head of a column without the unit that it ends in."""
    return one_line(_BRACKETS.sub("", column.path[-1]))
