"""``python -m eval tune``: the few weights of search, chosen on all documents but one and measured on that one."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from eval.progress import with_progress
from eval.questions import QuestionLine
from eval.report import aligned, percent
from eval.retrieving import Retrieved, measure_retrieval, measured_questions, open_for_search, ranked, with_weights
from indexer.store.reader import DEFAULT_WEIGHTS, Weights

GRID: Mapping[str, tuple[float, ...]] = {
    "dense": (0.0, 0.1, 0.2, 0.3, 0.4),
    "target": (0.2, 0.35, 0.5),
    "synonym": (0.2, 0.4, 0.6),
    "abbreviation": (0.4, 0.7, 1.0),
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One choice of weights with what it found."""

    weights: Weights
    found: tuple[Retrieved, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """One document left out: the weights that the others choose, and how these and the defaults do on its questions."""

    document: str
    questions: int
    chosen: Weights
    whole: int
    whole_by_default: int


@dataclass(frozen=True, slots=True)
class Tuning:
    """What the grid showed."""

    trials: tuple[Trial, ...]  # best first
    default: Trial
    folds: tuple[Fold, ...]


def run_tuning(path: Path, *, index: Path | None) -> Tuning:
    """Try every choice of the grid on the questions of a set."""
    questions = measured_questions(path)
    opened = open_for_search(index)
    default = replace(DEFAULT_WEIGHTS, dense=opened.encoder.weight)
    choices = dict.fromkeys([default, *(_weights(values) for values in product(*GRID.values()))])
    trials = [
        Trial(weights, measure_retrieval(with_weights(opened, weights), questions, ranked))
        for weights in with_progress(list(choices), "weights", sys.stderr)
    ]
    documents = sorted({document for question in questions for document in question.docs})
    folds = tuple(_fold(document, trials, trials[0]) for document in documents)
    return Tuning(tuple(sorted(trials, key=lambda trial: _key(trial, None), reverse=True)), trials[0], folds)


def _weights(values: Sequence[float]) -> Weights:
    return replace(DEFAULT_WEIGHTS, **dict(zip(GRID, values, strict=True)))


def _fold(document: str, trials: Sequence[Trial], default: Trial) -> Fold:
    """A question belongs to every document that it asks about; the first of equal choices is the default."""
    best = max(trials, key=lambda trial: _key(trial, document))
    held_out = [at for at, one in enumerate(default.found) if _asks(one.question, document)]
    return Fold(
        document=document,
        questions=len(held_out),
        chosen=best.weights,
        whole=sum(best.found[at].whole for at in held_out),
        whole_by_default=sum(default.found[at].whole for at in held_out),
    )


def _key(trial: Trial, left_out: str | None) -> tuple[int, float]:
    """How many questions have all their evidence, then the mean share, over those not about ``left_out``."""
    kept = [one for one in trial.found if left_out is None or not _asks(one.question, left_out)]
    return sum(one.whole for one in kept), round(sum(one.share for one in kept), 6)


def _asks(question: QuestionLine, document: str) -> bool:
    return document in question.docs


def tuning_table(tuning: Tuning, *, best: int = 5) -> str:
    """The best choices, the default, and the figures with each document left out."""
    header = (*GRID, "all@5", "%", "evidence %")
    trials = aligned([("", *header), *(_trial_row("", trial) for trial in tuning.trials[:best]),
                      _trial_row("default", tuning.default)])  # fmt: skip
    rows = [("left out", "questions", *GRID, "all@5", "with defaults")]
    rows += [
        (fold.document, str(fold.questions), *_values(fold.chosen), str(fold.whole), str(fold.whole_by_default))
        for fold in tuning.folds
    ]
    of, whole, by_default = (sum(getattr(f, name) for f in tuning.folds) for name in _COUNTS)
    rows.append(("all", str(of), *[""] * len(GRID), f"{percent(whole, of)} %", f"{percent(by_default, of)} %"))
    return f"{trials}\n\n{aligned(rows)}"


_COUNTS = ("questions", "whole", "whole_by_default")


def _trial_row(name: str, trial: Trial) -> tuple[str, ...]:
    whole = sum(one.whole for one in trial.found)
    share = sum(one.share for one in trial.found) / len(trial.found)
    return (name, *_values(trial.weights), str(whole), percent(whole, len(trial.found)), f"{100 * share:.1f}")


def _values(weights: Weights) -> tuple[str, ...]:
    return tuple(f"{getattr(weights, name):g}" for name in GRID)
