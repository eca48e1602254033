"""What a question says: its language, the places, years and documents that it names. Pure functions, no index."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from indexer.language.gazetteer import places, places_out
from indexer.language.lexicon import load
from indexer.language.normal import fold, has_diacritics, is_bare, one_line
from indexer.language.telex import read_telex

Language = Literal["vi", "vi-ascii", "en"]
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?!\d)")
_NUMBER = re.compile(r"(?<![\w./,-])(\d{1,5})(?=\s*[-–/]\s*[^\W\d_])|(?<![\w./,-])(\d{1,5})(?![\w/%-]|[.,]\d)")
_SHORT = re.compile(r"(?<![\w.-])[^\W\d_]{2,7}(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_ENGLISH_LEAST = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood, before any index is looked at."""

    text: str  # composed, one line
    language: Language
    places: tuple[str, ...]  # provinces by their name of before July 2025
    years: tuple[int, ...]
    numbers: tuple[str, ...]  # bare numbers that may name a document
    issuers: tuple[tuple[str, ...], ...] = ()  # folded words of the names of issuers that are no places, if known
    context: str = ""  # the question before it, for a follow-up
    renamed: tuple[tuple[str, str], ...] = ()  # places asked for, with the names that stand for them in the text

    @property
    def standalone(self) -> str:
        """The question as it reads by itself."""
        return f"{self.text} ({self.context})" if self.context else self.text


def understand(text: str) -> Question:
    """Reads ``text`` as a person typed it."""
    line = one_line(text)
    if language_of(line) != "en":
        line = _typed_out(read_telex(line))
    line = places_out(_years_out(line))
    return Question(
        text=line,
        language=language_of(line),
        places=tuple(dict.fromkeys(mention.province.name for mention in places(line))),
        years=years_in(line),
        numbers=_numbers(line),
    )


def _numbers(line: str) -> tuple[str, ...]:
    """The bare numbers of ``line`` in order, and those written on to the short name of a kind of document."""
    found = [(at.start(), at[1] or at[2]) for at in _NUMBER.finditer(line)]
    found += [(at.start(), at[1]) for at in _glued_number().finditer(line)]
    return tuple(dict.fromkeys(number for _, number in sorted(found) if not _YEAR.fullmatch(number)))


@lru_cache(maxsize=1)
def _glued_number() -> re.Pattern[str]:
    """A number right behind the short name of a kind of document, such as "NQ57", with or without diacritics."""
    shorts = load("intents")["kind_numbers"].values()
    names = "|".join(sorted({re.escape(name) for short in shorts for name in (short, fold(short))}))
    return re.compile(rf"(?<!\w)(?:{names})(\d{{1,5}})(?![\w%]|[.,]\d)", re.IGNORECASE)


def _typed_out(line: str) -> str:
    """``line`` with the short forms of chat messages written out; as bare as the rest where it has no diacritics."""
    bare = is_bare(line)
    shorts = load("intents")["typed_short"]
    for short, full in shorts.items():
        if " " in short:
            line = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", (_spelt(full, bare) or full), line, flags=re.IGNORECASE)
    return _SHORT.sub(lambda found: _spelt(shorts.get(found.group().lower()), bare) or found.group(), line)


def _spelt(full: str | None, bare: bool) -> str | None:
    return fold(full) if full and bare else full


def _years_out(line: str) -> str:
    """``line`` with years in two digits that go on with one in four ("2025, 26, 27") written in full."""
    return _short_years().sub(_full_years, line)


def _full_years(found: re.Match[str]) -> str:
    last = int(found["year"])
    for short in map(int, re.findall(r"\d{2}", found["more"])):
        if short != (last + 1) % 100:
            return found[0]
        last += 1
    century = found["year"][:2]
    return found["year"] + re.sub(r"\d{2}", lambda short: century + short[0], found["more"])


@lru_cache(maxsize=1)
def _short_years() -> re.Pattern[str]:
    """A year with two-digit ones after it; a single one only where no word follows that it could count."""
    words = load("asking")["short_years"]
    joints, after = ("|".join(map(re.escape, words[key])) for key in ("joints", "after"))
    more = rf"\s*(?:,|\s(?:{joints})\s|,\s*(?:{joints})\s)\s*\d{{2}}(?![\w%/]|[.,]\d)"
    return re.compile(
        rf"(?<!\d)(?P<year>20\d{{2}})(?P<more>(?:{more}){{2,}}|{more}(?=\s*(?:[?.,;:)]|$)|\s+(?:{after})\b))", re.I
    )


def without_places(question: Question, names: Collection[str]) -> Question:
    """``question`` with the mentions of the provinces ``names`` taken out of its text; it still knows its places."""
    kept, end = [], 0
    for mention in places(question.text):
        if mention.province.name in names:
            kept.append(question.text[end : mention.start])
            end = mention.end
    return replace(question, text=one_line("".join([*kept, question.text[end:]])) or question.text)


def language_of(text: str) -> Language:
    """English if it holds at least two words that only English has; else Vietnamese with or without diacritics.

    Among more words with diacritics, names left aside, English words are a title or a quotation.
    """
    words = _WORD.findall(text)
    english = sum(word.lower() in _english_markers() for word in words)
    if english >= _ENGLISH_LEAST and english > sum(word.islower() and has_diacritics(word) for word in words):
        return "en"
    return "vi-ascii" if is_bare(text) else "vi"


def years_in(text: str) -> tuple[int, ...]:
    """The years that ``text`` names, a range with all years inside it, in order."""
    found: list[int] = []
    for first, last in _range_pattern().findall(text.lower()):
        if int(first) <= int(last) <= int(first) + 50:
            found += range(int(first), int(last) + 1)
    found += [int(year) for year in _YEAR.findall(text)]
    return tuple(sorted(set(found)))


@lru_cache(maxsize=1)
def _range_pattern() -> re.Pattern[str]:
    """Two years joined by a dash, or by a word such as "to", the second perhaps announced as a year."""
    words = load("asking")["range"]
    joints, announced = ("|".join(map(re.escape, words[key])) for key in ("to", "year"))
    return re.compile(rf"(?<!\d)(20\d{{2}})(?:\s*[-–—]\s*|\s+(?:{joints})\s+(?:(?:{announced})\s+)?)(20\d{{2}})(?!\d)")


@lru_cache(maxsize=1)
def _english_markers() -> frozenset[str]:
    return frozenset(load("glossary")["markers"])
