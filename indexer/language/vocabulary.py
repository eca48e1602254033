"""Which words are Vietnamese syllables, how a bare one may be spelled, and what is one slip of the finger away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from string import ascii_lowercase

from indexer.language.lexicon import load
from indexer.language.normal import canonical, fold

# Onset, vowels, coda.
_SHAPE = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?"
    r"(?:uye|uya|uyu|oai|oay|oeo|uay|uoi|uou|ieu|yeu|[iuy]e|[oe]o|[aeo]u|[aiu]a|[ou]a|oe|uo|uu|iu|uy|ay|[aeiou]i|ao|[aeiouy])"
    r"(?:ng|nh|ch|[cmnpt])?"
)


def is_syllable(word: str) -> bool:
    """Whether ``word``, in lower case, is a syllable with or without its diacritics."""
    return word in _folded() or canonical(word) in _spelled()


def is_spelled(word: str, *, folded: bool) -> bool:
    """Whether ``word`` is a syllable as people spell it: with its diacritics, or, if ``folded``, without them."""
    return word in _folded() if folded else canonical(word) in _spelled()


def is_well_formed(word: str) -> bool:
    """Whether ``word``, in lower case, is built like a syllable, be it one that people use or not."""
    return _SHAPE.fullmatch(fold(word)) is not None


def spellings(folded: str) -> tuple[str, ...]:
    """The syllables that ``folded`` may stand for, the most frequent first."""
    return _folded().get(folded, ())


def neighbours(word: str) -> Iterator[str]:
    """Every string of ASCII letters one slip from ``word``: two letters swapped, one missing, wrong or too many."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        if at + 1 < len(word):
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at + 1 :]
    for at in range(len(word) + 1):
        for letter in ascii_lowercase:
            yield word[:at] + letter + word[at:]


def distance(one: str, other: str) -> int:
    """Optimal string alignment distance: swaps of neighbours, insertions, deletions, substitutions.

    Damerau, A technique for computer detection and correction of spelling errors, CACM 7(3), 1964.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        fresh = [i]
        for j, b in enumerate(other, start=1):
            best = min(row[j] + 1, fresh[-1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            fresh.append(best)
        before, row = row, fresh
    return row[-1]


@lru_cache(maxsize=1)
def _folded() -> dict[str, tuple[str, ...]]:
    return {bare: tuple(map(canonical, listed.split())) for bare, listed in load("syllables")["syllables"].items()}


@lru_cache(maxsize=1)
def _spelled() -> frozenset[str]:
    return frozenset(spelling for listed in _folded().values() for spelling in listed)
