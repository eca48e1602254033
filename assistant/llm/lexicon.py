"""The words of ``checking.json``, as syllables ready to compare."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from indexer.language.lexicon import load
from indexer.language.tokens import syllables

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What the checks know of words; every phrase is a tuple of canonical syllables."""

    negations: frozenset[Phrase]
    inert_negations: tuple[Phrase, ...]
    refusals: tuple[Phrase, ...]
    qualifiers: Mapping[Phrase, str]  # phrase -> at_least, at_most or about
    qualifiers_after: frozenset[Phrase]
    directions: tuple[frozenset[Phrase], ...]
    each: str
    distributive: frozenset[str]  # each, every
    distributive_of_times: frozenset[str]  # the same only before one of ``recurring``
    recurring: frozenset[str]
    roles: tuple[tuple[Phrase, ...], ...]
    time_joints: frozenset[str]
    difference: frozenset[str]
    numbered: frozenset[Phrase]
    number_words: frozenset[str]
    number_values: Mapping[str, int]
    agency_heads: frozenset[Phrase]
    name_breaks: frozenset[str]
    free: frozenset[str]  # words that a sentence may use without support: joints, and words of telling
    joints: frozenset[str]  # words of both languages that tell no figure from another
    free_english: frozenset[str]  # the same of a sentence in English
    orders: tuple[Phrase, ...]
    speakers: frozenset[Phrase]
    open_questions: tuple[Phrase, ...]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    loaded: dict[str, Any] = json.loads(
        resources.files("assistant.data").joinpath("checking.json").read_text(encoding="utf-8")
    )
    stopwords = load("stopwords")
    return Lexicon(
        negations=frozenset(_phrases(loaded["negations"])),
        inert_negations=_phrases(loaded["inert_negations"]),
        refusals=_phrases(loaded["refusals"]),
        qualifiers={phrase: kind for kind, listed in loaded["qualifiers"].items() for phrase in _phrases(listed)},
        qualifiers_after=frozenset(_phrases(loaded["qualifier_after"])),
        directions=tuple(frozenset(_phrases(group)) for group in loaded["directions"]),
        each=loaded["distributive"][0],
        distributive=_words(loaded["distributive"]),
        distributive_of_times=_words(loaded["distributive_of_times"]),
        recurring=_words(loaded["recurring"]),
        roles=tuple(_phrases(group) for group in loaded["roles"]),
        time_joints=_words(loaded["time_joints"]),
        difference=_words(loaded["difference"]),
        numbered=frozenset(_phrases(loaded["numbered"])),
        number_words=_words(loaded["number_words"]),
        number_values={syllables(word)[0]: value for word, value in loaded["number_values"].items()},
        agency_heads=frozenset(_phrases(loaded["agency_heads"])),
        name_breaks=_words(loaded["name_breaks"]),
        free=_words([*loaded["free_words"], *stopwords["vi"]]),
        joints=_words([*stopwords["vi"], *stopwords["en"]]),
        free_english=_words(stopwords["en"]),
        orders=_phrases(loaded["orders"]),
        speakers=frozenset(_phrases(loaded["speakers"])),
        open_questions=_phrases(loaded["open_questions"]),
    )


def _phrases(listed: Sequence[str]) -> tuple[Phrase, ...]:
    return tuple(tuple(syllables(phrase)) for phrase in listed)


def _words(listed: Collection[str]) -> frozenset[str]:
    return frozenset(word for phrase in listed for word in syllables(phrase))


def places_of(words: Sequence[str], phrase: Phrase) -> Iterator[int]:
    """Where ``phrase`` starts in ``words``."""
    for at in range(len(words) - len(phrase) + 1):
        if tuple(words[at : at + len(phrase)]) == phrase:
            yield at


def holds(words: Sequence[str], phrases: Collection[Phrase]) -> bool:
    """Whether ``words`` hold one of ``phrases`` as neighbouring syllables."""
    return any(next(places_of(words, phrase), None) is not None for phrase in phrases)
