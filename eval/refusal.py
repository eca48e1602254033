"""``python -m eval refusal``: learns when what was found bears an answer, and says what that is worth.

A logistic regression. To be told: right answers to the questions of a set. To be refused: what is found for its
unanswerable questions, each weighing three times, and for its other questions once the places are cut out of the
documents that hold their evidence; the neighbours are what an assistant is tempted to tell. Wrong answers to
answerable questions, and right ones from elsewhere, teach nothing.

Each document is left out in turn; the least likelihood at which an answer is given is set so that of right answers over
left-out documents no more than :data:`MOST_LOST` are refused. The development set never trains: it is only measured.
"""

from __future__ import annotations

import json
import math
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal

import numpy as np

from assistant.answering.draft import Draft
from assistant.answering.support import Weights, likelihood
from assistant.service import AskRequest, Assistant
from eval.errors import UnusableInputError
from eval.indexing import index_of, parsed_documents
from eval.judge import REFUSING_STATUSES, judge
from eval.logistic import MEASURED_ONLY, PENALTY, fitted
from eval.progress import with_progress
from eval.questions import QuestionLine, load_questions, set_path
from eval.report import aligned, percent
from eval.retrieving import open_for_search
from eval.robust.passages import bereft

MOST_LOST = 0.01  # share of right answers that may be refused
UNANSWERABLE = 3.0  # times the weight of another case
Kind = Literal["right", "unanswerable", "removed"]
KINDS: tuple[Kind, ...] = ("right", "unanswerable", "removed")
_ABOUT = (
    "Weights of the features by which the evidence of an answer is weighed (assistant/answering/bearing.py), and the "
    "least likelihood at which it is given; learnt by `python -m eval refusal`."
)


@dataclass(frozen=True, slots=True)
class Sample:
    """What was found for one question: its features, and whether it is to be told."""

    set: str
    document: str
    kind: Kind
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Learnt:
    """The weights, and for each kind how many answers were given, of how many that were weighed."""

    weights: Weights
    left_out: Mapping[Kind, tuple[int, int]]
    measured: Mapping[Kind, tuple[int, int]]


def learn(sets: Sequence[tuple[str, Path]]) -> Learnt:
    """The weights learnt from ``sets`` (name or file, and the index that holds its documents)."""
    samples = [sample for name, index in sets for sample in _samples(name, index)]
    trained = [one for one in samples if one.set != MEASURED_ONLY]
    if {one.kind for one in trained} < {"right", "removed"}:
        raise UnusableInputError("no question of these sets can train: name one besides dev with --set NAME=INDEX")
    judged: list[tuple[Sample, float]] = []
    for document in sorted({one.document for one in trained}):
        weights = _fit([one for one in trained if one.document != document])
        judged += [(one, likelihood(one.features, weights)) for one in trained if one.document == document]
    least = _least([score for one, score in judged if one.kind == "right"])
    learnt = _fit(trained)
    weights = Weights(learnt.features, learnt.intercept, least)
    measured = [(one, likelihood(one.features, weights)) for one in samples if one.set == MEASURED_ONLY]
    return Learnt(weights, _given(judged, least), _given(measured, least))


def write_weights(learnt: Learnt) -> Path:
    """Puts the weights where the assistant reads them."""
    path = Path(str(resources.files("assistant.data").joinpath("support.json")))
    weights = learnt.weights
    content = {
        "about": _ABOUT,
        "least": weights.least,
        "intercept": weights.intercept,
        "weights": dict(weights.features),
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def learnt_text(learnt: Learnt) -> str:
    """The weights and the counts as tables."""
    rows = [["feature", "weight"], *([name, f"{weight:+.3f}"] for name, weight in learnt.weights.features.items())]
    rows += [["(always)", f"{learnt.weights.intercept:+.3f}"], ["least likelihood", f"{learnt.weights.least:.3f}"]]
    counts = [["answers given, of those weighed", *KINDS]]
    for name, given in (("documents left out", learnt.left_out), (MEASURED_ONLY, learnt.measured)):
        counts.append([name, *(_share_text(*given[kind]) for kind in KINDS)])
    return f"{aligned(rows)}\n\n{aligned(counts)}"


def _share_text(told: int, total: int) -> str:
    return f"{told}/{total} ({percent(told, total)} %)" if total else "-"


def _samples(name: str, folder: Path) -> Iterator[Sample]:
    """What is found for each question of a set, over its documents and over those without its evidence."""
    assistant = Assistant(open_for_search(folder))
    lines = load_questions(set_path(name))
    stem = Path(name).stem
    for line in with_progress(lines, "asking", sys.stderr):
        yield from _sample(stem, line, assistant, "right" if line.answerable else "unanswerable")
    cut = tuple(bereft(lines, parsed_documents(assistant.index)))
    for one in with_progress(cut, "cutting", sys.stderr):
        with tempfile.TemporaryDirectory(prefix="refusal-") as folder_:
            index = index_of(one.documents, assistant.index.encoder, Path(folder_))
            yield from _sample(stem, one.question, Assistant(index), "removed")


def _sample(name: str, line: QuestionLine, assistant: Assistant, kind: Kind) -> Iterator[Sample]:
    draft = assistant.unweighed(AskRequest(line.question, history=line.history))
    if draft.features and draft.status not in REFUSING_STATUSES and _teaches(line, draft, kind):
        document = line.docs[0] if line.docs else name
        yield Sample(name, document, kind, dict(draft.features))


def _teaches(line: QuestionLine, draft: Draft, kind: Kind) -> bool:
    """Whether a right answer is right, and one without its evidence is not right all the same."""
    if kind == "unanswerable":
        return True
    right = judge(line, draft.text, status=draft.status, citations=len(draft.citations)).right
    return right == (kind == "right")


def _fit(samples: Sequence[Sample]) -> Weights:
    """The weights for the features as they are, learnt over features of unit variance."""
    names = sorted({name for one in samples for name in one.features})
    table = np.array([[one.features.get(name, 0.0) for name in names] for one in samples])
    told = np.array([float(one.kind == "right") for one in samples])
    counts = np.array([UNANSWERABLE if one.kind == "unanswerable" else 1.0 for one in samples])
    mean, spread = table.mean(0), np.where(table.std(0) > 0, table.std(0), 1.0)
    weights, intercept = fitted((table - mean) / spread, told, counts, penalty=PENALTY)
    scaled = weights / spread
    shown = {name: round(float(weight), 3) for name, weight in zip(names, scaled, strict=True)}
    return Weights(shown, round(intercept - float(scaled @ mean), 3), 0.5)


def _least(likelihoods: Sequence[float]) -> float:
    """The greatest likelihood below which no more than :data:`MOST_LOST` of ``likelihoods`` lie, rounded down."""
    kept = sorted(likelihoods)[math.floor(MOST_LOST * len(likelihoods))]
    return math.floor(kept * 1000) / 1000


def _given(judged: Sequence[tuple[Sample, float]], least: float) -> dict[Kind, tuple[int, int]]:
    of = {kind: [score for one, score in judged if one.kind == kind] for kind in KINDS}
    return {kind: (sum(score >= least for score in scores), len(scores)) for kind, scores in of.items()}
