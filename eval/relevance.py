"""``python -m eval relevance``: learns by which features rows and clauses are told apart, and what that is worth.

A conditional logistic model (McFadden 1974; ListNet's top-one loss, Cao et al. 2007): of the candidates of a question,
those that hold its evidence are to weigh more than the others. Each document is left out in turn and its questions are
then answered with the weights of all the others. The development set never trains: it is only measured.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np

from assistant.answering.candidates import Candidates, gather
from assistant.answering.lookup import row_kinds
from assistant.answering.reading import Clause, grown
from assistant.asking import read_asked
from assistant.followup import resolve
from assistant.question import understand
from assistant.spelling import respelled
from assistant.targets import find_targets
from eval.errors import UnusableInputError
from eval.evidence import evidence_held
from eval.logistic import MEASURED_ONLY, PENALTY, Array, minimised
from eval.questions import QuestionLine, load_questions, set_path
from eval.report import aligned, percent
from eval.retrieving import open_for_search
from indexer.records import Span
from indexer.store.reader import OpenIndex

_TYPES = ("fact", "table", "owner", "deadline", "reference", "followup")
_ABOUT = (
    "Weights of the features by which rows and clauses are told apart (assistant/answering/relevance.py), "
    "learnt by `python -m eval relevance`."
)


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one question: a row of features each, and whether it holds evidence."""

    set: str
    document: str
    names: tuple[tuple[str, ...], ...]
    values: tuple[tuple[float, ...], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Learnt:
    """The weights, and how many first candidates hold evidence: of documents left out, and of the measured set."""

    weights: dict[str, float]
    left_out: tuple[int, int]
    measured: tuple[int, int]


def learn(sets: Sequence[tuple[str, Path]]) -> Learnt:
    """The weights learnt from ``sets`` (name or file, and the index that holds its documents)."""
    choices = [choice for name, index in sets for choice in _choices(name, index)]
    trained = [one for one in choices if one.set != MEASURED_ONLY and any(one.right)]
    if not trained:
        raise UnusableInputError("no question of these sets can train: name one besides dev with --set NAME=INDEX")
    features = sorted({name for one in choices for names in one.names for name in names})
    tables = {id(one): _table(one, features) for one in choices}
    stacked = np.concatenate([tables[id(one)] for one in trained])
    scale = np.where(stacked.std(0) > 0, stacked.std(0), 1.0)
    scaled = {key: table / scale for key, table in tables.items()}
    weights = _fit(trained, scaled, len(features))
    held = [one for one in choices if one.set != MEASURED_ONLY]
    right = 0
    for document in sorted({one.document for one in held}):
        others = _fit([one for one in trained if one.document != document], scaled, len(features))
        right += _first_right([one for one in held if one.document == document], scaled, others)
    measured = [one for one in choices if one.set == MEASURED_ONLY]
    shown = {name: round(float(weight), 3) for name, weight in zip(features, weights / scale, strict=True)}
    return Learnt(shown, (right, len(held)), (_first_right(measured, scaled, weights), len(measured)))


def write_weights(learnt: Learnt) -> Path:
    """Puts the weights where the assistant reads them."""
    path = Path(str(resources.files("assistant.data").joinpath("relevance.json")))
    content = {"about": _ABOUT, "weights": learnt.weights}
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def learnt_text(learnt: Learnt) -> str:
    """The weights and the counts as a table."""
    rows = [["feature", "weight"], *([name, f"{weight:+.3f}"] for name, weight in learnt.weights.items())]
    counts = [["first candidate holds evidence", "", "%"]]
    for name, (right, total) in (("documents left out", learnt.left_out), (MEASURED_ONLY, learnt.measured)):
        counts.append([name, f"{right}/{total}", percent(right, total) if total else "-"])
    return f"{aligned(rows)}\n\n{aligned(counts)}"


def _choices(name: str, folder: Path) -> list[Choice]:
    index = open_for_search(folder)
    lines = load_questions(set_path(name))
    asked = [line for line in lines if line.answerable and line.type in _TYPES and len(line.docs) == 1]
    return [_choice(index, Path(name).stem, line) for line in asked]


def _choice(index: OpenIndex, name: str, line: QuestionLine) -> Choice:
    question = respelled(resolve(understand(line.question), line.history, None), index.lexical)
    asked = read_asked(question)
    sides = find_targets(question, index.directory).sides
    named = frozenset().union(*sides) or index.directory.all
    found = gather(index, question, asked, named)
    rows = [
        (
            {**hit.features, **row_kinds(question, asked, hit.view)},
            _holds(line, index, hit.view.entry.id, hit.view.span),
        )
        for hit in found.rows
    ]
    candidates = [*rows, *_clauses(line, index, found)]
    return Choice(
        name,
        line.docs[0],
        tuple(tuple(features) for features, _ in candidates),
        tuple(tuple(features.values()) for features, _ in candidates),
        tuple(right for _, right in candidates),
    )


def _clauses(line: QuestionLine, index: OpenIndex, found: Candidates) -> list[tuple[dict[str, float], bool]]:
    """The clauses; one is right if it holds evidence with the rest of its sentence and the headings above it."""
    return [(dict(clause.features), _told(line, index, clause)) for clause in found.clauses]


def _told(line: QuestionLine, index: OpenIndex, clause: Clause) -> bool:
    text = index.catalogue.text(clause.entry.id)
    sentence = grown(text, clause.passage.span, clause.span)
    shown = f"{clause.passage.breadcrumb}\n{clause.span.of(text)}\n{sentence.of(text)}"
    return any(item.doc == clause.entry.id and evidence_held(item.contains, shown) for item in line.evidence)


def _holds(line: QuestionLine, index: OpenIndex, document: str, span: Span) -> bool:
    slice_ = span.of(index.catalogue.text(document))
    return any(item.doc == document and evidence_held(item.contains, slice_) for item in line.evidence)


def _table(choice: Choice, features: Sequence[str]) -> Array:
    table = np.zeros((len(choice.names), len(features)))
    column = {name: at for at, name in enumerate(features)}
    for at, (names, values) in enumerate(zip(choice.names, choice.values, strict=True)):
        for name, value in zip(names, values, strict=True):
            table[at, column[name]] = value
    return table


def _fit(choices: Sequence[Choice], tables: dict[int, Array], width: int) -> Array:
    """The weights of least penalised negative log-likelihood."""
    data = [(tables[id(one)], np.array(one.right, dtype=float)) for one in choices if any(one.right)]

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = PENALTY * float(weights @ weights), 2 * PENALTY * weights
        for table, right in data:
            scores = table @ weights
            odds = np.exp(scores - scores.max())
            likely, chosen = odds / odds.sum(), odds * right / (odds * right).sum()
            total -= float(np.log((odds * right).sum() / odds.sum()))
            slope = slope - table.T @ (chosen - likely)
        return total, slope

    return minimised(loss, width)


def _first_right(choices: Sequence[Choice], tables: dict[int, Array], weights: Array) -> int:
    return sum(bool(one.right) and one.right[int(np.argmax(tables[id(one)] @ weights))] for one in choices)
