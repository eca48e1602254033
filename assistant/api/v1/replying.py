"""What both kinds of completion share: a reply piece by piece, and the frames of a stream."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import uuid4

from fastapi.responses import StreamingResponse

from assistant.api.problems import Problem, problem_body
from assistant.api.v1.errors import error_body
from assistant.api.v1.requests import MODEL, ExtensionBody
from assistant.chat.housekeeping import chore
from assistant.chat.messages import ChatMessage, dialogue
from assistant.chat.speaking import Ending, hearing, saying, speak
from assistant.service import Assistant

_DONE = "data: [DONE]\n\n"
_log = logging.getLogger("assistant.api.v1")
Reply = Iterator[str | Ending]


@dataclass(frozen=True, slots=True)
class Head:
    """What every response and every chunk of one request has in common."""

    id: str
    created: int

    @classmethod
    def new(cls, prefix: str) -> Head:
        """A head of now."""
        return cls(f"{prefix}-{uuid4().hex}", int(time.time()))

    def chunk(self, kind: str, choices: list[dict[str, Any]]) -> dict[str, Any]:
        """A chunk of a stream."""
        return {"id": self.id, "object": kind, "created": self.created, "model": MODEL, "choices": choices}


def reply_to(assistant: Assistant, messages: Sequence[ChatMessage], extra: ExtensionBody, *, live: bool) -> Reply:
    """The reply to a conversation, begun: what is wrong with the question is raised here, not inside the stream.

    A ``live`` reply is said as it is made, with corrections where something said does not stand.
    """
    short = chore(messages)
    if short is not None:
        return iter((short, Ending(None, short, ())))
    if extra.engine == "llm" and assistant.writer is None:
        raise Problem("no_llm")
    request = extra.request(dialogue(messages))
    events = speak(hearing(assistant.stream(request)) if live else saying(assistant.ask(request)))
    return chain([next(events)], events)


def whole(reply: Reply) -> Ending:
    """The end of a reply that nobody reads piece by piece."""
    return next(piece for piece in reply if isinstance(piece, Ending))


def streamed(frames: Callable[[], Iterator[dict[str, Any]]]) -> StreamingResponse:
    """The chunks as server-sent events; a failure in their midst is an event too, and no end is announced."""

    def lines() -> Iterator[str]:
        try:
            for frame in frames():
                yield _line(frame)
        except Exception:  # the status line is gone: the client learns of it in the stream
            _log.exception("a stream broke off")
            yield _line(error_body(problem_body("failed")))
            return
        yield _DONE

    return StreamingResponse(lines(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def _line(value: dict[str, Any]) -> str:
    return f"data: {json.dumps(value, ensure_ascii=False)}\n\n"
