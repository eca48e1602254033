"""Targets set for several dates: a share of the same thing under "đến hết năm …" and under "đến năm …".

A question that names no year means either: each is told under its date, and the person is asked which is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.candidates import Candidates
from assistant.answering.draft import Citations
from assistant.answering.found import Found
from assistant.answering.reading import Clause
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, nfc, one_line
from indexer.language.page_breaks import told_line
from indexer.language.tokens import syllables

_HELD = 0.7  # of what the best clause holds of the topic
_BEHIND = 4.0  # of relevance
_STEPS = 3  # headings above a clause that may set its date
_THING = 2  # words after a percentage that say of what it is
_PERCENT = re.compile(r"\d\s*%")
_NUMBER = re.compile(r"^[\w.]{1,5}[.)]?\s+")


def staged_targets(
    question: Question, asked: Asked, best: Clause, found: Candidates, citations: Citations
) -> Found | None:
    """The best clause and what is set for the same thing by another date; None if there is no such date."""
    if asked.wants != {"percent"} or question.context or question.years or not best.fits:
        return None
    text = citations.index.catalogue.text(best.entry.id)
    told = dict.fromkeys(_dated(best), best)
    near = sorted(found.clauses, key=lambda one: (-one.relevance, one.passage.id))
    for clause in near if told else ():
        for heading in _dated(clause):
            if clause.entry == best.entry and _is_as_good(clause, best) and _thing(text, clause) == _thing(text, best):
                told.setdefault(heading, clause)
    if len(told) < 2:
        return None
    english = question.language == "en"
    lines, numbers = [phrase("stages_head", english=english)], []
    for heading, clause in sorted(told.items(), key=lambda one: one[0][1]):
        n = citations.add_around(clause.entry, clause.passage, clause.span)
        said = told_line(clause.span.of(text)).lstrip("-+• ").rstrip(" .;")
        shown = phrase(
            "cell", english=english, header=heading[0], text=_NUMBER.sub("", said) if ") " in said[:4] else said
        )
        lines.append("- " + phrase("item", english=english, text=shown, n=n))
        numbers.append(n)
    lines.append(phrase("stages_ask", english=english))
    return Found(best.entry, "\n".join(lines), tuple(numbers), best.score, kind="alike")


def _dated(clause: Clause) -> Iterator[tuple[str, str]]:
    """The innermost heading above the clause that sets a date ("Đến hết năm 2027"), and its year."""
    for step in reversed(clause.passage.breadcrumb.split(" > ")[-_STEPS:]):
        found = re.search(load("doubts")["target_date"], fold(nfc(step)))
        if found is not None:
            yield _NUMBER.sub("", step), found["year"]
            return


def _is_as_good(clause: Clause, best: Clause) -> bool:
    held = clause.features.get("own", 0.0) >= _HELD * best.features.get("own", 0.0)
    return held and clause.fit >= best.fit and clause.relevance >= best.relevance - _BEHIND


def _thing(text: str, clause: Clause) -> tuple[str, ...]:
    """The words behind the first percentage of the clause; before it, where it ends the clause."""
    said = one_line(clause.span.of(text))
    found = _PERCENT.search(said)
    after = syllables(said[found.end() :]) if found is not None else []
    before = [word for word in syllables(said) if not word[0].isdigit() and len(word) > 1]
    return tuple(after[:_THING] or before[:_THING])
