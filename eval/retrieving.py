"""Retrieval alone, without the planner: what the ablation and the tuning measure."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.grouping import Result
from assistant.question import understand
from assistant.records import Filters
from assistant.search import find_results
from assistant.service import Assistant, SearchRequest
from assistant.settings import SettingError, read_settings
from eval.errors import UnusableInputError
from eval.evidence import BEST, Slice, held_by_results
from eval.metrics import all_at, recall_at
from eval.questions import QuestionLine, load_questions
from indexer.encoder.select import load_encoder, load_reranker
from indexer.errors import IndexerError
from indexer.store.reader import OpenIndex, Weights, open_index

Search = Callable[[OpenIndex, str], list[Slice]]


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Whether all evidence of a question stood among the best five, and what share of it did."""

    question: QuestionLine
    whole: bool
    share: float


def measured_questions(path: Path) -> tuple[QuestionLine, ...]:
    """The questions whose retrieval is measured: answerable, of a single turn, with evidence."""
    found = tuple(q for q in load_questions(path) if q.answerable and not q.history and q.evidence)
    if not found:
        raise UnusableInputError(f"{path}: no question has evidence that retrieval could find")
    return found


def open_for_search(folder: Path | None) -> OpenIndex:
    """The current generation of an index folder; without one, of the index that the settings name."""
    try:
        settings = read_settings(os.environ)
        return open_index(
            folder or settings.index, load_encoder(settings.encoder), reranker=load_reranker(settings.reranker)
        )
    except (IndexerError, SettingError) as error:
        raise UnusableInputError(str(error)) from error


def with_weights(index: OpenIndex, weights: Weights) -> OpenIndex:
    """The same index, weighed otherwise."""
    return replace(index, weights=weights)


def measure_retrieval(index: OpenIndex, questions: Sequence[QuestionLine], search: Search) -> tuple[Retrieved, ...]:
    """What ``search`` finds for each question, within the bounds of the measure."""
    return tuple(_measured(question, search(index, question.question)) for question in questions)


def served(index: OpenIndex, question: str) -> list[Slice]:
    """What ``/api/search`` gives: the places that the answer was found in, then the ranking."""
    found = Assistant(index).search(SearchRequest(question, limit=BEST))
    return [Slice(one.document_id, one.text) for one in found]


def ranked(index: OpenIndex, question: str) -> list[Slice]:
    """The ranking alone: nothing is answered first."""
    return [_slice(index, one) for one in _results(index, question)]


def single_passages(index: OpenIndex, question: str) -> list[Slice]:
    """The ranking alone, each result cut back to its best passage."""
    results = _results(index, question)
    return [_slice(index, replace(one, passages=(one.best,))) for one in results]


def _results(index: OpenIndex, question: str) -> list[Result]:
    return find_results(index, understand(question), limit=BEST, filters=Filters())


def _slice(index: OpenIndex, result: Result) -> Slice:
    return Slice(result.document_id, result.span.of(index.catalogue.text(result.document_id)))


def _measured(question: QuestionLine, slices: Sequence[Slice]) -> Retrieved:
    held = held_by_results(question.evidence, slices)
    wanted = range(len(question.evidence))
    return Retrieved(question, all_at(held, wanted, BEST), recall_at(held, wanted, BEST))
