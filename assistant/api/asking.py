"""Routes that answer: ``/api/ask`` (JSON or server-sent events), ``/api/search``, ``/api/examples``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from fastapi.responses import StreamingResponse

from assistant.api.deps import AssistantDep, MemoryDep
from assistant.api.owner import OwnerDep
from assistant.api.problems import Problem
from assistant.api.requests import AskBody, SearchBody
from assistant.api.responses import ExamplesBody
from assistant.api.responses import SearchBody as SearchResponse
from assistant.memory.dialogue import Place, enter
from assistant.records import Answer
from assistant.suggestions import examples
from assistant.wire import to_json

router = APIRouter(prefix="/api")
EVENT_STREAM = "text/event-stream"


@router.post("/ask", response_model=Answer)
def ask(
    body: AskBody, current: AssistantDep, memory: MemoryDep, owner: OwnerDep, accept: Annotated[str, Header()] = ""
) -> Answer | Response:
    """Answers a question with citations; within a conversation, question and answer are stored."""
    if body.engine == "llm":
        raise Problem("no_llm")
    request, place = body.record(), Place(memory)
    if body.conversation_id is not None:
        request, place = enter(memory, owner, body.conversation_id, request)
    answer = place.keep(current.ask(request))
    if EVENT_STREAM in accept:
        return StreamingResponse(_events(answer), media_type=EVENT_STREAM, headers={"Cache-Control": "no-store"})
    return answer


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


def _events(answer: Answer) -> Iterator[str]:
    """The answer piece by piece; ``done`` repeats it whole."""
    yield _event("status", {"status": answer.status, "standalone_question": answer.standalone_question})
    for citation in answer.citations:
        yield _event("citation", to_json(citation))
    for block in answer.blocks:
        yield _event("block", to_json(block))
    yield _event("done", to_json(answer))


def _event(name: str, data: object) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
