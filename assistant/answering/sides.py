"""A side's own time: years in brackets behind a place, or in the part of a comparison that names it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from assistant.question import Question, years_in
from indexer.language.gazetteer import places
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.records import DocumentEntry

_BRACKETS = re.compile(r"\s*\(([^()]*)\)")


def question_of_side(question: Question, entry: DocumentEntry) -> Question:
    """``question`` with the years of the side that ``entry`` is of; itself where no side has years of its own."""
    place = entry.metadata.place or ""
    own: dict[str, tuple[int, ...]] = {}
    rest, end = "", 0
    for mention in places(question.text):
        found = _BRACKETS.match(question.text, mention.end)
        years = years_in(found[1]) if found else ()
        if found and years:
            own[mention.province.name] = years
            rest += question.text[end : mention.end]
            end = found.end()
    if own:
        return replace(question, years=own.get(place) or years_in(rest + question.text[end:]))
    times = _times_of_parts(question)
    return replace(question, years=times[place]) if place in times else question


def _times_of_parts(question: Question) -> dict[str, tuple[int, ...]]:
    """The years of each place, where every part of the comparison names one place and a time of its own."""
    times: dict[str, tuple[int, ...]] = {}
    for part in _parts(question.text):
        named = {mention.province.name for mention in places(part)}
        if not named:
            continue
        years = years_in(part)
        if len(named) > 1 or not (years or _whole().search(fold(part))):
            return {}
        times[named.pop()] = years
    return times if len(set(times.values())) > 1 else {}


def _parts(text: str) -> list[str]:
    return _joints().split(text)


@lru_cache(maxsize=1)
def _joints() -> re.Pattern[str]:
    joints = sorted(load("computing")["side_joints"], key=len, reverse=True)
    words = "|".join(re.escape(word) for word in joints)
    return re.compile(rf"[,;:]\s|\s(?:{words})\s", re.IGNORECASE)


@lru_cache(maxsize=1)
def _whole() -> re.Pattern[str]:
    """The words for all years of a plan."""
    phrases = map(fold, load("intents")["relative"]["all_years"])
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b")
