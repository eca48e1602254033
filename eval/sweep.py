"""``python -m eval sweep``: configurations of retrieval, each indexed and asked for real, ranked with intervals."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import numpy as np

from assistant.question import understand
from assistant.records import Filters
from assistant.search import find_results
from assistant.service import Assistant
from eval.engine import Engine
from eval.errors import UnusableInputError
from eval.evidence import RESULT_LIMIT, Slice, items_held
from eval.metrics import all_at, mean
from eval.questions import QuestionLine, load_questions
from eval.report import aligned, percent
from eval.retrieving import measured_questions, open_for_search, with_weights
from eval.run import measure_all
from eval.statistics import clustered, mcnemar, wilson
from indexer.build import parse, search_text
from indexer.encoder.errors import EncoderError
from indexer.encoder.protocol import Encoder
from indexer.encoder.select import load_encoder
from indexer.errors import IndexerError
from indexer.language.tokens import filed_terms
from indexer.passages import GOOD_PASSAGE, LENGTHS, MAX_PASSAGE, Lengths, make_passages
from indexer.records import ParsedDocument, SourceText
from indexer.store.catalogue import CatalogueWriter
from indexer.store.generation import Manifest, build_lock, publish, start_generation
from indexer.store.lexical import LexicalWriter
from indexer.store.reader import OpenIndex, open_index
from indexer.store.schema import CATALOGUE, LEXICAL, SCHEMA_VERSION, VECTORS
from indexer.store.vectors import write_vectors

_HEADER = (
    "encoder", "chunk", "dense", "k", "all@k", "%", "95 %", "other documents", "lost", "gained", "p",
    "characters", "right",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Grid:
    """What is tried: every combination; None stands for what the encoder says of itself."""

    encoders: tuple[str | None, ...] = (None,)
    chunks: tuple[int, ...] = (GOOD_PASSAGE,)  # characters that a passage is filled to
    dense: tuple[float | None, ...] = (None,)
    results: tuple[int, ...] = (5,)  # k
    answers: bool = False  # ask for answers too, which takes longer


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
    right: int | None  # answers, where they were asked for


def run_sweep(path: Path, *, index: Path | None, grid: Grid) -> str:
    """Try the grid on the documents of an index; the first combination of the grid is what others are held against."""
    questions = measured_questions(path)
    asked = load_questions(path) if grid.answers else ()
    sources = _sources(open_for_search(index))
    found: list[Tried] = []
    with tempfile.TemporaryDirectory(prefix="sweep-") as folder:
        for number, (name, chunk) in enumerate(product(grid.encoders, grid.chunks)):
            print(f"sweep: {name or 'static-vi'}, {chunk} characters", file=sys.stderr)
            opened = _indexed(sources, _encoder(name), chunk, Path(folder) / str(number))
            for dense, results in product(grid.dense, grid.results):
                configuration = Configuration(name, chunk, dense, results)
                found.append(_tried(opened, configuration, questions, asked))
    return sweep_table(questions, found)


def _encoder(name: str | None) -> Encoder:
    try:
        return load_encoder(name)
    except (EncoderError, IndexerError) as error:
        raise UnusableInputError(str(error)) from error


def _sources(opened: OpenIndex) -> tuple[ParsedDocument, ...]:
    """The documents of an index, read anew from their stored texts."""
    return tuple(
        replace(
            parse(SourceText(entry.id, entry.path, entry.sha256, opened.catalogue.text(entry.id), entry.encoding)),
            metadata=entry.metadata,
        )
        for entry in opened.catalogue.documents()
    )


def _indexed(documents: Sequence[ParsedDocument], encoder: Encoder, chunk: int, index: Path) -> OpenIndex:
    """An index with passages of another length and the vectors of another encoder."""
    lengths = Lengths(most=chunk * MAX_PASSAGE // GOOD_PASSAGE, good=chunk) if chunk != LENGTHS.good else LENGTHS
    with build_lock(index, wait_seconds=1):
        working = start_generation(index)
        catalogue, lexical = CatalogueWriter(working / CATALOGUE), LexicalWriter(working / LEXICAL)
        vectors = [np.zeros((0, encoder.dimensions), dtype=np.float32)]
        for one in documents:
            passages = make_passages(one.source.text, one.outline, one.tables, lengths)
            texts = [search_text(one.source.text, one.metadata, passage) for passage in passages]
            for id_, text in zip(catalogue.add(replace(one, passages=passages)), texts, strict=True):
                lexical.add(id_, *filed_terms(text))
            vectors += [encoder.encode_passages(texts)] if texts else []
        catalogue.close()
        lexical.close()
        joined = np.concatenate(vectors)
        write_vectors(working / VECTORS, joined)
        publish(index, working, _manifest(encoder, len(documents), len(joined)))
    return open_index(index, encoder)


def _manifest(encoder: Encoder, documents: int, passages: int) -> Manifest:
    return Manifest(
        schema=SCHEMA_VERSION,
        code="sweep",
        encoder=encoder.id,
        dimensions=encoder.dimensions,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=documents,
        passages=passages,
        sources={},
        inputs="sweep",
        files={},
    )


def _tried(
    opened: OpenIndex, configuration: Configuration, questions: Sequence[QuestionLine], asked: Sequence[QuestionLine]
) -> Tried:
    index = with_weights(opened, replace(opened.weights, dense=configuration.dense))
    found = [_results(index, question.question, configuration.results) for question in questions]
    whole = tuple(_whole(question, slices) for question, slices in zip(questions, found, strict=True))
    right = sum(case.right for case in measure_all(asked, Engine(Assistant(index)))) if asked else None
    return Tried(configuration, whole, mean([sum(len(one.text) for one in slices) for slices in found]), right)


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
        count, of, base = sum(one.whole), len(one.whole), found[0].whole
        lost = sum(was and not now for was, now in zip(base, one.whole, strict=True))
        gained = sum(now and not was for was, now in zip(base, one.whole, strict=True))
        by_questions, by_documents = wilson(count, of), clustered([float(flag) for flag in one.whole], clusters)
        rows.append(
            (
                one.configuration.encoder or "static-vi",
                str(one.configuration.chunk),
                "own" if one.configuration.dense is None else f"{one.configuration.dense:g}",
                str(one.configuration.results),
                f"{count}/{of}",
                percent(count, of),
                f"{100 * by_questions.low:.1f}–{100 * by_questions.high:.1f}",
                f"{100 * by_documents.low:.1f}–{100 * by_documents.high:.1f}",
                str(lost),
                str(gained),
                f"{mcnemar(lost, gained):.3f}",
                f"{one.characters:.0f}",
                "-" if one.right is None else str(one.right),
            )
        )
    return aligned(rows)
