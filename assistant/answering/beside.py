"""What the text says of a thing and what the annex says, side by side, where the audit has not compared them.

"Is it the same in the text and in the annex?" is answered by both figures or times with their places, and by whether
they agree where that can be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from assistant.answering.amounts import choose_amounts
from assistant.answering.attributes import best_attributes, from_attributes
from assistant.answering.candidates import gather
from assistant.answering.check_case import Check, CheckCase, figures_of
from assistant.answering.draft import compact
from assistant.answering.lookup import row_relevance
from assistant.answering.row_answer import field_text, short_label
from assistant.answering.rows import RowView
from assistant.asking import Asked
from assistant.phrases import phrase
from indexer.language.lexicon import load
from indexer.language.normal import fold, nfc, one_line
from indexer.language.numbers import format_vietnamese, parse_number
from indexer.language.periods import Period, find_periods
from indexer.records import DocumentEntry

_HELD = 0.4  # of the topic's weight that the clause must hold
_ROW = 0.45  # the same of the label of a row, or of the head of a column with the title of its table
_CLOSE = Decimal("0.1")  # figures that differ by less are of one thing
_ITEM = re.compile(r"^(?:[-+•]|[a-zđ\d.]{1,4}[.)])\s+")
_CLAUSES, _ROWS = 6, 4  # looked at
_SCALED = 300  # code points before a table in which its unit stands


@dataclass(frozen=True, slots=True)
class _Said:
    """What running text says: with its place and citation, by itself, and the number of the citation."""

    shown: str
    text: str
    n: int


@dataclass(frozen=True, slots=True)
class _Told:
    """What a row says: its cells in words, and its years or its figure where it has one."""

    view: RowView
    shown: str
    cover: float
    years: frozenset[int] = frozenset()
    figure: Decimal | None = None


def side_by_side(case: CheckCase, asked: Asked, documents: Sequence[DocumentEntry]) -> Check | None:
    """What text and annex say; None unless the question names both and one document answers in both."""
    if len(documents) != 1 or re.search(load("doubts")["two_places"], fold(case.question.text)) is None:
        return None
    asked = replace(asked, topic=_topic(asked.topic))
    case = replace(case, found=gather(case.index, case.question, asked, [documents[0].id]))
    said = _said(case, asked)
    rows = _times(case, asked) if asked.any_of("time") else [*_items(case, asked), *_heads(case, documents[0])]
    row = max((one for one in rows if one.cover >= _ROW), key=lambda one: one.cover, default=None)
    if said is None or row is None:
        return None
    m = case.citations.add(row.view.entry, row.view.passage, row.view.span, row.view.table)
    second = phrase("in_table", english=case.english, place=compact(row.view.passage.breadcrumb))
    key, difference = _verdict(said.text, row)
    shown = phrase(
        key, english=case.english, said=said.shown, second=second, told=row.shown, m=m, difference=difference
    )
    return Check(row.cover, shown, (said.n, m))


def _topic(topic: str) -> str:
    """``topic`` without the words for places in a document."""
    return one_line(_places().sub(" ", nfc(topic).lower()))


@lru_cache(maxsize=1)
def _places() -> re.Pattern[str]:
    words = sorted((nfc(word) for word in load("doubts")["place_words"]), key=len, reverse=True)
    words += sorted({fold(word) for word in words} - {*words}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def _said(case: CheckCase, asked: Asked) -> _Said | None:
    """What running text tells of the kind asked for: the lines below a task, or the clause with most of the topic."""
    if asked.any_of("time"):
        block = best_attributes(case.citations, asked, case.found)
        if block is not None and any(want == "time" for want, _ in block.values):
            found = from_attributes(case.question, replace(asked, wants=frozenset({"time"})), block, case.citations)
            return _Said(found.text.rstrip("."), found.text, found.citations[0])
    for clause in sorted(case.found.clauses, key=lambda one: (-one.relevance, one.passage.id))[:_CLAUSES]:
        slice_ = _ITEM.sub("", one_line(clause.span.of(case.index.catalogue.text(clause.entry.id)))).rstrip(" .;")
        figures = _years(slice_) if asked.any_of("time") else figures_of(slice_)
        if clause.passage.table is None and figures and case.interest.coverage(slice_) >= _HELD:
            n = case.citations.add_around(clause.entry, clause.passage, clause.span)
            place = phrase("in_text", english=case.english, place=compact(clause.passage.breadcrumb))
            shown = phrase("cell", english=case.english, header=place, text=f"“{slice_}”")
            return _Said(phrase("item", english=case.english, text=shown, n=n), slice_, n)
    return None


def _times(case: CheckCase, asked: Asked) -> Iterator[_Told]:
    """Rows with a time: that of their field, or the years in which they have money."""
    hits = sorted(case.found.rows, key=lambda one: -row_relevance(case.question, asked, one))[:_ROWS]
    for view in (hit.view for hit in hits):
        cover = case.interest.coverage(view.label)
        field = field_text(view, "time")
        cells = [cell for cell in view.amounts() if cell.period is not None and cell.amount.dong]
        if field:
            yield _Told(view, field, cover, _years(field))
        elif cells:
            shown = "; ".join(f"{cell.period_words}: {cell.amount.written}" for cell in cells)
            years = (_span_of(cell.period) for cell in cells if cell.period is not None)
            yield _Told(view, f"“{short_label(view.label)}” {shown}", cover, frozenset().union(*years))


def _items(case: CheckCase, asked: Asked) -> Iterator[_Told]:
    """Rows with the amount of the time asked for."""
    hits = [hit for hit in case.found.rows if hit.view.row.kind in ("item", "group")]
    for view in (hit.view for hit in hits[:_ROWS]):
        chosen = choose_amounts(view, asked, case.question.years)
        if chosen.kind == "one" and chosen.cells[0].cell.certain:
            cell = chosen.cells[0]
            shown = f"{cell.amount.written} (“{short_label(view.label)}”)"
            yield _Told(view, shown, case.interest.coverage(view.label), figure=cell.amount.dong)


def _heads(case: CheckCase, entry: DocumentEntry) -> Iterator[_Told]:
    """The columns of total rows whose heads, with the title of the table, say what is asked about."""
    named = f" {fold(case.question.text)} "
    for view in _total_rows(case, entry):
        number = re.match(load("doubts")["annex_number"], fold(nfc(view.table.title)))
        known = re.search(load("doubts")["annex_number"], named)
        if known is not None and number is not None and known.group() != number.group():
            continue
        for column, cell in view.cells("amount"):
            value = parse_number(cell.text)
            if value is None or (column.period and column.period not in map(str, case.question.years)):
                continue
            head = one_line(" ".join(column.path))
            unit = column.unit or view.table.unit or ""
            cover = case.interest.coverage(f"{view.table.title} {head}")
            scale = _scale(case, view, unit)
            yield _Told(view, f"{cell.text} {unit}".strip() + f" ({head})", cover, figure=value * scale)


def _total_rows(case: CheckCase, entry: DocumentEntry) -> Iterator[RowView]:
    for table in case.index.catalogue.tables(entry.id):
        for row in table.rows:
            passage = case.index.catalogue.passage_at(entry.id, row.span.start) if row.kind == "total" else None
            if passage is not None:
                yield RowView(entry, table, row, passage)


def _scale(case: CheckCase, view: RowView, unit: str) -> Decimal:
    """The power of ten of the table's unit, which may stand in a line before it ("tính theo nghìn trang")."""
    text = case.index.catalogue.text(view.entry.id)
    start = view.table.title_span.start if view.table.title_span is not None else view.table.span.start - _SCALED
    line = f" {fold(unit or text[max(start, view.table.span.start - _SCALED) : view.table.span.start])} "
    powers = [power for word, power in load("doubts")["scales"] if f" {word} " in line]
    return Decimal(10) ** (powers[0] if powers else 0)


def _verdict(said: str, row: _Told) -> tuple[str, str]:
    """Which phrase tells how the two stand to each other, and by how much they differ."""
    if row.figure is not None:
        values = figures_of(said)
        near = [value for value in values if abs(value - row.figure) <= _CLOSE * max(abs(value), abs(row.figure))]
        if row.figure in values:
            return "beside_same", ""
        return ("beside_differs", format_vietnamese(abs(near[0] - row.figure).normalize())) if near else ("beside", "")
    years = _years(said)
    if not years or not row.years:
        return "beside", ""
    return ("beside_same" if years == row.years else "beside_other"), ""


def _years(text: str) -> frozenset[int]:
    return frozenset().union(*(_span_of(at.period) for at in find_periods(text)))


def _span_of(period: Period) -> frozenset[int]:
    """The years of a period."""
    years = period.years
    return frozenset(range(years[0], years[1] + 1)) if years is not None else frozenset()
