"""What goes over the wire of each provider: the events of a stream, its errors, and the messages of a request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Protocol

Body = Mapping[str, Any]
Told = list[dict[str, str]]
Count = tuple[int, int] | None  # tokens sent and written, where the provider tells them
_REFUSED = "refused by the script"


def told_plainly(body: Body) -> Told:
    """The messages of a request in the shape of OpenAI's."""
    return list(body["messages"])


class Wire(Protocol):
    """A protocol of streamed answers, for one request."""

    content_type: str

    def told(self, body: Body) -> Told:
        """The messages of a request, each with role and content."""
        ...

    def begin(self) -> bytes: ...

    def say(self, text: str) -> bytes: ...

    def end(self, count: Count) -> bytes: ...

    def refusal(self, code: int) -> object:
        """The body of an error."""
        ...


class OpenAi:
    """``POST …/chat/completions``, of OpenAI, of Azure and of all that speak as they do."""

    content_type = "text/event-stream"

    told = staticmethod(told_plainly)

    def begin(self) -> bytes:
        return b""

    def say(self, text: str) -> bytes:
        return self._event({"content": text}, None)

    def end(self, count: Count) -> bytes:
        return self._event({}, "stop") + (self._usage(*count) if count else b"") + b"data: [DONE]\n\n"

    def refusal(self, code: int) -> object:
        return {"error": {"message": _REFUSED, "type": "error", "code": str(code)}}

    def _event(self, delta: dict[str, str], finish: str | None) -> bytes:
        return self._chunk([{"index": 0, "delta": delta, "finish_reason": finish}])

    def _usage(self, sent: int, written: int) -> bytes:
        usage = {"prompt_tokens": sent, "completion_tokens": written, "total_tokens": sent + written}
        return self._chunk([], usage=usage)

    def _chunk(self, choices: list[dict[str, Any]], **more: object) -> bytes:
        chunk = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "scripted", "choices": choices}
        return f"data: {json.dumps({**chunk, **more})}\n\n".encode()


class Ollama:
    """``POST /api/chat``: a JSON object a line."""

    content_type = "application/x-ndjson"

    told = staticmethod(told_plainly)

    def begin(self) -> bytes:
        return b""

    def say(self, text: str) -> bytes:
        return self._line(text, {"done": False})

    def end(self, count: Count) -> bytes:
        counted = {"prompt_eval_count": count[0], "eval_count": count[1]} if count else {}
        return self._line("", {"done": True, "done_reason": "stop", **counted})

    def refusal(self, code: int) -> object:
        return {"error": f"{_REFUSED}: {code}"}

    def _line(self, text: str, more: dict[str, Any]) -> bytes:
        message = {"role": "assistant", "content": text}
        event = {"model": "scripted", "created_at": "2026-01-01T00:00:00Z", "message": message, **more}
        return (json.dumps(event) + "\n").encode()


class Anthropic:
    """``POST /v1/messages``: named events; the system's words stand beside the messages."""

    content_type = "text/event-stream"

    def __init__(self) -> None:
        self._open = False  # whether a block of text has begun

    def told(self, body: Body) -> Told:
        return [{"role": "system", "content": _text(body.get("system", ""))}] + [
            {"role": one["role"], "content": _text(one["content"])} for one in body["messages"]
        ]

    def begin(self) -> bytes:
        message: dict[str, Any] = {
            "id": "msg_1", "type": "message", "role": "assistant", "model": "scripted", "content": [],
            "stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 3, "output_tokens": 1},
        }  # fmt: skip
        return self._event("message_start", {"message": message})

    def say(self, text: str) -> bytes:
        start = {"index": 0, "content_block": {"type": "text", "text": ""}}
        delta = {"index": 0, "delta": {"type": "text_delta", "text": text}}
        opening = b"" if self._open else self._event("content_block_start", start) + self._event("ping", {})
        self._open = True
        return opening + self._event("content_block_delta", delta)

    def end(self, count: Count) -> bytes:
        closing = self._event("content_block_stop", {"index": 0}) if self._open else b""
        usage = {"input_tokens": count[0], "output_tokens": count[1]} if count else {"output_tokens": 9}
        delta = {"delta": {"stop_reason": "end_turn", "stop_sequence": None}, "usage": usage}
        return closing + self._event("message_delta", delta) + self._event("message_stop", {})

    def refusal(self, code: int) -> object:
        return {"type": "error", "error": {"type": "api_error", "message": f"{_REFUSED}: {code}"}}

    def overloaded(self) -> bytes:
        """The error that comes inside a stream whose status said that all is well."""
        return self._event("error", {"error": {"type": "overloaded_error", "message": "Overloaded"}})

    def _event(self, name: str, data: dict[str, Any]) -> bytes:
        return f"event: {name}\ndata: {json.dumps({'type': name, **data})}\n\n".encode()


class Gemini:
    """``POST /v1beta/models/NAME:streamGenerateContent``: one JSON array, its objects as they come."""

    content_type = "application/json; charset=UTF-8"

    def __init__(self) -> None:
        self._begun = False  # whether a comma must come first

    def told(self, body: Body) -> Told:
        said = [("system", body.get("systemInstruction", {"parts": []}))]
        said += [(one.get("role", "user"), one) for one in body["contents"]]
        return [{"role": role, "content": "".join(part.get("text", "") for part in one["parts"])} for role, one in said]

    def begin(self) -> bytes:
        return b"["

    def say(self, text: str) -> bytes:
        return self._object({"content": {"role": "model", "parts": [{"text": text}]}})

    def end(self, count: Count) -> bytes:
        empty = {"content": {"role": "model", "parts": [{"text": ""}]}, "finishReason": 1}
        used = {"promptTokenCount": count[0], "candidatesTokenCount": count[1]} if count else {}
        return self._object(empty, {"usageMetadata": used} if used else {}) + b"\n]"

    def refusal(self, code: int) -> object:
        return [{"error": {"code": code, "message": _REFUSED, "status": "UNAVAILABLE"}}]

    def _object(self, candidate: dict[str, Any], more: dict[str, Any] | None = None) -> bytes:
        whole = {"candidates": [{**candidate, "index": 0}], "modelVersion": "scripted", **(more or {})}
        comma, self._begun = b",\n" if self._begun else b"", True
        return comma + json.dumps(whole).encode()


def wire_of(path: str) -> Wire:
    """The protocol that is spoken at ``path``."""
    if path == "/api/chat":
        return Ollama()
    if path.startswith("/v1/messages"):
        return Anthropic()
    return Gemini() if ":streamGenerateContent" in path else OpenAi()


def _text(content: str | list[dict[str, Any]]) -> str:
    return content if isinstance(content, str) else "".join(part.get("text", "") for part in content)
