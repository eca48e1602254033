"""Whether a question means the column of a source of funds: "what the centre gives" under the head "Ngân sách TW"."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.asking import Asked, names
from indexer.language.abbreviations import abbreviations
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.tokens import fold_term, syllables


def names_fund(asked: Asked, head: str, label: str) -> bool:
    """Whether the question names whose money stands under ``head``, by a word that the row itself does not hold."""
    whose = _whose(head)
    if not whose or f" {whose} " in f" {' '.join(_folded(label))} ":
        return False
    if whose in _levels():  # every question holds "tỉnh": only as whose money it is
        return _level(whose).search(" ".join(asked.words)) is not None
    return names(asked, whose)


@lru_cache(maxsize=512)
def _whose(head: str) -> str:
    """The folded words of a head of funds without those that all such heads hold; "" for other heads."""
    words = [word for one in _folded(head) for word in _folded(abbreviations().get(one, one))]
    line = f" {' '.join(words)} "
    found = False
    for phrase in load("intents")["fund_words"]:
        spelt = f" {' '.join(_folded(phrase))} "
        found = found or spelt in line
        line = line.replace(spelt, " ")
    return line.strip() if found else ""


def _folded(text: str) -> list[str]:
    return [fold_term(word) for word in syllables(text)]


@lru_cache(maxsize=1)
def _levels() -> frozenset[str]:
    return frozenset(fold(word) for word in load("intents")["fund_levels"])


@lru_cache(maxsize=8)
def _level(whose: str) -> re.Pattern[str]:
    """The level beside a word for money ("tiền tỉnh", "vốn của tỉnh"), or before what it does ("tỉnh bỏ ra")."""
    money = "|".join(fold(word) for word in load("intents")["fund_words"])
    gives = "|".join(fold(word) for word in load("intents")["fund_gives"])
    return re.compile(rf"\b(?:(?:{money}|tien)(?: cua)?(?: cap)? {whose}|{whose} (?:{gives}))\b")
