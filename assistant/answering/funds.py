"""What running text tells by fund and by year: one fund over years, two funds of a year, the years side by side.

The whole of a year is never mixed with its parts: only amounts under one name, or the years' own totals, are put
together, and only where each year that is asked for is told exactly once.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from assistant.answering.draft import Citations, place_words, whose
from assistant.answering.figures import in_unit, summed
from assistant.answering.found import Found
from assistant.answering.scope import is_narrower, names_a_group
from assistant.answering.told import Told, Words, is_total, known_fund, spoken_names, told_amounts
from assistant.asking import Asked, Want, content_words, filler_words, names, names_any
from assistant.phrases import phrase
from assistant.query import spoken_lines, translated
from assistant.question import Question, without_places
from indexer.language.lexicon import load
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_LEAST_WORDS = 3  # of a name that is no fund
OTHERWISE: tuple[Want, ...] = ("count", "percent", "share", "owner", "list", "duties", "where", "check", "summary")


def look_up_funds(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The amount of the one fund that the question names, or the sum over its years, or of several funds; else None."""
    amount = asked.any_of("money", "compare") or (asked.any_of("fund") and names_any(asked, "count"))
    if not amount or asked.any_of(*OTHERWISE, "time", "most", "least"):
        return None
    for entry in documents:
        funds = named_funds(index, question, asked, entry)
        if not funds or (len(funds) > 1 and (not asked.any_of("sum", "total") or asked.any_of("compare"))):
            continue
        chosen = [for_years(fund, asked, question.years) for fund in funds]
        if all(chosen):
            return _found(question, entry, [one for told in chosen for one in told], citations)
    return None


def look_up_told_total(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """What the text tells for just the years asked for, or their sum; None unless the question is about the whole."""
    if not question.years or asked.any_of(*OTHERWISE, "time", "most", "least"):
        return None
    for entry in documents:
        if is_narrower(question, asked, entry, ()) or names_a_group(index, asked, entry):
            continue
        told = [one for one in told_amounts(index, entry) if one.years is not None and is_total(one.name)]
        chosen = for_years(told, asked, question.years) or for_years(yearly(index, entry), asked, question.years)
        if chosen:
            return _found(question, entry, chosen, citations)
    return None


def yearly(index: OpenIndex, entry: DocumentEntry) -> list[Told]:
    """The amounts that are told for a time and nothing else."""
    return [one for one in told_amounts(index, entry) if not one.name and one.years is not None]


def named_funds(index: OpenIndex, question: Question, asked: Asked, entry: DocumentEntry) -> list[list[Told]]:
    """The amounts of each fund that the question names, in its order; none if it names something else as well."""
    told = told_amounts(index, entry)
    plain = without_places(question, question.places)  # a place that spends names no fund of the province
    found = _mentioned(told, spoken_lines(plain))
    said = {word for words, _ in found for word in words}
    if question.context:  # what a follow-up names itself comes before what it goes on with
        found = _mentioned(told, spoken_lines(replace(plain, context=""))) or found
    series = [told for _, told in found]
    return series if found and not _left(question, asked, entry, said, series) else []


def _mentioned(told: Sequence[Told], lines: Sequence[str]) -> list[tuple[Words, list[Told]]]:
    """What the question says for each name that it holds, and the amounts of that name, in its order."""
    by_name: dict[Words, list[Told]] = {}
    for one in told:
        if known_fund(one.name) or (len(one.name) >= _LEAST_WORDS and not is_total(one.name)):
            by_name.setdefault(one.name, []).append(one)
    found: list[tuple[int, Words, list[Told]]] = []
    for name, series in by_name.items():
        places = ((line.find(f" {' '.join(words)} "), words) for words in spoken_names(name) for line in lines)
        at = next(((place, words) for place, words in places if place >= 0), None)
        if at is not None:
            found.append((*at, series))
    kept = [one for one in found if not any(other is not one and _inside(one[1], other[1]) for other in found)]
    kept.sort(key=lambda one: one[0])
    return (
        []
        if any(a[1] == b[1] for a, b in pairwise(sorted(kept, key=lambda one: one[1])))
        else [(words, series) for _, words, series in kept]
    )


def _inside(one: Words, other: Words) -> bool:
    return one != other and f" {' '.join(one)} " in f" {' '.join(other)} "


def _left(
    question: Question, asked: Asked, entry: DocumentEntry, said: Collection[str], series: Sequence[Sequence[Told]]
) -> set[str]:
    """The words of the topic that neither the funds nor the headings above them nor words of asking explain."""
    topic = f"{asked.topic} {asked.before}"
    if question.language == "en":
        phrases, rest = translated(topic)
        topic = " ".join([*phrases, *rest])
    headings = " ".join(one.passage.breadcrumb for told in series for one in told)
    known = {fold_term(word) for word in syllables(headings)} | set(said) | explained_words()
    words = map(fold_term, content_words(question, replace(asked, topic=topic), [entry]))
    return {word for word in words if word not in known}


@lru_cache(maxsize=1)
def explained_words() -> frozenset[str]:
    """The words with which funds and years are asked for and that name nothing."""
    asking = [*load("computing")["explained"], *load("intents")["document_words"]]
    words = (word for one in asking for word in syllables(one))
    return frozenset(map(fold_term, words)) | filler_words(folded=True)


def for_years(series: Sequence[Told], asked: Asked, years: Sequence[int]) -> tuple[Told, ...]:
    """The amounts that together cover the years asked for, each year once; none if that cannot be told."""
    by_years: dict[tuple[int, int] | None, Told] = {}
    covered = next((one.entry.metadata.period for one in series), None)
    for one in series:
        if by_years.setdefault(one.years, one).amount.dong != one.amount.dong:
            return ()  # told twice and differently
    if years:
        span = (min(years), max(years))
        exact = by_years.get(span) or (by_years.get(None) if span == covered else None)
        if exact is not None and len(set(years)) > max(years) - min(years):
            return (exact,)
        inside = [one for one in by_years.values() if one.years and _all_years(one.years) <= set(years)]
        return tuple(inside) if _covers(inside, years) else ()
    whole = by_years.get(None) or next((one for span, one in by_years.items() if _holds_all(span, by_years)), None)
    if whole is not None:
        return (whole,)
    summed_up = asked.any_of("sum", "total") or any(
        names(asked, words) for words in load("intents")["relative"]["all_years"]
    )
    return tuple(by_years.values()) if summed_up and _covers(list(by_years.values()), ()) else ()


def _covers(told: Sequence[Told], years: Sequence[int]) -> bool:
    """Whether the times of ``told`` lie side by side and hold all of ``years``."""
    held = [year for one in told if one.years for year in _all_years(one.years)]
    return bool(held) and len(set(held)) == len(held) and set(years) <= set(held)


def _all_years(span: tuple[int, int]) -> set[int]:
    return set(range(span[0], span[1] + 1))


def _holds_all(span: tuple[int, int] | None, others: Collection[tuple[int, int] | None]) -> bool:
    return span is not None and all(other and span[0] <= other[0] and other[1] <= span[1] for other in others)


def _found(question: Question, entry: DocumentEntry, told: Sequence[Told], citations: Citations) -> Found:
    english = question.language == "en"
    numbers = [citations.add_sentence(entry, one.passage, one.span) for one in told]
    where = place_words(entry, told[0].passage.breadcrumb, english=english)
    labels = list(dict.fromkeys(one.label for one in told))
    whole = all(not one.name or is_total(one.name) for one in told)  # the label is but a time or "total"
    common = {
        **whose(entry, english=english),
        "label": ", ".join(labels),
        "section": f"{where['title']}{where['section']}",
    }
    dong = summed(one.amount for one in told)
    if len(told) == 1:
        key = "period" if told[0].period.isdigit() else "period_range"
        period = phrase(key, english=english, year=told[0].period) if told[0].period else ""
        values: dict[str, str | int] = {"period": period, "amount": told[0].amount.shown, "n": numbers[0]}
        text = phrase("told_whole" if whole else "amount", english=english, **values, **common)
    else:
        terms = " + ".join(
            phrase("term", english=english, amount=one.amount.written, period=_about(one, labels), n=n)
            for one, n in zip(told, numbers, strict=True)
        )
        total = in_unit(dong, told[0].unit, told[0].amount.written.split(" ", 1)[1])
        text = phrase("told_sum" if whole else "amount_sum", english=english, sum=total, terms=terms, **common)
    terms_found = tuple((one.amount, one.period, n) for one, n in zip(told, numbers, strict=True))
    kind = "one" if len(told) == 1 else "sum"
    return Found(entry, text, tuple(dict.fromkeys(numbers)), 1.0, dong, terms_found, kind, labels[0])


def _about(told: Told, labels: Sequence[str]) -> str:
    """What tells an operand from the others: its time, its name where several are added."""
    return ", ".join(filter(None, (told.label if told.name and len(labels) > 1 else "", told.period)))
