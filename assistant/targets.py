"""Which documents a question means: those of its places, of its numbers, the central ones, or all side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.question import Question
from indexer.language.gazetteer import places
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.tokens import syllables
from indexer.store.directory import Directory

_SYMBOL = re.compile(r"\d+\s?[-/]\s?[^\W\d_]+(?:/[^\W\d_]+)*")  # of a cited document, which names no side


@dataclass(frozen=True, slots=True)
class Targets:
    """One set of document ids for each side that the question names; ``across`` if it asks over all documents."""

    sides: tuple[frozenset[str], ...]
    across: bool


def find_targets(question: Question, documents: Directory) -> Targets:
    """The sides of ``question`` among ``documents``; a document belongs to the first side that names it."""
    line = _folded_line(question.standalone)
    sides = [documents.of_place(place) for place in question.places]
    compared = _holds(line, "compare")
    if not any(sides) or compared:
        sides += [documents.issuers[name] for name in question.issuers if name in documents.issuers]
    if not any(sides) or compared:  # beside a place, a number is that of a document which the place's one cites
        sides += [documents.of_number(number) for number in question.numbers]
    else:
        sides += [documents.of_number(number) for number in question.numbers if _apart(question, number)]
    said = _folded_line(_SYMBOL.sub(" ", question.standalone))
    if _holds(said, "central") and (not any(sides) or compared or _apart(question)):
        sides.append(documents.of_place(None))
    return Targets(_distinct(sides), across=_holds(line, "across") and not question.places)


def _apart(question: Question, number: str | None = None) -> bool:
    """Whether the central level, or document ``number``, stands in a clause of its own with a question in it."""
    asking = [fold(word) for word in load("intents")["interrogatives"]]
    clauses = question.standalone.split(",")
    lines = [_folded_line(clause) for clause in clauses if not places(clause)]
    named = [line for line in lines if (_holds(line, "central") if number is None else f" {number} " in line)]
    return len(lines) < len(clauses) and any(f" {word} " in line for line in named for word in asking)


def _distinct(sides: Sequence[frozenset[str]]) -> tuple[frozenset[str], ...]:
    kept: list[frozenset[str]] = []
    seen: set[str] = set()
    for side in sides:
        fresh = side - seen
        if fresh:
            kept.append(frozenset(fresh))
            seen |= fresh
    return tuple(kept)


def _folded_line(text: str) -> str:
    return f" {' '.join(fold(term) for term in syllables(text))} "


def _holds(line: str, kind: str) -> bool:
    return any(phrase in line for phrase in _phrases(kind))


@lru_cache(maxsize=8)
def _phrases(kind: str) -> tuple[str, ...]:
    return tuple(_folded_line(phrase) for phrase in load("asking")[kind])
