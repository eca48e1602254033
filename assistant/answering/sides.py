"""Years in brackets behind one side of a question ("Place A (2022-2025) against Place B") are that side's own."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.question import Question, years_in
from indexer.language.gazetteer import places
from indexer.records import DocumentEntry

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")


def question_of_side(question: Question, entry: DocumentEntry) -> Question:
    """``question`` with the years of the side that ``entry`` is of; itself where no side has years of its own."""
    own: dict[str, tuple[int, ...]] = {}
    rest, end = "", 0
    for mention in places(question.text):
        found = _BRACKETS.match(question.text, mention.end)
        years = years_in(found[1]) if found else ()
        if found and years:
            own[mention.province.name] = years
            rest += question.text[end : mention.end]
            end = found.end()
    if not own:
        return question
    place = entry.metadata.place or ""
    return replace(question, years=own.get(place) or years_in(rest + question.text[end:]))
