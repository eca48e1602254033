"""Things that one sentence names one after the other: where they begin, what announces them, how many there are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from indexer.language.lexicon import load
from indexer.records import Span

_DASH = r"(?<=[.,;:)>]\s)[-–+•]\s|(?<=\s)[-–+•]\s(?=[^-:;,]{1,30}:)"  # not the one inside a name: "A - B"
_SEPARATOR = re.compile(rf"[,;](?=\s)|{_DASH}|(?<=[,;.:\s])\(?\d{{1,2}}[).]\s")
_CLAUSE_ENDS = re.compile(rf"[;()]|(?<=\w)[.]\s|{_DASH}")
_LONGEST = 160  # code points of one thing in a series
_FEWEST = 3
_OPENER = 10  # code points at the end of a lead that hold the word or mark which opens the series
_TRIMMED = ' \t\n\r\f\u00a0,;:.*()[]“”"…-–+•'

_Bounds = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Series:
    """The words before the first thing (``lead``, empty where it opens the sentence) and the things themselves."""

    lead: Span
    items: tuple[Span, ...]

    groups: int = 0  # of the things, split at semicolons only
    before: int = 0  # things before the first semicolon

    @property
    def span(self) -> Span:
        """From the first word of the lead to the last one of the things."""
        return Span(self.lead.start, self.items[-1].end)

    @property
    def counts(self) -> frozenset[int]:
        """How many things a reader may count: each of them, or what semicolons keep apart."""
        return frozenset((len(self.items), self.groups, self.before))


def find_series(text: str, sentence: Span) -> tuple[Series, ...]:
    """The series inside ``sentence``, each of three things or more, in source order."""
    found: list[Series] = []
    for lead, items in _found(text[sentence.start : sentence.end]):
        spans = tuple(_moved(item, sentence.start) for item in items)
        marks = [text[one.end : other.start].count(";") for one, other in pairwise(spans)]
        before = next((at + 1 for at, mark in enumerate(marks) if mark), len(spans))
        found.append(Series(_moved(lead, sentence.start), spans, sum(map(bool, marks)) + 1, before))
    return tuple(found)


def unbroken(text: str, sentence: Span, window: Span, most: int) -> Span:
    """``window`` with the whole of each announced series of ``sentence`` that it cuts, as far as ``most`` code points.

    A list of which the end is missing reads as if that were all.
    """
    for series in find_series(text, sentence):
        cut = series.items[0].start < window.end < series.items[-1].end and window.start < series.items[-1].start
        announced = _openers("series_openers", colon=True).search(series.lead.of(text)[-_OPENER:] + " ")
        if cut and announced and series.items[-1].end - window.start <= most:
            window = Span(window.start, series.items[-1].end)
    return window


def _moved(bounds: _Bounds, shift: int) -> Span:
    return Span(bounds[0] + shift, bounds[1] + shift)


@lru_cache(maxsize=4096)  # sentences: the same ones are read for question after question
def _found(sentence: str) -> tuple[tuple[_Bounds, tuple[_Bounds, ...]], ...]:
    """The leads and things of the series of ``sentence``."""
    if len(_SEPARATOR.findall(sentence)) < _FEWEST - 2:
        return ()
    found: list[tuple[_Bounds, tuple[_Bounds, ...]]] = []
    for start, opens, end in _stretches(sentence):
        items = tuple(_items(sentence, opens, end))
        if len(items) >= _FEWEST and all(last - first <= _LONGEST for first, last in items[:-1]):
            begun = start + len(sentence[start:opens]) - len(sentence[start:opens].lstrip(_TRIMMED))
            found.append(((min(begun, opens), opens), items))
    return tuple(found)


def _stretches(text: str) -> Iterator[tuple[int, int, int]]:
    """Where what announces a series begins, where its things begin, and where they end."""
    at = 0
    strong = list(_openers("series_openers", colon=True).finditer(text))
    for number, opener in enumerate(strong):
        if opener.start() < at:
            continue
        start = max(_ends(text, at, opener.start()), default=at)
        yield from _plain(text, at, start)
        following = strong[number + 1].start() if number + 1 < len(strong) else len(text)
        end = _closes(text, opener.end(), following)
        yield start, opener.end(), end
        at = end
    yield from _plain(text, at, len(text))


def _plain(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The clauses between ``start`` and ``end`` that no colon opens: behind a verb, or from their first word on."""
    for clause in [*_ends(text, start, end), end]:
        first = _SEPARATOR.search(text, start, clause)
        if first is not None:
            weak = list(_openers("series_verbs", colon=False).finditer(text, start, first.start()))
            yield start, weak[-1].end() if weak else start, clause
        start = clause


def _closes(text: str, start: int, following: int) -> int:
    """Where what begins at ``start`` ends: at the bracket that closes it, or before the clause of the next opener."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth < 0:
            return at
    if following >= len(text):
        return len(text)
    return max(_ends(text, start, following), default=len(text))


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where clauses end between ``start`` and ``end``; what tells that they do may stand behind."""
    return [found.end() for found in _CLAUSE_ENDS.finditer(text, start) if found.end() <= end]


def _items(text: str, start: int, end: int) -> Iterator[_Bounds]:
    """The things between ``start`` and ``end``, split at commas and before the last one at the word that joins it."""
    cuts = [found.span() for found in _SEPARATOR.finditer(text, start, end)]
    last = cuts[-1][1] if cuts else start
    joint = _joints().search(text, last, end) if cuts else None
    if joint is not None:
        cuts.append(joint.span())
    starts = [start, *(stop for _, stop in cuts)]
    ends = [*(begin for begin, _ in cuts), end]
    for first, stop in zip(starts, ends, strict=True):
        piece = text[first:stop]
        left = len(piece) - len(piece.lstrip(_TRIMMED))
        right = len(piece.rstrip(_TRIMMED))
        if right > left:
            yield first + left, first + right


@lru_cache(maxsize=2)
def _openers(key: str, *, colon: bool) -> re.Pattern[str]:
    words = sorted(load("intents")[key], key=len, reverse=True)
    any_of = rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w):?"
    return re.compile(rf":(?=\s)|{any_of}" if colon else any_of, re.IGNORECASE)


@lru_cache(maxsize=1)
def _joints() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{'|'.join(load('intents')['series_joints'])})\s", re.IGNORECASE)
