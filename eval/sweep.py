"""``python -m eval sweep``: configurations and engines, each indexed and asked for real, ranked with intervals."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from assistant.question import understand
from assistant.records import Filters
from assistant.search import find_results
from eval.cases import Case
from eval.engines import EngineName, writing
from eval.errors import UnusableInputError
from eval.evidence import RESULT_LIMIT, Slice, items_held
from eval.indexing import index_of, parsed_documents
from eval.metrics import all_at, mean
from eval.questions import QuestionLine, load_questions
from eval.report import aligned, percent
from eval.retrieving import measured_questions, open_for_search, with_weights
from eval.run import measure_all
from eval.spending import Prices, together
from eval.statistics import clustered, mcnemar, wilson
from indexer.encoder.errors import EncoderError
from indexer.encoder.protocol import Encoder
from indexer.encoder.select import load_encoder
from indexer.errors import IndexerError
from indexer.passages import GOOD_PASSAGE, LENGTHS, MAX_PASSAGE, Lengths
from indexer.store.reader import OpenIndex

_HEADER = (
    "encoder", "chunk", "dense", "k", "all@k", "%", "95 %", "other documents", "lost", "gained", "p", "characters",
)  # fmt: skip
_ANSWERS = (
    "encoder", "chunk", "dense", "engine", "right", "%", "95 %", "other documents", "lost", "gained", "p",
    "unsupported", "tokens", "cost",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grid:
    """What is tried: every combination; None stands for what the encoder says of itself."""

    encoders: tuple[str | None, ...] = (None,)
    chunks: tuple[int, ...] = (GOOD_PASSAGE,)  # characters that a passage is filled to
    dense: tuple[float | None, ...] = (None,)
    results: tuple[int, ...] = (5,)  # k
    engines: tuple[EngineName, ...] = ()  # that are asked for answers too, which takes longer
    prices: Prices | None = None  # of the tokens of the model


@dataclass(frozen=True, slots=True)
class Configuration:
    """One combination."""

    encoder: str | None
    chunk: int
    dense: float | None
    results: int


@dataclass(frozen=True, slots=True)
class Tried:
    """A configuration with what it found: for each question whether all evidence was there, and what was read."""

    configuration: Configuration
    whole: tuple[bool, ...]
    characters: float  # of the results, on average


@dataclass(frozen=True, slots=True)
class Answered:
    """An index and an engine with the answers to the whole set; the planner reads what it needs, whatever k is."""

    configuration: Configuration
    engine: EngineName
    cases: tuple[Case, ...]


def run_sweep(path: Path, *, index: Path | None, grid: Grid) -> str:
    """Try the grid on the documents of an index; the first combination of the grid is what others are held against."""
    questions = measured_questions(path)
    asked = load_questions(path) if grid.engines else ()
    sources = parsed_documents(open_for_search(index))
    found: list[Tried] = []
    answered: list[Answered] = []
    with ExitStack() as stack:
        engines = [stack.enter_context(writing(name, os.environ, grid.prices)) for name in grid.engines]
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sweep-")))
        for number, (name, chunk) in enumerate(product(grid.encoders, grid.chunks)):
            print(f"sweep: {name or 'static-vi'}, {chunk} characters", file=sys.stderr)
            opened = index_of(sources, _encoder(name), folder / str(number), _lengths(chunk))
            for dense in grid.dense:
                weighed = with_weights(opened, replace(opened.weights, dense=dense))
                tried = [Configuration(name, chunk, dense, results) for results in grid.results]
                found += [_tried(weighed, one, questions) for one in tried]
                answered += [Answered(tried[0], one.name, measure_all(asked, one.over(weighed))) for one in engines]
    tables = [sweep_table(questions, found), *([answers_table(answered)] if answered else [])]
    return "\n\n".join(tables)


def _encoder(name: str | None) -> Encoder:
    try:
        return load_encoder(name)
    except (EncoderError, IndexerError) as error:
        raise UnusableInputError(str(error)) from error


def _lengths(chunk: int) -> Lengths:
    return Lengths(most=chunk * MAX_PASSAGE // GOOD_PASSAGE, good=chunk) if chunk != LENGTHS.good else LENGTHS


def _tried(index: OpenIndex, configuration: Configuration, questions: Sequence[QuestionLine]) -> Tried:
    found = [_results(index, question.question, configuration.results) for question in questions]
    whole = tuple(_whole(question, slices) for question, slices in zip(questions, found, strict=True))
    return Tried(configuration, whole, mean([sum(len(one.text) for one in slices) for slices in found]))


def _results(index: OpenIndex, question: str, limit: int) -> list[Slice]:
    results = find_results(index, understand(question), limit=limit, filters=Filters())
    return [Slice(one.document_id, one.span.of(index.catalogue.text(one.document_id))) for one in results]


def _whole(question: QuestionLine, slices: Sequence[Slice]) -> bool:
    """Whether the results hold all evidence; one that is too long holds nothing, as everywhere in the measures."""
    held = [items_held(question.evidence, one) if len(one.text) <= RESULT_LIMIT else frozenset() for one in slices]
    return bool(held) and all_at(held, range(len(question.evidence)), len(held))


def sweep_table(questions: Sequence[QuestionLine], found: Sequence[Tried]) -> str:
    """A line for each configuration, best first, with both intervals and the exact test against the first tried."""
    clusters = ["+".join(sorted(question.docs)) for question in questions]
    rows: list[tuple[str, ...]] = [_HEADER]
    for one in sorted(found, key=lambda one: (-sum(one.whole), one.characters)):
        figures = _against(found[0].whole, one.whole, clusters)
        rows.append((*_named(one.configuration), str(one.configuration.results), *figures, f"{one.characters:.0f}"))
    return aligned(rows)


def answers_table(found: Sequence[Answered]) -> str:
    """A line for each index and engine, most right answers first, then the fewest that nothing supports."""
    clusters = [case.cluster for case in found[0].cases]
    base = [case.right for case in found[0].cases]
    rows: list[tuple[str, ...]] = [_ANSWERS]
    for one in sorted(found, key=lambda one: (-sum(case.right for case in one.cases), _unsupported(one))):
        figures = _against(base, [case.right for case in one.cases], clusters)
        spent = [case.given.spent for case in one.cases if case.given.spent is not None]
        took = together(spent) if spent else None
        tokens = f"{took.sent + took.written}{' (estimated)' if took.estimated else ''}" if took else "-"
        cost = f"{took.cost:.4g}" if took and took.cost is not None else "-"
        rows.append((*_named(one.configuration), one.engine, *figures, str(_unsupported(one)), tokens, cost))
    return aligned(rows)


def _unsupported(one: Answered) -> int:
    return sum(bool(case.measures.invented) for case in one.cases)


def _named(one: Configuration) -> tuple[str, str, str]:
    return one.encoder or "static-vi", str(one.chunk), "own" if one.dense is None else f"{one.dense:g}"


def _against(base: Sequence[bool], now: Sequence[bool], clusters: Sequence[str]) -> tuple[str, ...]:
    """So many of so many, the share, both intervals, and the exact test against the first tried."""
    count, of = sum(now), len(now)
    lost = sum(was and not is_ for was, is_ in zip(base, now, strict=True))
    gained = sum(is_ and not was for was, is_ in zip(base, now, strict=True))
    by_questions, by_documents = wilson(count, of), clustered([float(flag) for flag in now], clusters)
    return (
        f"{count}/{of}",
        percent(count, of),
        f"{100 * by_questions.low:.1f}–{100 * by_questions.high:.1f}",
        f"{100 * by_documents.low:.1f}–{100 * by_documents.high:.1f}",
        str(lost),
        str(gained),
        f"{mcnemar(lost, gained):.3f}",
    )
