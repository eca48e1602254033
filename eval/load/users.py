"""One simulated person: asks, reads the answer as it arrives, thinks, asks again, over one kept-alive connection."""

from __future__ import annotations

import http.client
import json
import random
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

_TIMEOUT = 60.0
_EVENTS = "text/event-stream"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: when it was sent (seconds from the start), to the first byte, to the last, and what went wrong."""

    at: float
    first: float
    total: float
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Habits:
    """How a person uses the assistant; ``think`` is the mean of an exponential distribution, in seconds."""

    questions: Sequence[str]
    think: float
    stream: bool
    seed: int


class User(threading.Thread):
    """A person who asks until ``until`` (of the monotonic clock); what happened stands in ``asked``."""

    def __init__(self, number: int, address: tuple[str, int], habits: Habits, started: float, until: float) -> None:
        super().__init__(name=f"user-{number}", daemon=True)
        self.asked: list[Asked] = []
        self._address, self._habits = address, habits
        self._begun, self._until = started, until
        self._chance = random.Random(f"{habits.seed}/{number}")  # noqa: S311 (repeatable, guards no secret)

    def run(self) -> None:
        """Thinks first, so that not everybody asks in the same moment."""
        connection = http.client.HTTPConnection(*self._address, timeout=_TIMEOUT)
        while self._thought():
            one = self._ask(connection, self._chance.choice(self._habits.questions))
            self.asked.append(one)
            if one.problem:
                connection.close()  # the next request opens it again
        connection.close()

    def _thought(self) -> bool:
        """Waits; whether there is time for another question."""
        pause = self._chance.expovariate(1 / self._habits.think) if self._habits.think else 0.0
        left = self._until - time.monotonic()
        time.sleep(max(0.0, min(pause, left)))
        return time.monotonic() < self._until

    def _ask(self, connection: http.client.HTTPConnection, question: str) -> Asked:
        headers = {"Content-Type": "application/json"} | ({"Accept": _EVENTS} if self._habits.stream else {})
        body = json.dumps({"question": question}, ensure_ascii=False).encode()
        sent = time.monotonic()
        try:
            response = _sent(connection, body, headers)
            head = response.read(1)
            first = time.monotonic() - sent
            received = head + response.read()
            problem = self._problem(response.status, received)
        except (OSError, http.client.HTTPException) as error:
            first, problem = time.monotonic() - sent, _named(error)
        return Asked(sent - self._begun, first, time.monotonic() - sent, problem)

    def _problem(self, status: int, received: bytes) -> str:
        """What is wrong with an answer that came; an answer of events ends with ``done``."""
        if status != http.HTTPStatus.OK:
            return f"status {status}"
        if self._habits.stream and b"event: done" not in received:
            return "stream without an end"
        return ""


def _sent(connection: http.client.HTTPConnection, body: bytes, headers: dict[str, str]) -> http.client.HTTPResponse:
    """The response, over a new connection where the server closed an idle one meanwhile: browsers ask again too."""
    idle = connection.sock is not None
    try:
        connection.request("POST", "/api/ask", body, headers)
        return connection.getresponse()
    except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
        connection.close()
        if not idle:
            raise
    connection.request("POST", "/api/ask", body, headers)
    return connection.getresponse()


def _named(error: Exception) -> str:
    return "timeout" if isinstance(error, socket.timeout | TimeoutError) else type(error).__name__
