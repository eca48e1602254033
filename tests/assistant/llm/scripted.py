"""A chat server by script: real HTTP, the protocols of OpenAI and of Ollama, and every way of failing."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self, cast


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
Behaviour = Callable[[list[dict[str, str]]], Script]


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
    def prompt(self) -> str:
        """All that the model was told."""
        return "\n".join(message["content"] for message in self.body["messages"])


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
        return behaviour(asked.body["messages"])


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
        if isinstance(script, Refuse):
            self._refuse(script.status)
            return
        ollama = self.path == "/api/chat"
        if not ollama and not body.get("stream_options", {}).get("include_usage"):
            script = [step for step in script if not isinstance(step, Count)]
        self.send_response(200)
        self.send_header("content-type", "application/x-ndjson" if ollama else "text/event-stream")
        self.end_headers()
        for data in _sent(script, ollama=ollama):
            if data is None:
                owner.ended.wait()
                return
            if not data:
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            self.wfile.write(data)
            self.wfile.flush()

    def _refuse(self, status: int) -> None:
        data = json.dumps({"error": {"message": "refused by the script", "type": "error"}}).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _sent(script: Sequence[Step], *, ollama: bool) -> Iterator[bytes | None]:
    """What goes over the wire: None stalls, nothing breaks the connection."""
    count: Count | None = None
    for step in script:
        if isinstance(step, Count):
            count = step
        elif isinstance(step, Say):
            yield _ollama_event(step.text) if ollama else _event({"content": step.text}, None)
        elif isinstance(step, Raw):
            yield step.data
        else:
            yield None if isinstance(step, Stall) else b""
            return
    if ollama:
        yield _ollama_event("", done=True, count=count)
        return
    yield _event({}, "stop")
    if count is not None:
        yield _usage_event(count)
    yield b"data: [DONE]\n\n"


def _event(delta: dict[str, str], finish: str | None) -> bytes:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n".encode()


def _usage_event(count: Count) -> bytes:
    usage = {
        "prompt_tokens": count.sent,
        "completion_tokens": count.written,
        "total_tokens": count.sent + count.written,
    }
    chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": []}
    return f"data: {json.dumps({**chunk, 'usage': usage})}\n\n".encode()


def _ollama_event(text: str, *, done: bool = False, count: Count | None = None) -> bytes:
    event: dict[str, Any] = {
        "model": "scripted",
        "created_at": "2026-01-01T00:00:00Z",
        "message": {"role": "assistant", "content": text},
        "done": done,
    }
    event |= {"prompt_eval_count": count.sent, "eval_count": count.written} if count else {}
    return (json.dumps(event | ({"done_reason": "stop"} if done else {})) + "\n").encode()
