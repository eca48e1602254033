"""Whether a question is about how things stand, what is planned, or a deadline, and whether a text speaks of that.

The same thing often stands twice in a plan: as it is today, and as it shall be. Words are in ``aspects.json``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.asking import Asked
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.tokens import fold_term, syllables

_YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True, slots=True)
class Aspect:
    """What a question is about besides its topic."""

    state: bool  # how things stand
    plan: bool  # what is planned
    deadline: bool
    years: tuple[int, ...]
    measure: re.Pattern[str] | None = None  # how a text tells the quantity that is asked for

    def features(self, own: str, heading: str) -> dict[str, float]:
        """Features of a candidate: its own words, and the headings that it stands under."""
        stands = _tells_state(heading)
        due = self.deadline and _sets_deadline(own)
        found = {
            "state_for_state": float(stands and self.state and not self.plan),
            "state_for_plan": float(stands and self.plan and not self.state),
            "state_for_both": float(stands and self.plan and self.state),
            "due": float(due),
            "not_due": float(self.deadline and not due),
            "off_year": float(self._tells_other_years(own)),
        }
        return found | {"measure": float(self.measure is not None and self.measure.search(own) is not None)}

    def _tells_other_years(self, own: str) -> bool:
        """Whether ``own`` names years, and none of those asked for stands among or between them."""
        told = [int(year) for year in _YEAR.findall(own)] if self.years else []
        return bool(told) and not any(min(told) <= year <= max(told) for year in self.years)


def read_aspect(question: Question, asked: Asked) -> Aspect:
    """What ``question`` is about besides its topic; without diacritics where it is typed so."""
    folded = question.language != "vi"
    words = [fold_term(word) if folded else word for word in syllables(question.text)]
    line = f" {' '.join(words)} "
    since = _names(line, "asks_since", folded=folded)
    return Aspect(
        state=_names(line, "asks_state", folded=folded),
        plan=_names(line, "asks_plan", folded=folded),
        deadline=asked.any_of("time") and not since and _names(line, "asks_deadline", folded=folded),
        years=tuple(question.years),
        measure=_measure(line, folded=folded),
    )


def _names(line: str, key: str, *, folded: bool) -> bool:
    return any(f" {phrase} " in line for phrase in _phrases(key, folded=folded))


@lru_cache(maxsize=16)
def _phrases(key: str, *, folded: bool) -> frozenset[str]:
    return frozenset(_spelled(load("aspects")[key], folded=folded))


def _spelled(phrases: Sequence[str], *, folded: bool) -> list[str]:
    """The phrases in the spelling of tokens."""
    return [" ".join(fold_term(word) if folded else word for word in syllables(phrase)) for phrase in phrases]


def _measure(line: str, *, folded: bool) -> re.Pattern[str] | None:
    entries = _measures(folded=folded).items()
    return next((pattern for ask, pattern in entries if any(f" {phrase} " in line for phrase in ask)), None)


@lru_cache(maxsize=2)
def _measures(*, folded: bool) -> Mapping[tuple[str, ...], re.Pattern[str]]:
    return {
        tuple(_spelled(entry["ask"], folded=folded)): re.compile(entry["find"]) for entry in load("aspects")["measures"]
    }


@lru_cache(maxsize=4096)
def _tells_state(heading: str) -> bool:
    folded = fold(heading)
    return any(cue in folded for cue in load("aspects")["state_headings"])


def _sets_deadline(text: str) -> bool:
    return _deadlines().search(fold(text)) is not None


@lru_cache(maxsize=1)
def _deadlines() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(load('aspects')['deadlines'])})\b")
