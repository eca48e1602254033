"""One thing at several times: in which of two years or periods there is more money, or in which year most and least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.candidates import gather_rows
from assistant.answering.contrast import asks_more
from assistant.answering.draft import Citations, Draft
from assistant.answering.figures import readable, summed
from assistant.answering.lookup import best_row
from assistant.answering.ratios import asks_ratio, ratio_told
from assistant.answering.row_answer import section_of, short_label
from assistant.answering.rows import AmountCell, RowView
from assistant.answering.scope import is_narrower, names_a_group
from assistant.answering.totals import total_views
from assistant.asking import Asked, names_any
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import TextBlock
from indexer.language.periods import Period, find_periods
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_SEVERAL = 3  # years that can be ranked
_LEAST = 0.4  # of the topic that a row must hold


def compare_times(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The verdict over the two times that the question names, for the document's total or one row; else None."""
    times = _times(question)
    compared = asked.any_of("compare", "change") or asks_more(question)
    ratio = asks_ratio(question)
    if (
        len(times) != 2
        or not compared
        or asked.any_of("sum", "owner")
        or (asked.any_of("count", "percent") and not ratio)
    ):
        return None
    asked = replace(asked, wants=asked.wants | {"money"}) if ratio else asked
    for entry in documents:
        for view in _views(index, question, asked, entry):
            sides = [side for time in times if (side := _side(view, time)) is not None]
            if len(sides) == 2 and all(cell.cell.certain for side in sides for cell in side.cells):
                return _verdict(index, question, view, sides)
    return None


def rank_times(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The year with the most money and the one with the least, of the document's total or one row; else None."""
    if not asked.any_of("most", "least") or not names_any(asked, "which_year"):
        return None
    priced = replace(asked, wants=asked.wants | {"money"})
    for entry in documents:
        for view in _views(index, question, priced, entry):
            cells = [cell for cell in view.amounts() if cell.period is not None and cell.period.kind == "year"]
            years = {cell.period.years for cell in cells if cell.period is not None}
            if len(cells) >= _SEVERAL and len(years) == len(cells) and all(cell.cell.certain for cell in cells):
                return _ranked(index, question, asked, view, cells)
    return None


def _ranked(index: OpenIndex, question: Question, asked: Asked, view: RowView, cells: Sequence[AmountCell]) -> Draft:
    english = question.language == "en"
    citations = Citations(index)
    n = citations.add(view.entry, view.passage, view.span, view.table)
    ordered = sorted(cells, key=lambda cell: cell.amount.dong)
    told = [
        phrase(key, english=english, year=_year(cell), amount=cell.amount.shown, n=n)
        for key, want, cell in (("most_in", "most", ordered[-1]), ("least_in", "least", ordered[0]))
        if want in asked.wants
    ]
    where = phrase("of_row", english=english, label=short_label(view.label), section=section_of(view))
    line = "; ".join(told)
    text = f"{line[:1].upper()}{line[1:]} {where}"
    return Draft("answered", text, (TextBlock(text, (n,)),), tuple(citations.made), "years by figure")


def _year(cell: AmountCell) -> int:
    return cell.period.years[0] if cell.period is not None and cell.period.years is not None else 0


def _times(question: Question) -> list[Period]:
    """The years and spans of years that the question names, each once."""
    found: dict[tuple[int, int], Period] = {}
    for at in find_periods(question.text):
        if at.period.kind in ("year", "years") and at.period.years is not None:
            found.setdefault(at.period.years, at.period)
    return list(found.values())


def _views(index: OpenIndex, question: Question, asked: Asked, entry: DocumentEntry) -> list[RowView]:
    if not is_narrower(question, asked, entry, ()) and not names_a_group(index, asked, entry):
        return list(total_views(index, asked, entry))
    hit = best_row(question, asked, gather_rows(index, question, asked, [entry.id]).rows)
    return [hit.view] if hit is not None and hit.score >= _LEAST else []


@dataclass(frozen=True, slots=True)
class _Side:
    """The figures of a row for one of the times: one, or one for each source of funds."""

    time: str
    cells: tuple[AmountCell, ...]

    @property
    def dong(self) -> Decimal:
        return summed(cell.amount for cell in self.cells)

    @property
    def shown(self) -> str:
        if len(self.cells) == 1:
            return self.cells[0].amount.shown
        return f"{readable(self.dong)} ({' + '.join(cell.amount.written for cell in self.cells)})"


def _side(view: RowView, time: Period) -> _Side | None:
    """The figures of the row under headers of just that time; None where it cannot be told what they make together."""
    found = [cell for cell in view.amounts() if cell.period is not None and cell.period.years == time.years]
    if len(found) == 1:
        return _Side(found[0].period_words, (found[0],))
    names = [cell.aspect for cell in found]
    if not found or not all(names) or len(set(names)) < len(names):
        return None
    whole = summed(cell.amount for cell in found)
    totals = [cell for cell in found if cell.amount.dong * 2 == whole and len(found) > 2]
    if totals:  # one column adds up the others of its time
        return _Side(totals[0].column.period or "", (totals[0],)) if len(totals) == 1 else None
    return _Side(found[0].column.period or "", tuple(found))


def _verdict(index: OpenIndex, question: Question, view: RowView, sides: Sequence[_Side]) -> Draft:
    english = question.language == "en"
    citations = Citations(index)
    n = citations.add(view.entry, view.passage, view.span, view.table)
    larger, smaller = sorted(sides, key=lambda side: -side.dong)
    key = "times_equal" if larger.dong == smaller.dong else "times_compared"
    text = phrase(
        key,
        english=english,
        label=short_label(view.label),
        section=section_of(view),
        more=larger.time,
        amount=larger.shown,
        less=smaller.time,
        other=smaller.shown,
        difference=readable(larger.dong - smaller.dong),
        n=n,
    ) + ratio_told(question, larger.dong, smaller.dong, before=min(sides, key=lambda side: side.time).dong)
    return Draft("answered", text, (TextBlock(text, (n,)),), tuple(citations.made), "two times compared")
