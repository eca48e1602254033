"""An amount shared out: what a plan or an item comes to in a year on average, or for one of so many things."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.answering.amounts import choose_amounts
from assistant.answering.candidates import gather_rows
from assistant.answering.draft import Citations
from assistant.answering.figures import BILLION, readable, summed
from assistant.answering.found import Found
from assistant.answering.lookup import best_row
from assistant.answering.row_answer import short_label
from assistant.answering.rows import RowView
from assistant.answering.totals import look_up_total, total_views
from assistant.asking import Asked, names
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.numbers import format_vietnamese
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry
from indexer.store.facts import StoredFact
from indexer.store.reader import OpenIndex

_LEAST = 0.4  # of the topic that the row must hold
_SHARED = 2  # words that a count and the question have in common
_PLACES = Decimal("0.01")
_MILLION = Decimal(10) ** 6


@dataclass(frozen=True, slots=True)
class _Whole:
    """The amount that is shared out: in đồng, of what, for which years, and where it is cited."""

    dong: Decimal
    label: str
    years: int  # 0 where that is not told
    n: int
    entry: DocumentEntry


def look_up_average(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The average that the question asks for by that word; None unless the amount and what divides it are stated."""
    if not _says(asked, "average") or not asked.any_of("money") or asked.any_of("compare", "percent", "share", "list"):
        return None
    for entry in documents:
        whole = _whole(index, question, asked, entry, citations)
        if whole is None:
            continue
        if _says(asked, "each_year") or _says(asked, "per_year"):
            years = phrase("years", english=_english(question))
            return _told(question, whole, Decimal(whole.years), years, ()) if whole.years > 1 else None
        count = _count(index, question, asked, entry)
        if count is not None and count.fact.value:
            passage = index.catalogue.passage_at(entry.id, count.fact.span.start)
            if passage is not None:
                m = citations.add_sentence(entry, passage, count.fact.span)
                return _told(question, whole, count.fact.value, one_line(count.fact.unit or ""), (m,))
    return None


def _english(question: Question) -> bool:
    return question.language == "en"


def _says(asked: Asked, key: str) -> bool:
    return any(names(asked, words) for words in load("computing")[key])


def _whole(
    index: OpenIndex, question: Question, asked: Asked, entry: DocumentEntry, citations: Citations
) -> _Whole | None:
    """The total of the item that the question names, else of the whole document."""
    topic = re.sub(_asking(), " ", asked.topic, flags=re.I)
    money = replace(asked, wants=frozenset({"money", "total"}), topic=topic, topic_text=topic)
    timeless = replace(question, years=())
    total = look_up_total(index, timeless, money, [entry], citations)
    if total is not None and total.amount and total.kind != "only_range":
        years = _years_of_total(index, money, entry, total.amount)
        return _Whole(total.amount, "", years, total.citations[0], entry)
    hit = best_row(timeless, money, gather_rows(index, timeless, money, [entry.id]).rows)
    chosen = choose_amounts(hit.view, money, ()) if hit is not None and hit.score >= _LEAST else None
    if hit is None or chosen is None or chosen.kind not in ("one", "sum"):
        return None
    if not all(cell.cell.certain for cell in chosen.cells):
        return None
    n = citations.add(entry, hit.view.passage, hit.view.span, hit.view.table)
    dong = summed(cell.amount for cell in chosen.cells)
    return _Whole(dong, short_label(hit.view.label), _years_of_columns(hit.view), n, entry)


def _years_of_total(index: OpenIndex, asked: Asked, entry: DocumentEntry, dong: Decimal) -> int:
    """The years that the columns of the total row add up over; without such a row, those that the document covers."""
    for view in total_views(index, asked, entry):
        years = _years_of_columns(view)
        timed = [cell.amount for cell in view.amounts() if cell.period is not None and cell.period.years]
        if years:
            return years if summed(timed) == dong else 0
    period = entry.metadata.period
    return period[1] - period[0] + 1 if period else 0


def _years_of_columns(view: RowView) -> int:
    """How many years the columns with figures cover, a stage with all of its own; 0 where none is a time."""
    spans = {cell.period.years for cell in view.amounts() if cell.period is not None and cell.period.years}
    return len({year for first, last in filter(None, spans) for year in range(first, last + 1)})


@lru_cache(maxsize=1)
def _asking() -> str:
    """The words that ask for an average, as a pattern; with and without diacritics."""
    phrases = [*load("computing")["average"], *load("computing")["per_year"]]
    words = sorted({*phrases, *map(fold, phrases)}, key=len, reverse=True)
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)"


def _count(index: OpenIndex, question: Question, asked: Asked, entry: DocumentEntry) -> StoredFact | None:
    """The one number of things in the text whose thing the question names, and of equal ones none."""
    spoken = set(asked.words)
    found: list[tuple[int, StoredFact]] = []
    for stored in index.catalogue.facts(entry.id, role="count"):
        fact = stored.fact
        unit = [fold_term(word) for word in syllables(fact.unit or "")]
        said = sum(word in spoken for word in unit)
        if fact.table is None and fact.value and unit and unit[0] in spoken and said >= min(_SHARED, len(unit)):
            found.append((said, stored))
    best = max((said for said, _ in found), default=0)
    kept = [stored for said, stored in found if said == best]
    stated = [one for one in kept if str(one.fact.value) in question.text.split()]
    kept = stated or kept
    return kept[0] if len({one.fact.value for one in kept}) == 1 else None


def _told(question: Question, whole: _Whole, by: Decimal, thing: str, also: tuple[int, ...]) -> Found:
    english = _english(question)
    exact = whole.dong / by
    rounded = (exact / _scale(exact)).quantize(_PLACES) * _scale(exact)
    place = f"{whole.entry.metadata.place} " if whole.entry.metadata.place else ""
    text = phrase(
        "average",
        english=english,
        about="" if rounded == exact else phrase("roughly", english=english),
        result=_written(rounded),
        whole=readable(whole.dong),
        by=format_vietnamese(by.normalize()),
        thing=thing,
        label=f"“{whole.label}”" if whole.label else phrase("whole", english=english),
        place=place,
        n=whole.n,
        m=also[0] if also else whole.n,
    )
    return Found(whole.entry, text, (whole.n, *also), 1.0, kind="computed", label=whole.label)


def _scale(dong: Decimal) -> Decimal:
    return BILLION if dong >= BILLION else _MILLION


def _written(dong: Decimal) -> str:
    unit = phrase("billion") if _scale(dong) == BILLION else phrase("million")
    return f"{format_vietnamese((dong / _scale(dong)).normalize())} {unit}"
