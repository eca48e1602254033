"""The benchmark as aligned text: both systems, the ratio, and the design's target."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

from eval.bench.compare import MEMORY_AFTER
from eval.bench.records import BenchFigures, SystemFigures
from eval.report import aligned, percent


@dataclass(frozen=True, slots=True)
class _Line:
    """A figure: its name for people, how to read and print it, and the design's target on two cores."""

    label: str
    read: Callable[[SystemFigures], float]
    decimals: int
    target: float


_LINES = (
    _Line("build, s", lambda system: system.build_seconds, 2, 3),
    _Line("start to ready, s", lambda system: system.ready_seconds, 2, 2),
    _Line(f"memory after {MEMORY_AFTER} questions, MB", lambda system: system.memory_mb, 0, 300),
    _Line("question p50, ms", lambda system: system.p50_ms, 1, 10),
    _Line("question p95, ms", lambda system: system.p95_ms, 1, 30),
)


def bench_table(found: BenchFigures) -> str:
    """The table with the conditions under which it was taken."""
    peer = found.peer
    header = ["", found.ours.name, "target"]
    if peer is not None:
        header += [peer.name, "ratio"]
    rows = [header, *(_row(line, found) for line in _LINES)]
    retrieval = ["all@5, %", _retrieval(found.ours), ""]
    if peer is not None:
        retrieval += [_retrieval(peer), ""]
    return "\n\n".join([conditions(found), aligned([*rows, retrieval])])


def _row(line: _Line, found: BenchFigures) -> list[str]:
    """One figure of both systems; the ratio is the peer's over ours."""
    ours = line.read(found.ours)
    mark = "" if ours <= line.target else " (missed)"
    cells = [line.label, f"{ours:.{line.decimals}f}", f"<= {line.target:g}{mark}"]
    if found.peer is not None:
        peer = line.read(found.peer)
        cells += [f"{peer:.{line.decimals}f}", f"{peer / ours:.1f}x" if ours else "-"]
    return cells


def _retrieval(system: SystemFigures) -> str:
    """The share of the questions whose evidence stands wholly in the best five."""
    return percent(system.retrieved_all, system.retrieval_questions)


def conditions(found: BenchFigures) -> str:
    """How the figures were taken, in sentences."""
    lines = [
        f"{found.documents} documents, {found.characters:,} characters; {found.asks} questions;"
        f" medians of {found.repeats}; {os.cpu_count()} cores; OMP_NUM_THREADS=1 for every process.",
        "Ours: a question is a whole POST /api/ask over HTTP on the loopback interface; all@5 of POST /api/search.",
    ]
    if found.peer is not None:
        lines.append(
            "LangChain: RecursiveCharacterTextSplitter 1000/200, BM25Retriever + all-MiniLM-L6-v2 in FAISS, equal"
            " weights in EnsembleRetriever (10 of each); a question is retrieval alone, in its process, no HTTP."
        )
    return "\n".join(lines)
