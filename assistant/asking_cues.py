"""The phrases by which questions ask, from ``intents.json``, looked up by their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.tokens import fold_term, syllables


@dataclass(frozen=True, slots=True)
class Cues:
    """Phrases by their words; a phrase may stand for several wants."""

    phrases: Mapping[tuple[str, ...], tuple[frozenset[str], bool]]
    longest: int
    count: frozenset[tuple[str, ...]]
    count_first: frozenset[tuple[str, ...]]
    count_not: frozenset[tuple[str, ...]]
    count_ends: frozenset[tuple[str, ...]]  # words that are no things: times, joints
    count_inside: frozenset[tuple[str, ...]]  # pairs of words that are one thing
    figure_last: frozenset[tuple[str, ...]]
    skips: frozenset[str]
    money: frozenset[str]
    all_of: list[str]
    empty: frozenset[str]  # words that are never counted: "ai", "vậy"
    generic: Mapping[str, tuple[tuple[str, ...], ...]]  # by their first words
    ordinal: frozenset[tuple[str, ...]]  # words before which a number is a rank, and counts nothing
    machines: frozenset[tuple[str, ...]]  # two words each; only without diacritics they look like counts
    asks: frozenset[str]  # words that ask for something


@lru_cache(maxsize=2)
def cues_of(*, folded: bool) -> Cues:
    """The phrases, without diacritics where ``folded``."""
    loaded = load("intents")
    phrases: dict[tuple[str, ...], tuple[frozenset[str], bool]] = {}
    for want, entry in loaded["wants"].items():
        kept = {words_of(phrase, folded=folded) for phrase in entry["keep"]}
        for phrase in (*entry["cues"], *entry["keep"]):
            words = words_of(phrase, folded=folded)
            wants, keep = phrases.get(words, (frozenset(), False))
            phrases[words] = (wants | {want}, keep or words in kept)
    return Cues(
        phrases=phrases,
        all_of=list(words_of(loaded["all_of"], folded=folded)),
        longest=max(map(len, phrases)),
        count=frozenset(words_of(phrase, folded=folded) for phrase in loaded["count"]),
        count_first=frozenset(words_of(phrase, folded=folded) for phrase in loaded["count_first"]),
        count_not=frozenset(words_of(phrase, folded=folded) for phrase in loaded["count_not"]),
        count_ends=frozenset(
            words_of(phrase, folded=folded) for phrase in loaded["count_ends_bare" if folded else "count_ends"]
        ),
        count_inside=frozenset(words_of(phrase, folded=folded) for phrase in loaded["count_inside"]),
        figure_last=frozenset(words_of(phrase, folded=folded) for phrase in loaded["figure_last"]),
        skips=frozenset(word for phrase in loaded["count_skips"] for word in words_of(phrase, folded=folded)),
        money=frozenset(word for phrase in loaded["money_words"] for word in words_of(phrase, folded=folded)),
        empty=frozenset()
        if folded
        else frozenset(
            words[0] for phrase in load("stopwords")["vi"] if len(words := words_of(phrase, folded=folded)) == 1
        )
        - frozenset(word for phrase in loaded["count_skips"] for word in words_of(phrase, folded=folded)),
        ordinal=frozenset(words_of(phrase, folded=folded) for phrase in loaded["ordinal"]),
        machines=frozenset(words_of(machine, folded=True) for machine in loaded["machines"] if folded),
        asks=frozenset(word for phrase in loaded["interrogatives"] for word in words_of(phrase, folded=folded)),
        generic=_by_first_word([words_of(phrase, folded=folded) for phrase in loaded["generic"]]),
    )


def _by_first_word(phrases: Sequence[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    firsts = {phrase[0] for phrase in phrases}
    return {first: tuple(phrase for phrase in phrases if phrase[0] == first) for first in firsts}


@lru_cache(maxsize=4096)  # phrases of the lexicons, titles, headers
def words_of(phrase: str, *, folded: bool) -> tuple[str, ...]:
    """The words of ``phrase``, without diacritics where ``folded``."""
    return tuple(fold_term(word) if folded else word for word in syllables(phrase))
