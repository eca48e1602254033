"""Starting the systems under measurement as processes of their own, with the same environment."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

from eval.errors import UnusableInputError

PROJECT = Path(__file__).parents[2]
TIMEOUT = 600.0  # seconds that a build or a start may take
_ERROR_LINES = 3
# One thread each, so that both systems have the same and other work on the machine disturbs less.
_THREADS = {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
# No model hub, no telemetry.
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "LANGSMITH_TRACING": "false"}


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a measured process."""
    path = os.pathsep.join(part for part in (str(PROJECT), os.environ.get("PYTHONPATH", "")) if part)
    return {**os.environ, **_THREADS, **_OFFLINE, "PYTHONPATH": path, **(extra or {})}


def timed(arguments: Sequence[str]) -> float:
    """Seconds from start to exit of a Python process; its last words if it fails."""
    started = time.perf_counter()
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            [sys.executable, *arguments],
            env=environment(),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TIMEOUT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnusableInputError(f"python {' '.join(arguments)}: took over {TIMEOUT:.0f} s") from None
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        said = " / ".join(done.stderr.strip().splitlines()[-_ERROR_LINES:])
        raise UnusableInputError(f"python {' '.join(arguments)}: exit {done.returncode}: {said}")
    return seconds


def free_port() -> int:
    """A port on the loopback interface that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def memory_mb(pid: int) -> float:
    """The resident memory of a process and its children, in millions of bytes."""
    process = psutil.Process(pid)
    return sum(int(one.memory_info().rss) for one in (process, *process.children(recursive=True))) / 1e6


def cpu_seconds(pid: int) -> float:
    """Seconds of the processor that the living threads of a process have taken; to the nanosecond where Linux tells."""
    threads = list(Path(f"/proc/{pid}/task").glob("*/schedstat"))
    if threads:
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def stop(process: subprocess.Popen[str]) -> None:
    """End a process that this one started, by force if it does not go by itself."""
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
