"""The peer's side of the benchmark: its process, asked over its standard input."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from eval.bench.process import PROJECT, environment, stop, timed
from eval.errors import UnusableInputError
from eval.evidence import Slice

MODULE = "eval.bench.langchain_peer"
_READY = "ready"


@dataclass(frozen=True, slots=True)
class RunningPeer:
    """A peer that said it is ready, and how long it took from process start."""

    process: subprocess.Popen[str]
    log: IO[str]
    ready_seconds: float

    def retrieve(self, question: str) -> tuple[float, tuple[Slice, ...]]:
        """Seconds, as the peer's process measured them around its retriever, and the best five."""
        print(json.dumps(question), file=_open(self.process.stdin), flush=True)
        found = json.loads(_line(self.process, self.log))
        return float(found["seconds"]), tuple(Slice(document_id, text) for document_id, text in found["best"])


def build_peer(corpus: Path, store: Path) -> float:
    """Seconds from start to exit of the peer's build."""
    return timed(["-m", MODULE, "build", "--corpus", str(corpus), "--store", str(store)])


@contextmanager
def running_peer(store: Path) -> Iterator[RunningPeer]:
    """Start the peer over what it built, wait until it is ready, and end it afterwards."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        started = time.perf_counter()
        command = [sys.executable, "-m", MODULE, "serve", "--store", str(store)]
        with subprocess.Popen(  # noqa: S603 - our own program, no shell
            command,
            env=environment(),
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            encoding="utf-8",
        ) as process:
            try:
                if _line(process, log).strip() != _READY:
                    raise UnusableInputError(f"{MODULE}: did not say that it is ready")
                yield RunningPeer(process, log, time.perf_counter() - started)
            finally:
                stop(process)


def _line(process: subprocess.Popen[str], log: IO[str]) -> str:
    """The next line that the peer prints; its last words if it ended instead."""
    line = _open(process.stdout).readline()
    if not line:
        log.seek(0)
        said = " / ".join(log.read().strip().splitlines()[-3:])
        raise UnusableInputError(f"{MODULE}: ended: {said}")
    return line


def _open(stream: IO[str] | None) -> IO[str]:
    """A stream that was asked for when the process was started."""
    if stream is None:
        raise UnusableInputError(f"{MODULE}: has no pipe")
    return stream
