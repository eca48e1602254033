"""``POST /v1/chat/completions``: an answer with citations as a chat message."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import Request, Response

from assistant.api.deps import AssistantDep
from assistant.api.v1.key import guarded_router
from assistant.api.v1.replying import Head, Reply, reply_to, streamed, whole
from assistant.api.v1.requests import ChatBody
from assistant.api.v1.responses import AnnotationBody, ChatChoice, ChatCompletion, ChatMessageBody, Usage
from assistant.chat.speaking import Ending
from assistant.wire import to_json

router = guarded_router()
_CHUNK = "chat.completion.chunk"


@router.post("/chat/completions", response_model=ChatCompletion, response_model_exclude_unset=False)
def chat(body: ChatBody, current: AssistantDep, request: Request) -> ChatCompletion | Response:
    """Answers the last question of the messages; a client's own prompts get a short answer without any look-up."""
    body.check_model()
    messages = body.records()
    reply = reply_to(current, messages, body.tro_ly_ao, live=bool(body.stream))
    head, base = Head.new("chatcmpl"), str(request.base_url)
    asked = "\n".join(message.text for message in messages)
    if body.stream:
        return streamed(lambda: _chunks(head, reply, base, asked if body.counts_usage else None))
    end = whole(reply)
    return ChatCompletion(
        id=head.id,
        created=head.created,
        choices=[ChatChoice(message=ChatMessageBody(content=end.text, annotations=_annotations(end, base)))],
        usage=Usage.of(asked, end.text),
        tro_ly_ao=to_json(end.answer),
    )


def _chunks(head: Head, reply: Reply, base: str, asked: str | None) -> Iterator[dict[str, Any]]:
    """The chunks of a stream: the text, then one with annotations and the whole answer; usage if it is asked for."""
    yield _chunk(head, {"role": "assistant", "content": ""})
    for piece in reply:
        if isinstance(piece, str):
            yield _chunk(head, {"content": piece})
            continue
        marks = [mark.model_dump() for mark in _annotations(piece, base)]
        last = _chunk(head, {"annotations": marks} if marks else {}, finish="stop")
        yield last | ({"tro_ly_ao": to_json(piece.answer)} if piece.answer else {})
        if asked is not None:
            yield head.chunk(_CHUNK, []) | {"usage": Usage.of(asked, piece.text).model_dump()}


def _chunk(head: Head, delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return head.chunk(_CHUNK, [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}])


def _annotations(end: Ending, base: str) -> list[AnnotationBody]:
    return [AnnotationBody.of(mark, base) for mark in end.annotations]
