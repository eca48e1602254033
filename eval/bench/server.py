"""Our side of the benchmark: the server as a real process, asked over HTTP on the loopback interface."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assistant.records import Turn
from eval.bench.process import PROJECT, environment, free_port, stop
from eval.errors import UnusableInputError
from eval.evidence import Slice

_HOST = "127.0.0.1"
_READY_WITHIN = 120.0
_POLL = 0.01
_REQUEST_TIMEOUT = 60.0
SERVE = PROJECT / "serve.py"


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A server that answered its readiness probe, and how long it took from process start."""

    port: int
    pid: int
    ready_seconds: float


class Client:
    """One kept-alive connection to a running server."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(_HOST, port, timeout=_REQUEST_TIMEOUT)

    def ask(self, question: str, history: Sequence[Turn]) -> float:
        """Ask one question; seconds until the whole answer was read."""
        body = self._body(question, history)
        started = time.perf_counter()
        self._post("/api/ask", body)
        return time.perf_counter() - started

    def search(self, question: str) -> tuple[Slice, ...]:
        """The best results for one question."""
        found = json.loads(self._post("/api/search", self._body(question, ())))
        return tuple(Slice(result["document_id"], result["text"]) for result in found["results"])

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _body(self, question: str, history: Sequence[Turn]) -> bytes:
        turns = [{"role": turn.role, "content": turn.content} for turn in history]
        return json.dumps({"question": question, "history": turns}, ensure_ascii=False).encode()

    def _post(self, path: str, body: bytes) -> bytes:
        self._connection.request("POST", path, body, {"Content-Type": "application/json"})
        response = self._connection.getresponse()
        received = response.read()
        if response.status != http.HTTPStatus.OK:
            raise UnusableInputError(f"the server answered {response.status} to {path}: {received[:200]!r}")
        return received


@contextmanager
def running_server(
    index: Path, corpus: Path, program: Sequence[str] = (str(SERVE),), extra: Mapping[str, str] | None = None
) -> Iterator[RunningServer]:
    """Start ``serve.py``, or another ``program``, on a free port, wait until it is ready, and end it afterwards."""
    port = free_port()
    settings = {
        "ASSISTANT_HOST": _HOST,
        "ASSISTANT_PORT": str(port),
        "ASSISTANT_INDEX": str(index.resolve()),
        "ASSISTANT_CORPUS": str(corpus.resolve()),
        **(extra or {}),
    }
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [sys.executable, *program],
            env=environment(settings),
            cwd=PROJECT,
            stdout=subprocess.DEVNULL,
            stderr=log,
            text=True,
        )
        try:
            _wait_until_ready(process, port, started, log, Path(program[-1]).name)
            yield RunningServer(port, process.pid, time.perf_counter() - started)
        finally:
            stop(process)


def _wait_until_ready(process: subprocess.Popen[str], port: int, started: float, log: IO[str], name: str) -> None:
    """Return as soon as the readiness probe answers 200."""
    while time.perf_counter() - started < _READY_WITHIN:
        if process.poll() is not None:
            log.seek(0)
            said = " / ".join(log.read().strip().splitlines()[-3:])
            raise UnusableInputError(f"{name} ended with exit {process.returncode}: {said}")
        if _is_ready(port):
            return
        time.sleep(_POLL)
    raise UnusableInputError(f"{name} was not ready within {_READY_WITHIN:.0f} s")


def _is_ready(port: int) -> bool:
    """Whether ``/readyz`` answers 200 now."""
    connection = http.client.HTTPConnection(_HOST, port, timeout=_REQUEST_TIMEOUT)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
