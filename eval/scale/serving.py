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
from indexer.encoder.select import load_encoder
from indexer.store.reader import open_index

_LIMIT = 10
_WARM = 20  # questions that are asked before the clock runs


@dataclass(frozen=True, slots=True)
class Served:
    """What serving costs; memory is the most that the process held."""

    open_seconds: float
    p50_ms: float
    p95_ms: float
    megabytes: float


def serve(index: Path, questions: list[str]) -> Served:
    """Open and ask; every question is searched as ``/api/search`` ranks, without the planner."""
    started = time.perf_counter()
    opened = open_index(index, load_encoder())
    ready = time.perf_counter() - started
    spent: list[float] = []
    for question in [*questions[:_WARM], *questions]:
        began = time.perf_counter()
        find_results(opened, understand(question), limit=_LIMIT, filters=Filters())
        spent.append(1000 * (time.perf_counter() - began))
    timed = spent[min(_WARM, len(questions)) :]
    return Served(ready, percentile(timed, 0.5), percentile(timed, 0.95), _peak_megabytes())


def _peak_megabytes() -> float:
    """The most memory that this process held, as Linux counts it."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


if __name__ == "__main__":
    json.dump(asdict(serve(Path(sys.argv[1]), json.load(sys.stdin))), sys.stdout)
