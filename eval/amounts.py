"""Amounts in an answer: every value that a written number may stand for, in any notation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from eval.evidence import fold
from eval.words import judging_words

AmountKind = Literal["money", "%", "count"]

_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*\d|(?<![\w.,])\d")
_TAIL = 24  # characters after a number in which its scale and unit stand
_HEAD = 6  # characters before a number in which its currency stands


@dataclass(frozen=True, slots=True)
class Value:
    """An amount that a right answer states, e.g. 3.6 and its unit."""

    number: float
    unit: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written: the values it may stand for (money in units of the currency) and what it counts."""

    values: frozenset[float]
    kind: AmountKind


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written, the values that its digits may stand for, and the factor of the scale word after it."""

    written: str
    start: int  # in the folded text
    values: frozenset[float]
    factor: float
    kind: AmountKind

    @property
    def scaled(self) -> frozenset[float]:
        """The values with their scale: money in units of the currency."""
        return frozenset(value * self.factor for value in self.values)


def same(left: float, right: float) -> bool:
    """Whether two values are equal within one millionth."""
    return abs(left - right) <= 1e-6 * max(1, abs(right))


def readings(token: str) -> frozenset[float]:
    """Every value that a written number may stand for: ``3.600`` is 3600 in Vietnamese and 3.6 in English."""
    found: set[float] = set()
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", token):
        found.add(float(token.replace(".", "").replace(",", ".")))
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", token):
        found.add(float(token.replace(",", "")))
    if re.fullmatch(r"\d+(,\d+)?", token):
        found.add(float(token.replace(",", ".")))
    if re.fullmatch(r"\d+\.\d+", token):
        found.add(float(token))
    return frozenset(found)


def _scale(tail: str) -> tuple[float, str]:
    """The factor of the scale word that ``tail`` begins with (1 if none), and what follows it."""
    for name, factor in judging_words().scales:
        if re.match(rf"{name}\b", tail):
            return factor, tail[len(name) :].lstrip()
    return 1.0, tail


def _kind(factor: float, tail: str, head: str) -> AmountKind:
    """What a number counts, by the text right after its scale word and right before it."""
    if tail.startswith("%"):
        return "%"
    words = judging_words()
    prefixes = "|".join(words.currency_prefixes)
    if (
        factor > 1
        or any(re.match(rf"{unit}\b", tail) for unit in words.money_units)
        or re.search(rf"({prefixes})\s*$", head)
    ):
        return "money"
    return "count"


def figures(text: str) -> tuple[Figure, ...]:
    """Every number of ``text`` with its scale and kind, in order."""
    folded = fold(text)
    found: list[Figure] = []
    for match in _NUMBER.finditer(folded):
        values = readings(match.group())
        if not values:
            continue
        factor, tail = _scale(folded[match.end() : match.end() + _TAIL].lstrip(" \u00a0*_)"))
        kind = _kind(factor, tail, folded[max(0, match.start() - _HEAD) : match.start()])
        found.append(Figure(match.group(), match.start(), values, factor, kind))
    return tuple(found)


def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount in ``text``; a scaled number is given scaled, and unscaled as a plain count."""
    found: list[Amount] = []
    for figure in figures(text):
        found.append(Amount(figure.scaled, figure.kind))
        if figure.factor > 1:
            found.append(Amount(figure.values, "count"))
    return tuple(found)


def wanted(value: Value) -> tuple[float, AmountKind]:
    """The number that an answer must state, scaled as its unit says, and what it counts."""
    words = judging_words()
    unit = fold(value.unit)
    named = unit.split()
    factor = next((factor for name, factor in words.scales if unit.startswith(name)), None)
    number = value.number * (factor or 1.0)
    if unit == "%":
        return number, "%"
    if any(money in named for money in words.money_units):
        return number, "money"
    if factor is not None and len(named) <= 1:
        return number, "money"
    return number, "count"


def states(answer: str, value: Value) -> bool:
    """Whether ``answer`` states ``value``: the same amount of the same kind; a count may stand in a sum of money."""
    number, kind = wanted(value)
    return any(
        any(same(reading, number) for reading in amount.values)
        and (amount.kind == kind or (kind == "count" and amount.kind != "%"))
        for amount in amounts(answer)
    )
