"""A chat server by script: real HTTP, the protocols of all providers (``wires``), and every way of failing."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast

from tests.assistant.llm.wires import OpenAi, Told, Wire, wire_of


@dataclass(frozen=True, slots=True)
class Say:
    """Words of the model, sent as one piece."""

    text: str


class Stall:
    """Sends nothing more until the server ends."""


class Drop:
    """Breaks the connection."""


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes that are no event of the protocol."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Count:
    """Tokens that the server has counted; sent at the end, over OpenAI's protocol only to those who ask."""

    sent: int
    written: int


@dataclass(frozen=True, slots=True)
class Refuse:
    """Answers with an error status instead of a stream."""

    status: int


Step = Say | Stall | Drop | Raw | Count
Script = Sequence[Step] | Refuse
# What the server answers to the messages of a request.
Behaviour = Callable[[Told], Script]


def always(*steps: Step) -> Behaviour:
    """The same steps for every request."""
    return lambda _: steps


def saying(text: str) -> Behaviour:
    """Says ``text`` a few characters at a time."""
    return always(*(Say(text[at : at + 7]) for at in range(0, len(text), 7)))


@dataclass
class Asked:
    """A request that the server got."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def told(self) -> Told:
        """The messages."""
        return wire_of(self.path).told(self.body)

    @property
    def prompt(self) -> str:
        """All that the model was told."""
        return "\n".join(message["content"] for message in self.told)


@dataclass
class ChatServer:
    """The server, a context manager; ``behaviours`` are used one a request, the last one for all further ones."""

    behaviours: list[Behaviour]
    asked: list[Asked] = field(default_factory=list)

    def __enter__(self) -> Self:
        self.ended = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.ended.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def root(self) -> str:
        """The server's address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def url(self) -> str:
        """Where the OpenAI protocol starts."""
        return f"{self.root}/v1"

    def script(self, asked: Asked) -> Script:
        """The script for the next request."""
        behaviour = self.behaviours[min(len(self.asked), len(self.behaviours) - 1)]
        self.asked.append(asked)
        return behaviour(asked.told)


class _Server(ThreadingHTTPServer):
    owner: ChatServer
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: a client that gives up is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        owner = cast(_Server, self.server).owner
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        script = owner.script(Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        wire = wire_of(self.path)
        if isinstance(script, Refuse):
            self._refuse(script.status, wire)
            return
        if isinstance(wire, OpenAi) and not body.get("stream_options", {}).get("include_usage"):
            script = [step for step in script if not isinstance(step, Count)]
        self.send_response(200)
        self.send_header("content-type", wire.content_type)
        self.end_headers()
        for data in _sent(script, wire):
            if data is None:
                owner.ended.wait()
                return
            if not data:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.wfile.write(data)
            self.wfile.flush()

    def _refuse(self, status: int, wire: Wire) -> None:
        data = json.dumps(wire.refusal(status)).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _sent(script: Sequence[Step], wire: Wire) -> Iterator[bytes | None]:
    """What goes over the wire: None stalls, nothing breaks the connection."""
    count: tuple[int, int] | None = None
    if opening := wire.begin():
        yield opening
    for step in script:
        if isinstance(step, Count):
            count = (step.sent, step.written)
        elif isinstance(step, Say):
            yield wire.say(step.text)
        elif isinstance(step, Raw):
            yield step.data
        else:
            yield None if isinstance(step, Stall) else b""
            return
    yield wire.end(count)
