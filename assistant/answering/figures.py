"""Amounts for people: the source's own notation first, a readable one beside it; sums and differences, exactly."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.phrases import phrase
from indexer.language.lexicon import load
from indexer.language.normal import nfc
from indexer.language.numbers import Amount, Unit, find_amounts, format_vietnamese, plus, times, unit_named

BILLION = Decimal(10) ** 9
MILLION = Decimal(10) ** 6
_READABLE = Decimal("0.000001")  # of a billion: no figure is rounded to be readable
MONEY_BASE = "VND"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money: its value in đồng, and the words in which the source writes it."""

    dong: Decimal
    written: str

    @property
    def shown(self) -> str:
        """The source's words, with billions beside them where the source counts in less."""
        billions = in_billions(self.dong)
        if self.dong < BILLION or billions is None or self.written.endswith(phrase("billion")):
            return self.written
        return f"{self.written} ({billions})"


def money(value: Decimal, raw: str, unit: Unit, words: str) -> Money:
    """The figure ``raw`` of ``value`` in ``unit``, which the source calls ``words``."""
    return Money(times(value, unit.scale), f"{raw.strip()} {words}")


def money_in(text: str) -> list[Amount]:
    """The amounts of money that ``text`` states, in order: "11 đồng chí" and "1,2 triệu trang" are none."""
    stated = (one for one in find_amounts(text) if one.unit is not None and one.unit.base == MONEY_BASE)
    return [one for one in stated if _no_money().match(text, one.end) is None]


@lru_cache(maxsize=1)
def _no_money() -> re.Pattern[str]:
    """What follows a number of things, or a word that only begins like the currency."""
    words = (nfc(word) for word in load("computing")["no_money"])
    return re.compile(rf"[ \u00a0\n]+(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def summed(amounts: Iterable[Money]) -> Decimal:
    """The exact sum in đồng."""
    return plus(amount.dong for amount in amounts)


def in_billions(dong: Decimal) -> str | None:
    """``dong`` in tỷ đồng, or None where more than six decimals would be needed."""
    value = dong / BILLION
    if value != value.quantize(_READABLE):
        return None
    return f"{format_vietnamese(value.normalize())} {phrase('billion')}"


def readable(dong: Decimal) -> str:
    """``dong`` in tỷ đồng (less than a tenth of one in triệu đồng) where that is exact, else in đồng."""
    millions = dong / MILLION
    if MILLION <= abs(dong) < BILLION / 10 and millions == millions.quantize(_READABLE):
        return f"{format_vietnamese(millions.normalize())} {phrase('million')}"
    if 0 < abs(dong) < MILLION:
        return f"{format_vietnamese(dong)} {phrase('dong')}"
    return in_billions(dong) or f"{format_vietnamese(dong)} {phrase('dong')}"


def in_unit(dong: Decimal, unit: Unit, words: str) -> str:
    """``dong`` in ``unit``, with billions beside it where that is not the unit itself."""
    return Money(dong, f"{format_vietnamese((dong / unit.scale).normalize())} {words}").shown


def money_unit(words: str | None) -> Unit | None:
    """The unit of money that ``words`` name, or None."""
    unit = unit_named(words) if words else None
    return unit if unit is not None and unit.base == MONEY_BASE else None
