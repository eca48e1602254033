"""Amounts that running text states under a name, period by period, read like the row of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.draft import Citations, place_words, whose
from assistant.answering.figures import Money, in_unit, money, money_unit, summed
from assistant.answering.found import Found
from assistant.asking import Asked, content_words, without_generic
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.numbers import Unit
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.facts import StoredFact
from indexer.store.reader import OpenIndex


@dataclass(frozen=True, slots=True)
class _Stated:
    """One stated amount with its years and the passage that holds it."""

    fact: StoredFact
    passage: StoredPassage
    amount: Money
    years: tuple[int, int]
    written: str  # the years as the source's text of the period, for people
    unit: Unit


def look_up_text_amount(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The amounts stated under just the name that is asked for, in the one document that names it; else None."""
    for entry in documents:
        wanted = set(content_words(question, asked, [entry]))
        series = [stated for stated in _stated(index, entry) if wanted and _names(question, stated, wanted)]
        chosen, kind = _choose(series, asked, question.years)
        if chosen:
            return _found(question, entry, chosen, kind, citations)
    return None


def _names(question: Question, stated: _Stated, wanted: set[str]) -> bool:
    """Whether the label says all that is asked and nothing more, words that all plans share apart."""
    folded = question.language != "vi"
    label = stated.fact.fact.label
    words = {fold_term(word) if folded else word for word in syllables(label)}
    return wanted <= words and not set(without_generic(label, folded=folded)) - wanted


def _stated(index: OpenIndex, entry: DocumentEntry) -> tuple[_Stated, ...]:
    """All the amounts that the running text of a document states under a name."""
    return index.prepared.once(("stated", entry.id), lambda: _all_stated(index, entry))


def _all_stated(index: OpenIndex, entry: DocumentEntry) -> list[_Stated]:
    found: list[_Stated] = []
    for stored in index.catalogue.facts(entry.id, role="amount"):
        fact = stored.fact
        unit = money_unit(fact.unit)
        years = fact.period.years if fact.period is not None else None
        if fact.table is not None or not fact.certain or unit is None or years is None or fact.value is None:
            continue
        passage = index.catalogue.passage_at(entry.id, fact.span.start)
        if passage is not None:
            raw = fact.text.split(" ")[0]
            written = str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
            amount = money(fact.value, raw, unit, fact.unit or "")
            found.append(_Stated(stored, passage, amount, years, written, unit))
    return found


def _choose(series: Sequence[_Stated], asked: Asked, years: Sequence[int]) -> tuple[list[_Stated], str]:
    """The amounts for the years asked and how they answer; none if the years are not all stated."""
    if not years:
        return list(series), "sum" if asked.any_of("sum", "compare") or len(series) == 1 else "varies"
    exact = [stated for stated in series if stated.years == (min(years), max(years))]
    if exact:
        return exact[:1], "one"
    inside = [stated for stated in series if min(years) <= stated.years[0] and stated.years[1] <= max(years)]
    return inside, "sum" if len(inside) > 1 else "one"


def _found(
    question: Question, entry: DocumentEntry, chosen: Sequence[_Stated], kind: str, citations: Citations
) -> Found:
    english = question.language == "en"
    numbers = [citations.add_sentence(entry, one.passage, one.fact.fact.span) for one in chosen]
    if len(chosen) == 1:
        kind = "one"
    where = place_words(entry, chosen[0].passage.breadcrumb, english=english)
    common = {
        **whose(entry, english=english),
        "label": chosen[0].fact.fact.label,
        "section": f"{where['title']}{where['section']}",
    }
    dong = summed(one.amount for one in chosen)
    total = in_unit(dong, chosen[0].unit, chosen[0].fact.fact.unit or "")
    pairs = list(zip(chosen, numbers, strict=True))
    if kind == "one":
        key = "period" if chosen[0].written.isdigit() else "period_range"
        period = phrase(key, english=english, year=chosen[0].written)
        text = phrase("amount", english=english, period=period, amount=chosen[0].amount.shown, n=numbers[0], **common)
    elif kind == "sum":
        terms = " + ".join(
            phrase("term", english=english, amount=one.amount.written, period=one.written, n=n) for one, n in pairs
        )
        text = phrase("amount_sum", english=english, sum=total, terms=terms, **common)
    else:
        listed = "; ".join(
            phrase("amount_by_period", english=english, period=one.written, amount=one.amount.shown, n=n)
            for one, n in pairs
        )
        text = phrase("amount_varies", english=english, years=listed, sum=total, **common)
    terms_found = tuple((one.amount, one.written, n) for one, n in pairs)
    return Found(entry, text, tuple(numbers), 1.0, dong, terms_found, kind, chosen[0].fact.fact.label)
