"""``POST /v1/completions``: the same for older clients, each prompt a question of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import Response

from assistant.api.deps import AssistantDep
from assistant.api.v1.key import guarded_router
from assistant.api.v1.replying import Head, Reply, reply_to, streamed, whole
from assistant.api.v1.requests import CompletionBody
from assistant.api.v1.responses import TextChoice, TextCompletion, Usage
from assistant.chat.messages import ChatMessage
from assistant.wire import to_json

router = guarded_router()
_KIND = "text_completion"


@router.post("/completions", response_model=TextCompletion)
def complete(body: CompletionBody, current: AssistantDep) -> TextCompletion | Response:
    """Answers every prompt."""
    body.check_model()
    prompts = body.prompts
    extra, live = body.tro_ly_ao, bool(body.stream)
    replies = [reply_to(current, [ChatMessage("person", prompt)], extra, live=live) for prompt in prompts]
    head = Head.new("cmpl")
    asked = "\n".join(prompts)
    if body.stream:
        return streamed(lambda: _chunks(head, replies, asked if body.counts_usage else None))
    ends = [whole(reply) for reply in replies]
    return TextCompletion(
        id=head.id,
        created=head.created,
        choices=[
            TextChoice(text=end.text, index=index, tro_ly_ao=to_json(end.answer)) for index, end in enumerate(ends)
        ],
        usage=Usage.of(asked, "\n".join(end.text for end in ends)),
    )


def _chunks(head: Head, replies: list[Reply], asked: str | None) -> Iterator[dict[str, Any]]:
    said: list[str] = []
    for index, reply in enumerate(replies):
        for piece in reply:
            if isinstance(piece, str):
                yield _chunk(head, index, piece)
                continue
            said.append(piece.text)
            yield _chunk(head, index, "", finish="stop", tro_ly_ao=to_json(piece.answer))
    if asked is not None:
        yield head.chunk(_KIND, []) | {"usage": Usage.of(asked, "\n".join(said)).model_dump()}


def _chunk(head: Head, index: int, text: str, *, finish: str | None = None, tro_ly_ao: Any = None) -> dict[str, Any]:
    choice = {"text": text, "index": index, "logprobs": None, "finish_reason": finish}
    return head.chunk(_KIND, [choice | ({"tro_ly_ao": tro_ly_ao} if tro_ly_ao else {})])
