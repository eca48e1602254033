"""How many times as much, and by how many percent more: said beside a difference where the question asks for it."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.asking import Want
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.numbers import format_vietnamese

RATIO_WANTS: tuple[Want, ...] = ("percent", "count", "share")  # what words for ratios are also read as
_PLACES = Decimal("0.01")


def asks_ratio(question: Question) -> bool:
    """Whether it is asked how many times one thing is another, or how many percent it grew or is larger."""
    return _asks(question, "times") or _asks(question, "growth")


def ratio_told(question: Question, larger: Decimal, smaller: Decimal, *, before: Decimal | None = None) -> str:
    """The sentence with the ratio asked for, led by a blank; "" where none is asked for or nothing is divided by.

    ``before`` is the amount that a change starts from (of two times the earlier); without it the smaller one.
    """
    english = question.language == "en"
    if _asks(question, "times") and smaller:
        ratio = larger / smaller
        times = phrase("ratio_times", english=english, times=_rounded(ratio), about=_about(ratio, english=english))
        return f" {times}"
    base = smaller if before is None else before
    if not _asks(question, "growth") or not base:
        return ""
    other = larger if base == smaller else smaller
    change = (other - base) / base * 100
    key = "ratio_more" if before is None else "ratio_grown" if change >= 0 else "ratio_shrunk"
    return " " + phrase(key, english=english, percent=_rounded(abs(change)), about=_about(change, english=english))


def _asks(question: Question, kind: str) -> bool:
    return re.search(load("computing")["ratios"][kind], fold(question.text)) is not None


def _rounded(value: Decimal) -> str:
    return format_vietnamese(value.quantize(_PLACES).normalize())


def _about(value: Decimal, *, english: bool) -> str:
    return "" if value == value.quantize(_PLACES) else phrase("roughly", english=english)
