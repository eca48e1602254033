"""Rows that a question names by their labels, counted together or side by side: "A and B, how many pages"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.contrast import asks_more
from assistant.answering.count_heads import noun_of
from assistant.answering.counted import names_row
from assistant.answering.draft import Citations
from assistant.answering.figures import money_unit
from assistant.answering.filters import named_tables, spellings_of, within
from assistant.answering.found import Found
from assistant.answering.listing import item_rows
from assistant.answering.ratios import ratio_told
from assistant.answering.row_answer import short_label
from assistant.answering.rows import RowView
from assistant.asking import Asked, names
from assistant.phrases import phrase
from assistant.query import spoken_lines
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import one_line
from indexer.language.numbers import format_vietnamese, notation_of, parse_number, plus
from indexer.language.tokens import fold_term, syllables
from indexer.records import Column, DocumentEntry, Table
from indexer.store.reader import OpenIndex

_MOST = 8  # rows that a reader can check


@dataclass(frozen=True, slots=True)
class RowCount:
    """The number of one row in the column that is asked for."""

    view: RowView
    value: Decimal
    written: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of several rows under one head, and what they are counted in ("nghìn trang A4")."""

    entry: DocumentEntry
    column: Column
    unit: str
    rows: tuple[RowCount, ...]


def look_up_named_rows(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The sum of the numbers of the rows that are named, or which is larger; None unless each has a certain number."""
    compares = compares_rows(question, asked)
    adds = asked.any_of("sum", "total")
    if asked.any_of("percent", "share", "list", "check", "time") or not (compares or adds):
        return None
    if not asked.any_of("count") and not compares:
        return None
    for entry in documents:
        counts = named_counts_of(index, question, asked, entry)
        if counts is not None and not compares and not counts.unit and _whole_numbers(counts):
            return None  # things by rows and columns: look_up_counted tells them
        if counts is not None:
            return _compared(question, counts, citations) if compares else _summed(question, counts, citations)
    return None


def _whole_numbers(counts: Counts) -> bool:
    """Whether each row is an agency or a place with a whole number of things, its column a plain head."""
    return not counts.column.period and all(one.value == one.value.to_integral_value() for one in counts.rows)


def compares_rows(question: Question, asked: Asked) -> bool:
    """Whether it is asked which of several things is more, or by how much."""
    more = any(names(asked, words) for words in load("computing")["more"])
    return asked.any_of("compare", "change") or asks_more(question) or more


def named_counts_of(index: OpenIndex, question: Question, asked: Asked, entry: DocumentEntry) -> Counts | None:
    """The numbers of the rows of one table that the question names, two at least, under the one head that it names."""
    lines = spoken_lines(question)
    instead = question.context and not asked.any_of("sum")  # what a follow-up names comes instead of the rest
    own = spoken_lines(replace(question, context="")) if instead else lines
    tables = {table.ordinal for table in named_tables(asked.topic_text, index.catalogue.tables(entry.id))}
    views = [view for view in item_rows(index, entry) if not tables or view.table.ordinal in tables]
    for ordinal in dict.fromkeys(view.table.ordinal for view in views):
        items = [view for view in views if view.table.ordinal == ordinal]
        column = _column(question, items[0].table, lines)
        rows = _named(items, question, own) if column else []
        if column is None or not 2 <= len(rows) <= _MOST:
            continue
        counted = [_count(view, column) for view in rows]
        certain = [one for one in counted if one is not None]
        if len(certain) == len(rows):
            unit = column.unit or items[0].table.unit or ""
            return Counts(entry, column, unit, tuple(certain))
    return None


def _named(views: Sequence[RowView], question: Question, lines: Sequence[str]) -> list[RowView]:
    """The rows that the question names by their labels, else those of the one agency that it names."""
    rows = _outermost([view for view in views if names_row(view.label, question, lines)])
    if rows:
        return rows
    owners = {view.first_text("owner") for view in views} - {""}
    named = [owner for owner in owners if names_row(owner, question, lines)]
    return [view for view in views if view.first_text("owner") == named[0]] if len(named) == 1 else []


def _column(question: Question, table: Table, lines: Sequence[str]) -> Column | None:
    """The one column of counts that the question names; with a year that of the year, if it counts the same thing."""
    counts = [c for c in table.columns if c.role == "amount" and c.path and not _is_money(c, table)]
    said = [(len(_thing(c)), c) for c in counts if _thing(c) and _says(_thing(c), lines)]
    best = [column for size, column in said if size == max(size for size, _ in said)]
    if question.years and any(c.period for c in counts):
        years = {str(year) for year in question.years}
        known = bool(said) or any(_says([word], lines) for word in _words(table.unit or ""))
        bare = [c for c in counts if c.period in years and not _thing(c)] if known and len(years) == 1 else []
        best = [c for c in best if c.period in years] or bare
    timeless = [column for column in best if not column.period] or best
    totals = [column for column in timeless if _is_total(column)] or timeless
    return totals[0] if len(totals) == 1 else None


def _is_money(column: Column, table: Table) -> bool:
    return money_unit(column.unit or table.unit) is not None


def _is_total(column: Column) -> bool:
    return any(fold_term(word) == "tong" for word in syllables(column.path[-1])[:1])


def _thing(column: Column) -> list[str]:
    """The folded words of what the column counts: its head without a time that it names too."""
    noun = noun_of(column)
    if noun or not column.period:
        return _words(noun)
    head = column.path[-1].replace(column.period, " ")
    words = _words(head)
    return words[1:] if words[:1] in map(_words, load("intents")["count_headers"]) else []


def _says(words: Sequence[str], lines: Sequence[str]) -> bool:
    return any(f" {' '.join(words)} " in line for line in lines)


def _words(text: str) -> list[str]:
    return [fold_term(word) for word in syllables(text)]


def _outermost(views: Sequence[RowView]) -> list[RowView]:
    """Those of ``views`` whose labels do not stand inside the label of another, and that no other holds."""
    ordinals = {view.row.ordinal for view in views}

    def inside(one: RowView) -> bool:
        mine = spellings_of(one.label)
        return any(
            other is not one and any(within(a, b) and a != b for a in mine for b in spellings_of(other.label))
            for other in views
        )

    return [view for view in views if view.row.parent not in ordinals and not inside(view)]


def _count(view: RowView, column: Column) -> RowCount | None:
    cell = view.row.cells[column.ordinal]
    every = [row.cells[column.ordinal].text for row in view.table.rows if column.ordinal < len(row.cells)]
    value = parse_number(cell.text.strip(), notation_of([text for text in every if text.strip()]))
    if value is None or not (cell.certain or _adds_up(view, column, value)):
        return None
    return RowCount(view, value, one_line(cell.text))


def _adds_up(view: RowView, column: Column, value: Decimal) -> bool:
    """Whether the figures of the row's times make up its total: that is sure; they too, where none is left blank."""
    amounts = [c for c in view.table.columns if c.role == "amount" and c.ordinal < len(view.row.cells)]
    texts = [view.row.cells[c.ordinal].text.strip() for c in amounts if c.period]
    figures = [parse_number(text, notation_of(texts)) for text in texts if text.strip(" -–")]
    known = [figure for figure in figures if figure is not None]
    if len(known) < 2 or len(known) < len(figures):
        return False
    if not column.period:
        return plus(known) == value
    others = [view.row.cells[c.ordinal].text.strip() for c in amounts if not c.period]
    totals = [parse_number(text, notation_of([*texts, text])) for text in others]
    return len(known) == len(texts) and plus(known) in totals


def _cited(counts: Counts, citations: Citations) -> list[int]:
    return [citations.add(one.view.entry, one.view.passage, one.view.span, one.view.table) for one in counts.rows]


def _summed(question: Question, counts: Counts, citations: Citations) -> Found:
    english = question.language == "en"
    numbers = _cited(counts, citations)
    terms = " + ".join(
        phrase("term_labelled", english=english, amount=one.written, label=short_label(one.view.label), n=n)
        for one, n in zip(counts.rows, numbers, strict=True)
    )
    total = _shown(plus(one.value for one in counts.rows), counts)
    text = phrase("sum_sides", english=english, sum=total, terms=terms)
    return Found(counts.entry, text, tuple(numbers), 1.0, kind="counted", label=counts.rows[0].view.label)


def _compared(question: Question, counts: Counts, citations: Citations) -> Found:
    english = question.language == "en"
    numbers = _cited(counts, citations)
    ordered = sorted(zip(counts.rows, numbers, strict=True), key=lambda pair: -pair[0].value)
    (larger, n), (smaller, m) = ordered[0], ordered[-1]
    if larger.value == smaller.value:
        text = phrase("equal", english=english, amount=_shown(larger.value, counts))
    elif len(ordered) == 2:
        text = phrase(
            "larger",
            english=english,
            name=short_label(larger.view.label),
            amount=_shown(larger.value, counts),
            n=n,
            other=short_label(smaller.view.label),
            less=_shown(smaller.value, counts),
            m=m,
            difference=_shown(larger.value - smaller.value, counts),
        ) + ratio_told(question, larger.value, smaller.value)
    else:
        text = "; ".join(
            phrase("term_labelled", english=english, amount=_shown(one.value, counts), label=one.view.label, n=k)
            for one, k in ordered
        )
    return Found(counts.entry, text, tuple(numbers), 1.0, kind="counted", label=larger.view.label)


def _shown(value: Decimal, counts: Counts) -> str:
    noun = counts.unit or noun_of(counts.column)
    return f"{format_vietnamese(value.normalize())} {noun[:1].lower()}{noun[1:]}".strip()
