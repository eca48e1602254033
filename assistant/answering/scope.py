"""Whether a question is about a whole document, one of its tables, or something narrower."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.asking import Asked, content_words
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.tokens import fold_term, syllables
from indexer.records import Cell, DocumentEntry, Row, Table
from indexer.store.reader import OpenIndex


@lru_cache(maxsize=1)
def _part_pattern() -> re.Pattern[str]:
    """A quarter, a half of a year, or a table by its number, as questions name them."""
    halves = [half for half, _ in load("intents")["halves"]]
    quarters = [rf"{word}\s+(?:[ivx]+|[1-4])" for word in load("intents")["quarter"]]
    quarters += [rf"{re.escape(name)}\s+(?:[ivx]+|\d+)" for name in load("intents")["table_numbers"]]
    parts = [*map(re.escape, [*halves, *map(fold, halves)]), *quarters]
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.I)


def names_a_group(index: OpenIndex, asked: Asked, entry: DocumentEntry) -> bool:
    """Whether the topic holds all of the label of a group, however much of it the title says too."""
    topic = {fold_term(word) for word in syllables(asked.topic)}
    for table in index.catalogue.tables(entry.id):
        labels = (cell.text for row in table.rows if row.kind == "group" for cell in _labels(table, row))
        if any(len(words) > 1 and words <= topic for words in map(_folded_words, labels)):
            return True
    return False


def _labels(table: Table, row: Row) -> list[Cell]:
    return [cell for column, cell in zip(table.columns, row.cells, strict=False) if column.role == "label"]


def _folded_words(text: str) -> set[str]:
    return {fold_term(word) for word in syllables(text)}


def names_a_part(text: str) -> bool:
    """Whether ``text`` names a table by its number, a quarter or a half of a year."""
    return _part_pattern().search(text) is not None


def parts_named(text: str) -> int:
    """How many parts ``text`` names in that way."""
    return len(_part_pattern().findall(text))


def is_narrower(question: Question, asked: Asked, entry: DocumentEntry, tables: Sequence[Table]) -> bool:
    """Whether words are left in the topic, or in the one that a follow-up goes on with, that no title says.

    The titles are the document's and those of the ``tables`` that the question names.
    """
    titles = {fold_term(word) for table in tables for word in syllables(table.title)}
    earlier = replace(asked, topic=asked.before)
    asked = replace(asked, topic=_part_pattern().sub(" ", asked.topic))
    left = [*content_words(question, asked, [entry]), *content_words(question, earlier, [entry])]
    kinds = load("intents")["kind_numbers"].values() if question.numbers else ()  # "KH 46" names a document
    known = titles | set(map(fold_term, kinds)) | (frozenset() if tables else _of_wholes())
    return not known.issuperset(map(fold_term, left))


@lru_cache(maxsize=1)
def _of_wholes() -> frozenset[str]:
    """The words that say no more of the money of a whole plan than that it is needed."""
    return frozenset(fold_term(word) for words in load("computing")["whole_words"] for word in syllables(words))
