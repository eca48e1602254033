"""Words that say the same: everyday and spoken words beside those of plans, an abbreviation beside its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.tokens import fold_term, syllables

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase of a text, by the places of its words, and the phrases that may stand for it."""

    start: int
    end: int  # one past the last word
    others: tuple[Words, ...]


@lru_cache(maxsize=1)
def synonym_groups() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Pairs of phrases that are asked with and phrases that are searched for; of equals, each is both."""
    groups: list[tuple[tuple[str, ...], tuple[str, ...]]] = []
    for entries in load("synonyms")["fields"].values():
        for entry in entries:
            same = tuple(entry.get("same", ()))
            groups.append((tuple(entry.get("ask", same)), tuple(entry.get("find", same))))
    return tuple(groups)


def mentions(words: Sequence[str], *, folded: bool) -> list[Mention]:
    """The phrases among ``words`` that have synonyms, in order; those inside a longer one are left out."""
    table = _table(folded=folded)
    longest = _longest(folded=folded)
    found: list[Mention] = []
    for start, first in enumerate(words):
        for size in range(min(longest.get(first, 0), len(words) - start), 0, -1):
            others = table.get(tuple(words[start : start + size]))
            if others:
                if not found or start + size > found[-1].end:
                    found.append(Mention(start, start + size, others))
                break
    return found


@lru_cache(maxsize=2)
def _table(*, folded: bool) -> Mapping[Words, tuple[Words, ...]]:
    """For each phrase the others of its groups, in the order of the lexicon."""
    table: dict[Words, dict[Words, None]] = {}
    for asked, found in _groups():
        others = dict.fromkeys(_spelled(other, folded=folded) for other in found)
        for phrase in asked:
            key = _spelled(phrase, folded=folded)
            table.setdefault(key, {}).update((other, None) for other in others if other != key)
    return {key: tuple(others) for key, others in table.items() if others}


def _groups() -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    yield from synonym_groups()
    for short, full in load("abbreviations")["entries"].items():
        yield (short, full), (short, full)


@lru_cache(maxsize=2)
def _longest(*, folded: bool) -> Mapping[str, int]:
    """How many words the longest phrase has that begins with each word."""
    longest: dict[str, int] = {}
    for words in _table(folded=folded):
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _spelled(phrase: str, *, folded: bool) -> Words:
    return tuple(fold_term(word) if folded else word for word in syllables(phrase))
