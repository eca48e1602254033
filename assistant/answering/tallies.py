"""Numbers of things that a passage or a cell tells one after the other, by year: "2027: 52 computers, 23 printers".

Where a year stands before some numbers and behind others, nothing is read: the years could be taken for those of
their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.numbers import notation_of, parse_number
from indexer.language.periods import find_periods
from indexer.language.tokens import fold_term, syllables
from indexer.records import Span

_NUMBER = re.compile(r"(?<![\w.,/%-])(?:\d{1,3}(?:\.\d{3})+|\d{1,5})(?=\s+[^\W\d_])")
_WORD = re.compile(r"[^\W\d_][\w-]*")
_MARKS = re.compile(r"[,;:()\n\t“”\"/|]|\.(?=\s|$)|(?<=\s)[-–+•](?=\s)")
_ENDS = re.compile(r"[\n\t]|\.(?=\s|$)")
_MOST = 6  # words of what is counted
_LEAD = 4  # words that may stand before a year that opens a part: "riêng trong năm 2027"


@dataclass(frozen=True, slots=True)
class Tally:
    """One number of things: how many, of what, in which year (None: none is said), and where that is written."""

    value: Decimal
    written: str
    thing: str
    words: tuple[str, ...]  # of the thing, folded
    year: int | None
    lead: str  # what is done with them, or whose they are: "thay", "cấp huyện"
    span: Span  # from the number to the end of the thing


@dataclass(frozen=True, slots=True)
class _Thing:
    start: int  # of the number
    noun: int  # where the thing starts
    end: int


@dataclass(frozen=True, slots=True)
class _Year:
    start: int
    end: int
    year: int | None
    leads: bool  # it stands before its numbers


def tallies(text: str, span: Span) -> tuple[Tally, ...]:
    """The numbers of things inside ``span`` of ``text``, in order; none where their years cannot be told."""
    found: list[Tally] = []
    start = span.start
    for mark in [*_ENDS.finditer(text, span.start, span.end), None]:
        end = mark.start() if mark is not None else span.end
        found += _sentence(text, Span(start, end))
        start = mark.end() if mark is not None else end
    return tuple(found)


def _sentence(text: str, span: Span) -> Iterator[Tally]:
    raw = span.of(text)
    if _NUMBER.search(raw) is None:
        return
    years = list(_years(raw))
    things = list(_things(raw, years))
    leading = [year for year in years if year.leads]
    behind = [year for year in years if not year.leads]
    if behind and things and any(_holds(raw, year, thing) for year in behind for thing in things) and leading:
        return
    carried = len(leading) > 1 and not any(raw[: year.start].rstrip().endswith(";") for year in leading)
    lead = ""
    part: _Year | None = None
    for thing in things:
        before = next((year for year in reversed(leading) if year.end <= thing.start), None)
        if before is not None and not carried and ";" in raw[before.end : thing.start]:
            continue  # another part: nothing tells whether the year still holds
        told = next((year for year in behind if _holds(raw, year, thing)), None) or before
        said = _lead(raw, thing.start, before.end if before is not None else 0)
        lead = lead if said == "" and before == part else said or ""
        part = before
        written, noun = raw[thing.start : thing.noun].strip(), raw[thing.noun : thing.end].strip()
        value = parse_number(written, notation_of([written]))
        if value is not None:
            year = told.year if told is not None else None
            yield Tally(value, written, noun, _folded(noun), year, lead, _within(span, thing))


def _within(span: Span, thing: _Thing) -> Span:
    return Span(span.start + thing.start, span.start + thing.end)


def _years(raw: str) -> Iterator[_Year]:
    """The times of a sentence; one that opens a part of it leads the numbers behind it."""
    for at in find_periods(raw):
        years = at.period.years
        single = years[0] if years is not None and years[0] == years[1] and at.period.kind == "year" else None
        marks = [mark.end() for mark in _MARKS.finditer(raw, 0, at.start)]
        opening = raw[marks[-1] if marks else 0 : at.start]
        words = _WORD.findall(opening)
        leads = not re.search(r"\d", opening) and len(words) <= _LEAD
        yield _Year(at.start, at.end, single, leads or raw[at.end : at.end + 1] == ":")


def _things(raw: str, years: Sequence[_Year]) -> Iterator[_Thing]:
    """Where each number starts, where its thing ends, and where its thing starts."""
    for number in _NUMBER.finditer(raw):
        if any(year.start <= number.start() < year.end for year in years):
            continue
        mark = _MARKS.search(raw, number.end())
        limit = mark.start() if mark is not None else len(raw)
        limit = min([limit, *(year.start for year in years if year.start >= number.end())])
        words = list(_WORD.finditer(raw, number.end(), limit))[: _MOST + 1]
        size = next((at for at in range(len(words)) if _ends_thing(words, at)), min(len(words), _MOST))
        if size and words[0].group().lower() not in _units() and not raw[number.end() : words[0].start()].strip():
            yield _Thing(number.start(), words[0].start(), words[size - 1].end())


def _ends_thing(words: Sequence[re.Match[str]], at: int) -> bool:
    pairs = [tuple(word.group().lower() for word in words[max(0, here) : here + 2]) for here in (at - 1, at)]
    if any(pair in _inside() for pair in pairs):
        return False
    return pairs[1][:1] in _stops() or pairs[1] in _stops()


def _holds(raw: str, year: _Year, thing: _Thing) -> bool:
    """Whether the year stands right behind the thing, nothing but small words between."""
    if year.start < thing.end:
        return False
    between = raw[thing.end : year.start]
    return not _MARKS.search(between) and len(_WORD.findall(between)) <= 2 and not re.search(r"\d", between)


def _lead(raw: str, start: int, after: int) -> str | None:
    """The words between the mark before a number and the number; None where other numbers stand among them."""
    marks = [mark.end() for mark in _MARKS.finditer(raw, 0, start)]
    words = raw[max([after, *marks[-1:]]) : start].strip()
    return None if re.search(r"\d", words) else words


@lru_cache(maxsize=1)
def _stops() -> frozenset[tuple[str, ...]]:
    ends = (*load("intents")["count_ends"], *load("stopwords")["vi"])
    return frozenset(tuple(syllables(end)) for end in ends)


@lru_cache(maxsize=1)
def _inside() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(syllables(phrase)) for phrase in load("intents")["count_inside"])


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    """Words by which money and time are measured: no things that are counted."""
    return frozenset(load("intents")["count_units"])


def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold_term(word) for word in syllables(text))
