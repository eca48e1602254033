"""Runs the benchmark: builds, starts and asks our server, then the peer, on the same corpus and questions."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

from eval.bench.peer import build_peer, running_peer
from eval.bench.process import memory_mb, timed
from eval.bench.records import BenchFigures, SystemFigures
from eval.bench.server import Client, running_server
from eval.errors import UnusableInputError
from eval.evidence import BEST, Slice, held_by_results
from eval.files import whole_file
from eval.metrics import all_at, percentile
from eval.progress import with_progress
from eval.questions import QuestionLine, load_questions

ASKS = 180  # at least so many questions are timed
MEMORY_AFTER = 50  # questions after which memory is read

Search = Callable[[str], tuple[Slice, ...]]


@dataclass(frozen=True, slots=True)
class BenchPlan:
    """What to measure on."""

    corpus: Path
    questions: Path
    index: Path | None
    repeats: int
    peer: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """Latencies in seconds and the memory on the way."""

    seconds: tuple[float, ...]
    memory_mb: float


def run_bench(plan: BenchPlan) -> BenchFigures:
    """Measure both systems one after the other."""
    questions = load_questions(plan.questions)
    files = sorted(plan.corpus.glob("*.txt"))
    if not files:
        raise UnusableInputError(f"{plan.corpus}: holds no text file")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        ours = _measure_ours(plan, questions, Path(folder))
        peer = _measure_peer(plan, questions, Path(folder)) if plan.peer else None
    return BenchFigures(
        documents=len(files),
        characters=sum(len(path.read_text(encoding="utf-8", errors="replace")) for path in files),
        asks=max(ASKS, len(questions)),
        repeats=plan.repeats,
        ours=ours,
        peer=peer,
    )


def write_json(path: Path, found: BenchFigures) -> None:
    """Write the figures."""
    with whole_file(path) as stream:
        json.dump(asdict(found), stream, indent=2)
        stream.write("\n")


def _measure_ours(plan: BenchPlan, questions: Sequence[QuestionLine], folder: Path) -> SystemFigures:
    """Build, start and ask our server."""
    built = [folder / f"index-{number}" for number in range(plan.repeats)]
    command = ["-m", "indexer", "build", "--corpus", str(plan.corpus), "--index"]
    build = [timed([*command, str(index)]) for index in with_progress(built, "building", sys.stderr)]
    index = plan.index or built[-1]
    ready = []
    for _ in with_progress(range(plan.repeats - 1), "starting", sys.stderr):
        with running_server(index, plan.corpus) as server:
            ready.append(server.ready_seconds)
    with running_server(index, plan.corpus) as server, closing(Client(server.port)) as client:
        ready.append(server.ready_seconds)
        asked = _ask_all(questions, lambda line: client.ask(line.question, line.history), server.pid)
        found = _retrieval(questions, client.search)
    return _system("tro-ly-ao", build, ready, asked, found)


def _measure_peer(plan: BenchPlan, questions: Sequence[QuestionLine], folder: Path) -> SystemFigures:
    """Build, start and ask the peer, which takes no conversation."""
    store = folder / "peer"
    store.mkdir()
    build = [
        build_peer(plan.corpus, store) for _ in with_progress(range(plan.repeats), "building the peer", sys.stderr)
    ]
    ready = []
    for _ in with_progress(range(plan.repeats - 1), "starting the peer", sys.stderr):
        with running_peer(store) as peer:
            ready.append(peer.ready_seconds)
    with running_peer(store) as peer:
        ready.append(peer.ready_seconds)
        asked = _ask_all(questions, lambda line: peer.retrieve(line.question)[0], peer.process.pid)
        found = _retrieval(questions, lambda question: peer.retrieve(question)[1])
    return _system("LangChain", build, ready, asked, found)


def _ask_all(questions: Sequence[QuestionLine], ask: Callable[[QuestionLine], float], pid: int) -> _Asked:
    """Ask every question, again from the first until there are enough; read the memory of ``pid`` on the way."""
    seconds: list[float] = []
    memory = 0.0
    lines = list(islice(cycle(questions), max(ASKS, len(questions))))
    for line in with_progress(lines, "asking", sys.stderr):
        seconds.append(ask(line))
        if len(seconds) == MEMORY_AFTER:
            memory = memory_mb(pid)
    return _Asked(tuple(seconds), memory)


def _retrieval(questions: Sequence[QuestionLine], search: Search) -> list[bool]:
    """For every single-turn answerable question, whether the best five hold all evidence."""
    asked = [line for line in questions if line.answerable and not line.history and line.evidence]
    return [
        all_at(held_by_results(line.evidence, search(line.question)), range(len(line.evidence)), BEST) for line in asked
    ]


def _system(
    name: str, build: Sequence[float], ready: Sequence[float], asked: _Asked, found: Sequence[bool]
) -> SystemFigures:
    """The figures of one system."""
    return SystemFigures(
        name=name,
        build_seconds=median(build),
        ready_seconds=median(ready),
        memory_mb=asked.memory_mb,
        p50_ms=percentile(asked.seconds, 0.5) * 1000,
        p95_ms=percentile(asked.seconds, 0.95) * 1000,
        retrieved_all=sum(found),
        retrieval_questions=len(found),
    )
