"""What a text claims that can be checked: figures with their units, times, document numbers, places, quotations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from assistant.llm.lexicon import lexicon
from indexer.language.gazetteer import places
from indexer.language.normal import fold, nfc
from indexer.language.numbers import find_amounts
from indexer.language.periods import find_periods
from indexer.language.tokens import Token, fold_term, tokenize

Ends = tuple[date | None, date | None]  # the first and the last day of a time
_NUMBER = re.compile(r"(?<![\w/])\d{1,5}\s?[-–/]\s?(?:\d{4}/)?[A-ZĐƯ][\wĐđƯư]*(?:[-/&][\wĐđƯư]+)*")
_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_DAY = re.compile(r"(?<![\d/.,-])(\d{1,2})/(\d{1,2})(?![\d/])")
_LISTED = re.compile(r"[IVXL]+|\d+(?:\.\d+)*|[a-zđ]")
_BESIDE = 4  # words on each side of a figure that say whether it is meant of each
_NEAR = 8  # words on each side of a figure that say what it counts


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it counts: the value in its base unit, and what kind of bound it is."""

    start: int
    end: int
    value: Decimal
    base: str | None  # VND, percent, USD; None for a plain count
    bound: frozenset[str]  # at_least, at_most, about
    noun: tuple[str, ...]  # the words after a plain count or a share, two at most
    near: frozenset[str]  # the words around it
    each: bool  # said of each of something, or of every so often

    @property
    def weighs(self) -> bool:
        """Whether a wrong time or place beside it would mislead: money and shares."""
        return self.base is not None


@dataclass(frozen=True, slots=True)
class Time:
    """A time with a year."""

    start: int
    end: int
    ends: Ends


@dataclass(frozen=True, slots=True)
class Place:
    """A province."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class Claims:
    """All of a text; offsets count in ``text``, which is composed."""

    text: str
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    numbers: frozenset[str]  # document numbers, folded
    days: frozenset[tuple[int, int]]  # days without a year
    listed: frozenset[str]  # "quý iii", "điều 5"
    quotes: tuple[str, ...]
    words: tuple[str, ...]  # canonical syllables in order


def read_claims(text: str) -> Claims:
    """The claims of ``text``, which holds no citation marks."""
    text = nfc(text)
    numbers = [found.span() for found in _NUMBER.finditer(text)]
    left = _blank(text, numbers)
    times = tuple(Time(at.start, at.end, (at.period.first, at.period.last)) for at in find_periods(left))
    left = _blank(left, [(at.start, at.end) for at in times])
    days = [(found.span(), (int(found[1]), int(found[2]))) for found in _DAY.finditer(left)]
    tokens = list(tokenize(text))
    return Claims(
        text=text,
        figures=tuple(_figures(_blank(left, [span for span, _ in days]), tokens)),
        times=times,
        places=tuple(Place(at.start, at.end, at.province.name) for at in places(text)),
        numbers=frozenset(re.sub(r"\s", "", fold(text[start:end])).replace("–", "-") for start, end in numbers),
        days=frozenset(day for _, day in days),
        listed=frozenset(_listed(left)),
        quotes=tuple(next(filter(None, groups)) for groups in _QUOTED.findall(text)),
        words=tuple(token.term for token in tokens),
    )


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """``text`` with the spans made of blanks, the offsets kept."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _figures(text: str, tokens: list[Token]) -> Iterator[Figure]:
    for amount in find_amounts(text):
        before = [token.term for token in tokens if token.end <= amount.start][-_NEAR:]
        after = [token.term for token in tokens if token.start >= amount.end][:_NEAR]
        counts = amount.unit is None or amount.unit.base == "percent"
        noun = _noun(text, [token for token in tokens if token.start >= amount.end][:2]) if counts else ()
        yield Figure(
            start=amount.start,
            end=amount.end,
            value=abs(amount.exact),
            base=amount.unit.base if amount.unit else None,
            bound=frozenset(_bounds(before, after)),
            noun=noun,
            near=frozenset((*before, *after)),
            each=any(distributed((*before[-_BESIDE:], "|", *after[:_BESIDE]))),
        )


def _noun(text: str, after: list[Token]) -> tuple[str, ...]:
    """The telling words right after a plain count, up to the next stop."""
    found: list[str] = []
    for token in after:
        before = text[: token.start].rstrip()
        if before.endswith((".", ",", ";", ":", "(", ")", "-", "–", "]")) or token.term in lexicon().free:
            break
        found.append(token.term)
    return tuple(found)


def distributed(words: Sequence[str]) -> Iterator[str]:
    """The word behind each "each": "mỗi xã", "hằng năm"."""
    known = lexicon()
    for word, noun in pairwise(words):
        if word in known.distributive or (word in known.distributive_of_times and noun in known.recurring):
            yield noun


def _bounds(before: list[str], after: list[str]) -> Iterator[str]:
    """The bounds said right before a figure (the longest phrase), or right after it."""
    words = lexicon()
    ending = [tuple(before[-length:]) for length in range(len(before), 0, -1)]
    longest = next((phrase for phrase in ending if phrase in words.qualifiers), None)
    if longest is not None:
        yield words.qualifiers[longest]
    if tuple(after[:2]) in words.qualifiers_after:
        yield words.qualifiers[tuple(after[:2])]


def _listed(text: str) -> Iterator[str]:
    """Numbered things by their word and number, such as quarters and articles."""
    tokens = [(token.term, text[token.start : token.end]) for token in tokenize(text)]
    for at in range(1, len(tokens)):
        number = tokens[at][1]
        for phrase in ((tokens[at - 1][0],), (tokens[at - 2][0], tokens[at - 1][0]) if at > 1 else ()):
            if phrase in lexicon().numbered and _LISTED.fullmatch(number):
                yield fold_term(f"{' '.join(phrase)} {number}")
