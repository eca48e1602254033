"""Two funds of a time, two times of a fund or of the whole, the years by their money: as running text tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.contrast import asks_more
from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.figures import readable, summed
from assistant.answering.funds import OTHERWISE, for_years, named_funds, yearly
from assistant.answering.ratios import RATIO_WANTS, asks_ratio, ratio_told
from assistant.answering.scope import is_narrower
from assistant.answering.told import Told
from assistant.asking import Asked, names, names_any
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import TextBlock
from indexer.language.lexicon import load
from indexer.language.periods import find_periods
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_SEVERAL = 3  # years that can be ranked


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The amounts that answer for one name and time, added where there are several."""

    told: tuple[Told, ...]

    @property
    def dong(self) -> Decimal:
        return summed(one.amount for one in self.told)

    @property
    def shown(self) -> str:
        if len(self.told) == 1:
            return self.told[0].amount.shown
        return f"{readable(self.dong)} ({' + '.join(one.amount.written for one in self.told)})"


def compare_funds(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The verdict over two funds of one time, or one fund at two times; None unless both are told."""
    if not _compares(question, asked, also=load("computing")["more"]):
        return None
    times = _times(question)
    for entry in documents:
        funds = named_funds(index, question, asked, entry)
        if len(funds) == 2 and len(times) < 2:
            sides = [_Chosen(for_years(fund, asked, question.years)) for fund in funds]
        elif len(funds) == 1 and len(times) == 2:
            sides = [_Chosen(for_years(funds[0], asked, years)) for years in times]
        else:
            continue
        if all(side.told for side in sides):
            return _verdict(index, question, sides, by_time=len(funds) == 1)
    return None


def compare_told_years(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The verdict over the totals of two times that running text tells; None unless it tells both."""
    times = _times(question)
    if len(times) != 2 or not _compares(question, asked):
        return None
    for entry in documents:
        if is_narrower(question, asked, entry, ()):
            continue
        series = yearly(index, entry)
        sides = [_Chosen(for_years(series, asked, years)) for years in times]
        if all(side.told for side in sides):
            return _verdict(index, question, sides, by_time=True)
    return None


def rank_told_years(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], *, of_fund: bool
) -> Draft | None:
    """The year with the most money and the one with the least, of the one fund that is named or (not so) of totals."""
    if not asked.any_of("most", "least") or not names_any(asked, "which_year"):
        return None
    for entry in documents:
        funds = named_funds(index, question, asked, entry)
        if of_fund != (len(funds) == 1) or (not of_fund and (funds or is_narrower(question, asked, entry, ()))):
            continue
        series = funds[0] if funds else yearly(index, entry)
        single = [one for one in series if one.years is not None and one.years[0] == one.years[1]]
        if len(single) >= _SEVERAL and len({one.years for one in single}) == len(single):
            return _ranked(index, question, asked, single)
    return None


def _compares(question: Question, asked: Asked, *, also: Sequence[str] = ()) -> bool:
    compared = asked.any_of("compare", "change") or asks_more(question) or any(names(asked, words) for words in also)
    otherwise = [want for want in OTHERWISE if want not in RATIO_WANTS or not asks_ratio(question)]
    return compared and not asked.any_of(*otherwise, "sum")


def _times(question: Question) -> list[tuple[int, ...]]:
    """The years and spans of years that the question names, each once."""
    found = [at.period.years for at in find_periods(question.text) if at.period.kind in ("year", "years")]
    spans = dict.fromkeys(years for years in found if years is not None)
    return [tuple(range(first, last + 1)) for first, last in spans]


def _verdict(index: OpenIndex, question: Question, sides: Sequence[_Chosen], *, by_time: bool) -> Draft:
    english = question.language == "en"
    citations = Citations(index)
    cited = {id(one): citations.add_sentence(one.entry, one.passage, one.span) for side in sides for one in side.told}
    larger, smaller = sorted(sides, key=lambda side: -side.dong)
    first = larger.told[0]
    where = place_words(first.entry, first.passage.breadcrumb, english=english)
    values: dict[str, str | int] = {
        "name": _side_name(larger, by_time=by_time, english=english),
        "amount": larger.shown,
        "other": _side_name(smaller, by_time=by_time, english=english),
        "less": smaller.shown,
        "difference": readable(larger.dong - smaller.dong),
        "n": cited[id(first)],
        "m": cited[id(smaller.told[0])],
        "where": f"{where['title']}{where['section']}",
    }
    key = "told_equal" if larger.dong == smaller.dong else "told_compared"
    text = phrase(key, english=english, **values)
    before = min(sides, key=lambda side: side.told[0].years or (0, 0)).dong if by_time else None
    text += ratio_told(question, larger.dong, smaller.dong, before=before)
    return Draft(
        "answered", text, (TextBlock(text, tuple(dict.fromkeys(cited.values()))),), tuple(citations.made), "told"
    )


def _side_name(side: _Chosen, *, by_time: bool, english: bool) -> str:
    times = ", ".join(one.period for one in side.told if one.period)
    label = side.told[0].label
    if by_time and not side.told[0].name:
        return phrase("in_year" if times.isdigit() else "in_years", english=english, year=times)
    if by_time:
        return f"{label}, {times}"
    return f"{label} ({times})" if times else label


def _ranked(index: OpenIndex, question: Question, asked: Asked, series: Sequence[Told]) -> Draft:
    english = question.language == "en"
    citations = Citations(index)
    ordered = sorted(series, key=lambda one: one.amount.dong)
    picked = [
        (key, one)
        for key, want, one in (("most_in", "most", ordered[-1]), ("least_in", "least", ordered[0]))
        if want in asked.wants
    ]
    numbers = [citations.add_sentence(one.entry, one.passage, one.span) for _, one in picked]
    told = [
        phrase(key, english=english, year=one.period, amount=one.amount.shown, n=n)
        for (key, one), n in zip(picked, numbers, strict=True)
    ]
    where = place_words(series[0].entry, series[0].passage.breadcrumb, english=english)
    line = "; ".join(told)
    text = f"{line[:1].upper()}{line[1:]} ({where['title']}{where['section']})."
    return Draft(
        "answered", text, (TextBlock(text, tuple(dict.fromkeys(numbers))),), tuple(citations.made), "told years"
    )
