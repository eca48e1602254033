"""The figure of a whole document: what its text calls the total, or the total rows of its tables."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.amount_words import period_key
from assistant.answering.amounts import Kind, choose_amounts
from assistant.answering.draft import Citations, place_words, whose
from assistant.answering.excerpt import clipped, sentences
from assistant.answering.figures import Money, readable, summed
from assistant.answering.filters import named_tables
from assistant.answering.found import Found
from assistant.answering.reading import total_cues
from assistant.answering.row_answer import section_of
from assistant.answering.rows import AmountCell, RowView, table_rows
from assistant.answering.scope import is_narrower, names_a_group
from assistant.asking import Asked, in_quarters, stopwords, without_generic
from assistant.phrases import phrase
from assistant.question import Question
from assistant.retrieval import retrieve
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.numbers import Amount, find_amounts
from indexer.language.page_breaks import told_line
from indexer.language.periods import find_periods
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

_DEPTH = 15
_TOTALLING: tuple[Kind, ...] = ("one", "sum", "varies")
_LONGER: tuple[Kind, ...] = ("only_range",)
_SHOWN = 300
_NAMED = 3  # words of its own by which a sentence speaks of one thing
_RANGE = r"{first}\s*[-–]\s*{last}"


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that states an amount for a whole document."""

    passage: StoredPassage
    span: Span
    dong: Decimal
    score: float


def look_up_total(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The total of the documents, if the question is about nothing narrower; None otherwise."""
    for entry in documents:
        tables = named_tables(asked.topic_text, index.catalogue.tables(entry.id))
        if is_narrower(question, asked, entry, tables) or names_a_group(index, asked, entry):
            continue
        stated = None if in_quarters(asked) or tables else _best_sentence(index, question, entry)
        rows = list(_total_rows(index, question, asked, entry, kinds=_TOTALLING))
        if stated is not None and (len(question.years) < 2 or not rows or _is_range(index, entry, stated, question)):
            return _from_sentence(index, question, entry, stated, citations)
        if rows:
            return _from_rows(question, entry, rows, citations)
        longer = _best_sentence(index, question, entry, within=True) if question.years else None
        if longer is not None:
            found = _from_sentence(index, question, entry, longer, citations)
            period = _period_holding(longer.span.of(index.catalogue.text(entry.id)), question.years)
            terms = tuple((money, period, n) for money, _, n in found.terms)
            return replace(found, kind="only_range", amount=None, terms=terms)
        rows = list(_total_rows(index, question, asked, entry, kinds=_LONGER))
        if rows:
            return replace(_from_rows(question, entry, rows, citations), kind="only_range", amount=None)
    return None


def _best_sentence(
    index: OpenIndex, question: Question, entry: DocumentEntry, *, within: bool = False
) -> _Sentence | None:
    """The sentence that states the total for the years asked, or (``within``) for a longer period with them."""
    words = load("intents")["total_query"]
    asked = replace(question, text=f"{words} {' '.join(map(str, question.years))}", language="vi")
    ranked = retrieve(index, asked, allowed={entry.id}, limit=_DEPTH)
    found = [
        sentence
        for one in ranked
        if one.passage.kind == "text"
        for sentence in _stated(index.catalogue.text(entry.id), one.passage, question.years, within=within)
    ]
    return max(found, key=lambda sentence: (sentence.score, sentence.dong, -sentence.passage.id), default=None)


def _stated(text: str, passage: StoredPassage, years: Sequence[int], *, within: bool) -> Iterator[_Sentence]:
    cues = total_cues()
    for span in sentences(text, passage.span):
        slice_ = span.of(text)
        money = [amount for amount in find_amounts(slice_) if amount.unit is not None and amount.unit.base == "VND"]
        if not money:
            continue
        folded, crumb = fold(slice_), fold(passage.breadcrumb)
        held = sum(cue in folded for cue in cues) + 0.5 * sum(cue in crumb for cue in cues)
        if years and not (_period_holding(slice_, years) if within else re.search(_years_pattern(years), slice_)):
            continue
        cued = any(cue in folded for cue in cues)
        if not cued and _names_a_thing(slice_[: money[0].start]):
            continue
        narrower = next(find_periods(slice_), None) is not None and not cued
        if years or (held >= 1 and not narrower):  # a figure of one year is none of the whole
            behind = _behind_years(slice_, money, years) if years and not within else money[0]
            yield _Sentence(passage, span, behind.exact, held + (1.0 if years else 0.0))


def _behind_years(text: str, money: Sequence[Amount], years: Sequence[int]) -> Amount:
    """The first amount behind the years in ``text``: one in front of them is that of another time, if any follows."""
    at = re.search(_years_pattern(years), text)
    return next((one for one in money if at is not None and one.start >= at.end()), money[0])


def _names_a_thing(said: str) -> bool:
    """Whether the words in front of an amount name what it is for, besides what plans say of all their money."""
    left = without_generic(said, folded=False, also=stopwords(folded=False))
    return len([word for word in left if word.isalpha() and len(word) > 1]) >= _NAMED


def _period_holding(text: str, years: Sequence[int]) -> str:
    """The first period of years of ``text`` that holds all of ``years``, as it is written; "" without one."""
    for at in find_periods(text):
        span = at.period.years
        if span is not None and span[0] <= min(years) and max(years) <= span[1]:
            return text[at.start : at.end]
    return ""


def _years_pattern(years: Sequence[int]) -> str:
    if len(years) == 1:  # the year by itself, not as the end of a longer period
        return rf"(?<![-–\d])(?<![-–] )\b{years[0]}\b(?!\s*[-–])"
    return _RANGE.format(first=min(years), last=max(years))


def _is_range(index: OpenIndex, entry: DocumentEntry, stated: _Sentence, question: Question) -> bool:
    return re.search(_years_pattern(question.years), stated.span.of(index.catalogue.text(entry.id))) is not None


def _from_sentence(
    index: OpenIndex, question: Question, entry: DocumentEntry, stated: _Sentence, citations: Citations
) -> Found:
    english = question.language == "en"
    text = index.catalogue.text(entry.id)
    n = citations.add_around(entry, stated.passage, stated.span)
    quote = told_line(clipped(text, stated.span, _SHOWN).of(text)).lstrip("-+ ")
    where = place_words(entry, stated.passage.breadcrumb, english=english)
    shown = phrase("stated", english=english, quote=quote, n=n, **where)
    money = Money(stated.dong, readable(stated.dong))
    return Found(entry, shown, (n,), 1.0, stated.dong, ((money, "", n),), "quote")


def _total_rows(
    index: OpenIndex, question: Question, asked: Asked, entry: DocumentEntry, *, kinds: Collection[Kind]
) -> Iterator[tuple[RowView, tuple[AmountCell, ...]]]:
    """The first row of each table that totals it and has figures for what is asked."""
    done: set[int] = set()
    for view in total_views(index, asked, entry):
        chosen = choose_amounts(view, asked, question.years)
        if chosen.kind in kinds and view.table.ordinal not in done:
            done.add(view.table.ordinal)
            yield view, chosen.cells


def total_views(index: OpenIndex, asked: Asked, entry: DocumentEntry) -> Iterator[RowView]:
    """The total rows of the document's tables, or of those that the question names by their numbers."""
    tables = index.catalogue.tables(entry.id)
    meant = {table.ordinal for table in named_tables(asked.topic_text, tables) or tables}
    for view in table_rows(index, entry):
        if view.row.kind == "total" and view.table.ordinal in meant:
            yield view


def _from_rows(
    question: Question,
    entry: DocumentEntry,
    rows: Sequence[tuple[RowView, tuple[AmountCell, ...]]],
    citations: Citations,
) -> Found:
    """The sum over the tables' total rows, each figure an operand that is shown."""
    english = question.language == "en"
    terms: list[tuple[Money, str, int]] = []
    for view, cells in rows:
        n = citations.add(entry, view.passage, view.span, view.table)
        terms += [(cell.amount, cell.period_words, n) for cell in cells]
    dong = summed(money for money, _, _ in terms)
    view = rows[0][0]
    common = {**whose(entry, english=english), "label": view.label, "section": section_of(view)}
    if len(terms) == 1:
        amount, period, n = terms[0]
        written = phrase(period_key(period), english=english, year=period) if period else ""
        text = phrase("amount", english=english, period=written, amount=amount.shown, n=n, **common)
    else:
        listed = " + ".join(
            phrase("term", english=english, amount=amount.written, period=period or view.label, n=n)
            for amount, period, n in terms
        )
        text = phrase("amount_sum", english=english, sum=readable(dong), terms=listed, **common)
    return Found(entry, text, tuple(dict.fromkeys(n for _, _, n in terms)), 1.0, dong, tuple(terms), "sum", view.label)
