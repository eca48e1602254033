"""Reads public question sets: every question has exactly one context that answers it."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.encoder.protocol import Encoder
from indexer.training.articles import TrainingDataError


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Distinct contexts, and per question the position of the one that answers it."""

    name: str
    contexts: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Retrieval quality over a question set, each from 0 to 1."""

    ndcg_at_10: float
    recall_at_1: float
    recall_at_5: float
    recall_at_10: float


def read_question_set(path: Path) -> QuestionSet:
    """A SQuAD file (``.json``), or a CSV file with columns ``context`` and ``question``."""
    try:
        pairs = _squad_pairs(path) if path.suffix == ".json" else _csv_pairs(path)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise TrainingDataError(f"{path}: {error!r}") from error
    if not pairs:
        raise TrainingDataError(f"{path}: holds no questions")
    places: dict[str, int] = {}
    answers = tuple(places.setdefault(context, len(places)) for context, _ in pairs)
    return QuestionSet(path.stem, tuple(places), tuple(question for _, question in pairs), answers)


def measure(encoder: Encoder, questions: QuestionSet) -> Figures:
    """Ranks all contexts for every question by the encoder alone."""
    contexts = encoder.encode_passages(questions.contexts)
    vectors = np.stack([encoder.encode_query(question) for question in questions.questions])
    scores = vectors @ contexts.T
    own = scores[np.arange(len(scores)), questions.answers]
    # Ties count against the encoder: a context that scores the same stands before the right one.
    ranks = (scores >= own[:, None]).sum(axis=1)
    return Figures(
        ndcg_at_10=float(np.mean([ndcg(int(rank)) for rank in ranks])),
        recall_at_1=float((ranks <= 1).mean()),
        recall_at_5=float((ranks <= 5).mean()),
        recall_at_10=float((ranks <= 10).mean()),
    )


def figures_table(measured: Sequence[tuple[QuestionSet, Figures]]) -> str:
    """A Markdown table, one line per question set."""
    lines = ["| set | questions/contexts | nDCG@10 | recall@1 | recall@5 | recall@10 |", "|---|---|---|---|---|---|"]
    for questions, found in measured:
        sizes = f"{len(questions.questions)}/{len(questions.contexts)}"
        figures = (found.ndcg_at_10, found.recall_at_1, found.recall_at_5, found.recall_at_10)
        lines.append(f"| {questions.name} | {sizes} | " + " | ".join(f"{100 * value:.1f}" for value in figures) + " |")
    return "\n".join(lines)


def ndcg(rank: int, *, cutoff: int = 10) -> float:
    """Normalised discounted cumulative gain of one relevant result at ``rank``, counted from 1.

    Järvelin and Kekäläinen 2002; with a single relevant result the ideal gain is 1.
    """
    return 1.0 / math.log2(rank + 1) if rank <= cutoff else 0.0


def _squad_pairs(path: Path) -> list[tuple[str, str]]:
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    paragraphs = [paragraph for article in articles for paragraph in article["paragraphs"]]
    return [(paragraph["context"], entry["question"]) for paragraph in paragraphs for entry in paragraph["qas"]]


def _csv_pairs(path: Path) -> list[tuple[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row["context"], row["question"]) for row in csv.DictReader(file)]
