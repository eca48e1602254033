"""Agencies that a text begins with, or that the heading above it names: they do what the clauses say."""

from __future__ import annotations

from functools import lru_cache

from indexer.language.lexicon import load, structure_words
from indexer.language.tokens import syllables, tokenize

_READ = 80  # code points in which a name begins
_ROMAN = 4  # letters of a Roman numeral at most
_NUMBERED = 2  # words of a heading before its name: "Điều 12", "7"
_HEADING = 3  # code points of a step that is more than a number


@lru_cache(maxsize=1024)
def agency_above(breadcrumb: str) -> str:
    """The nearest heading of ``breadcrumb`` with words, if it names an agency, whose duties stand below it; else ""."""
    steps = (step for step in reversed(breadcrumb.split(" > ")) if len(step) > _HEADING)
    nearest = next(steps, "")
    return nearest if begins_with_agency(nearest) else ""


@lru_cache(maxsize=4096)
def begins_with_agency(text: str) -> bool:
    """Whether ``text`` begins with the name of an agency, its number ("7", "Điều 12") and "các" aside."""
    words = syllables(text[:_READ])
    at = 0
    while at < min(_NUMBERED, len(words)) and (words[at] in _structure() or _is_number(words[at])):
        at += 1
    line = f"{' '.join(words[at:])} "
    for opener in _starts("agency_openers"):
        line = line.removeprefix(opener)
    return line.startswith(_starts("agency_heads")) and not line.startswith(_starts("agency_not"))


def names_agency(text: str) -> bool:
    """Whether ``text`` names a body: a word for bodies with a capital."""
    tokens = list(tokenize(text))
    words = tuple(token.term for token in tokens)
    return any(
        token.term in _first_words()
        and text[token.start].isupper()
        and _begins(words[at:], "agency_heads")
        and not _begins(words[at:], "agency_not")
        for at, token in enumerate(tokens)
    )


def lists_recipients(text: str) -> bool:
    """Whether a passage with ``text`` is the list of those that a document is sent to: they need do nothing."""
    return _opens_recipients(text[:_READ])


@lru_cache(maxsize=4096)
def _opens_recipients(text: str) -> bool:
    return f"{' '.join(syllables(text))} ".startswith(_starts("recipients_head"))


def _is_number(word: str) -> bool:
    """Whether ``word`` numbers a step: a digit, a letter, a Roman numeral."""
    return word[:1].isdigit() or len(word) == 1 or (len(word) <= _ROMAN and set(word) <= set("ivxlc"))


@lru_cache(maxsize=1)
def _structure() -> frozenset[str]:
    words = structure_words()
    return frozenset((*words.part, *words.chapter, *words.division, *words.article))


def _begins(words: tuple[str, ...], key: str) -> bool:
    return any(words[: len(phrase)] == phrase for phrase in _phrases(key))


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    """The words that the names of bodies begin with."""
    return frozenset(phrase[0] for phrase in _phrases("agency_heads"))


@lru_cache(maxsize=2)
def _phrases(key: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(syllables(phrase)) for phrase in load("intents")[key])


@lru_cache(maxsize=4)
def _starts(key: str) -> tuple[str, ...]:
    return tuple(f"{' '.join(syllables(phrase))} " for phrase in load("intents")[key])
