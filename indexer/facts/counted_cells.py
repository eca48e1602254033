"""Counted things of running text against bare figures of tables, whose unit stands in the label or in the header."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indexer.facts.audit_words import audit_words
from indexer.facts.likeness import terms_of
from indexer.facts.prose import Paragraph
from indexer.facts.records import Fact
from indexer.facts.statements import years_named
from indexer.facts.twins import SLIP_SHARE, is_slip
from indexer.language.normal import one_line
from indexer.language.numbers import format_vietnamese, parse_number
from indexer.language.periods import find_periods
from indexer.language.tokens import BIGRAM_JOINT, syllables
from indexer.records import Column, Finding, Row, Span, Table

_LARGE = 1000  # smaller counts are near each other by chance
_NOUN = 2  # words of what is counted that the label must hold side by side
_SHARED = 3  # words of the clause that the label must hold
_HEADER = 3  # words by which a header says what its column counts
_REACH = 12  # words after a figure that say what is counted
_CLOSE = 10  # one part in so many
_BARE = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_LONGEST_LABEL = 90


@dataclass(frozen=True, slots=True)
class _Cell:
    """A bare whole number of a table."""

    table: Table
    row: Row
    column: Column
    value: Decimal
    span: Span

    @property
    def label(self) -> str:
        """What the row is called."""
        return next((self.row.cells[c.ordinal].text for c in self.table.columns if c.role == "label"), "")

    @property
    def header(self) -> str:
        """What the column is called, in its last line."""
        return self.column.path[-1] if self.column.path else ""


@dataclass(frozen=True, slots=True)
class _Count:
    """A count of the text with its paragraph."""

    fact: Fact
    paragraph: Paragraph
    value: Decimal
    after: tuple[str, ...]  # the words behind the figure


def counted_findings(
    text: str, tables: Sequence[Table], paragraphs: Sequence[Paragraph], facts: Sequence[Fact]
) -> list[Finding]:
    """Counts of the text that a cell gives with a slip of the pen, or that the total of a column contradicts."""
    counts = sorted(_counts(text, paragraphs, facts), key=lambda count: count.value)
    near = _Near(counts)
    found = []
    for cell in (cell for table in tables for cell in _cells(table)):
        found += [_finding(count, cell) for count in near.misprints(cell.value) if _is_misprint(text, count, cell)]
        if cell.row.kind == "total":
            found += [_finding(count, cell) for count in counts if _is_other_total(count, cell)]
    return found


class _Near:
    """Large counts, found by their size and by their digits."""

    def __init__(self, counts: Sequence[_Count]) -> None:
        self._large = [count for count in counts if count.value >= _LARGE]
        self._values = [count.value for count in self._large]
        self._digits: defaultdict[str, list[_Count]] = defaultdict(list)
        for count in self._large:
            self._digits[_digits(count.value)].append(count)

    def misprints(self, value: Decimal) -> list[_Count]:
        """The counts that may be misprints of ``value``, or it of them."""
        if value < _LARGE or not self._large:
            return []
        margin = value / SLIP_SHARE * 2
        first, last = bisect_left(self._values, value - margin), bisect_right(self._values, value + margin)
        near = {id(count): count for count in (*self._large[first:last], *self._digits[_digits(value)])}
        return [count for count in near.values() if is_slip(count.value, value)]


def _digits(value: Decimal) -> str:
    return "".join(sorted(f"{value:f}"))


def _counts(text: str, paragraphs: Sequence[Paragraph], facts: Sequence[Fact]) -> Iterator[_Count]:
    starts = [paragraph.span.start for paragraph in paragraphs]
    for fact in facts:
        if fact.role != "count" or fact.table is not None or fact.value is None or not fact.unit:
            continue
        at = bisect_right(starts, fact.span.start) - 1
        paragraph = paragraphs[at] if at >= 0 else None
        if paragraph is not None and paragraph.body.holds(fact.span):
            behind = text[fact.span.start : paragraph.body.end].lstrip("0123456789.,")
            yield _Count(fact, paragraph, fact.value, tuple(syllables(behind)[:_REACH]))


def _cells(table: Table) -> Iterator[_Cell]:
    """The bare whole numbers of a table that are no money."""
    for row in table.rows:
        for column, cell in zip(table.columns, row.cells, strict=True):
            if column.role in ("label", "ordinal") or column.unit or cell.span is None or not cell.certain:
                continue
            value = parse_number(cell.text) if _BARE.fullmatch(cell.text.strip()) else None
            if value is not None:
                yield _Cell(table, row, column, value, cell.span)


def _is_misprint(text: str, count: _Count, cell: _Cell) -> bool:
    """Whether the two large counts of one thing differ as misprints do, and are of one time."""
    noun = " ".join(syllables(count.fact.unit or "")[:_NOUN])
    if " " not in noun or f" {noun} " not in f" {' '.join(syllables(cell.label))} ":
        return False
    clause = one_line(text[count.paragraph.body.start : count.fact.span.end])
    shared = {term for term in terms_of(clause) & terms_of(cell.label) if BIGRAM_JOINT not in term}
    return len(shared) >= _SHARED and _of_one_time(clause, f"{cell.label} {' '.join(cell.column.path)}")


def _of_one_time(first: str, second: str) -> bool:
    a, b = ({at.period.last.year for at in find_periods(place) if at.period.last} for place in (first, second))
    return not a or not b or bool(a & b)


def _is_other_total(count: _Count, cell: _Cell) -> bool:
    """Whether the column counts just what the text counts, and its total is near the text's figure."""
    if count.value == cell.value or cell.column.period or years_named(cell.header):
        return False
    if abs(count.value - cell.value) * _CLOSE > max(count.value, cell.value):
        return False
    counted = _counted(cell.header)
    return len(counted) >= _HEADER and count.after[:1] == counted[:1] and set(counted) <= set(count.after)


def _counted(header: str) -> tuple[str, ...]:
    """The words behind "number of" in a header; none where it does not begin so."""
    words = tuple(syllables(header))
    leads = sorted((tuple(syllables(lead)) for lead in audit_words().numbers_of), key=len, reverse=True)
    return next((words[len(lead) :] for lead in leads if words[: len(lead)] == lead), ())


def _finding(count: _Count, cell: _Cell) -> Finding:
    label = cell.header if cell.row.kind == "total" else cell.label
    message = audit_words().messages["counterpart_row"].format(
        label=label[:_LONGEST_LABEL], first=count.fact.text, second=format_vietnamese(cell.value)
    )  # fmt: skip
    return Finding("differs", cell.table.ordinal, message, count.value, cell.value, (count.fact.span, cell.span))
