"""What language models, conversations and the OpenAI protocol cost a service that has none configured, at its start."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from eval.bench.process import cpu_seconds, memory_mb, timed
from eval.bench.server import SERVE, running_server
from eval.progress import with_progress

_SYSTEMS: Mapping[str, Sequence[str]] = {
    "whole": (str(SERVE),),
    "bare": ("-m", "eval.bench.bare"),
}


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds until it was ready, seconds of the processor until then, resident memory then."""

    ready: float
    cpu: float
    memory_mb: float


def run_start(index: Path | None, corpus: Path, repeats: int) -> str:
    """Starts both services by turns and returns the table of their medians.

    Compiled modules are kept, as an installed service keeps them; the first start of each writes them, uncounted.
    """
    found: dict[str, list[Start]] = {name: [] for name in _SYSTEMS}
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        compiled = {"PYTHONPYCACHEPREFIX": f"{folder}/compiled", "PYTHONDONTWRITEBYTECODE": ""}
        if index is None:
            index = Path(folder) / "index"
            timed(["-m", "indexer", "build", "--corpus", str(corpus), "--index", str(index)])
        for turn in with_progress(range(repeats + 1), "starting", sys.stderr):
            for name, program in _SYSTEMS.items():
                with running_server(index, corpus, program, compiled) as server:
                    start = Start(server.ready_seconds, cpu_seconds(server.pid), memory_mb(server.pid))
                if turn:
                    found[name].append(start)
    return _table({name: _median(starts) for name, starts in found.items()})


def _median(starts: Sequence[Start]) -> Start:
    return Start(
        median(one.ready for one in starts), median(one.cpu for one in starts), median(one.memory_mb for one in starts)
    )


def _table(found: Mapping[str, Start]) -> str:
    whole, bare = found["whole"], found["bare"]
    rows = (
        ("ready, s", whole.ready, bare.ready, 3),
        ("processor until ready, s", whole.cpu, bare.cpu, 3),
        ("memory when ready, MB", whole.memory_mb, bare.memory_mb, 1),
    )
    lines = [f"{'':26}{'whole':>9}{'bare':>9}{'growth':>9}"]
    lines += [f"{name:26}{a:9.{digits}f}{b:9.{digits}f}{a / b - 1:9.1%}" for name, a, b, digits in rows]
    return "\n".join(lines)
