"""How many of a thing there are in all: the total row under the head of a column that says what is asked.

A question that names no row of a table but the head of one of its columns asks for the total of that column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.candidates import Candidates
from assistant.answering.count_heads import noun_of
from assistant.answering.counted import summed_counts
from assistant.answering.counted_row import count_cells, told_counts
from assistant.answering.draft import Citations
from assistant.answering.found import Found
from assistant.answering.rows import RowView
from assistant.asking import Asked, Want
from assistant.question import Question
from indexer.records import Cell, Column

_HELD = 0.75  # of the topic's weight that the head of the column must hold
_AHEAD = 0.05  # of that weight: a clause that holds as much and tells the number itself is the answer
_RIGHT_BEFORE = 2.0  # the fit of a clause that tells a number right before what is counted
_OTHERS: tuple[Want, ...] = ("money", "percent", "compare", "change", "list", "most", "least", "share", "each")


@dataclass(frozen=True, slots=True)
class CountedTotal:
    """A total row with the numbers under the heads that the question names, and how much of the topic those hold."""

    view: RowView
    cells: Sequence[tuple[Column, Cell]]
    cover: float


def best_total(question: Question, asked: Asked, found: Candidates) -> CountedTotal | None:
    """The total row whose heads hold most of the topic; None where the question asks for no count."""
    if not asked.any_of("count") or asked.any_of(*_OTHERS):
        return None
    totals = []
    for hit in found.rows:
        cells = count_cells(question, asked, hit.view) if hit.view.row.kind == "total" else []
        if cells:
            heads = " ".join(dict.fromkeys(" ".join(column.path) for column, _ in cells))
            totals.append(CountedTotal(hit.view, cells, found.interest.coverage(heads)))
    return max(totals, key=lambda one: one.cover, default=None)


def look_up_total_count(question: Question, asked: Asked, found: Candidates, citations: Citations) -> Found | None:
    """The total of the column that the question names; None unless no clause says the number as well."""
    total = best_total(question, asked, found)
    if total is None or total.cover < _HELD:
        return None
    for clause in found.clauses:
        held = clause.features.get("own", 0.0) >= total.cover - _AHEAD
        if held and clause.fit >= _RIGHT_BEFORE and not total.view.span.holds(clause.span):
            return None
    if len(total.cells) > 1 and len({noun_of(column) for column, _ in total.cells}) == 1:
        return summed_counts(question, asked, total.view, [column for column, _ in total.cells], citations)
    return told_counts(question, asked, total.view, total.cells, citations)
