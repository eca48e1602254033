"""Which agencies lead the tasks that a question names, each with its tasks: the rows of a table by their owners."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.draft import Citations, Draft, clipped_words, place_words
from assistant.answering.evidence import interest_in
from assistant.answering.filters import Words, of_named_table, spellings_of, within, words_of
from assistant.answering.listed import MOST_CHARACTERS
from assistant.answering.rows import RowView, table_rows
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.query import make_query
from assistant.question import Question
from assistant.records import ListBlock, ListItem, TextBlock
from indexer.language.abbreviations import expanded
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_HELD = 0.75  # of what the question says of the tasks that a row holds with its groups
_FEWEST = 2
_GROUP = 3  # words of the label of a group that names it
_MARK = 8  # what a citation mark and a bullet take
_LABEL = 110
_SHORT_LABEL = 40


def list_leads(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The lead agencies of the tasks named, those left out that the question leaves out ("ngoài Sở Nội vụ").

    None unless several are asked for, and the tasks named are of two agencies or more.
    """
    if not asked.any_of("owner") or not _asks_several(question):
        return None
    every = of_named_table(question.text, [view for entry in documents for view in table_rows(index, entry)])
    rows = [view for view in every if view.row.kind == "item" and view.first_text("owner")]
    without = _left_out(question)
    owners: dict[str, list[RowView]] = {}
    for view in _of_topic(index, question, asked, rows, without):
        owner = view.first_text("owner").strip(" -;.")
        if any(within(said, words) for said in spellings_of(owner) for words in without):
            continue
        known = owners.setdefault(max((" ".join(words) for words in spellings_of(owner)), key=len), [])
        if not any(fold(one.label) == fold(view.label) for one in known):
            known.append(view)
    return _told(index, question, owners) if len(owners) >= _FEWEST else None


def _asks_several(question: Question) -> bool:
    said = fold(question.text)
    return re.search(load("intents")["several_leads"], said) is not None or bool(_left_out(question))


def _left_out(question: Question) -> frozenset[Words]:
    """What the question leaves out, as folded words: as written and with abbreviations spelt out; empty if nothing."""
    found = re.search(load("intents")["leaves_out"], question.text, re.IGNORECASE)
    return spellings_of(found["but"]) if found is not None else frozenset()


def _of_topic(
    index: OpenIndex, question: Question, asked: Asked, rows: Sequence[RowView], without: frozenset[Words]
) -> list[RowView]:
    """The rows that hold, with their groups, most of what the question says of the tasks; all if it says nothing."""
    said = _tasks_said(question, asked, without)
    named = [view for view in rows if any(_is_named(label, words_of(said)) for label in view.group_labels)]
    if named:
        return named
    if not said:
        return list(rows)
    interest = interest_in(make_query(replace(question, text=said, language="vi-ascii", context="")), index.lexical)
    return [view for view in rows if interest.coverage(" ".join((*view.group_labels, view.label))) >= _HELD]


def _is_named(label: str, said: Words) -> bool:
    """Whether the question says the whole label of a group and nothing else of the tasks."""
    return len(words_of(label)) >= _GROUP and within(words_of(label), said) and set(said) <= set(words_of(label))


def _tasks_said(question: Question, asked: Asked, without: frozenset[Words]) -> str:
    """The folded words of the topic that name tasks: without agencies in general, kinds of documents."""
    intents = load("intents")
    fillers = {words_of(phrase) for phrase in (*intents["lead_fillers"], *intents["kind_numbers"])} | without
    line = f" {' '.join(words_of(asked.topic))} "
    for words in sorted(fillers, key=len, reverse=True):
        while f" {' '.join(words)} " in line:
            line = line.replace(f" {' '.join(words)} ", " ", 1)
    return " ".join(word for word in line.split() if word not in question.numbers and not word.isdigit())


def _told(index: OpenIndex, question: Question, owners: dict[str, list[RowView]]) -> Draft:
    english = question.language == "en"
    citations = Citations(index)
    first = next(iter(owners.values()))[0]
    head = phrase("list_head", english=english, count=len(owners), **place_words(first.entry, "", english=english))
    room = MOST_CHARACTERS - len(head)
    count = sum(map(len, owners.values()))
    most = min(_LABEL, max(_SHORT_LABEL, room // count - _MARK))
    items: list[ListItem] = []
    for views in owners.values():
        numbers = tuple(citations.add(view.entry, view.passage, view.span, view.table) for view in views)
        labels = (f"{clipped_words(view.label, most)} [{n}]" for view, n in zip(views, numbers, strict=True))
        items.append(ListItem(f"{expanded(views[0].first_text('owner').strip(' -;.'))}: {'; '.join(labels)}", numbers))
    kept: list[ListItem] = []
    for item in items:
        room -= len(item.text) + _MARK
        if room < 0:
            break
        kept.append(item)
    text = "\n".join([head, *(f"- {item.text}" for item in kept)])
    blocks = (TextBlock(head), ListBlock(tuple(kept)))
    return Draft("answered", text, blocks, tuple(citations.made), "agencies that lead tasks")
