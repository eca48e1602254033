"""One process that opens an index, asks it questions and prints what that cost: ``python -m eval.scale.serving``."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.question import understand
from assistant.records import Filters
from assistant.search import find_results
from eval.metrics import percentile
from eval.scale.memory import own_megabytes, peak_megabytes
from indexer.encoder.select import load_encoder
from indexer.store.reader import open_index

_LIMIT = 10
_WARM = 20  # questions that are asked before the clock runs


@dataclass(frozen=True, slots=True)
class Served:
    """What serving costs; a question's processor time is that of all threads."""

    open_seconds: float
    p50_ms: float
    p95_ms: float
    p50_cpu_ms: float
    p95_cpu_ms: float
    megabytes: float  # the most that the process held, pages of files included
    own_megabytes: float  # without those


def serve(index: Path, questions: list[str]) -> Served:
    """Open and ask; every question is searched as ``/api/search`` ranks, without the planner."""
    started = time.perf_counter()
    opened = open_index(index, load_encoder())
    ready = time.perf_counter() - started
    wall: list[float] = []
    cpu: list[float] = []
    for question in [*questions[:_WARM], *questions]:
        began = time.perf_counter(), time.process_time()
        find_results(opened, understand(question), limit=_LIMIT, filters=Filters())
        wall.append(1000 * (time.perf_counter() - began[0]))
        cpu.append(1000 * (time.process_time() - began[1]))
    wall, cpu = (spent[min(_WARM, len(questions)) :] for spent in (wall, cpu))
    return Served(
        open_seconds=ready,
        p50_ms=percentile(wall, 0.5),
        p95_ms=percentile(wall, 0.95),
        p50_cpu_ms=percentile(cpu, 0.5),
        p95_cpu_ms=percentile(cpu, 0.95),
        megabytes=peak_megabytes(),
        own_megabytes=own_megabytes(),
    )


if __name__ == "__main__":
    json.dump(asdict(serve(Path(sys.argv[1]), json.load(sys.stdin))), sys.stdout)
