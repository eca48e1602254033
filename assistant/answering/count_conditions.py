"""Rows that have all they need, or not: where a column tells what is still wanting, blank and 0 are enough."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.count_heads import Words, noun_of, state_of
from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.listing import item_rows
from assistant.answering.row_answer import short_label
from assistant.answering.rows import RowView
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.query import spoken_lines
from assistant.question import Question
from assistant.records import ListBlock, ListItem, TextBlock
from indexer.language.lexicon import load
from indexer.language.numbers import notation_of, parse_number
from indexer.language.tokens import fold_term, syllables
from indexer.records import Column, DocumentEntry, Table
from indexer.store.reader import OpenIndex

_WANTING = 1  # the state of what is still to be added, among "count_states"
_FEWEST = 2  # words of what is counted that the question says


def list_filled(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The rows that have enough of what the question names, or those that lack some of it; None if it asks neither."""
    filled = asks_filled(question)
    if filled is None or asked.any_of("count", "money", "time", "owner"):
        return None
    lines = spoken_lines(question)
    for entry in documents:
        views = item_rows(index, entry)
        for table in index.catalogue.tables(entry.id):
            column = _wanting(table, lines)
            rows = [view for view in views if view.table.ordinal == table.ordinal]
            if column is None or len(rows) < _FEWEST or not all(_is_sure(view, column) for view in rows):
                continue
            kept = [view for view in rows if (_lack(view, column) == 0) == filled]
            return _draft(index, question, kept, column, filled=filled) if kept else None
    return None


def asks_filled(question: Question) -> bool | None:
    """True where the question asks which have enough, False where it asks which lack some, None where neither."""
    line = f" {' '.join(syllables(question.text) if question.language == 'vi' else _folded(question.text))} "
    bare = question.language != "vi"
    which = any(f" {_spelt(word, bare=bare)} " in line for word in load("intents")["which_rows"])
    if not which:
        return None
    for answer, key in ((False, "count_wanting"), (True, "count_filled")):
        said = [word for word in load("intents")[key] if f" {_spelt(word, bare=bare)} " in line]
        if said and (
            answer or not any(f" {_spelt(w, bare=bare)} " in line for w in load("intents")["count_filled_sure"])
        ):
            return answer
    return None


def _wanting(table: Table, lines: Sequence[str]) -> Column | None:
    """The one column that tells what is still wanting of a thing that the question names."""
    found = [
        column
        for column in table.columns
        if column.role in ("amount", "other") and column.path and state_of(noun_of(column)) == {_WANTING}
    ]
    named = [
        column for column in found if any(f" {' '.join(_folded(noun_of(column))[:_FEWEST])} " in line for line in lines)
    ]
    return named[0] if len(named) == 1 else None


def _lack(view: RowView, column: Column) -> int | None:
    """How much the row lacks; 0 where the cell is blank, None where it holds no number."""
    text = view.row.cells[column.ordinal].text.strip(" -–")
    value = parse_number(text, notation_of([text])) if text else 0
    return int(value) if value is not None else None


def _is_sure(view: RowView, column: Column) -> bool:
    return view.row.cells[column.ordinal].certain and _lack(view, column) is not None


def _draft(index: OpenIndex, question: Question, views: Sequence[RowView], column: Column, *, filled: bool) -> Draft:
    english = question.language == "en"
    citations = Citations(index)
    items = []
    for view in views:
        n = citations.add(view.entry, view.passage, view.span, view.table)
        cell = view.row.cells[column.ordinal].text.strip()
        text = short_label(view.label) if filled else f"{short_label(view.label)}: {cell}"
        items.append(ListItem(phrase("item", english=english, text=text, n=n), (n,)))
    where = place_words(views[0].entry, views[0].passage.breadcrumb, english=english)
    key = "rows_filled" if filled else "rows_wanting"
    head = phrase(key, english=english, count=len(items), header=column.path[-1], **where)
    text = "\n".join([head, *(f"- {item.text}" for item in items)])
    return Draft(
        "answered", text, (TextBlock(head), ListBlock(tuple(items))), tuple(citations.made), "rows by what they lack"
    )


@lru_cache(maxsize=256)  # the phrases of the lexicon
def _spelt(text: str, *, bare: bool) -> str:
    return " ".join(_folded(text) if bare else syllables(text))


def _folded(text: str) -> Words:
    return tuple(fold_term(word) for word in syllables(text))
