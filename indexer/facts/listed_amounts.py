"""Lists of amounts in running text ("hạ tầng số 43 tỷ đồng; dữ liệu số 14 tỷ đồng") against the rows of a budget.

An item is set beside the one row of the budget whose name holds the same words. Where most items of a list are just
what their rows make, the others are slips of the pen; where few are, the list speaks of something else.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from indexer.facts.audit_words import audit_words
from indexer.facts.from_tables import money_columns
from indexer.facts.likeness import terms_of
from indexer.facts.prose import Paragraph
from indexer.facts.records import Fact
from indexer.language.numbers import format_vietnamese, plus, times, unit_named
from indexer.language.tokens import BIGRAM_JOINT
from indexer.records import Finding, Row, Span, Table
from indexer.tables.reading import table_sums
from indexer.tables.sums import breakdowns, totals_among

_FEWEST = 3  # items of a list
_MOST_WRONG = 3  # one item in so many may differ
_ALIKE = 0.6  # of the words of both names together, that both hold
_FARTHEST = 3  # times as much is another thing
_LONGEST_LABEL = 90
_BULLETS = ("-", "+", "•", "*")


@dataclass(frozen=True, slots=True)
class _Item:
    """An amount of the text with its last place, and what its row makes: ``stated`` and ``made`` in đồng."""

    fact: Fact
    stated: Decimal
    last_place: Decimal
    made: Decimal
    own: Decimal  # what the row makes, in the unit of the table
    cells: tuple[Span, ...]

    @property
    def agrees(self) -> bool:
        """Whether the two are the same, or the text has rounded."""
        return abs(self.stated - self.made) * 2 <= self.last_place or self.stated == self.made


def listed_findings(tables: Sequence[Table], paragraphs: Sequence[Paragraph], facts: Sequence[Fact]) -> list[Finding]:
    """Amounts of lists that differ from the rows of a budget which the rest of their list agrees with."""
    amounts = [fact for fact in facts if fact.table is None and fact.role == "amount" and _scale(fact.unit)]
    starts = [paragraph.span.start for paragraph in paragraphs]
    lists = [list(same) for _, same in groupby(amounts, lambda fact: _list_of(paragraphs, starts, fact))]
    long = [listed for listed in lists if len(listed) >= _FEWEST]
    budgets = [table for table in tables if any(_scale(column.unit) for column in money_columns(table))]
    return [finding for table in budgets for finding in _against(table, long)]


def _list_of(paragraphs: Sequence[Paragraph], starts: Sequence[int], fact: Fact) -> tuple[str, ...] | int:
    """What the items of one list have in common: their paragraph, or the heading above bulleted ones."""
    at = bisect_right(starts, fact.span.start) - 1
    return paragraphs[at].path if at >= 0 and paragraphs[at].mark in _BULLETS else at


def _against(table: Table, lists: Sequence[Sequence[Fact]]) -> Iterator[Finding]:
    """The findings of all lists against one budget."""
    budget = Budget(table)
    unit = next(column.unit for column in money_columns(table) if column.unit)
    for listed in lists:
        items = [item for fact in listed if (item := budget.item(fact)) is not None]
        wrong = [item for item in items if not item.agrees]
        if len(items) < _FEWEST or len(wrong) * _MOST_WRONG > len(items):
            continue
        for item in wrong:
            if max(item.stated, item.made) <= _FARTHEST * min(item.stated, item.made):
                label, second = item.fact.label[:_LONGEST_LABEL], f"{format_vietnamese(item.own)} {unit}"
                message = audit_words().messages["counterpart_row"].format(
                    label=label, first=item.fact.text, second=second
                )  # fmt: skip
                spans = (item.fact.span, *item.cells)
                yield Finding("differs", table.ordinal, message, item.fact.value, item.own, spans)


class Budget:
    """A table of money whose rows are found by the words of their names."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._sums = table_sums(table)
        self._names = [_words(_name(table, row)) for row in table.rows]
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for at, words in enumerate(self._names):
            for word in words:
                self._holding[word].append(at)

    @property
    def values(self) -> Mapping[tuple[int, int], Decimal]:
        """The figures of the table by row and column."""
        return self._sums.values

    def item(self, fact: Fact) -> _Item | None:
        """The amount beside the row whose name is most like its own, if one is alone in that."""
        row, scale = self._row(fact.label), _scale(fact.unit)
        made = self.made(row, fact) if row is not None else None
        if made is None or scale is None or fact.value is None or not made[0]:
            return None
        exponent = fact.value.as_tuple().exponent
        last_place = times(Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0), scale)
        return _Item(fact, times(fact.value, scale), last_place, *made)

    def _row(self, label: str) -> Row | None:
        words = _words(label)
        shared = Counter(at for word in words for at in self._holding[word])
        alike = sorted(((n / len(words | self._names[at]), at) for at, n in shared.items()), reverse=True)[:2]
        if not alike or alike[0][0] < _ALIKE or (alike[0][0] == alike[-1][0] and len(alike) > 1):
            return None
        return self._table.rows[alike[0][1]]

    def made(self, row: Row, fact: Fact) -> tuple[Decimal, Decimal, tuple[Span, ...]] | None:
        """What the row makes for the time of the amount, its total or the sum of its times, in đồng and as written."""
        if fact.period is not None and fact.period.kind != "year":
            return None
        values = self._sums.values
        columns = [c for c in self._table.columns if (row.ordinal, c.ordinal) in values and _scale(c.unit)]
        if fact.period is not None:
            columns = [c for c in columns if c.period == str(fact.period.first.year if fact.period.first else "")]
        else:
            totals = totals_among(self._table.columns)
            whole = [c for c in columns if c.ordinal in totals]
            parts = next(iter(breakdowns(self._table.columns)), ())
            columns = whole[:1] or [c for c in columns if c in parts]
        cells = [(row.cells[c.ordinal], c) for c in columns]
        if not cells or not all(cell.certain and cell.span is not None for cell, _ in cells):
            return None
        scale = _scale(cells[0][1].unit) or Decimal(1)
        own = plus(values[row.ordinal, column.ordinal] for _, column in cells)
        return times(own, scale), own, tuple(cell.span for cell, _ in cells if cell.span is not None)


def _name(table: Table, row: Row) -> str:
    return next((row.cells[c.ordinal].text for c in table.columns if c.role == "label"), "")


def _words(name: str) -> frozenset[str]:
    return frozenset(term for term in terms_of(name) if BIGRAM_JOINT not in term)


def _scale(unit: str | None) -> Decimal | None:
    known = unit_named(unit) if unit else None
    return known.scale if known is not None and known.base == "VND" else None
