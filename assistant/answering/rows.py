"""A table row as evidence: its label, its figures by period, its agencies and times, each with its cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answering.figures import Money, money, money_in, money_unit
from assistant.answering.note_names import note_names
from indexer.language.abbreviations import expanded
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.numbers import notation_of, parse_number
from indexer.language.periods import Period, parse_period
from indexer.records import Cell, Column, ColumnRole, DocumentEntry, Row, Span, StoredPassage, Table
from indexer.store.reader import OpenIndex

_BULLET = re.compile(r"^[-–+•]\s*")
_CLOSED = (".", ";", ":", "!", "?", "…")


@dataclass(frozen=True)
class AmountCell:
    """One figure of a row: its column, the period of that column, and the amount."""

    column: Column
    cell: Cell
    period: Period | None  # None: a column that is no period, such as the total of the row
    amount: Money

    @cached_property
    def aspect(self) -> str:
        """What tells the column from others of its period: its innermost header, if that is no year."""
        last = self.column.path[-1] if self.column.path else ""
        if is_beyond(self.column):
            return one_line(last)
        period = parse_period(last)  # "chi thường xuyên" is a kind of spending, no time
        dated = period is not None and period.kind != "recurring"
        return "" if last == self.column.period or dated else one_line(last)

    @cached_property
    def is_total(self) -> bool:
        """Whether the column adds up the others."""
        return self.period is None and (not self.aspect or fold(self.aspect).startswith(_totals()))

    @cached_property
    def period_words(self) -> str:
        """The period (and what tells the column from others of it) as the headers write them."""
        period = "" if is_beyond(self.column) else self.column.period
        return ", ".join(filter(None, (period, self.aspect if not self.is_total else "")))


@dataclass(frozen=True)
class RowView:
    """A row with the table and document that it stands in; what is read of it once is kept with it."""

    entry: DocumentEntry
    table: Table
    row: Row
    passage: StoredPassage
    meaning: str = ""  # what the note below the table says that a short label stands for

    @cached_property
    def label(self) -> str:
        """What the row is about."""
        written = _BULLET.sub("", self.first_text("label")).rstrip(" :;.")
        return f"{written} ({self.meaning})" if self.meaning else written

    @cached_property
    def group_labels(self) -> tuple[str, ...]:
        """The labels of the groups that hold the row, outermost first."""
        found: list[str] = []
        seen = {self.row.ordinal}
        at = self.row.parent
        while at is not None and at not in seen:
            seen.add(at)
            found.append(RowView(self.entry, self.table, self.table.rows[at], self.passage).label)
            at = self.table.rows[at].parent
        return tuple(reversed(found))

    def children(self) -> tuple[RowView, ...]:
        """The items right below a group row, in order."""
        return self._children

    @cached_property
    def _children(self) -> tuple[RowView, ...]:
        if self.row.kind != "group":
            return ()
        below = [row for row in self.table.rows if row.parent == self.row.ordinal and row.kind in ("item", "group")]
        return tuple(RowView(self.entry, self.table, row, self.passage) for row in below)

    @property
    def span(self) -> Span:
        """The row's slice of the source."""
        return self.row.span

    def cells(self, role: ColumnRole) -> list[tuple[Column, Cell]]:
        """The filled cells of the columns with that role."""
        pairs = zip(self.table.columns, self.row.cells, strict=False)
        return [(column, cell) for column, cell in pairs if column.role == role and cell.text.strip()]

    def first_text(self, role: ColumnRole) -> str:
        """The text of the first filled cell with that role, abbreviations left as they are."""
        found = self.cells(role)
        return one_line(found[0][1].text) if found else ""

    def described(self, role: ColumnRole) -> str:
        """The same with abbreviations spelt out beside them."""
        return expanded(self.first_text(role).lstrip("- ").strip())

    def under_header(self, words: Sequence[str]) -> str:
        """The text under the first column, none of figures, whose header holds one of the folded ``words``."""
        for column, cell in zip(self.table.columns, self.row.cells, strict=False):
            header = f" {fold(' '.join(column.path))} "
            if column.role != "amount" and cell.text.strip() and any(f" {word} " in header for word in words):
                return expanded(one_line(cell.text))
        return ""

    def payer(self) -> str:
        """What a cell that is neither label nor figure says of who pays ("thụ hưởng từ dự án của …"), or ""."""
        pairs = zip(self.table.columns, self.row.cells, strict=False)
        texts = (one_line(cell.text) for column, cell in pairs if column.role not in ("label", "amount", "ordinal"))
        return next((expanded(text) for text in texts if _pays().search(fold(text))), "")

    def other_text(self) -> str:
        """The text of every cell that is neither label nor figure."""
        return self._other_text

    @cached_property
    def _other_text(self) -> str:
        pairs = zip(self.table.columns, self.row.cells, strict=False)
        return " ".join(cell.text for column, cell in pairs if column.role not in ("label", "amount", "ordinal"))

    @cached_property
    def described_label(self) -> str:
        """The label with what describes it."""
        return f"{self.label} {self.other_text()}"

    @cached_property
    def with_groups(self) -> str:
        """The same below everything that it stands under: groups, the titles of the table and of the document."""
        above = (*self.group_labels, self.table.title, self.entry.metadata.title)
        return f"{' '.join(above)} {self.described_label}"

    def amounts(self) -> tuple[AmountCell, ...]:
        """The figures of the row that are money, in column order; ``cell.certain`` marks the doubtful ones."""
        return self._amounts

    @cached_property
    def _amounts(self) -> tuple[AmountCell, ...]:
        notation = _notation(_figures(self.table))
        found: list[AmountCell] = []
        for column, cell in self.cells("amount"):
            words = column.unit or self.table.unit
            unit = money_unit(words)
            value = parse_number(cell.text, notation)
            if unit is not None and words is not None and value is not None:
                period = parse_period(column.period) if column.period and not is_beyond(column) else None
                found.append(AmountCell(column, cell, period, money(value, cell.text, unit, words)))
        return tuple(found)


def is_beyond(column: Column) -> bool:
    """Whether a column names a year and tells what is before or after it: "left after 2026", "all until 2025"."""
    return bool(column.period) and _beyond().search(fold(" ".join(column.path))) is not None


def beyond_years(column: Column) -> list[str]:
    """What questions say for such a column: "after 2026", "until the end of 2025"; none for others."""
    if not is_beyond(column):
        return []
    found = re.search(r"\b(sau|truoc|den het)(?: nam)? (20\d\d)", fold(column.path[-1]))
    return [f"{found[1]} {found[2]}", f"{found[1]} nam {found[2]}"] if found else []


@lru_cache(maxsize=1)
def _beyond() -> re.Pattern[str]:
    return re.compile(load("intents")["beyond_year"])


def continuation(view: RowView) -> Row | None:
    """The row below that goes on with the sentences of this one, which the break of a page cut; None if none does."""
    below = view.table.rows[view.row.ordinal + 1 : view.row.ordinal + 2]
    if not below or below[0].kind != "detail" or below[0].label or len(below[0].cells) != len(view.row.cells):
        return None
    filled = [(one.text.strip(), other.text.strip()) for one, other in zip(view.row.cells, below[0].cells, strict=True)]
    cut = [one and not one.endswith(_CLOSED) for one, other in filled if other]
    return below[0] if cut and all(cut) else None


def holds_units(column: Column) -> bool:
    """Whether the column says in which unit the figures of each row are counted."""
    return bool(column.path) and fold(column.path[-1]) in _unit_headers()


def worked_out(view: RowView, cell: AmountCell) -> bool:
    """Whether the row's own words reckon the figure out ("2 courses of 10 million = 20 million"): it is sure."""
    described = one_line(" ".join(view.row.cells[column.ordinal].text for column in _wordy(view.table)))
    stated = (one for one in money_in(described) if described[: one.start].rstrip().endswith("="))
    return any(one.exact == cell.amount.dong for one in stated)


def _wordy(table: Table) -> list[Column]:
    return [column for column in table.columns if column.role not in ("amount", "ordinal")]


def view_row(
    entry: DocumentEntry, table: Table, passage: StoredPassage, row: Row, names: Mapping[str, str] | None = None
) -> RowView:
    """The view of one row; ``names``: what a note says that short labels stand for."""
    label = next((row.cells[c.ordinal].text for c in table.columns if c.role == "label"), "") if names else ""
    return RowView(entry, table, row, passage, (names or {}).get(_BULLET.sub("", label), ""))


def table_rows(index: OpenIndex, entry: DocumentEntry) -> tuple[RowView, ...]:
    """The rows of a document's tables that are passages by themselves, in source order."""
    return index.prepared.once(("table rows", entry.id), lambda: _table_rows(index, entry))


def _table_rows(index: OpenIndex, entry: DocumentEntry) -> list[RowView]:
    passages = {(p.table, p.row): p for p in index.catalogue.passages_of(entry.id) if p.table is not None}
    return [
        view_row(entry, table, passages[table.ordinal, row.ordinal], row, note_names(index, entry, table))
        for table in index.catalogue.tables(entry.id)
        for row in table.rows
        if (table.ordinal, row.ordinal) in passages
    ]


@lru_cache(maxsize=1)
def _pays() -> re.Pattern[str]:
    return re.compile(load("intents")["pays"])


@lru_cache(maxsize=1)
def _unit_headers() -> frozenset[str]:
    return frozenset(map(fold, load("intents")["unit_headers"]))


@lru_cache(maxsize=1)
def _totals() -> tuple[str, ...]:
    return tuple(map(fold, load("intents")["total_headers"]))


_notation = lru_cache(maxsize=256)(notation_of)


def _figures(table: Table) -> tuple[str, ...]:
    amounts = [column.ordinal for column in table.columns if column.role == "amount"]
    return tuple(
        row.cells[at].text for row in table.rows for at in amounts if at < len(row.cells) and row.cells[at].text
    )
