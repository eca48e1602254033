"""Abbreviations of administration: what they stand for, written beside them."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.normal import fold

_WORD = r"(?:[A-ZĐƯ][A-ZĐƯa-z&]*[A-ZĐƯ]|[A-ZĐƯ]{2,})"
_SHORT = re.compile(rf"(?<![\w/.-]){_WORD}(?: {_WORD})*(?![\w/-])")


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """By folded spelling: what each stands for."""
    return {fold(short): full for short, full in load("abbreviations")["entries"].items()}


@lru_cache(maxsize=1024)
def expanded(text: str, *, everyday: bool = False) -> str:
    """``text`` with what an abbreviation stands for in brackets after its first appearance; of several, after the last.

    Those that everybody in administration reads ("UBND tỉnh") are left as they are, unless ``everyday``.
    """
    done: set[str] = set() if everyday else set(load("abbreviations")["everyday"])

    def spell(found: re.Match[str]) -> str:
        words = list(dict.fromkeys(found.group().split()))
        known = {word: abbreviations().get(fold(word)) for word in words if word not in done}
        told = {word: full for word, full in known.items() if full is not None and full not in text}
        done.update(words)
        if not told:
            return found.group()
        if len(told) == len(words):
            return f"{found.group()} ({' '.join(told.values())})"
        return f"{found.group()} ({'; '.join(f'{word}: {full}' for word, full in told.items())})"

    return _SHORT.sub(spell, text)
