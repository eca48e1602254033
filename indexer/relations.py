"""What a document says of others: on which it is based, which it replaces, which it amends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.lexicon import load, structure_words
from indexer.language.normal import nfc, one_line
from indexer.records import Outline

_OPENING = 6000  # code points in which the opening stands
_MOST = 60
_LONGEST_NAME = 90
_SENTENCE = re.compile(r"[^.;\n]*(?:\.(?=\d|\w)[^.;\n]*)*")
_SYMBOL = r"[0-9]{1,5}\s*[-/]\s*(?:[0-9]{4}/)?[A-ZĐ][\wĐđ]*(?:[-/][A-ZĐ][\wĐđ]*)*"


@dataclass(frozen=True, slots=True)
class Relations:
    """Other documents as they are called ("Quyết định 9-QĐ/TW"), each once, in the order of the text."""

    based_on: tuple[str, ...]
    replaces: tuple[str, ...]
    amends: tuple[str, ...]


def read_relations(text: str, outline: Outline, title: str) -> Relations:
    """The relations that the document states; ``title`` may say what it amends."""
    sentences = [one_line(found.group()) for found in _SENTENCE.finditer(nfc(text)) if found.group().strip()]
    return Relations(
        based_on=_each_once(_bases(text, outline)),
        replaces=_each_once(_acted_on(sentences, "replaces")),
        amends=_each_once([*_amended_by_title(title), *_acted_on(sentences, "amends")]),
    )


def _bases(text: str, outline: Outline) -> Iterator[str]:
    """Documents in the lines of the opening that begin with a word of basis, and in the sections of that name."""
    first = outline.sections[1].span.start if len(outline.sections) > 1 else len(text)
    for line in nfc(text[: min(_OPENING, first)]).splitlines():
        if _starts(line.lstrip(" \t-–*+"), "basis"):
            yield from _documents(line)
    for section in outline.sections[1:]:
        if _starts(section.heading, "basis_heading"):
            yield from _documents(nfc(section.span.of(text)))


def _acted_on(sentences: Iterable[str], verbs: str) -> Iterator[str]:
    """Documents behind one of the verbs in sentences in which the document speaks of itself."""
    acts = _pattern(verbs)
    itself = re.compile(rf"\b(?:{'|'.join(map(re.escape, structure_words().kinds))})\s+(?:{_words('this')})\b", re.I)
    for sentence in sentences:
        verb = acts.search(sentence)
        own = itself.search(sentence) if verb is not None else None
        if verb is None or own is None:
            continue
        if own.start() < verb.start():
            yield from _documents(sentence[verb.end() :])
        elif verbs == "replaces":  # the old one loses its force as this one comes into force
            yield from _documents(sentence[: verb.start()])


def _amended_by_title(title: str) -> Iterator[str]:
    verb = _pattern("amends").search(title)
    if verb is not None:
        yield from _documents(title[verb.end() :])


def _documents(text: str) -> Iterator[str]:
    """The documents named in ``text``: by kind and number, or a law by its name."""
    named = load("relations")["laws"]
    for found in _named().finditer(text):
        kind = found.group("kind")
        shown = kind[:1].upper() + kind[1:].lower()
        if kind.lower() not in named and not found.group("number"):
            continue
        if found.group("number"):
            number = "".join(found.group("number").split())
            yield f"{shown} {number}"
        else:
            yield one_line(f"{shown} {found.group('name')}").rstrip(" ,")


@lru_cache(maxsize=1)
def _named() -> re.Pattern[str]:
    kinds = "|".join(sorted(map(re.escape, structure_words().kinds), key=len, reverse=True))
    laws, stops = _words("laws"), _words("stops")
    number = "|".join(map(re.escape, structure_words().number_label))
    numbered = rf"(?P<number>{_SYMBOL})"
    name = rf"(?P<name>(?-i:[A-ZĐÀ-Ỹ])(?:(?!\b(?:{stops})\b)[^,;:.()\n]){{3,{_LONGEST_NAME}}})"
    return re.compile(rf"\b(?P<kind>{kinds}|{laws})\s+(?:(?:{number})\s*[:.]?\s*)?(?:{numbered}|(?<=\s){name})", re.I)


@lru_cache(maxsize=4)
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_words(key)})\b", re.I)


def _words(key: str) -> str:
    return "|".join(sorted(map(re.escape, load("relations")[key]), key=len, reverse=True))


def _starts(line: str, key: str) -> bool:
    return one_line(nfc(line)).lower().startswith(tuple(load("relations")[key]))


def _each_once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))[:_MOST]
