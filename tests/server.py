"""The assistant as people start it: a real ``python serve.py`` process and real HTTP requests to it."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

ROOT = Path(__file__).resolve().parents[1]
PATIENCE_SECONDS = 60.0  # how long a test waits before it gives up; nothing is asserted about speed
_ADDRESS = re.compile(r"http://([^:\s]+):(\d+)")


def clean_environment(changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment without any setting of the assistant, then with ``changes``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    return kept | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)} | dict(changes or {})


def wait_until(condition: Callable[[], bool], what: str, *, patience: float = PATIENCE_SECONDS) -> None:
    """Returns as soon as ``condition`` holds; fails the test when it does not come to hold."""
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(0.01)


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """The body as text, newlines as they are."""
        return self.body.decode("utf-8")


class Server:
    """A server process on a free port; a context manager that waits until it listens, and kills it at the end."""

    def __init__(self, index: Path, corpus: Path, log: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self._log = log
        self._environment = clean_environment(
            {"ASSISTANT_PORT": "0", "ASSISTANT_INDEX": str(index), "ASSISTANT_CORPUS": str(corpus)}
            | dict(settings or {})
        )
        self.host, self.port = "", 0

    def __enter__(self) -> Self:
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, str(ROOT / "serve.py")], cwd=self._log.parent, env=self._environment, stderr=log
            )
        wait_until(lambda: _ADDRESS.search(self.errors) is not None or self.process.poll() is not None, "a server")
        found = _ADDRESS.search(self.errors)
        assert found is not None, f"the server did not start:\n{self.errors}"
        self.host, self.port = found.group(1), int(found.group(2))
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    @property
    def errors(self) -> str:
        """What the process has written to standard error so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def end(self, number: signal.Signals) -> int:
        """Sends a signal, and returns the exit status of the process."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)

    def connect(self) -> http.client.HTTPConnection:
        """A connection of its own."""
        return http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE_SECONDS)

    def request(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Reply:
        """One request over a fresh connection."""
        connection = self.connect()
        try:
            connection.request(method, path, body, dict(headers or {}))
            return read_reply(connection)
        finally:
            connection.close()

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> Reply:
        """``GET path``."""
        return self.request("GET", path, headers=headers)

    def post(self, path: str, value: object, headers: Mapping[str, str] | None = None) -> Reply:
        """``POST path`` with ``value`` as JSON."""
        sent = {"Content-Type": "application/json"} | dict(headers or {})
        return self.request("POST", path, json.dumps(value).encode(), sent)


def read_reply(connection: http.client.HTTPConnection) -> Reply:
    """The reply to the request that was sent over ``connection``."""
    response = connection.getresponse()
    return Reply(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
