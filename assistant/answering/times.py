"""Whether a text tells a time: a date, a recurrence, a length of time, or an event that sets one."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.periods import find_periods


@lru_cache(maxsize=4096)
def tells_date(text: str) -> bool:
    """Whether a point in time ("15/9", "ngày 20 của tháng cuối quý", "quý III/2027") or a recurrence is in ``text``."""
    if next(find_periods(text), None) is not None:
        return True
    folded = fold(text)
    return _pattern("tells_date").search(folded) is not None or any(
        cue in folded for cue in load("intents")["fits"]["time"]
    )


def tells_time(text: str) -> bool:
    """Whether ``text`` tells such a date, a length of time ("sau 02 giờ") or an event that sets one ("từ ngày ký")."""
    return tells_date(text) or _pattern("tells_time").search(fold(text)) is not None


@lru_cache(maxsize=1024)
def recurrences(text: str) -> frozenset[str]:
    """Which recurrences (each year, quarter, month …) ``text`` speaks of."""
    folded = fold(text)
    return frozenset(name for name, find in load("intents")["recurrences"].items() if re.search(find, folded))


@lru_cache(maxsize=4)
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(load("intents")[key]))
