"""Routes over stored conversations; for anybody but their owner they do not exist.

The routes are plain functions: the framework runs them on a thread, so that no write waits on the event loop.
"""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Query, Request, Response

from assistant.api.conversation_bodies import (
    ConversationBody,
    ConversationsBody,
    FeedbackBody,
    GivenFeedbackBody,
    NewConversationBody,
    TitleBody,
    TranscriptBody,
)
from assistant.api.deps import LiveDep, TablesDep, serving
from assistant.api.exports import conversation_document, file_response
from assistant.api.owner import NewOwnerDep, OwnerDep
from assistant.memory.export import markdown
from assistant.memory.records import Transcript


def _private(response: Response) -> None:
    """Keeps what one person asked out of the caches of a computer that several use."""
    response.headers["Cache-Control"] = "no-store"


router = APIRouter(prefix="/api", dependencies=[Depends(_private)])
# Without a body, there is no title yet.
_NewConversation = Annotated[NewConversationBody, Body(default_factory=NewConversationBody)]
_NOBODY = ""  # no hash: owns nothing


@router.post("/conversations", status_code=201)
def begin(owner: NewOwnerDep, tables: TablesDep, body: _NewConversation) -> ConversationBody:
    """Begins a conversation; a browser without a cookie gets the one that will own it."""
    return ConversationBody.of(tables.conversations.begin(owner, body.title))


@router.get("/conversations")
def listing(
    owner: OwnerDep,
    tables: TablesDep,
    q: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=100)] = 30,
    before: Annotated[str | None, Query(max_length=100)] = None,
) -> ConversationsBody:
    """The browser's conversations, newest first; ``q`` looks into titles and questions, with or without diacritics."""
    found = tables.conversations.listing(owner or _NOBODY, search=q, limit=limit, before=before)
    return ConversationsBody.of(found)


@router.get("/conversations/{conversation_id}")
def transcript(conversation_id: str, owner: OwnerDep, tables: TablesDep) -> TranscriptBody:
    """A conversation with its messages."""
    return TranscriptBody.of(tables.conversations.transcript(owner or _NOBODY, conversation_id))


@router.patch("/conversations/{conversation_id}")
def rename(conversation_id: str, body: TitleBody, owner: OwnerDep, tables: TablesDep) -> ConversationBody:
    """Gives a conversation another title."""
    return ConversationBody.of(tables.conversations.rename(owner or _NOBODY, conversation_id, body.title))


@router.delete("/conversations/{conversation_id}", status_code=204)
def delete(conversation_id: str, owner: OwnerDep, tables: TablesDep) -> None:
    """Deletes a conversation with its messages and feedback."""
    tables.conversations.delete(owner or _NOBODY, conversation_id)


@router.get("/conversations/{conversation_id}/export")
def export(
    conversation_id: str,
    owner: OwnerDep,
    tables: TablesDep,
    live: LiveDep,
    request: Request,
    kind: Annotated[Literal["json", "markdown", "docx"], Query(alias="format")] = "markdown",
) -> Response:
    """The conversation as a file; a draft of an official note needs the index that its quotes are compared with."""
    found = tables.conversations.transcript(owner or _NOBODY, conversation_id)
    if kind == "docx":
        return conversation_document(found, serving(live), request)
    return _json_file(found) if kind == "json" else _markdown_file(found)


@router.put("/messages/{message_id}/feedback")
def rate(message_id: str, body: GivenFeedbackBody, owner: OwnerDep, tables: TablesDep) -> FeedbackBody:
    """Stores what the person thinks of an answer, in place of what they thought before."""
    tables.messages.rate(owner or _NOBODY, message_id, body.record())
    return FeedbackBody.of(body.record())


@router.delete("/messages/{message_id}/feedback", status_code=204)
def unrate(message_id: str, owner: OwnerDep, tables: TablesDep) -> None:
    """Takes feedback back."""
    tables.messages.unrate(owner or _NOBODY, message_id)


def _json_file(found: Transcript) -> Response:
    content = TranscriptBody.of(found).model_dump_json(indent=2)
    return file_response(content.encode("utf-8"), "application/json", f"{found.conversation.id}.json")


def _markdown_file(found: Transcript) -> Response:
    return file_response(markdown(found).encode("utf-8"), "text/markdown; charset=utf-8", f"{found.conversation.id}.md")
