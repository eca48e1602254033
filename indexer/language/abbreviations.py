"""Abbreviations of administration: what they stand for, written beside them."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.normal import fold

_SHORT = re.compile(r"(?<![\w/.-])([A-ZĐƯ][A-ZĐƯa-z&]*[A-ZĐƯ]|[A-ZĐƯ]{2,})(?![\w/-])")


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """By folded spelling: what each stands for."""
    return {fold(short): full for short, full in load("abbreviations")["entries"].items()}


@lru_cache(maxsize=1024)
def expanded(text: str, *, everyday: bool = False) -> str:
    """``text`` with what an abbreviation stands for in brackets after its first appearance.

    Those that everybody in administration reads ("UBND tỉnh") are left as they are, unless ``everyday``.
    """
    done: set[str] = set() if everyday else set(load("abbreviations")["everyday"])

    def spell(found: re.Match[str]) -> str:
        full = abbreviations().get(fold(found.group()))
        if full is None or found.group() in done or full in text:
            return found.group()
        done.add(found.group())
        return f"{found.group()} ({full})"

    return _SHORT.sub(spell, text)
