"""Whether a question asks what one of a thing costs, not what all of it does."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.language.lexicon import load

_PATTERNS = {"vi": "asks_price_each", "en": "asks_price_each_en"}


def asks_unit_price(text: str, language: str) -> bool:
    """Whether ``text``, in ``language`` ("vi", "vi-ascii", "en"), asks for the price of one."""
    return _asks(_PATTERNS.get(language, "asks_price_each_bare")).search(text) is not None


@lru_cache(maxsize=3)
def _asks(name: str) -> re.Pattern[str]:
    return re.compile(load("quantities")[name], re.IGNORECASE)
