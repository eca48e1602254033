"""Routes that answer: ``/api/ask`` (JSON or server-sent events), ``/api/search``, ``/api/examples``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import StreamingResponse

from assistant.api.deps import AssistantDep, MemoryDep
from assistant.api.owner import OwnerDep
from assistant.api.problems import Problem
from assistant.api.requests import AskBody, SearchBody
from assistant.api.responses import ExamplesBody
from assistant.api.responses import SearchBody as SearchResponse
from assistant.api.streaming import kept
from assistant.memory.dialogue import Place, enter
from assistant.records import Answer, AnswerEvent, Began, Citation, Replaced
from assistant.suggestions import examples
from assistant.wire import to_bytes, to_json

router = APIRouter(prefix="/api")
EVENT_STREAM = "text/event-stream"


@router.post("/ask", response_model=Answer)
def ask(
    body: AskBody, current: AssistantDep, memory: MemoryDep, owner: OwnerDep, accept: Annotated[str, Header()] = ""
) -> Response:
    """Answers a question with citations; within a conversation, question and answer are stored."""
    if body.engine == "llm" and current.writer is None:
        raise Problem("no_llm")
    request, place = body.record(), Place(memory)
    if body.conversation_id is not None:
        request, place = enter(memory, owner, body.conversation_id, request)
    events = kept(current.stream(request), place)
    if EVENT_STREAM in accept:
        return StreamingResponse(_sent(events), media_type=EVENT_STREAM, headers={"Cache-Control": "no-store"})
    *_, answer = events
    # Bytes at once: a record would be read into the model of the description again before it is written.
    return Response(to_bytes(answer), media_type="application/json")


@router.post("/search")
def search(body: SearchBody, current: AssistantDep) -> SearchResponse:
    """The passages that a question finds, best first."""
    return SearchResponse(results=list(current.search(body.record())))


@router.get("/examples")
def starters(
    current: AssistantDep,
    document_id: Annotated[list[Annotated[str, Query(max_length=200)]], Query(max_length=1000)] = [],  # noqa: B006
) -> ExamplesBody:
    """Questions that the index can answer, or those of its documents that are named."""
    return ExamplesBody(examples=list(examples(current.index, frozenset(document_id))))


def _sent(events: Iterable[AnswerEvent]) -> Iterator[str]:
    """The answer piece by piece; ``done`` repeats it whole."""
    for event in events:
        yield _event(_name_of(event), to_json(event))


def _name_of(event: AnswerEvent) -> str:
    names = {Began: "status", Citation: "citation", Replaced: "replace", Answer: "done"}
    return names.get(type(event), "block")


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
