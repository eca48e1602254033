"""How many of a thing several rows or columns hold together: devices by agency, stations by year, people by class.

Every number is a cell that was read without doubt; a sum is given only where each thing that the question names has a
row or a column of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from assistant.answering.count_heads import named_counts, noun_of
from assistant.answering.counted_row import count_cells, told_counts
from assistant.answering.draft import Citations
from assistant.answering.filters import named_tables, spellings_of
from assistant.answering.found import Found
from assistant.answering.listing import item_rows
from assistant.answering.row_answer import short_label
from assistant.answering.rows import RowView
from assistant.asking import Asked, content_words, in_quarters
from assistant.marks import mark
from assistant.phrases import phrase
from assistant.query import spoken_lines
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.numbers import format_vietnamese, notation_of, parse_number, plus
from indexer.language.tokens import fold_term, syllables
from indexer.records import Cell, Column, DocumentEntry
from indexer.store.reader import OpenIndex

_MOST = 12  # operands of a sum that a reader can check
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of a table with the row and the header that it stands under."""

    view: RowView
    header: str
    period: str
    written: str
    value: Decimal
    certain: bool


def look_up_counted(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The sum of the cells that the question names by rows and columns of one table; None unless it names several."""
    if not asked.any_of("count") or asked.any_of("compare", "change", "percent", "money") or in_quarters(asked):
        return None
    lines = spoken_lines(question)
    for entry in documents:
        tables = {table.ordinal for table in named_tables(asked.topic_text, index.catalogue.tables(entry.id))}
        views = [view for view in item_rows(index, entry) if not tables or view.table.ordinal in tables]
        for ordinal in dict.fromkeys(view.table.ordinal for view in views):
            rows = [view for view in views if view.table.ordinal == ordinal]
            cells = _named_cells(question, asked, entry, rows, lines)
            if not cells or len(cells) > _MOST or not all(cell.certain for cell in cells):
                continue
            several = len({cell.view.row.ordinal for cell in cells}) > 1
            apart = asked.any_of("each") or named_counts(question, asked, cells[0].view.table).apart
            if len(cells) > 1 and not apart:
                return _summed(question, asked, entry, cells, citations)
            if several:
                return _each(entry, cells, citations)
            if not asked.any_of("list"):
                view = cells[0].view
                return told_counts(question, asked, view, count_cells(question, asked, view), citations)
    return None


def _named_cells(
    question: Question, asked: Asked, entry: DocumentEntry, views: Sequence[RowView], lines: Sequence[str]
) -> list[Counted]:
    """The numbers under the columns that the question names, in the rows that it names; none if a name is left over."""
    named = named_counts(question, asked, views[0].table)
    columns = named.columns
    own = spoken_lines(replace(question, context="")) if question.context else lines
    rows = [view for view in views if names_row(view.label, question, own)] if columns else []
    rows = rows or ([view for view in views if names_row(view.label, question, lines)] if columns else [])
    if not rows:
        return []
    kept = {word for view in rows for word in _words(view.label)} | {w for c in columns for w in _words(noun_of(c))}
    left = {fold_term(word) for word in content_words(question, asked, [entry])} - kept
    others = {word for view in views if view not in rows for word in _words(view.label)} - kept
    if left & others:
        return []
    return [cell for view in rows for column in columns if (cell := _count(view, column)) is not None]


def names_row(label: str, question: Question, lines: Sequence[str]) -> bool:
    """Whether the question says the label, its level left out; a town that is called as its province needs it."""
    return any(_says_name(list(words), question, lines) for words in spellings_of(_BRACKETS.sub(" ", label)))


def _says_name(words: list[str], question: Question, lines: Sequence[str]) -> bool:
    heads = [_words(head) for head in load("intents")["row_heads"]]
    tails = [_words(tail) for tail in load("intents")["row_tails"]]
    short = next((words[len(head) :] for head in heads if words[: len(head)] == head and len(words) > len(head)), words)
    tail = next((one for one in tails if short[-len(one) :] == one and len(short) > len(one) + 1), [])
    short = short[: len(short) - len(tail)] if tail else short
    if any(short == _words(place) for place in question.places):
        return _holds(lines, words)
    return len(short) > 1 and _holds(lines, short)


def _count(view: RowView, column: Column) -> Counted | None:
    """The number of one cell, or None where it is blank or holds something else."""
    cell: Cell = view.row.cells[column.ordinal]
    value = parse_number(cell.text.strip(), notation_of([cell.text]))
    if value is None or value != value.to_integral_value():
        return None
    return Counted(view, noun_of(column), column.period or "", one_line(cell.text), value, cell.certain)


def summed_counts(
    question: Question, asked: Asked, view: RowView, columns: Sequence[Column], citations: Citations
) -> Found:
    """The numbers of one row in several columns that count one thing, added."""
    cells = [cell for column in columns if (cell := _count(view, column)) is not None]
    return _summed(question, asked, view.entry, cells, citations)


def _summed(
    question: Question, asked: Asked, entry: DocumentEntry, cells: Sequence[Counted], citations: Citations
) -> Found:
    english = question.language == "en"
    total = plus(cell.value for cell in cells)
    told, numbers = _told_rows(entry, cells, citations)
    noun = _said_noun(question, asked, cells)
    header = cells[0].header
    if len({cell.header for cell in cells}) == 1 and fold(header) != fold(noun):
        noun = f"{noun} ({_as_inside(header)})".strip() if english else _as_inside(header)
    shown = f"{format_vietnamese(total)} {noun}".strip()
    terms = " + ".join(cell.written for cell in cells)
    text = phrase("sum_counted", english=english, sum=shown, terms=terms, told="; ".join(told))
    return Found(entry, text, numbers, 1.0, kind="counted", label=noun)


def _each(entry: DocumentEntry, cells: Sequence[Counted], citations: Citations) -> Found:
    """The numbers of several rows that are not of one kind: row by row, not added."""
    told, numbers = _told_rows(entry, cells, citations)
    return Found(entry, f"{'; '.join(told)}.", numbers, 1.0, kind="counted", label=cells[0].view.label)


def _told_rows(
    entry: DocumentEntry, cells: Sequence[Counted], citations: Citations
) -> tuple[list[str], tuple[int, ...]]:
    """What each row holds, with its citation; and the citations."""
    told: list[str] = []
    numbers: list[int] = []
    for _, group in groupby(cells, key=lambda cell: cell.view.row.ordinal):
        row = list(group)
        n = citations.add(entry, row[0].view.passage, row[0].view.span, row[0].view.table)
        numbers.append(n)
        listed = "; ".join(
            f"{_about(cell, cells)}: {cell.written}" if _about(cell, cells) else cell.written for cell in row
        )
        told.append(f"{short_label(row[0].view.label)} ({listed}) [{mark(n)}]")
    return told, tuple(dict.fromkeys(numbers))


def _about(cell: Counted, cells: Sequence[Counted]) -> str:
    """What tells a cell from the others of its row: its header, its period."""
    header = cell.header if len({one.header for one in cells}) > 1 else ""
    return ", ".join(filter(None, (header, cell.period)))


def _said_noun(question: Question, asked: Asked, cells: Sequence[Counted]) -> str:
    """What is counted: the one header's words, else the question's own."""
    headers = {cell.header for cell in cells}
    words = asked.counted.split()
    if question.language == "en":  # what is counted is read in Vietnamese: its own word stands behind "how many"
        return _after_count(asked.words)
    folded = [fold(word) for word in words]
    spelt = cells[0].header.split()
    same = next((size for size in range(len(spelt), 0, -1) if [fold(w) for w in spelt[:size]] == folded[:size]), 0)
    if all([fold(word) for word in header.split()[:same]] == folded[:same] for header in headers):
        return _as_inside(" ".join(spelt[:same] or (spelt if len(headers) == 1 else ())))
    return ""


def _after_count(words: Sequence[str]) -> str:
    for asking in map(_words, load("intents")["count"]):
        for at in range(len(words) - len(asking)):
            if list(words[at : at + len(asking)]) == asking:
                return words[at + len(asking)]
    return ""


def _as_inside(words: str) -> str:
    """Words of a header as they stand inside a sentence: an abbreviation keeps its letters."""
    first = words.split(" ", 1)[0]
    return words if first.isupper() else words[:1].lower() + words[1:]


def _holds(lines: Sequence[str], words: Sequence[str]) -> bool:
    return bool(words) and any(f" {' '.join(words)} " in line for line in lines)


def _words(text: str) -> list[str]:
    return [fold_term(word) for word in syllables(text)]
