"""Sides that are compared are answered by things of one kind: a day beside a day, money beside money."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.candidates import gather
from assistant.answering.draft import Citations, name_of
from assistant.answering.found import Found
from assistant.answering.lookup import MIN_SCORE, best_fitting_clause, from_clause
from assistant.answering.reading import counts_noun, fit
from assistant.asking import Asked
from assistant.marks import MARK
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.periods import find_periods
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

Side = tuple[DocumentEntry, Found | None]
_Test = Callable[[str], bool]
_DAY = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?:/(20\d\d))?(?![\d/])")
_LEAST = 0.4  # of the topic that the clause itself must hold
_LEAP = 2000  # a year that has every day
_NOTHING = ("no_year", "only_range", "none", "blank")


def of_one_kind(
    index: OpenIndex, question: Question, asked: Asked, sides: Sequence[Side], citations: Citations
) -> list[Side]:
    """``sides`` with those that lack the kind of thing which the others tell, looked up again for just that kind."""
    for tells in _kinds(asked).values():
        lacking = [at for at, (_, found) in enumerate(sides) if found is None or not tells(_said(found))]
        if lacking and len(lacking) < len(sides):
            told = [_again(index, question, asked, side, tells, citations) for side in sides]
            return [told[at] if at in lacking else side for at, side in enumerate(sides)]
    return list(sides)


def _kinds(asked: Asked) -> Mapping[str, _Test]:
    """The kinds of things that are asked for, the finest first, each with how a text is known to tell one."""
    kinds: dict[str, _Test] = {}
    if asked.any_of("time"):
        kinds["day"] = lambda text: _DAY.search(text) is not None
        kinds["period"] = lambda text: next(find_periods(text), None) is not None
    if asked.any_of("money"):
        kinds["money"] = lambda text: fit(text, _only(asked, "money")) >= 1
    if asked.any_of("percent"):
        kinds["percent"] = lambda text: "%" in text
    if asked.any_of("count") and asked.counted:
        kinds["count"] = lambda text: counts_noun(text, asked.counted) >= 1
    return kinds


def _only(asked: Asked, want: str) -> Asked:
    return replace(asked, wants=frozenset(one for one in asked.wants if one == want))


def _said(found: Found) -> str:
    """What is told, without the place that follows the last citation mark."""
    if found.kind in _NOTHING:
        return ""
    return found.text[: max((mark.start() for mark in MARK.finditer(found.text)), default=len(found.text))]


def _again(index: OpenIndex, question: Question, asked: Asked, side: Side, tells: _Test, citations: Citations) -> Side:
    """The side with the most relevant clause of the kind; as it is where none holds enough of the topic."""
    entry, _ = side
    text = index.catalogue.text(entry.id)
    clauses = gather(index, question, asked, [entry.id]).clauses
    held = [clause for clause in clauses if clause.score >= MIN_SCORE and clause.features["described"] >= _LEAST]
    able = [clause for clause in held if tells(clause.span.of(text))]
    best = best_fitting_clause(able)
    return (entry, from_clause(question, asked, best, citations, whole=True)) if best is not None else side


def earlier_day(sides: Sequence[Side], *, english: bool) -> str:
    """Which of two sides tells the earlier day, where each tells just one, of one year or of every year; else ""."""
    days: list[tuple[date, str, DocumentEntry]] = []
    for entry, found in sides:
        first = _said(found).split("\n")[0] if found is not None else ""  # a further place is no part of the answer
        told = {match.groups(): match.group() for match in _DAY.finditer(first)}
        if len(told) == 1:
            (((day, month, year), written),) = told.items()
            try:
                days.append((date(int(year or _LEAP), int(month), int(day)), written, entry))
            except ValueError:  # 31/02, or a fraction
                return ""
    if len(days) != 2 or len(sides) != 2 or (days[0][0].year == _LEAP) != (days[1][0].year == _LEAP):
        return ""
    (before, written, entry), (after, other, later) = sorted(days, key=lambda one: one[0])
    if before == after:
        return phrase("same_day", english=english, day=written)
    return phrase("earlier_day", english=english, name=name_of(entry), day=written, other=name_of(later), later=other)
