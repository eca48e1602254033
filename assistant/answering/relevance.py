"""How likely a row or a clause is what was asked for: a weighted sum of a few features, learnt from question sets.

``python -m eval relevance`` learns the weights (``assistant/data/relevance.json``) and says what they are worth on
documents that were left out. The features are shares, so that they mean the same in any collection.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources

from assistant.answering.evidence import Interest
from assistant.asking import Asked
from assistant.question import Question

Features = Mapping[str, float]
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Standing:
    """How high search put each passage, as shares of the best score: for the whole question, for its topic alone."""

    question: Mapping[int, float] = field(default_factory=dict)
    topic: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """The sought terms that a candidate holds in its own words and with those that describe it, and the latter."""

    own: int  # as bits
    described: int
    text: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a candidate stands under, itself included, and how much of the topic that holds."""

    text: str  # read for years only
    coverage: float
    pairing: float
    found: Features = field(default_factory=dict)  # where search put the passage


def text_features(interest: Interest, question: Question, held: Held, around: Surroundings) -> dict[str, float]:
    """What any candidate has: its own words, the words that describe it, and those that it stands under."""
    years = [*map(str, question.years)]
    beside = bool(years) and any(year in around.text for year in years)
    return {
        "own": interest.covered(held.own),
        "described": interest.covered(held.described),
        "around": around.coverage,
        "pairs": interest.paired(held.own),
        "pairs_around": around.pairing,
        "year": float(bool(years) and any(year in held.text for year in years)),
        "year_around": float(beside),
        "other_year": float(bool(years) and not beside),
        "digits": float(_DIGIT.search(held.text) is not None),
    }


def standing_features(standing: Standing, passage: int) -> dict[str, float]:
    """Where search put the passage of the candidate."""
    return {"found": standing.question.get(passage, 0.0), "found_topic": standing.topic.get(passage, 0.0)}


def wants_features(asked: Asked) -> dict[str, float]:
    """For a row: what is asked for, since rows answer some kinds of questions and text others."""
    return {f"row_for_{want}": float(want in asked.wants) for want in ("money", "time", "owner", "count")}


def relevance(features: Features) -> float:
    """The weighted sum; comparable among the candidates of one question only."""
    weights = _weights()
    return sum([weights.get(name, 0.0) * value for name, value in features.items() if value])


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    content = resources.files("assistant.data").joinpath("relevance.json").read_text(encoding="utf-8")
    return {name: float(weight) for name, weight in json.loads(content)["weights"].items()}
