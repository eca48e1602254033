"""Whether a quote names somebody or something by its own name: a person, a firm, a place. Words: ``required.json``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from indexer.language.gazetteer import places
from indexer.language.lexicon import load
from indexer.language.tokens import Token, syllables, tokenize

_TO_NAME = 4  # words from what kind of firm it is to its name ("Công ty trách nhiệm hữu hạn A")
_APART = re.compile(r"[;:.,|\t\n]")


def names_person(text: str) -> bool:
    """Whether a family name with at least one further name stands in ``text``, and is the name of no place."""
    person = _lexicon()["person"]
    taken = places(text)
    tokens = list(tokenize(text))
    for at, (token, after) in enumerate(pairwise(tokens)):
        name = text[token.start : after.end]
        spelled = {text[token.start : token.end], text[token.start : token.end].capitalize()}
        if spelled.isdisjoint(person["family"]) or not (name[:1].isupper() and text[after.start].isupper()):
            continue
        apart = text[token.end : after.start].strip()
        inside = any(one.start < after.end and token.start < one.end for one in taken)
        of_place = at > 0 and tokens[at - 1].term in _last_words()
        other = any(text.startswith(not_, token.start) for not_ in person["not"])
        if not apart and not inside and not of_place and not other:
            return True
    return False


def names_firm(text: str) -> bool:
    """Whether a firm that everybody knows stands in ``text``, or a word for firms with a name behind it."""
    firm = _lexicon()["firm"]
    tokens = list(tokenize(text))
    if any(token.term in firm["known"] for token in tokens):
        return True
    words = [token.term for token in tokens]
    for kind in (syllables(one) for one in firm["kinds"]):
        for at in range(len(words) - len(kind)):
            if words[at : at + len(kind)] == kind and _name_follows(text, tokens[at + len(kind) - 1 :]):
                return True
    return False


def names_place(text: str, asked: str) -> bool:
    """Whether a unit of administration, or a school, of the kind that ``asked`` names is followed by a name."""
    words = set(syllables(asked))
    groups = [{syllables(unit)[-1] for unit in group} for group in _lexicon()["place"]["units"]]
    kinds = next((group for group in groups if group & words), frozenset().union(*groups))
    return any(
        text[after.start].isupper() and token.term in kinds and not text[token.end : after.start].strip()
        for token, after in pairwise(list(tokenize(text)))
    )


def _name_follows(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a word with a capital follows the first of ``tokens`` before a break, within a few words."""
    for before, token in pairwise(tokens[: _TO_NAME + 1]):
        if _APART.search(text, before.end, token.start):
            return False
        if text[token.start].isupper():
            return True
    return False


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset(syllables(unit)[-1] for group in _lexicon()["place"]["units"] for unit in group)


@lru_cache(maxsize=1)
def _last_words() -> frozenset[str]:
    """The last words of what is called after persons: streets, wards, schools."""
    return _units() | {syllables(kind)[-1] for kind in _lexicon()["person"]["called_after"]}


def _lexicon() -> dict[str, Any]:
    return load("required")
