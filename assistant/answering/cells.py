"""Cells that a question names by their column: by a time in the header, by the header's words, or by what they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.count_heads import fits_years, named_counts
from assistant.answering.figures import money_unit
from assistant.answering.rows import RowView, holds_units
from assistant.answering.unit_prices import figure_with_unit
from assistant.asking import Asked, Want, names, names_any
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.figures import is_figure
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.periods import Period, find_periods, parse_period
from indexer.language.tokens import fold_term, syllables
from indexer.records import Cell, Column, Span

_OTHERWISE = ("label", "ordinal", "owner", "partner", "time", "basis")  # columns that are asked for by their role
_MONEY: tuple[Want, ...] = ("money", "sum", "total", "share", "change", "compare", "most", "least")
_PARTS = re.compile(r"[,/;()]")  # between the things that one header names
_SHORT = 120  # code points of a cell in which a count is the point
_LONGEST = 300  # code points of a cell that an answer shows


@dataclass(frozen=True, slots=True)
class AskedCell:
    """A cell that the question asks for: the words of its header, and its own with the unit of its row."""

    header: str
    text: str
    tells_time: bool = False  # the question names what happens, the header says when
    span: Span | None = None  # of the cell, where the row has one for each of several times

    def shown(self, *, english: bool) -> str:
        """The cell in a few words."""
        if self.tells_time:
            return phrase("time", english=english, value=f"{self.header} ({self.text})")
        return phrase("cell", english=english, header=self.header, text=self.text)


def asked_cells(question: Question, asked: Asked, view: RowView) -> list[AskedCell]:
    """The filled cells of a row that the question names; none if it asks for money, which has columns of its own."""
    columns = list(_columns(view))
    counted = [AskedCell(_header(c), _text(cell)) for c, cell in columns if not c.period and _counts(asked, cell)]
    if asked.any_of(*_MONEY) and (has_money(view) or names_any(asked, "money_words")):
        return counted
    happens = [(c, cell) for c, cell in columns if asked.any_of("time") and _happens(asked, c, cell)]
    if happens:
        return [AskedCell(_header(column), _text(cell), True) for column, cell in happens]
    unit = _unit(columns)
    wanted = _periods(question)
    if not wanted and (asked.any_of("percent") or names_any(asked, "steps")):
        every = [(column, cell) for column, cell in columns if column.period]
        if len(every) > 1:
            return [AskedCell(_header(c), _with_unit(view, c, cell, unit), span=cell.span) for c, cell in every]
    timed = [(column, cell) for column, cell in columns if column.period and _meant(column, wanted)]
    counts = named_counts(question, asked, view.table).columns
    fits = not question.years or fits_years(view.table, question)
    headed = [pair for pair in columns if _is_named(asked, pair[0]) and (fits or pair[0].role != "amount")]
    named = [pair for pair in columns if not pair[0].period and (pair[0] in counts or pair in headed)]
    found = [AskedCell(_header(column), _with_unit(view, column, cell, unit)) for column, cell in (*timed, *named)]
    return found or counted


def record_cells(view: RowView) -> list[AskedCell]:
    """Every filled cell of the row but its number and its label, with its header and the unit of its column."""
    pairs = zip(view.table.columns, view.row.cells, strict=False)
    kept = [(column, cell) for column, cell in pairs if column.role not in ("label", "ordinal") and column.path]
    unit = _unit(kept)
    return [
        AskedCell(_header(column), _with_unit(view, column, cell, unit))
        for column, cell in kept
        if cell.text.strip(" -–") and not holds_units(column)
    ]


def _columns(view: RowView) -> Iterator[tuple[Column, Cell]]:
    """The filled cells that no role and no unit of money answers for."""
    for column, cell in zip(view.table.columns, view.row.cells, strict=False):
        priced = column.role == "amount" and money_unit(column.unit or view.table.unit) is not None
        if column.role not in _OTHERWISE and not priced and column.path and cell.text.strip(" -–"):
            yield column, cell


def _counts(asked: Asked, cell: Cell) -> bool:
    """Whether the cell holds a number of what is counted ("how many m2")."""
    noun = fold(asked.counted).split()[:1]
    return (
        bool(noun)
        and len(cell.text) <= _SHORT
        and re.search(rf"\d\s*{re.escape(noun[0])}(?!\w)", fold(cell.text)) is not None
    )


def _periods(question: Question) -> list[Period]:
    """The times that the question names, finest first: a quarter of a year is not that year."""
    found = [at.period for at in find_periods(question.text)]
    fine = [period for period in found if period.kind in ("quarter", "month", "day")]
    return fine or found or [period for year in question.years if (period := parse_period(str(year))) is not None]


def _meant(column: Column, wanted: Sequence[Period]) -> bool:
    period = parse_period(column.period or "")
    return period is not None and any((one.first, one.last) == (period.first, period.last) for one in wanted)


def _is_named(asked: Asked, column: Column) -> bool:
    """Whether the question holds the header: one word after the other, or all the words of a longer one.

    A header that names several things ("Sản phẩm, kết quả") is named by each of them.
    """
    parts = [part for part in _PARTS.split(column.path[-1]) if len(syllables(part)) > 1]
    if len(parts) > 1 and not holds_units(column) and any(names(asked, " ".join(syllables(part))) for part in parts):
        return True
    head = " ".join(syllables(column.path[-1]))
    for opening in load("intents")["head_openings"]:  # "of these, …" says whose part it is, not what
        head = head.removeprefix(f"{opening} ")
    words = {fold_term(word) for word in head.split()}
    if holds_units(column) or not words:
        return False
    return names(asked, head) or (len(words) > 2 and words <= set(asked.words))


def _happens(asked: Asked, column: Column, cell: Cell) -> bool:
    """Whether the question says what the cell says, under a header that is a time."""
    words = {fold_term(word) for word in syllables(cell.text)}
    return bool(column.period) and len(words) > 1 and words <= set(asked.words)


def _unit(columns: Sequence[tuple[Column, Cell]]) -> str:
    """The unit that the row states for its figures, or ""."""
    return next((_text(cell) for column, cell in columns if holds_units(column)), "")


def has_money(view: RowView) -> bool:
    """Whether a column of the row's table holds money."""
    columns = (column for column in view.table.columns if column.role == "amount")
    return any(money_unit(column.unit or view.table.unit) is not None for column in columns)


def shown_figure(view: RowView, column: Column, cell: Cell) -> str:
    """The cell with the unit that its column, or what stands above the table, gives it."""
    return _with_unit(view, column, cell, "")


def _with_unit(view: RowView, column: Column, cell: Cell, unit: str) -> str:
    own = figure_with_unit(view, column, cell)
    if own:
        return own
    text, unit = _text(cell), column.unit or unit or _unit_of_table(view, column)
    share = column.unit == "%" and is_figure(text)
    if (column.role != "amount" and not share) or not unit or text.endswith(unit):
        return text
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"


def _unit_of_table(view: RowView, column: Column) -> str:
    """The unit above the table ("nghìn trang"), for the columns of a time and those whose head names its thing."""
    unit = view.table.unit or ""
    if not unit or money_unit(unit) is not None:
        return ""
    things = {fold_term(word) for word in syllables(unit)} - scale_words()
    head = {fold_term(word) for word in syllables(column.path[-1])}
    return unit if column.period or things & head else ""


@lru_cache(maxsize=1)
def scale_words() -> frozenset[str]:
    """The folded words by which units count in thousands and more."""
    return frozenset(fold_term(word) for phrase in load("intents")["scales"] for word in syllables(phrase))


def _header(column: Column) -> str:
    return column.period if column.period and len(column.path[-1]) > len(column.period) + 8 else column.path[-1]


def _text(cell: Cell) -> str:
    return one_line(cell.text)[:_LONGEST]
