"""Times as Vietnamese plans write them, as real intervals of days: years, stages, quarters, months, days, deadlines."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from indexer.language.folded import folded
from indexer.language.lexicon import load
from indexer.language.normal import fold

PeriodKind = Literal["year", "years", "quarter", "month", "day", "recurring", "roadmap"]
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Period:
    """An interval of days, both ends included; None where it has no such end.

    ``deadline``: something is to be done by ``last``. ``parts`` are the single years (or quarters) of a list
    such as "2022, 2024", which does not cover the time between.
    """

    kind: PeriodKind
    first: date | None
    last: date | None
    deadline: bool = False
    parts: tuple[tuple[date, date], ...] = ()

    def holds(self, other: Period) -> bool:
        """Whether all of ``other`` lies inside this period."""
        if other.first is None or other.last is None:
            return False
        if self.parts:
            return any(first <= other.first and other.last <= last for first, last in self.parts)
        after = self.first is None or self.first <= other.first
        return after and (self.last is None or other.last <= self.last) and (self.first or self.last) is not None

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last calendar year touched, or None where an end is open."""
        return (self.first.year, self.last.year) if self.first and self.last else None


@dataclass(frozen=True, slots=True)
class PeriodAt:
    """A period and where it is written."""

    start: int
    end: int
    period: Period


def year(number: int) -> Period:
    """A whole calendar year."""
    return Period("year", date(number, 1, 1), date(number, 12, 31))


def years(first: int, last: int) -> Period:
    """Whole calendar years, both included."""
    return year(first) if first == last else Period("years", date(first, 1, 1), date(last, 12, 31))


def quarter(number: int, of_year: int) -> Period:
    """A quarter of a year."""
    month = number * 3
    return Period("quarter", date(of_year, month - 2, 1), date(of_year, month, monthrange(of_year, month)[1]))


def hull(periods: list[Period]) -> Period | None:
    """The shortest period that holds all of ``periods``."""
    firsts = [p.first for p in periods if p.first]
    lasts = [p.last for p in periods if p.last]
    if not firsts or not lasts:
        return None
    first, last = min(firsts), max(lasts)
    return years(first.year, last.year) if (first.month, last.month) == (1, 12) else Period("years", first, last)


def parse_period(text: str) -> Period | None:
    """The period that ``text`` as a whole names; words such as "completed" may stand around it."""
    words = _squeeze(text)
    if not words:
        return None
    found = list(find_periods(words))
    if not found:
        return _without_numbers(words)
    return found[0].period if len(found) == 1 else _listed([f.period for f in found])


def is_bare_period(text: str) -> bool:
    """Whether ``text`` is a period and nothing else, as the header of a column of years (or of quarters) is."""
    words = _squeeze(text).strip(" .:;()")
    pattern = _patterns().bare
    if not words:
        return False
    whole = pattern.fullmatch(words) is not None and parse_period(words) is not None
    return whole or _patterns().part.fullmatch(words) is not None


def find_periods(text: str) -> Iterator[PeriodAt]:
    """The periods with a year in running text, in order; ``text`` need not be folded, offsets are its own."""
    if _YEAR.search(text) is None:  # every period has one, and most texts have none
        return
    search = folded(text)
    for found in _patterns().any.finditer(search.text):
        period = _period_of(found)
        if period is not None:
            deadline = found.group("before") is not None or (found.group("until") is not None and period.kind == "day")
            if deadline:
                period = Period(period.kind, None, period.last, deadline=True)
            if found.group("onward") is not None:
                period = Period(period.kind, period.first, None)
            yield PeriodAt(search.source(found.start()), search.source(found.end()), period)


@dataclass(frozen=True, slots=True)
class _Patterns:
    any: re.Pattern[str]
    bare: re.Pattern[str]
    part: re.Pattern[str]  # a part of a year that stands elsewhere: a quarter, a half


def _words(key: str) -> str:
    entries = sorted((fold(w) for w in load("tables_periods")[key]), key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in entries)


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    one = r"(?:19|20)\d\d"
    dash = rf"\s*(?:-|–|—|{_words('to')})\s*"
    joint = rf"(?:,|;|{_words('and')})"
    roman = r"(?:iv|i{1,3}|[1-4])"
    day, month, named = _words("day"), _words("month"), _words("year")
    stage = rf"(?:(?:{_words('stage')}|{named})\s+)*"
    core = rf"""
        (?:(?:{day})\s*)(?P<lday>\d{{1,2}})\s+(?:{month})\s+(?P<lmonth>\d{{1,2}})\s+(?:{named})\s+(?P<lyear>{one})(?!\d)
      | (?:(?:{day})\s*)?(?P<day>\d{{1,2}})\s*[/.-]\s*(?P<dmonth>\d{{1,2}})\s*[/.-]\s*(?P<dyear>{one})(?!\d)
      | (?:{_words("quarter")}|(?<![a-z])(?:{_words("quarter_short")}))\s*
        (?P<quarters>{roman}(?:\s*(?:{joint}|-|–)\s*{roman})*)
        \s*(?:[/,.-]|\s+(?:{named})\s|\s)\s*(?P<qyear>{one})(?!\d)
      | (?:(?:{month})\s*)?(?P<month>\d{{1,2}})\s*/\s*(?P<myear>{one})(?!\d)
      | (?:{month})\s*(?P<wmonth>\d{{1,2}})\s+(?:{named})\s+(?P<wyear>{one})(?!\d)
      | {stage}(?P<first>{one}){dash}(?P<last>{one})(?!\d)
      | {stage}(?P<list>{one}(?:\s*{joint}\s*{one})+)(?!\d)
      | (?:(?:{named})\s+)?(?P<year>{one})(?!\d)
    """
    lead = rf"(?:(?P<before>(?<![a-z])(?:{_words('before')}))\s+|(?P<until>(?<![a-z])(?:{_words('until')}))\s+)?"
    tail = rf"(?:\s+(?P<onward>{_words('onward')}))?"
    # A figure such as 1.2025 or a document number such as 2022/NĐ is no year.
    guard = r"(?<![\d.,/])(?<![a-z]-)(?<!\d-)"
    full = rf"{lead}{guard}(?:{core}){tail}(?![\d])(?!/[a-z])(?!-[a-z])(?![.,]\d)"
    bare = rf"(?:(?:{_words('stage')}|{named}|{_words('from')})\s*)*(?:{core}){tail}"
    part = rf"(?:{_words('quarter')})\s*{roman}|{_words('half')}"
    return _Patterns(re.compile(full, re.VERBOSE), re.compile(bare, re.VERBOSE), re.compile(part))


def _period_of(found: re.Match[str]) -> Period | None:
    get = found.group
    for day, month, of_year in (("day", "dmonth", "dyear"), ("lday", "lmonth", "lyear")):
        if get(day):
            return _day(int(get(of_year)), int(get(month)), int(get(day)))
    if get("qyear"):
        numbers = [_QUARTERS[q] for q in re.findall(r"iv|i{1,3}|[1-4]", get("quarters"))]
        spread = re.search(r"[-–]", get("quarters")) is not None
        parts = [quarter(n, int(get("qyear"))) for n in numbers]
        return _spanning(parts) if spread else _listed(parts)
    for month, of_year in (("month", "myear"), ("wmonth", "wyear")):
        if get(month):
            return _month(int(get(of_year)), int(get(month)))
    if get("first"):
        first, last = int(get("first")), int(get("last"))
        return years(first, last) if first <= last else None
    if get("list"):
        return _listed([year(int(y)) for y in re.findall(r"\d{4}", get("list"))])
    return year(int(get("year")))


_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def _day(of_year: int, month: int, day: int) -> Period | None:
    if not (1 <= month <= 12 and 1 <= day <= monthrange(of_year, month)[1]):
        return None
    at = date(of_year, month, day)
    return Period("day", at, at)


def _month(of_year: int, month: int) -> Period | None:
    if not 1 <= month <= 12:
        return None
    return Period("month", date(of_year, month, 1), date(of_year, month, monthrange(of_year, month)[1]))


def _spanning(parts: list[Period]) -> Period:
    return Period(parts[0].kind, parts[0].first, parts[-1].last)


def _listed(parts: list[Period]) -> Period:
    """Several periods as one: joined where they follow each other without a gap, else a list."""
    if len(parts) == 1:
        return parts[0]
    closed = [(p.first, p.last) for p in parts if p.first and p.last]
    ends = sorted((first, last) for first, last in closed if first and last)
    if len(ends) < len(parts):
        firsts = [p.first for p in parts if p.first]
        return Period("years", min(firsts) if firsts else None, parts[-1].last, deadline=parts[-1].deadline)
    joined = all((b[0] - a[1]).days <= 1 for a, b in pairwise(ends))
    kind = parts[0].kind if parts[0].kind == "quarter" else "years"
    return Period(kind, ends[0][0], ends[-1][1], parts=() if joined else tuple(ends))


def _without_numbers(words: str) -> Period | None:
    for kind in ("roadmap", "recurring"):
        if re.search(rf"(?<![a-z])(?:{_words(kind)})(?![a-z])", words):
            return Period("roadmap" if kind == "roadmap" else "recurring", None, None)
    return None


def _squeeze(text: str) -> str:
    return fold(re.sub(r"\s+", " ", text).strip())
