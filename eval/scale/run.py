"""``python -m eval scale``: an index of so many synthetic passages, what it costs, and what the codes miss."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from eval.errors import UnusableInputError
from eval.metrics import mean
from eval.progress import with_progress
from eval.report import aligned
from eval.scale.plans import PASSAGES, Words, make_plan, make_questions, make_words
from eval.scale.serving import Served
from indexer.build import search_text
from indexer.encoder.protocol import Encoder, Vectors
from indexer.encoder.select import load_encoder
from indexer.language.tokens import folded_terms, index_terms
from indexer.store.catalogue import CatalogueWriter
from indexer.store.generation import Manifest, build_lock, current_generation, publish, start_generation
from indexer.store.lexical import LexicalWriter
from indexer.store.schema import CATALOGUE, LEXICAL, SCHEMA_VERSION, VECTORS
from indexer.store.vectors import VectorIndex, write_vectors

BEST = 10


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """What an index of ``passages`` costs to write and to search."""

    passages: int
    megabytes_of_text: float
    store_seconds: float  # making the plans is not counted
    vector_seconds: float
    index_megabytes: float
    recall: float  # of the exact best ten by vector
    served: Served


@dataclass(frozen=True, slots=True)
class _Filed:
    """What filing gave, beside the files."""

    vectors: Vectors
    characters: int
    seconds: float


def run_scale(passages: int, *, questions: int, seed: int, keep: Path | None = None) -> ScaleFigures:
    """Build an index of ``passages``, in ``keep`` or a folder that is removed again, and measure it."""
    if passages < PASSAGES:
        raise UnusableInputError(f"--passages must be at least {PASSAGES}")
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        return _measured(keep or Path(folder) / "index", passages, questions=questions, seed=seed)


def _measured(index: Path, passages: int, *, questions: int, seed: int) -> ScaleFigures:
    plans = passages // PASSAGES
    words, encoder = make_words(seed), load_encoder()
    asked = list(make_questions(words, plans=plans, count=questions, seed=seed))
    with build_lock(index, wait_seconds=1):
        working = start_generation(index)
        filed = _file(working, plans, words, encoder, seed)
        started = time.perf_counter()
        write_vectors(working / VECTORS, filed.vectors)
        vector_seconds = time.perf_counter() - started
        publish(index, working, _manifest(encoder, plans))
    generation = current_generation(index)
    return ScaleFigures(
        passages=plans * PASSAGES,
        megabytes_of_text=filed.characters / 1e6,
        store_seconds=filed.seconds,
        vector_seconds=vector_seconds,
        index_megabytes=sum(path.stat().st_size for path in generation.rglob("*") if path.is_file()) / 1e6,
        recall=_recall(VectorIndex(generation / VECTORS), filed.vectors, [encoder.encode_query(one) for one in asked]),
        served=_serve(index, asked),
    )


def _file(working: Path, plans: int, words: Words, encoder: Encoder, seed: int) -> _Filed:
    """Writes catalogue and lexical index; the vectors are returned."""
    catalogue, lexical = CatalogueWriter(working / CATALOGUE), LexicalWriter(working / LEXICAL)
    vectors = np.zeros((plans * PASSAGES, encoder.dimensions), dtype=np.float32)
    characters, seconds = 0, 0.0
    for number in with_progress(range(plans), "plans", sys.stderr):
        plan = make_plan(number, words, seed=seed)
        started = time.perf_counter()
        ids = catalogue.add(plan)
        texts = [search_text(plan.source.text, plan.metadata, passage) for passage in plan.passages]
        for id_, text in zip(ids, texts, strict=True):
            lexical.add(id_, index_terms(text), folded_terms(text))
        vectors[ids.start : ids.stop] = encoder.encode_passages(texts)
        seconds += time.perf_counter() - started
        characters += len(plan.source.text)
    started = time.perf_counter()
    catalogue.close()
    lexical.close()
    return _Filed(vectors, characters, seconds + time.perf_counter() - started)


def _manifest(encoder: Encoder, plans: int) -> Manifest:
    return Manifest(
        schema=SCHEMA_VERSION,
        code="scale",
        encoder=encoder.id,
        dimensions=encoder.dimensions,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=plans,
        passages=plans * PASSAGES,
        sources={},
        inputs="scale",
        files={},
    )


def _recall(index: VectorIndex, vectors: Vectors, queries: list[Vectors]) -> float:
    """The mean share of the exact best ten that the index finds among its best ten."""
    shares: list[float] = []
    for query in queries:
        scores = vectors @ query
        exact = set(np.argpartition(-scores, BEST)[:BEST].tolist())
        shares.append(len(exact & {hit.id for hit in index.search(query, BEST)}) / BEST)
    return mean(shares)


def _serve(index: Path, questions: list[str]) -> Served:
    """The figures of a fresh process, whose memory holds nothing of the build."""
    command = [sys.executable, "-m", "eval.scale.serving", str(index)]
    done = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise UnusableInputError(f"serving {index} failed: {done.stderr.strip()[-300:]}")
    return Served(**json.loads(done.stdout))


def scale_table(found: ScaleFigures) -> str:
    """The figures, a line each."""
    rows = (
        ("passages", f"{found.passages:,}"),
        ("text", f"{found.megabytes_of_text:.1f} MB"),
        ("store: catalogue, lexical index, encoding", f"{found.store_seconds:.1f} s"),
        ("store: text a second", f"{found.megabytes_of_text / found.store_seconds:.2f} MB"),
        ("store: vector index", f"{found.vector_seconds:.1f} s"),
        ("index on disk", f"{found.index_megabytes:.0f} MB"),
        ("serve: open", f"{found.served.open_seconds:.2f} s"),
        ("serve: memory", f"{found.served.megabytes:.0f} MB"),
        ("retrieve p50 / p95", f"{found.served.p50_ms:.1f} / {found.served.p95_ms:.1f} ms"),
        ("vectors: recall of the exact best 10", f"{found.recall:.4f}"),
    )
    return aligned(rows)
