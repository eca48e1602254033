"""The words that the judging rule knows, from ``eval/data/judging.json``."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "judging.json"


@dataclass(frozen=True, slots=True)
class JudgingWords:
    """Scale words (longest first), money units, currency prefixes and phrases that refuse."""

    scales: tuple[tuple[str, float], ...]
    money_units: tuple[str, ...]
    currency_prefixes: tuple[str, ...]
    refusals: tuple[str, ...]
    years: tuple[str, ...]
    growth: str  # a pattern: what announces a growth in percent or is said behind it, and so many times as much


@lru_cache(maxsize=1)
def judging_words() -> JudgingWords:
    """The words of the judging rule, read once."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    scales = sorted(((name, float(factor)) for name, factor in data["scales"]), key=lambda pair: -len(pair[0]))
    return JudgingWords(
        scales=tuple(scales),
        money_units=tuple(data["money_units"]),
        currency_prefixes=tuple(data["currency_prefixes"]),
        refusals=tuple(data["refusals"]),
        years=tuple(data["years"]),
        growth=_growth(data),
    )


def _growth(data: dict[str, list[str]]) -> str:
    announced, roughly, more, times = (
        "|".join(map(re.escape, data[key])) for key in ("growth", "roughly", "more", "times")
    )
    number = r"\d[\d.,]*"
    return (
        rf"(?:{announced})\s+(?:(?:{roughly})\s+)?(?P<percent>{number})%"
        rf"|(?P<behind>{number})%\s+(?:{more})|(?P<times>{number})\s+(?:{times})\b"
    )
