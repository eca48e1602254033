"""How many things a question asks for ("5 sở nào", "mấy nhóm", "which three districts"), and what they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.query import translated
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold

_ENGLISH = re.compile(r"\b(?:(?P<number>\d{1,2}|[a-z]+) )?(?P<noun>(?:[a-z]+ )?[a-z]{2,}s)\b")
_WHICH = re.compile(r"\b(?:which|what) ")


@dataclass(frozen=True, slots=True)
class AskedNumber:
    """How many things are asked for (None: any number) and the folded Vietnamese words behind the number."""

    count: int | None
    noun: str


def asked_number(question: Question) -> AskedNumber | None:
    """The number of things that the question asks for, with the noun behind it."""
    words = re.findall(r"\w+", question.text.lower())
    intents = load("intents")
    if question.language == "en":
        return _in_english(question.text.lower())
    for at, word in enumerate(words[:-1]):
        several = word in intents["several"] or (
            question.language == "vi-ascii" and word in map(fold, intents["several"])
        )
        count = value_of(word) if word not in intents["unsure_numbers"] else None
        if several or (count is not None and count > 1):
            behind = [fold(one) for one in words[at + 1 : at + 3]]
            stops = [at for at, one in enumerate(behind) if one in intents["noun_ends"]]
            noun = " ".join(behind[: stops[0]] if stops else behind)
            if noun and noun not in intents["measures"]:
                return AskedNumber(None if several else count, noun)
    return None


def _in_english(text: str) -> AskedNumber | None:
    """The same of an English question: the noun is translated; a number of things may stand anywhere in it."""
    numbered = next((found for found in _ENGLISH.finditer(text) if value_of(found["number"] or "")), None)
    which = _WHICH.search(text)
    named = _ENGLISH.match(text, which.end()) if which is not None else None
    found = named or numbered
    if found is None:
        return None
    phrases, _ = translated(found["noun"])
    count = value_of((numbered or found)["number"] or "")
    return AskedNumber(count, " ".join(fold(phrases[-1]).split()[:2]) if phrases else "")


@lru_cache(maxsize=256)
def value_of(word: str) -> int | None:
    """The number that a word or up to two digits say; None where they say none."""
    if word.isdigit():
        return int(word) if len(word) <= 2 else None
    small = load("intents")["small_numbers"]
    return {**{fold(key): value for key, value in small.items()}, **small}.get(word)
