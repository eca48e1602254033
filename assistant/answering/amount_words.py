"""A figure of a row in words: its time in front of it, the parts of a total behind it."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.amounts import one_division
from assistant.answering.rows import AmountCell, RowView
from assistant.phrases import phrase
from indexer.language.lexicon import load
from indexer.language.normal import fold


def one_amount(cell: AmountCell, n: int, common: dict[str, str], parts: str, *, english: bool) -> str:
    """The one figure that is told, a total with its ``parts``."""
    if cell.is_total:
        text = phrase("amount_total", english=english, amount=cell.amount.shown, n=n, **common)
        return f"{text} {parts}" if parts else text
    sum_of_row = not cell.column.period and fold(cell.period_words) in _sum_heads()  # "thành tiền" is no time
    period = "" if sum_of_row else period_words(cell.period_words, english=english)
    return phrase("amount", english=english, period=period, amount=cell.amount.shown, n=n, **common)


@lru_cache(maxsize=1)
def _sum_heads() -> frozenset[str]:
    return frozenset(map(fold, load("quantities")["sum_heads"]))


def parts_of_total(view: RowView, n: int, *, english: bool) -> str:
    """The figures by period that a row's total is made of, if the source is clear about them."""
    cells = [cell for cell in one_division(view.amounts()) if cell.amount.dong]
    if not cells or not all(cell.cell.certain for cell in cells):
        return ""
    listed = "; ".join(
        phrase("amount_by_period", english=english, period=cell.period_words, amount=cell.amount.written, n=n)
        for cell in cells
    )
    return phrase("amount_parts", english=english, years=listed)


def period_key(written: str) -> str:
    """The phrase that puts ``written`` before an amount: of a year, of a part of one, or of several years."""
    years = re.findall(r"20\d\d", written)
    return "period_range" if len(years) > 1 else "period" if written[:4].isdigit() else "period_part"


def period_words(written: str, *, english: bool) -> str:
    """``written`` as it stands in front of an amount."""
    return phrase(period_key(written), english=english, year=written)
