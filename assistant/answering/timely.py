"""When something is to be done: the clause that says so is the one about the thing itself, not its neighbour's.

A date stands in the clause, or in a later sentence of the same item ("… soạn thảo. Trình trong quý III/2027."). The
date of another item answers nothing, and that of a report each quarter does not answer for the yearly one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import RowHit
from assistant.answering.draft import Citations
from assistant.answering.evidence import Interest
from assistant.answering.excerpt import sentences
from assistant.answering.pieces import SHORT, item_lead
from assistant.answering.reading import Clause
from assistant.answering.times import recurrences
from assistant.asking import Asked
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.periods import find_periods
from indexer.records import Span

_PLAIN = 0.6  # of the topic that a clause plainly about the thing itself holds
_FOREIGN = 0.35  # of what that clause holds: a date beside so little of the topic is another thing's
_MORE = 0.2  # of the topic
_REACH = 4.0  # relevance that the clause about the thing itself may lack


def asks_only_time(asked: Asked) -> bool:
    """Whether a time and nothing else is asked for."""
    return "time" in asked.wants and asked.wants <= {"time", "each"}


def timely_clause(question: Question, clause: Clause, clauses: Sequence[Clause], citations: Citations) -> Clause:
    """``clause``; where it tells the time of another thing, the one that is about the thing itself."""
    near = [one for one in clauses if one.entry == clause.entry and one.relevance >= clause.relevance - _REACH]
    text = citations.index.catalogue.text(clause.entry.id)
    asked = recurrences(question.standalone)
    if asked and not asked & recurrences(_whole(text, clause)):
        again = [one for one in near if one.fits and asked & recurrences(_whole(text, one))]
        clause = max(again, key=lambda one: one.relevance, default=clause)
    topic = max(near, key=lambda one: (_held(one), one.relevance), default=clause)
    if _held(topic) < _PLAIN or not topic.features.get("pairs") or _held(clause) >= _FOREIGN * _held(topic):
        return clause
    if clause.passage.id == topic.passage.id:
        start, end = min(topic.span.start, clause.span.start), max(topic.span.end, clause.span.end)
        if _is_one_item(text, topic.passage.span, Span(start, end)):
            return replace(clause, span=Span(start, end)) if end - start <= SHORT else clause
    return topic


def says_more(clause: Clause, row: RowHit, interest: Interest, citations: Citations) -> bool:
    """Whether the item of ``clause``, which tells a time, holds plainly more of the topic than ``row`` does."""
    text = citations.index.catalogue.text(clause.entry.id)
    item = text[_item_start(text, clause.passage.span, clause.span) : clause.span.end]
    around = " ".join((row.view.label, row.view.other_text(), *row.view.group_labels))
    return clause.fits and interest.coverage(item) >= interest.coverage(around) + _MORE


def tells_interval(question: Question, clause: Clause, row: RowHit, citations: Citations) -> bool:
    """Whether "from when to when" is asked for, and ``clause`` tells that where ``row`` does not."""
    if re.search(load("intents")["asks_interval"], fold(question.text)) is None:
        return False
    told = clause.span.of(citations.index.catalogue.text(clause.entry.id))
    return _is_interval(told) and not _is_interval(row.view.first_text("time"))


def _is_interval(text: str) -> bool:
    return any(at.period.kind == "years" for at in find_periods(text))


def _item_start(text: str, passage: Span, span: Span) -> int:
    """Where the item that ``span`` stands in begins: its first sentence at the start of a line."""
    begins = [one.start for one in sentences(text, passage) if text[: one.start].rstrip(" \t")[-1:] in ("", "\n")]
    return max((at for at in begins if at <= span.start), default=passage.start)


def _whole(text: str, clause: Clause) -> str:
    """What the clause says, with the words that its line begins with."""
    return f"{item_lead(text, clause.passage.span, clause.span).of(text)} {clause.span.of(text)}"


def _held(clause: Clause) -> float:
    return clause.features.get("described", 0.0)


def _is_one_item(text: str, passage: Span, span: Span) -> bool:
    """Whether no item begins inside ``span``: a sentence at the start of a line."""
    return _item_start(text, passage, span) == _item_start(text, passage, Span(span.end - 1, span.end))
