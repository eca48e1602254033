"""One measure of a row: the cell under the column that a clause names, or the number that the row's own words tell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answering.figures import money_in, money_unit, readable
from assistant.answering.fund_columns import names_fund
from assistant.answering.rows import RowView, holds_units
from assistant.answering.unit_prices import figure_with_unit, is_quantity, plain_head
from assistant.asking import Asked, content_words
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.tokens import fold_term, syllables
from indexer.records import Cell, Column

_LONGEST = 160  # code points of a row's words that are shown
_MOST_WORDS = 0.6  # of a clause that the words beside an amount must hold
_PIECES = re.compile(r"\n|;|(?<=[.)])\s+(?=[A-ZĐ(-])|\s[-–+]\s(?![^()]*\))")  # a dash in brackets parts nothing
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Measured:
    """A figure as the row writes it, and how it is shown."""

    figure: str
    shown: str


def measured(question: Question, asked: Asked, noun: str, view: RowView) -> Measured | None:
    """What the row holds of the measure that the clause ``question`` asks for besides its money as a whole."""
    english = question.language == "en"
    if not noun:
        funds = [cell for cell in view.amounts() if not cell.is_total and names_fund(asked, cell.aspect, view.label)]
        if len(funds) == 1:
            header, amount = one_line(funds[0].column.path[-1]), funds[0].amount.written
            return Measured(amount, phrase("cell", english=english, header=header, text=funds[0].amount.shown))
        return _part(question, asked, view)
    cell = _headed(asked, view, english=english)
    return cell or _counted(noun, view, english=english) or _quantity(noun, view, english=english)


def _quantity(noun: str, view: RowView, *, english: bool) -> Measured | None:
    """How many there are of the row's own thing, where all the words that are counted name it, or its unit."""
    words = {fold_term(word) for word in syllables(noun)}
    pairs = list(zip(view.table.columns, view.row.cells, strict=False))
    units = " ".join(cell.text for column, cell in pairs if holds_units(column))
    held = {fold_term(word) for word in syllables(f"{view.label} {units}")}
    for column, cell in pairs if words and words <= held else []:
        text = figure_with_unit(view, column, cell) if is_quantity(column) and cell.certain else ""
        if text:
            return Measured(text, phrase("cell", english=english, header=plain_head(column), text=text))
    return None


def _headed(asked: Asked, view: RowView, *, english: bool) -> Measured | None:
    """The filled cell of figures whose head says most of what the clause says, two words at least."""
    found: list[tuple[int, Column, Cell]] = []
    for column, cell in zip(view.table.columns, view.row.cells, strict=False):
        priced = money_unit(column.unit or view.table.unit) is not None
        if column.role != "amount" or priced or not column.path or column.period or not cell.text.strip(" -–"):
            continue
        words = _head_words(column)
        if len(words) > 1 and words <= set(asked.words):
            found.append((len(words), column, cell))
    if not found:
        return None
    _, column, cell = max(found, key=lambda one: one[0])
    unit = column.unit or view.table.unit or ""
    figure = one_line(cell.text)
    text = f"{figure} {unit}".strip()
    header = one_line(_BRACKETS.sub(" ", column.path[-1]))
    return Measured(figure, phrase("cell", english=english, header=header, text=text))


def _head_words(column: Column) -> set[str]:
    head = " ".join(syllables(_BRACKETS.sub(" ", column.path[-1])))
    for opening in load("intents")["head_openings"]:
        head = head.removeprefix(f"{opening} ")
    return {fold_term(word) for word in head.split()}


def _counted(noun: str, view: RowView, *, english: bool) -> Measured | None:
    """The piece of the row's words in which a number stands right before what is counted."""
    pattern = re.compile(rf"(?<![\d.,/])\d[\d.]*\s+{re.escape(fold(noun).split()[0])}\b")
    for piece, header in _worded(view):
        told = pattern.search(fold(piece))
        if told is not None:
            figure = piece[told.start() : told.end()]
            return Measured(figure, phrase("cell", english=english, header=header, text=_around(piece, told)))
    return None


def _part(question: Question, asked: Asked, view: RowView) -> Measured | None:
    """The amount that the row's words tell for a part of it which the clause names."""
    wanted = {fold_term(word) for word in content_words(question, asked, [view.entry])}
    if len(wanted) < 2:
        return None
    for piece, header in _worded(view):
        amounts = money_in(piece)
        held = {fold_term(word) for word in syllables(piece)}
        if len(amounts) == 1 and len(wanted & held) >= _MOST_WORDS * len(wanted):
            figure = piece[amounts[0].start : amounts[0].end]
            text = f"{readable(amounts[0].exact)} ({piece})" if len(piece) <= 2 * _LONGEST else figure
            return Measured(figure, phrase("cell", english=question.language == "en", header=header, text=text))
    return None


def _worded(view: RowView) -> Iterator[tuple[str, str]]:
    """The pieces of the cells in words, each with the head of its column."""
    for column, cell in zip(view.table.columns, view.row.cells, strict=False):
        if column.role in ("amount", "ordinal", "time") or not cell.text.strip():
            continue
        for piece in _PIECES.split(cell.text):
            if piece.strip():
                yield one_line(piece), one_line(column.path[-1]) if column.path else ""


def _around(piece: str, told: re.Match[str]) -> str:
    """``piece``, cut at words around the number where it is long."""
    if len(piece) <= _LONGEST:
        return piece
    start = max(0, told.start() - _LONGEST // 2)
    end = min(len(piece), start + _LONGEST)
    start = piece.rfind(" ", 0, start) + 1 if start else 0
    last = piece.find(" ", end)
    end = len(piece) if last < 0 else last
    return f"{'…' if start else ''}{piece[start:end]}{'…' if end < len(piece) else ''}"
