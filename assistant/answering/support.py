"""Whether what was found bears an answer: the evidence is weighed as a whole, no single word decides.

A logistic regression over a few features of the question and of what is quoted (:mod:`assistant.answering.bearing`).
``python -m eval refusal`` learns its weights (``assistant/data/support.json``) and says what they are worth on
documents that were left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

OF_ONE_ROW = 0.15  # the least likelihood at which the amount of a single row is told


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature counts, what is added, and the least likelihood (0 to 1) at which an answer is given."""

    features: Mapping[str, float]
    intercept: float
    least: float


def likelihood(features: Mapping[str, float], weights: Weights) -> float:
    """How likely, 0 to 1, the evidence with these features answers the question."""
    score = weights.intercept + sum(weights.features.get(name, 0.0) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-score))


def bears(features: Mapping[str, float]) -> bool:
    """Whether the evidence with these features is enough for an answer; the amount of one row needs more.

    Its neighbours look much like it, and their amount would be worse than none.
    """
    weights = known_weights()
    least = max(weights.least, OF_ONE_ROW) if features.get("by_one") else weights.least
    return likelihood(features, weights) >= least


@lru_cache(maxsize=1)
def known_weights() -> Weights:
    """The weights that the package holds."""
    content = json.loads(resources.files("assistant.data").joinpath("support.json").read_text(encoding="utf-8"))
    features = {name: float(weight) for name, weight in content["weights"].items()}
    return Weights(features, float(content["intercept"]), float(content["least"]))
