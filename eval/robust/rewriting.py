"""Documents rewritten by rule: every sum of money multiplied, in the notation in which it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from indexer.facts.words import number_in_words
from indexer.records import Span

FACTOR = 7  # sums of sums stay sums of sums, and hardly any product stands in the document already
_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_GROUPED = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?")
_BRACKETS = re.compile(r"(?P<before>[^().;,\d\n]{0,30}?)\s*\((?P<inner>[^()\d]{8,200})\)")
_SPELLED = 1_000  # the least number that anybody repeats in words
_PLAIN = re.compile(r"(\d+)(?:,(\d+))?")


def multiplied(number: str, factor: int = FACTOR) -> str:
    """A number in Vietnamese notation times ``factor``, with the same decimals, grouped as the number was."""
    found = _GROUPED.fullmatch(number) or _PLAIN.fullmatch(number)
    if found is None:
        raise ValueError(f"not a Vietnamese number: {number!r}")
    decimals = found.group(2) or ""
    product = Decimal(f"{found.group(1).replace('.', '')}.{decimals or '0'}") * factor
    grouped = "." in found.group(1) or (not decimals and len(found.group(1)) <= 3 <= len(str(int(product))) - 1)
    whole = f"{int(product):,}".replace(",", ".") if grouped else str(int(product))
    return f"{whole},{f'{product % 1:.{len(decimals)}f}'[2:]}" if decimals else whole


def _without_words(text: str) -> str:
    """``text`` that follows a figure, without that figure in words in brackets: it would contradict the new one."""
    found = _BRACKETS.match(text)
    said = number_in_words(found.group("inner")) if found else None
    if found is None or said is None or said < _SPELLED:
        return text
    return text[: found.end("before")] + text[found.end() :]


def with_multiplied(text: str, spans: Sequence[Span], factor: int = FACTOR) -> str:
    """``text`` with the first number of every span multiplied; spans that overlap are taken once."""
    for span in sorted(set(spans), reverse=True):
        found = _NUMBER.search(text, span.start, span.end)
        if found is None:
            continue
        try:
            changed = multiplied(found.group(), factor)
        except ValueError:
            continue
        text = text[: found.start()] + changed + _without_words(text[found.end() :])
    return text
