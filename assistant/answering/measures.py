"""Several measures that one question asks of one thing ("how many classes, how much money"): each is told.

The first answer tells one of them. What else is asked, clause by clause of the question, is looked for in the row
that answered, then in what the same documents say of the thing; what is not found is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answering.candidates import RowHit, gather
from assistant.answering.draft import Citations
from assistant.answering.figures import money_in
from assistant.answering.found import Found
from assistant.answering.lookup import look_up
from assistant.answering.reading import counts_noun
from assistant.answering.row_answer import from_row
from assistant.answering.row_measures import Measured, measured
from assistant.answering.rows import RowView, table_rows
from assistant.asking import Asked, Want, read_asked
from assistant.marks import MARK
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.store.reader import OpenIndex

_MOST = 3  # measures that one question asks for
_NOUN = 2  # words that name what is counted
_LEAST = 0.45  # of the topic that a further place must hold
_SILENT = ("no_year", "only_range", "none", "blank", "alike", "rivals", "computed")
_OTHERWISE: tuple[Want, ...] = ("percent", "share", "list", "duties", "summary", "check", "most", "least", "change")
_OTHERWISE = (*_OTHERWISE, "compare")


@dataclass(frozen=True, slots=True)
class _Measure:
    """What one clause of a question asks for: how many of what (``noun``), or (no noun) an amount of money."""

    question: Question  # the clause by itself
    asked: Asked
    noun: str


def with_measures(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    found: Found,
    citations: Citations,
) -> Found:
    """``found`` with the other measures that the question asks for; as it is where it asks for one alone."""
    if found.kind in _SILENT or asked.any_of(*_OTHERWISE):
        return found
    wanted = _measures(question)
    if not 2 <= len(wanted) <= _MOST:
        return found
    view = _row_of(index, found, citations)
    for measure in wanted:
        cell = measured(measure.question, measure.asked, measure.noun, view) if view is not None else None
        if _tells(found, measure, cell, view):
            continue
        more = _of_row(question, measure, cell, view, citations) if view is not None else None
        more = more or _of_text(question, asked, measure, found, citations)
        if more is not None and more.text not in found.text:
            numbers = tuple(dict.fromkeys((*found.citations, *more.citations)))
            found = replace(found, text=f"{found.text}\n{more.text}", citations=numbers)
    return found


def _measures(question: Question) -> list[_Measure]:
    """What each clause of the question with a word for "how many" or "how much" asks for."""
    text = question.text
    asks = _asks(bare=question.language == "vi-ascii")
    if len(asks.findall(text)) < 2:
        return []
    found: list[_Measure] = []
    for piece in map(str.strip, _joints().split(text)):
        if not asks.search(piece):
            continue
        clause = replace(question, text=piece, context="")
        asked = read_asked(clause)
        noun = " ".join(asked.counted.split()[:_NOUN])
        want: Want = "count" if noun else "money"
        found.append(_Measure(clause, replace(asked, wants=frozenset({want})), noun))
    return found


@lru_cache(maxsize=2)
def _asks(*, bare: bool) -> re.Pattern[str]:
    """What asks for a figure; without diacritics "may" is a machine before what those are called, and asks nothing."""
    return re.compile(load("computing")["asks_figure_bare" if bare else "asks_figure"], re.IGNORECASE)


@lru_cache(maxsize=1)
def _joints() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in load("computing")["clause_joints"])
    return re.compile(rf"[,;:?]\s*|\s(?:{words})\s", re.IGNORECASE)


def _row_of(index: OpenIndex, found: Found, citations: Citations) -> RowView | None:
    """The row that the answer cites first, or None where it cites text."""
    cited = next((one for one in citations.made if found.citations and one.n == found.citations[0]), None)
    if cited is None:
        return None
    rows = [view for view in table_rows(index, found.entry) if view.span.start <= cited.start < view.span.end]
    return min(rows, key=lambda view: len(view.span), default=None)


def _said(found: Found) -> str:
    """What is told, without the place that follows the last citation mark."""
    return found.text[: max((mark.start() for mark in MARK.finditer(found.text)), default=len(found.text))]


def _tells(found: Found, measure: _Measure, cell: Measured | None, view: RowView | None) -> bool:
    """Whether the answer tells what is asked: the cell that is named, a number beside its noun, or money."""
    said = _said(found)
    if cell is not None:
        return cell.figure in said
    if measure.noun:
        return counts_noun(said, measure.noun) >= 1
    if view is not None and view.amounts() and not found.terms:
        return False  # prices in the words of a row are not its money
    return _tells_money(said)


def _tells_money(said: str) -> bool:
    """Whether an amount is told that is no price of one thing ("40 triệu đồng/lớp")."""
    plain = MARK.sub(" ", said)
    return any(not plain[one.end :].lstrip().startswith("/") for one in money_in(plain))


def _of_row(
    question: Question, measure: _Measure, cell: Measured | None, view: RowView, citations: Citations
) -> Found | None:
    """What the row that answered holds of the measure."""
    if cell is not None:
        n = citations.add(view.entry, view.passage, view.span, view.table)
        text = phrase("item", english=question.language == "en", text=cell.shown, n=n) + "."
        return Found(view.entry, text, (n,), 1.0)
    if measure.noun or not view.amounts():
        return None
    return from_row(question, replace(measure.asked, wants=frozenset({"money"})), RowHit(view, 1.0), citations)


def _of_text(question: Question, asked: Asked, measure: _Measure, found: Found, citations: Citations) -> Found | None:
    """What another place of the same document says of the measure; None unless it holds enough of the topic."""
    only = replace(asked, wants=measure.asked.wants, counted=measure.noun)
    index = citations.index
    near = gather(index, question, only, [found.entry.id])
    text = index.catalogue.text(found.entry.id)
    held = [
        clause
        for clause in near.clauses
        if clause.features.get("described", 0.0) >= _LEAST and _fits(clause.span.of(text), measure)
    ]
    rows = [hit for hit in near.rows if hit.features.get("described", 0.0) >= _LEAST and _holds(hit.view, measure)]
    more = look_up(question, only, replace(near, clauses=tuple(held), rows=tuple(rows)), citations)
    if more is None or more.kind in _SILENT:
        return None
    return more if _fits(_said(more), measure) else None


def _fits(said: str, measure: _Measure) -> bool:
    """Whether ``said`` tells a number right before what is counted, or money that is no price."""
    return counts_noun(said, measure.noun) > 1 if measure.noun else _tells_money(said)


def _holds(view: RowView, measure: _Measure) -> bool:
    return counts_noun(view.described_label, measure.noun) > 1 if measure.noun else bool(view.amounts())
