"""Amounts for people: the source's own notation first, a readable one beside it; sums and differences, exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from indexer.language.numbers import Unit, format_vietnamese, plus, times, unit_named

MILLION = Decimal(10) ** 6
BILLION = Decimal(10) ** 9


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of money in đồng, with the words in which the source writes it."""

    dong: Decimal
    written: str

    @classmethod
    def of(cls, value: Decimal, raw: str, unit: Unit, unit_words: str) -> Money:
        """The amount ``raw`` (its value already read) in ``unit``."""
        return cls(times(value, unit.scale), f"{raw.strip()} {unit_words}")

    @property
    def shown(self) -> str:
        """The source's words, with tỷ beside them where the source writes many digits."""
        readable = in_billions(self.dong)
        big = self.dong >= BILLION and readable is not None and readable.split(" ")[0] not in self.written.split(" ")[0]
        return f"{self.written} ({readable})" if big and not self.written.endswith(billion_words()) else self.written


def total(amounts: Iterable[Money]) -> Decimal:
    """The exact sum in đồng."""
    return plus(amount.dong for amount in amounts)


def in_unit(dong: Decimal, unit: Unit, words: str) -> str:
    """``dong`` written in ``unit``."""
    return f"{format_vietnamese(dong / unit.scale)} {words}"


def in_billions(dong: Decimal) -> str | None:
    """``dong`` in tỷ đồng, or None where that would need more than six decimals."""
    value = dong / BILLION
    if value != value.quantize(Decimal("0.000001")):
        return None
    return f"{format_vietnamese(value)} {billion_words()}"


def readable(dong: Decimal) -> str:
    """``dong`` in tỷ đồng where that is short, else in đồng."""
    return in_billions(dong) or f"{format_vietnamese(dong)} {dong_words()}"


def billion_words() -> str:
    """The unit of a billion đồng as written."""
    return _words(BILLION)


def dong_words() -> str:
    """The unit đồng as written."""
    return _words(Decimal(1))


def _words(scale: Decimal) -> str:
    from assistant.phrases import phrase

    return phrase("billion") if scale == BILLION else phrase("dong")


def money_unit(words: str | None) -> Unit | None:
    """The unit of money that ``words`` name, or None."""
    unit = unit_named(words) if words else None
    return unit if unit is not None and unit.kind == "money" else None
