"""One thing at two times: in which of two years or periods there is more money, and by how much."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import gather
from assistant.answering.contrast import asks_more
from assistant.answering.draft import Citations, Draft
from assistant.answering.figures import readable
from assistant.answering.lookup import best_row
from assistant.answering.row_answer import section_of, short_label
from assistant.answering.rows import AmountCell, RowView
from assistant.answering.scope import is_narrower, names_a_group
from assistant.answering.totals import total_views
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import TextBlock
from indexer.language.periods import Period, find_periods
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_LEAST = 0.4  # of the topic that a row must hold


def compare_times(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The verdict over the two times that the question names, for the document's total or one row; else None."""
    times = _times(question)
    compared = asked.any_of("compare", "change") or asks_more(question)
    if len(times) != 2 or not compared or asked.any_of("sum", "count", "percent", "owner"):
        return None
    for entry in documents:
        for view in _views(index, question, asked, entry):
            cells = [cell for time in times if (cell := _cell(view, time)) is not None]
            if len(cells) == 2 and all(cell.cell.certain for cell in cells):
                return _verdict(index, question, view, cells)
    return None


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
    hit = best_row(question, asked, gather(index, question, asked, [entry.id], by_topic=True).rows)
    return [hit.view] if hit is not None and hit.score >= _LEAST else []


def _cell(view: RowView, time: Period) -> AmountCell | None:
    """The one figure of the row under a header of just that time."""
    found = [cell for cell in view.amounts() if cell.period is not None and cell.period.years == time.years]
    return found[0] if len(found) == 1 else None


def _verdict(index: OpenIndex, question: Question, view: RowView, cells: Sequence[AmountCell]) -> Draft:
    english = question.language == "en"
    citations = Citations(index)
    n = citations.add(view.entry, view.passage, view.span, view.table)
    larger, smaller = sorted(cells, key=lambda cell: -cell.amount.dong)
    key = "times_equal" if larger.amount.dong == smaller.amount.dong else "times_compared"
    text = phrase(
        key,
        english=english,
        label=short_label(view.label),
        section=section_of(view),
        more=larger.period_words,
        amount=larger.amount.shown,
        less=smaller.period_words,
        other=smaller.amount.shown,
        difference=readable(larger.amount.dong - smaller.amount.dong),
        n=n,
    )
    return Draft("answered", text, (TextBlock(text, (n,)),), tuple(citations.made), "two times compared")
