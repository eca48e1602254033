"""``python -m eval ir``: our retrieval on public question sets, each context filed as one passage."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.query import Query, make_query
from assistant.question import understand
from assistant.retrieval import CANDIDATES, fuse
from eval.errors import UnusableInputError
from eval.metrics import mean, ndcg
from eval.progress import with_progress
from eval.report import aligned
from indexer.encoder.protocol import Encoder
from indexer.encoder.select import load_encoder
from indexer.errors import IndexerError
from indexer.language.tokens import filed_terms
from indexer.store.lexical import Hit, LexicalIndex, LexicalWriter
from indexer.store.vectors import VectorIndex, write_vectors
from indexer.training.articles import TrainingDataError
from indexer.training.benchmarks import QuestionSet, read_question_set

CUTOFF = 10


@dataclass(frozen=True, slots=True)
class SetFigures:
    """nDCG@10 of the three ways to retrieve, 0 to 1."""

    name: str
    questions: int
    contexts: int
    lexical: float
    dense: float
    hybrid: float


@dataclass(frozen=True, slots=True)
class _Store:
    """The contexts of one set, filed as the indexer files passages."""

    lexical: LexicalIndex
    vectors: VectorIndex
    encoder: Encoder


def measure_sets(named: Sequence[str], *, encoder_name: str | None = None) -> tuple[SetFigures, ...]:
    """Measure every set of ``NAME=FILE``: SQuAD JSON, or CSV with the columns context and question."""
    try:
        sets = [_read(one) for one in named]
        encoder = load_encoder(encoder_name)
    except (IndexerError, TrainingDataError) as error:
        raise UnusableInputError(str(error)) from error
    return tuple(measure_set(name, questions, encoder) for name, questions in sets)


def _read(named: str) -> tuple[str, QuestionSet]:
    """The name and the questions of ``NAME=FILE``; a bare file is named after itself."""
    name, given, file = named.rpartition("=")
    path = Path(file)
    return (name if given else path.stem), read_question_set(path)


def measure_set(name: str, questions: QuestionSet, encoder: Encoder) -> SetFigures:
    """File the contexts in a folder of their own and rank them for every question."""
    lexical, dense, hybrid = [], [], []
    with tempfile.TemporaryDirectory(prefix="ir-") as folder:
        store = _file(questions.contexts, encoder, Path(folder))
        pairs = list(zip(questions.questions, questions.answers, strict=True))
        for question, answer in with_progress(pairs, name, sys.stderr):
            query = make_query(understand(question))
            words = store.lexical.search(query.terms, field=query.field, limit=CANDIDATES)
            near = _dense(store, query, words)
            fused = fuse(words, near, encoder.weight if near else 0.0)
            lexical.append(_ndcg(words, answer))
            dense.append(_ndcg(near, answer))
            hybrid.append(_ndcg([Hit(id_, sum(parts.values())) for id_, parts in fused.items()], answer))
    return SetFigures(name, len(pairs), len(questions.contexts), mean(lexical), mean(dense), mean(hybrid))


def _file(contexts: Sequence[str], encoder: Encoder, folder: Path) -> _Store:
    """File each context as one passage, numbered as they stand."""
    writer = LexicalWriter(folder / "lexical")
    for position, context in enumerate(contexts):
        writer.add(position, *filed_terms(context))
    writer.close()
    write_vectors(folder / "vectors", encoder.encode_passages(contexts))
    return _Store(LexicalIndex(folder / "lexical"), VectorIndex(folder / "vectors"), encoder)


def _dense(store: _Store, query: Query, words: Sequence[Hit]) -> list[Hit]:
    """The nearest contexts and the cosine of every lexical candidate; none where the encoder knows no word."""
    vector = store.encoder.encode_query(query.text)
    if not vector.any():
        return []
    nearest = store.vectors.search(vector, CANDIDATES)
    known = {hit.id for hit in nearest}
    others = [hit.id for hit in words if hit.id not in known]
    return nearest + [Hit(id_, score) for id_, score in zip(others, store.vectors.scores(vector, others), strict=True)]


def _ndcg(hits: Sequence[Hit], answer: int) -> float:
    """nDCG@10 of a ranking in which one context answers."""
    ranking = [str(hit.id) for hit in sorted(hits, key=lambda hit: (-hit.score, hit.id))]
    return ndcg(ranking, {str(answer): 1.0}, CUTOFF)


def ir_table(found: Sequence[SetFigures]) -> str:
    """nDCG@10 in percent, a line per set."""
    rows = [("nDCG@10", "questions", "contexts", "lexical", "dense", "hybrid")]
    rows += [
        (
            one.name,
            str(one.questions),
            str(one.contexts),
            f"{100 * one.lexical:.1f}",
            f"{100 * one.dense:.1f}",
            f"{100 * one.hybrid:.1f}",
        )
        for one in found
    ]
    return aligned(rows)
