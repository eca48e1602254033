"""Clauses of one document that a question about a count or a time could mean alike: each is told with its place.

They hold as much of the topic, tell a thing of the kind asked for as surely, and give other values. Where their words
are nearly the same too, the document contradicts itself; else they speak of different bodies, stages or parts, which
the question does not name, and the person is asked which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.candidates import Candidates
from assistant.answering.count_heads import said_head
from assistant.answering.counted_total import CountedTotal, best_total
from assistant.answering.draft import Citations, compact
from assistant.answering.found import Found
from assistant.answering.notices import two_places
from assistant.answering.reading import Clause, grown
from assistant.asking import Asked, Want, content_words
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.page_breaks import told_line
from indexer.language.periods import find_periods
from indexer.language.tokens import syllables
from indexer.records import Span

_KINDS: tuple[Want, ...] = ("count", "percent", "time")
_FEW = 4  # words of a topic that names a kind of thing rather than one thing
_HELD = 0.6  # of the topic's weight that each clause must hold
_EQUAL = 0.02  # of that weight
_BEHIND = 2.0  # of relevance
_LIKE = 0.5  # of relevance: clauses of one passage that tell the same in full and in parts
_LOOKED_AT = 8
_MOST = 4
_SAME = 0.6  # of the words of both, figures left out
_DAY = re.compile(r"\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{4})?")
_YEAR = re.compile(r"20\d\d")
_PERCENT = re.compile(r"(\d+(?:,\d+)?)\s*%")


def rival_clauses(
    question: Question, asked: Asked, best: Clause, found: Candidates, citations: Citations
) -> Found | None:
    """The best clause and those that answer as well with other values; None if only one can be meant."""
    want = next((one for one in _KINDS if asked.wants <= {one, "each"} and one in asked.wants), None)
    if want is None or question.context or question.years or not best.fits:
        return None
    told = _told(asked, want, best, found, citations)
    if len(told) > 1 and _contradicts(told[0], told[1], citations):
        return _listed(question, told[:2], None, citations, differ=True)
    total = _rival_total(question, asked, best, told, found, citations) if told else None
    few = len(content_words(question, asked, [best.entry])) <= _FEW
    if not few or len(told) + (total is not None) < 2:
        return None
    return _listed(question, told, total, citations, differ=False)


def _listed(
    question: Question, told: Sequence[Clause], total: CountedTotal | None, citations: Citations, *, differ: bool
) -> Found:
    """What each clause, and the total row, says under the heading that it stands in."""
    english = question.language == "en"
    said: list[tuple[str, str, int]] = []
    for clause in told:
        text = citations.index.catalogue.text(clause.entry.id)
        span = _whole(text, clause)
        n = citations.add_around(clause.entry, clause.passage, span)
        said.append((clause.passage.breadcrumb, told_line(span.of(text)).lstrip("-+• ").rstrip(" .;"), n))
    if total is not None:
        view, (column, cell) = total.view, total.cells[0]
        shown = phrase("cell", english=english, header=said_head(column), text=one_line(cell.text))
        said.append((view.passage.breadcrumb, shown, citations.add(view.entry, view.passage, view.span, view.table)))
    lines = [phrase("clauses_differ" if differ else "clauses_head", english=english)]
    for place, text, n in said:
        shown = phrase("cell", english=english, header=compact(place), text=text)
        lines.append("- " + phrase("item", english=english, text=shown, n=n))
    lines += [] if differ else [phrase("rivals_ask", english=english)]
    numbers = tuple(n for _, _, n in said)
    return Found(told[0].entry, "\n".join(lines), numbers, told[0].score, kind="quote" if differ else "alike")


def _rival_total(
    question: Question, asked: Asked, best: Clause, told: Sequence[Clause], found: Candidates, citations: Citations
) -> CountedTotal | None:
    """The total of a column that says as much of the topic, with another number; None where the audit compares them."""
    total = best_total(question, asked, found)
    own = best.features.get("own", 0.0)
    if total is None or len(total.cells) != 1 or total.view.entry != best.entry or own < _HELD:
        return None
    cell = total.cells[0][1]
    texts = [clause.span.of(citations.index.catalogue.text(clause.entry.id)) for clause in told]
    stated = {value for text in texts for value in _values(asked, "count", text)}
    compared = any(
        two_places(finding) and cell.span in finding.spans
        for finding in citations.index.catalogue.findings(best.entry.id)
    )
    differs = one_line(cell.text) not in stated and not compared
    return total if differs and total.cover >= own - _EQUAL else None


def _whole(text: str, clause: Clause) -> Span:
    """The clause with the rest of its sentence, of a table that of its cell only."""
    span = grown(text, clause.passage.span, clause.span)
    cut = text.find("\t", clause.span.end, span.end) if clause.passage.table is not None else -1
    return span if cut < 0 else Span(span.start, cut)


def _told(asked: Asked, want: Want, best: Clause, found: Candidates, citations: Citations) -> list[Clause]:
    """The best clause and its rivals, each of another passage and with values that none before it has."""
    texts = citations.index.catalogue.text
    seen: set[str] = set()
    told: list[Clause] = []
    adds = _adds(texts(best.entry.id), best)
    near = sorted(found.clauses[:_LOOKED_AT], key=lambda one: (one.span != best.span, -one.relevance, one.passage.id))
    for clause in near:
        if clause is not best and not (_is_alike(clause, best, told) and adds == _adds(texts(clause.entry.id), clause)):
            continue
        beside = [one for one in near if one.passage.id == clause.passage.id and _is_as_good(one, clause)]
        valued = [(set(_values(asked, want, one.span.of(texts(one.entry.id)))), one) for one in beside]
        values, shortest = min(
            ((v, one) for v, one in valued if v), key=lambda pair: len(pair[0]), default=(set(), clause)
        )
        every = set().union(*(v for v, _ in valued))
        if values and not every & seen and len(told) < _MOST:
            told.append(shortest)
            seen |= every
    return told if told and told[0].passage.id == best.passage.id else []


def _is_as_good(one: Clause, clause: Clause) -> bool:
    """Whether a clause of the same passage answers as well: the whole may be told in one and its parts in the other."""
    own = one.features.get("own", 0.0) >= clause.features.get("own", 0.0) - _EQUAL
    return own and one.fit >= clause.fit and one.relevance >= clause.relevance - _LIKE


def _is_alike(clause: Clause, best: Clause, told: Sequence[Clause]) -> bool:
    if clause.entry.id != best.entry.id or any(clause.passage.id == one.passage.id for one in told):
        return False
    held = all(clause.features.get(name, 0.0) >= best.features.get(name, 0.0) - _EQUAL for name in ("own", "pairs"))
    held = held and best.features.get("own", 0.0) >= _HELD
    return held and clause.fit >= best.fit and clause.relevance >= best.relevance - _BEHIND


def _adds(text: str, clause: Clause) -> bool:
    """Whether a figure of the clause is of things that are added, bought or replaced, not of those that are there."""
    return _added().search(fold(clause.span.of(text))) is not None


@lru_cache(maxsize=1)
def _added() -> re.Pattern[str]:
    cues = "|".join(re.escape(fold(cue)) for cue in load("intents")["adds"])
    return re.compile(rf"\b(?:{cues})\s+(?:\w+\s+){{0,2}}\d")


def _values(asked: Asked, want: Want, text: str) -> list[str]:
    """The numbers right before what is counted, the percentages, or the times, that ``text`` states."""
    if want == "time":
        return [*_DAY.findall(text), *(str((at.period.first, at.period.last)) for at in find_periods(text))]
    if want == "percent":
        return _PERCENT.findall(text)
    noun = fold(asked.counted).split()[:2]
    spelt = r",?\s+".join(map(re.escape, noun))
    return re.findall(rf"(\d[\d.]*)\s+{spelt}\b", fold(text)) if noun else []


def _contradicts(first: Clause, second: Clause, citations: Citations) -> bool:
    """Whether text and table say the same of one time in nearly the same words, but for the value."""
    if (first.passage.table is None) == (second.passage.table is None):
        return False
    years = [frozenset(_YEAR.findall(one.passage.breadcrumb.rsplit(" > ", 1)[-1])) for one in (first, second)]
    texts = [one.span.of(citations.index.catalogue.text(one.entry.id)) for one in (first, second)]
    a, b = ({word for word in syllables(text) if not word[0].isdigit()} for text in texts)
    return years[0] == years[1] and len(a & b) >= _SAME * len(a | b)
