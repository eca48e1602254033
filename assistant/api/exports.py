"""Stored answers as files: every quoted slice is compared with the index in force before it leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import TypeAdapter, ValidationError

from assistant.api.deps import AssistantDep, TablesDep
from assistant.api.owner import OwnerDep
from assistant.api.problems import Problem
from assistant.exporting.checking import Export, checked
from assistant.exporting.delimited import as_csv
from assistant.exporting.errors import ExportUnavailable
from assistant.exporting.grids import answer_grids, fact_grid
from assistant.exporting.known import known_figures
from assistant.exporting.workbook import as_workbook
from assistant.memory.errors import NoMessage
from assistant.memory.records import Message, Transcript
from assistant.records import Answer
from assistant.service import Assistant

Kind = Literal["docx", "xlsx", "csv"]
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES: dict[Kind, str] = {
    "docx": f"{_OPEN_XML}.wordprocessingml.document",
    "xlsx": f"{_OPEN_XML}.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
_NOBODY = ""  # no hash: owns nothing
router = APIRouter(prefix="/api")


@router.get("/messages/{message_id}/export")
def export(
    message_id: str,
    owner: OwnerDep,
    tables: TablesDep,
    current: AssistantDep,
    request: Request,
    kind: Annotated[Kind, Query(alias="format")] = "docx",
) -> Response:
    """An answer as a draft of an official note, as a workbook, or its figures as CSV."""
    message = tables.messages.message(owner or _NOBODY, message_id)
    if message.answer is None:  # a question
        raise NoMessage(message_id)
    content = _content(kind, _export([message], current, request), current)
    return file_response(content, _MEDIA_TYPES[kind], f"tra-loi-{message.id[:8]}.{kind}")


def conversation_document(found: Transcript, current: Assistant, request: Request) -> Response:
    """All answers of a conversation as one draft of an official note."""
    content = _content("docx", _export(found.messages, current, request), current)
    return file_response(content, _MEDIA_TYPES["docx"], f"{found.conversation.id}.docx")


def file_response(content: bytes, media_type: str, name: str) -> Response:
    """A file to be saved, kept by no cache."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def _export(messages: Iterable[Message], current: Assistant, request: Request) -> Export:
    answers = [_stored(message) for message in messages if message.answer is not None]
    exchanges = tuple(checked(answer.standalone_question, answer, current.source_text) for answer in answers)
    return Export(exchanges, datetime.now().astimezone(), address=str(request.base_url).rstrip("/"))


def _stored(message: Message) -> Answer:
    """The record of a stored answer; a problem where another version of the program stored another shape."""
    try:
        return _codec().validate_python(message.answer)
    except ValidationError as problem:
        raise Problem("old_answer") from problem


@lru_cache(maxsize=1)
def _codec() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


def _content(kind: Kind, export: Export, current: Assistant) -> bytes:
    known = known_figures(current.index)
    try:
        if kind == "csv":
            return as_csv(fact_grid(export, known))
        return as_workbook(answer_grids(export, known)) if kind == "xlsx" else _document(export)
    except ExportUnavailable as problem:
        raise Problem("no_exporter", library=problem.library) from problem


def _document(export: Export) -> bytes:
    try:
        from assistant.exporting.word.document import as_document
    except ModuleNotFoundError as problem:
        raise ExportUnavailable(problem.name or "python-docx") from problem
    return as_document(export)
