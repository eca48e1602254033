"""Lists: rows that fall due in a time, documents that mention a thing, the items of a section."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.amounts import choose_amounts
from assistant.answering.candidates import gather
from assistant.answering.draft import Citations, Draft, name_of, place_words
from assistant.answering.enumerations import find_enumeration
from assistant.answering.evidence import Interest, interest_in
from assistant.answering.excerpt import clipped, sentences
from assistant.answering.filters import asked_period, due_in, left_words, of_named_table, selected
from assistant.answering.group_rows import asks_groups, groups_of_table, named_group
from assistant.answering.listed import MOST_CHARACTERS, list_duties, told
from assistant.answering.rows import RowView, table_rows
from assistant.asking import Asked, names_any
from assistant.phrases import phrase
from assistant.query import make_query
from assistant.question import Question
from assistant.records import ListBlock, ListItem, TextBlock
from assistant.retrieval import retrieve
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.page_breaks import told_line
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.directory import leading_number
from indexer.store.reader import OpenIndex

_LABEL = 480  # code points for all labels of a short list together
_SHORT_LABEL = 66
_SHARE = 0.6  # of the best document's coverage
_LEAST = 0.3
_NAMED = 0.99  # of an agency's words that the question holds
_MENTION = 260
_LOOKED_AT = 6  # passages of each document
_MOST_DOCUMENTS = 60


def list_items(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    documents: Sequence[DocumentEntry],
    *,
    across: bool,
) -> Draft | None:
    """The list that is asked for, complete and in source order, or None."""
    if across:
        return _documents(index, question, documents)
    rows = [view for entry in documents for view in item_rows(index, entry)]
    period = asked_period(question)
    if period is not None and period.kind != "year" and asked.any_of("time", "list"):
        due = [view for view in rows if due_in(view, period)]
        if due:
            return _rows_draft(index, question, asked, due)
    if asked.any_of("owner"):
        owned = _owned(index, question, asked, rows)
        return _rows_draft(index, question, asked, owned) if len(owned) > 1 else None
    numbers = [number for number in question.numbers if len(number) >= 3]
    if numbers:
        based = [view for view in rows if any(number in view.first_text("basis") for number in numbers)]
        if based:
            return _rows_draft(index, question, asked, based)
    return _enumerated(index, question, asked, documents)


def list_rows(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The rows that the question selects by their group or by what their cells say, or None if it selects none."""
    every = _named_rows(index, question, documents)
    rows = [view for view in every if view.row.kind == "item"]
    amounts = asked.any_of("money") or bool(re.search(load("intents")["each_amount"], fold(question.text)))
    interest = interest_in(make_query(replace(question, text=asked.topic or question.text, context="")), index.lexical)
    chosen = groups_of_table(question, left_words(question, asked, documents, every, set()), every)
    chosen = chosen or named_group(question, interest, rows, money=amounts)
    chosen = chosen or selected(question, asked, documents, rows)
    return _rows_draft(index, question, asked, chosen, amounts=amounts) if chosen else None


def count_rows(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The rows that the question selects, with their number, if it asks how many tasks or items there are."""
    noun = _item_word(asked.counted) if asked.any_of("count") and not asked.any_of("money") else ""
    if not noun:
        return None
    every = _named_rows(index, question, documents)
    rows = [view for view in every if view.row.kind == "item"]
    chosen = selected(question, asked, documents, rows)
    return _rows_draft(index, question, asked, chosen, noun=noun) if chosen else None


def _named_rows(index: OpenIndex, question: Question, documents: Sequence[DocumentEntry]) -> list[RowView]:
    """The rows of the tables that the question names; of all tables where it names none."""
    return of_named_table(question.text, [view for entry in documents for view in table_rows(index, entry)])


def _item_word(counted: str) -> str:
    """The word for items that ``counted`` begins with ("nhiệm vụ"), or ""."""
    words = f"{fold(counted)} "
    known = sorted(load("intents")["item_words"], key=len, reverse=True)
    return next((word for word in known if words.startswith(f"{fold(word)} ")), "")


def list_groups(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The groups that a table is divided into, if just their number is asked for; None otherwise."""
    if not asks_groups(question):
        return None
    every = _named_rows(index, question, documents)
    chosen = groups_of_table(question, left_words(question, asked, documents, every, set()), every)
    return _rows_draft(index, question, asked, chosen) if chosen else None


def item_rows(index: OpenIndex, entry: DocumentEntry) -> list[RowView]:
    """The rows of a document's tables that are items, in source order."""
    return [view for view in table_rows(index, entry) if view.row.kind == "item"]


def _owned(index: OpenIndex, question: Question, asked: Asked, rows: Sequence[RowView]) -> list[RowView]:
    """The rows whose lead agency is the one that the topic names."""
    topic = replace(question, text=asked.topic or question.text, context="")
    interest = interest_in(make_query(topic), index.lexical)
    views = [view for view in rows if view.first_text("owner")]
    named = [view for view in views if interest.share_of(view.first_text("owner")) >= _NAMED]
    return named if len(named) < len(views) else []


def _rows_draft(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    views: Sequence[RowView],
    *,
    amounts: bool = False,
    noun: str = "",
) -> Draft:
    english = question.language == "en"
    citations = Citations(index)
    items: list[ListItem] = []
    most = max(_SHORT_LABEL, _LABEL // len(views))
    for view in views:
        n = citations.add(view.entry, view.passage, view.span, view.table)
        label = view.label if len(view.label) <= most else view.label[:most].rsplit(" ", 1)[0] + "…"
        figure = _figure(question, asked, view) if amounts else _due(question, asked, view)
        items.append(ListItem(phrase("item", text=f"{label}: {figure}" if figure else label, n=n), (n,)))
    where = place_words(views[0].entry, "", english=english)
    if noun:
        head = phrase("rows_counted", english=english, count=len(items), noun=noun, **where)
    else:
        head = phrase("list_head", english=english, count=len(items), **where)
    kept = _within(items, MOST_CHARACTERS - len(head))
    text = "\n".join([head, *(f"- {item.text}" for item in kept)])
    return Draft("answered", text, (TextBlock(head), ListBlock(kept)), tuple(citations.made), "list of rows")


def _due(question: Question, asked: Asked, view: RowView) -> str:
    """When the row is due, where that is asked too; not where the question itself says in which quarter."""
    said = asked_period(question)
    return view.first_text("time") if asked.any_of("time") and (said is None or said.kind == "year") else ""


def _figure(question: Question, asked: Asked, view: RowView) -> str:
    """The row's figure for what is asked, or its figures by time; "" where it has none or it is doubtful."""
    chosen = choose_amounts(view, asked, question.years)
    if chosen.kind not in ("one", "varies") or not all(cell.cell.certain for cell in chosen.cells):
        return ""
    if chosen.kind == "one":
        return chosen.cells[0].amount.shown
    return "; ".join(f"{cell.period_words}: {cell.amount.shown}" for cell in chosen.cells)


def _documents(index: OpenIndex, question: Question, documents: Sequence[DocumentEntry]) -> Draft | None:
    """One line for each document that holds enough of what is asked; a document number must stand in it."""
    english = question.language == "en"
    interest = interest_in(make_query(question), index.lexical)
    others = [entry for entry in documents if leading_number(entry) not in question.numbers]  # none mentions itself
    looked = [one for entry in others[:_MOST_DOCUMENTS] if (one := _mention(index, question, entry, interest))]
    best = max((coverage for coverage, _, _, _ in looked), default=0.0)
    citations = Citations(index)
    items: list[ListItem] = []
    for coverage, entry, passage, sentence in looked:
        if coverage >= max(_SHARE * best, _LEAST):
            n = citations.add_around(entry, passage, sentence)
            text = index.catalogue.text(entry.id)
            quote = told_line(clipped(text, sentence, _MENTION).of(text))
            items.append(ListItem(phrase("item", text=f"{name_of(entry)}: {quote}", n=n), (n,)))
    if not items:
        return None
    head = phrase("documents_head", english=english, count=len(items))
    kept = _within(items, MOST_CHARACTERS - len(head))
    text = "\n".join([head, *(f"- {item.text}" for item in kept)])
    return Draft("answered", text, (TextBlock(head), ListBlock(kept)), tuple(citations.made), "list of documents")


def _mention(
    index: OpenIndex, question: Question, entry: DocumentEntry, interest: Interest
) -> tuple[float, DocumentEntry, StoredPassage, Span] | None:
    """The sentence of a document that holds most of what is asked, with how much it holds."""
    text = index.catalogue.text(entry.id)
    best: tuple[float, DocumentEntry, StoredPassage, Span] | None = None
    for one in retrieve(index, question, allowed={entry.id}, limit=_LOOKED_AT):
        for sentence in sentences(text, one.passage.span):
            slice_ = sentence.of(text)
            named = all(re.search(rf"(?<!\d){number}\s*[-/]", slice_) for number in question.numbers)
            coverage = interest.coverage(slice_)
            if named and (best is None or coverage > best[0]):
                best = (coverage, entry, one.passage, sentence)
    return best


def _enumerated(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The best enumeration, quoted item by item."""
    if asked.any_of("duties"):
        return list_duties(index, question, asked, [documents])
    found = gather(index, question, asked, [entry.id for entry in documents])
    listed = find_enumeration(index, found, excluding=names_any(asked, "excludes"))
    return told(index, question, [listed]) if listed is not None else None


def _within(items: Sequence[ListItem], room: int) -> tuple[ListItem, ...]:
    kept: list[ListItem] = []
    for item in items:
        room -= len(item.text) + 3
        if room < 0:
            break
        kept.append(item)
    return tuple(kept)
