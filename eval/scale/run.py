"""``python -m eval scale``: an index of so many synthetic passages, what it costs, and what the codes miss."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.errors import UnusableInputError
from eval.metrics import mean
from eval.report import aligned
from eval.scale.build import EXACT, Costs, build_scale
from eval.scale.plans import PASSAGES, make_questions, make_words
from eval.scale.serving import Served
from indexer.encoder.protocol import Vectors
from indexer.encoder.select import load_encoder
from indexer.store.generation import current_generation
from indexer.store.schema import VECTORS
from indexer.store.vectors import VectorIndex, read_rows

BEST = 10


@dataclass(frozen=True, slots=True)
class ScaleFigures:
    """What an index costs to write and to search."""

    costs: Costs
    recall: float  # of the exact best ten by vector
    served: Served
    load: float  # processes that waited for a processor in the last minute


def run_scale(passages: int, *, questions: int, seed: int, keep: Path | None = None) -> ScaleFigures:
    """Measure ``passages``, in ``keep``, where it may stand already, or in a folder that is removed again."""
    if passages < PASSAGES:
        raise UnusableInputError(f"--passages must be at least {PASSAGES}")
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        return _measured(keep or Path(folder) / "index", passages, questions=questions, seed=seed)


def _measured(index: Path, passages: int, *, questions: int, seed: int) -> ScaleFigures:
    encoder = load_encoder()
    costs = build_scale(index, passages, seed=seed, encoder=encoder)
    asked = list(make_questions(make_words(seed), plans=costs.passages // PASSAGES, count=questions, seed=seed))
    served = _serve(index, asked)
    exact = read_rows(index / EXACT, encoder.dimensions)
    queries = np.stack([encoder.encode_query(one) for one in asked])
    recall = _recall(VectorIndex(current_generation(index) / VECTORS), exact, queries)
    return ScaleFigures(costs, recall, served, os.getloadavg()[0])


def _recall(index: VectorIndex, vectors: Iterable[Vectors], queries: Vectors) -> float:
    """The mean share of the exact best ten that the index finds among its best ten; vectors come in parts."""
    scores = np.zeros((len(queries), 0), dtype=np.float32)
    ids = np.zeros((len(queries), 0), dtype=np.int64)
    start = 0
    for rows in vectors:
        scores = np.hstack([scores, queries @ rows.T])
        ids = np.hstack([ids, np.broadcast_to(np.arange(start, start + len(rows)), (len(queries), len(rows)))])
        best = np.argsort(-scores, axis=1, kind="stable")[:, :BEST]
        scores, ids = np.take_along_axis(scores, best, axis=1), np.take_along_axis(ids, best, axis=1)
        start += len(rows)
    found = ({hit.id for hit in index.search(query, BEST)} for query in queries)
    return mean([len(set(exact.tolist()) & near) / BEST for exact, near in zip(ids, found, strict=True)])


def _serve(index: Path, questions: list[str]) -> Served:
    """The figures of a fresh process, whose memory holds nothing of the build."""
    command = [sys.executable, "-m", "eval.scale.serving", str(index)]
    done = subprocess.run(command, input=json.dumps(questions), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise UnusableInputError(f"serving {index} failed: {done.stderr.strip()[-300:]}")
    return Served(**json.loads(done.stdout))


def scale_table(found: ScaleFigures) -> str:
    """The figures, a line each."""
    costs, served = found.costs, found.served
    rows = (
        ("passages", f"{costs.passages:,}"),
        ("text", f"{costs.megabytes_of_text:.1f} MB, {costs.million_characters:.1f} million characters"),
        (
            "store: catalogue, lexical index, encoding",
            f"{costs.store_seconds:.1f} s, {costs.store_cpu_seconds:.1f} s CPU",
        ),
        ("store: vector index", f"{costs.vector_seconds:.1f} s, {costs.vector_cpu_seconds:.1f} s CPU"),
        ("store: text a second, all", f"{_speed(costs):.2f} MB, {_speed_of_cpu(costs):.2f} MB of CPU"),
        ("store: memory", f"{costs.memory_megabytes:.0f} MB"),
        ("index on disk", f"{costs.index_megabytes:.0f} MB"),
        ("serve: open", f"{served.open_seconds:.2f} s"),
        ("serve: memory, most", f"{served.megabytes:.0f} MB, {served.own_megabytes:.0f} MB of it not in files"),
        ("retrieve p50 / p95", f"{served.p50_ms:.1f} / {served.p95_ms:.1f} ms"),
        ("retrieve p50 / p95, CPU", f"{served.p50_cpu_ms:.1f} / {served.p95_cpu_ms:.1f} ms"),
        ("load of the machine", f"{found.load:.1f} on {os.cpu_count()} processors"),
        ("vectors: recall of the exact best 10", f"{found.recall:.4f}"),
    )
    return aligned(rows)


def _speed(costs: Costs) -> float:
    return costs.megabytes_of_text / (costs.store_seconds + costs.vector_seconds)


def _speed_of_cpu(costs: Costs) -> float:
    """The same for each second of one processor."""
    return costs.megabytes_of_text / (costs.store_cpu_seconds + costs.vector_cpu_seconds)
