"""Follow-ups: a question that leaves its subject out is read together with the one before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from assistant.asking import content_words, filler_words, names_any, read_asked
from assistant.question import Question, understand, without_places
from assistant.records import Turn
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.tokens import fold_term, syllables

_MOST_YEARS = 20
_PLAN = 5  # years of a plan of the state
_WHOLE = 3  # content words of a question that needs nothing from the one before


def resolve(question: Question, history: Sequence[Turn], as_of: date | None) -> Question:
    """``question`` with place, years and subject taken from the person's last question where it names none itself."""
    before = [one_line(turn.content) for turn in history if turn.role == "user" and turn.content.strip()]
    if not before:
        return replace(question, years=_relative(question, as_of.year if as_of else None) or question.years)
    if _adds_up(question) and len(before) > 1:
        return _both(question, before)
    if _stands_alone(question):
        return replace(question, years=_relative(question, as_of.year if as_of else None) or question.years)
    earlier = _subject(before)
    base = max(earlier.years) if earlier.years else (as_of.year if as_of else None)
    whole = _holds(question, "all_years")  # "and all years together?"
    years = question.years or _relative(question, base) or (() if whole else earlier.years)
    if _holds(question, "also") and earlier.years:
        years = tuple(sorted({*years, *earlier.years}))
    new_places = tuple(place for place in question.places if place not in earlier.places)
    return replace(
        question,
        context=without_places(earlier, earlier.places).text if new_places else earlier.text,
        places=question.places or earlier.places,
        years=years,
        numbers=question.numbers or (() if question.places else earlier.numbers),
    )


def _adds_up(question: Question) -> bool:
    """Whether the question only asks for the sum of the two things asked about before ("cộng cả hai lại")."""
    asked = read_asked(question)
    left = [word for word in content_words(question, asked, []) if word not in filler_words(folded=True)]
    return asked.any_of("sum") and names_any(asked, "both") and not left and not question.places and not question.years


def _both(question: Question, before: Sequence[str]) -> Question:
    """The question for the sum of what the last two questions were about, as it reads by itself."""
    first, second = _subject(before[:-1]), _subject(before)
    topics = [_topic(one) for one in (first, second)]
    joint = load("intents")["joints"][0] if question.language != "en" else "and"
    told = topics if topics[0] != topics[1] and all(topics) else [topics[0] or topics[1]]
    years = tuple(sorted({*first.years, *second.years}))
    named = tuple(dict.fromkeys((*first.places, *second.places)))
    text = one_line(f" {joint} ".join(told))
    asks = ", ".join(filter(None, (text, " ".join([*named, *map(str, years)]), question.text)))
    return replace(understand(asks), places=named, years=years, numbers=second.numbers, language=question.language)


def _topic(question: Question) -> str:
    """What the question is about in its own words, without its place and the words that go on with another."""
    words = read_asked(question).topic_text.strip(" ,;:?.!").split()
    opens = {word for opener in _openers() for word in opener}
    while words and fold_term(words[0]) in opens:
        words = words[1:]
    while words and words[-1].lower().strip(",.:;") in load("intents")["loose_ends"]:
        words = words[:-1]
    return " ".join(words)


def _stands_alone(question: Question) -> bool:
    """Whether the question names its place or document, says what it asks for and about, and does not go on."""
    if not question.places and not question.numbers:
        return False
    asked = read_asked(question)
    return bool(asked.wants) and len(content_words(question, asked, [])) >= _WHOLE and not _opens(question)


def _opens(question: Question) -> bool:
    """Whether the question begins with a word that goes on with the one before ("còn", "thế", "vậy")."""
    words = [fold_term(word) for word in syllables(question.text)]
    return any(words[: len(opener)] == opener for opener in _openers())


@lru_cache(maxsize=1)
def _openers() -> tuple[list[str], ...]:
    return tuple([fold_term(word) for word in syllables(phrase)] for phrase in load("intents")["relative"]["goes_on"])


def _subject(before: Sequence[str]) -> Question:
    """The last question, with the places, years and numbers that it took over from those before it."""
    subject = understand(before[0])
    for line in before[1:]:
        asked = understand(line)
        says = content_words(asked, read_asked(asked), [])  # "and in 2025?" goes on with what was asked before it
        subject = replace(
            asked if says else replace(asked, text=subject.text),
            places=asked.places or subject.places,
            years=asked.years or subject.years,
            numbers=asked.numbers or (() if asked.places else subject.numbers),
        )
    return subject


def _relative(question: Question, base: int | None) -> tuple[int, ...]:
    """The years that "next year", "the five years after" and the like mean, counted from ``base``."""
    if base is None:
        return ()
    after = _after_pattern().search(fold(question.text))
    if after is not None:
        count = int(after["count"])
        return tuple(range(base + 1, base + 1 + count)) if 1 <= count <= _MOST_YEARS else ()
    if _holds(question, "next_period"):  # of the five-year plans of the state: 2021–2025, 2026–2030 …
        first = (base - 1) // _PLAN * _PLAN + _PLAN + 1
        return tuple(range(first, first + _PLAN))
    for step, kind in ((0, "this_year"), (1, "next_year"), (-1, "last_year")):
        if _holds(question, kind):
            return (base + step,)
    return ()


@lru_cache(maxsize=1)
def _after_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(fold(phrase)) for phrase in load("intents")["relative"]["years_after"])
    return re.compile(rf"(?<!\d)(?P<count>\d{{1,2}})\s+(?:{words})\b")


def _holds(question: Question, kind: str) -> bool:
    folded = question.language != "vi"
    line = f" {' '.join(fold_term(word) if folded else word for word in syllables(question.text))} "
    return any(phrase in line for phrase in _phrases(kind, folded=folded))


@lru_cache(maxsize=16)
def _phrases(kind: str, *, folded: bool) -> tuple[str, ...]:
    spelled = (syllables(phrase) for phrase in load("intents")["relative"][kind])
    return tuple(f" {' '.join(fold_term(word) if folded else word for word in words)} " for words in spelled)
