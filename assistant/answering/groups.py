"""The figure of a group of rows that a question names by its number ("mục III") or by how many items it has.

A group that prints its own figure is looked up like any row; of one that prints none, the items are added.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answering.candidates import RowHit
from assistant.answering.draft import Citations
from assistant.answering.filters import named_tables
from assistant.answering.found import Found
from assistant.answering.row_answer import from_row
from assistant.answering.rows import RowView, view_row
from assistant.asking import Asked, content_words
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_LEAST_SHARED = 2  # words of a group's label that the question holds where it does not give the number


def look_up_group(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The figure of the one group that the question names by its number or its count; None if it names none."""
    numbers, counts = _numbers(question.text), _counts(question.text)
    if not numbers and not counts:
        return None
    meant: list[RowView] = []
    for entry in documents:
        left = {fold_term(word) for word in content_words(question, asked, [entry])} - set(map(str.lower, numbers))
        for view in groups_with_figures(index, asked, entry):
            held = left & {fold_term(word) for word in syllables(view.label)}
            numbered = view.row.label.strip(" .)") in numbers and 2 * len(held) >= len(left)
            counted = len(view.children()) in counts and held == left and len(held) >= _LEAST_SHARED
            if numbered or counted:
                meant.append(view)
    return from_row(question, asked, RowHit(meant[0], 1.0), citations) if len(meant) == 1 else None


def _numbers(text: str) -> set[str]:
    """The numbers of sections that the question gives: Roman, as sections are counted."""
    parts = "|".join(re.escape(part) for part in load("intents")["table_parts"])
    return set(re.findall(rf"\b(?:{parts})\s+(?:số\s+)?([IVX]+)\b", text))


def _counts(text: str) -> set[int]:
    """How many items the question says that there are ("ba khoản", "4 hạng mục")."""
    numbers = load("intents")["small_numbers"]
    parts = "|".join(re.escape(part) for part in load("intents")["item_words"])
    said = re.findall(rf"\b({'|'.join(numbers)}|[2-9])\s+(?:{parts})\b", text, re.I)
    return {numbers.get(one.lower()) or int(one) for one in said}


def groups_with_figures(index: OpenIndex, asked: Asked, entry: DocumentEntry) -> Iterator[RowView]:
    """The groups of items with figures, in the tables that the question names or in all of them."""
    tables = index.catalogue.tables(entry.id)
    for table in named_tables(asked.topic_text, tables) or tables:
        for row in table.rows:
            passage = index.catalogue.passage_at(entry.id, row.span.start) if row.kind == "group" else None
            if passage is not None:
                view = view_row(entry, table, passage, row)
                if view.amounts() or any(child.amounts() for child in view.children()):
                    yield view
