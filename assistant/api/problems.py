"""Errors at the HTTP edge: problem+json (RFC 9457) with Vietnamese texts kept as data."""

from __future__ import annotations

import json
import logging
from functools import lru_cache
from importlib import resources

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from assistant.api.v1 import errors as v1
from assistant.memory import errors as memory_errors
from assistant.memory.errors import MemoryProblem
from assistant.service import BadQuestion
from indexer.errors import IndexerError

_CHALLENGE = {"no_key": {"WWW-Authenticate": "Bearer"}}
MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger("assistant.api")


class Problem(Exception):
    """An error that a client is told about; ``key`` names its text."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


@lru_cache(maxsize=1)
def _texts() -> dict[str, dict[str, str | int]]:
    content = resources.files("assistant.api").joinpath("problems.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str | int]] = json.loads(content)["problems"]
    return loaded


def problem_body(key: str, **values: str) -> dict[str, str | int]:
    """The members of the problem ``key``."""
    text = _texts()[key]
    detail = str(text["detail"]).format_map(values)
    return {"type": f"urn:tro-ly-ao:problem:{key}", "title": text["title"], "status": text["status"], "detail": detail}


def problem_response(key: str, path: str = "", **values: str) -> JSONResponse:
    """The response for the problem ``key`` of a request to ``path``, in the shape that its clients expect."""
    body = problem_body(key, **values)
    if path.startswith(v1.PREFIX):
        return JSONResponse(v1.error_body(body), status_code=v1.status_of(body), headers=_CHALLENGE.get(key))
    return JSONResponse(body, status_code=int(body["status"]), media_type=MEDIA_TYPE)


def install(app: FastAPI) -> None:
    """Makes every error of ``app`` a problem."""

    @app.exception_handler(Problem)
    async def _problem(request: Request, problem: Problem) -> JSONResponse:
        return problem_response(problem.key, request.url.path, **problem.values)

    @app.exception_handler(BadQuestion)
    async def _bad_question(request: Request, problem: BadQuestion) -> JSONResponse:
        return problem_response(problem.reason, request.url.path)

    @app.exception_handler(MemoryProblem)
    async def _memory(request: Request, problem: MemoryProblem) -> JSONResponse:
        return _of_memory(request.url.path, problem)

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, problem: RequestValidationError) -> JSONResponse:
        return _validation(request.url.path, problem)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, problem: HTTPException) -> JSONResponse:
        key = {400: "bad_json", 404: "not_found", 405: "method", 413: "too_large"}.get(problem.status_code, "failed")
        response = problem_response(key, request.url.path)
        response.headers.update(problem.headers or {})  # Allow, for a method that a route does not know
        return response

    @app.exception_handler(IndexerError)
    async def _index(request: Request, problem: IndexerError) -> JSONResponse:
        _log.error("index: %s", problem)
        return problem_response("failed", request.url.path)

    @app.exception_handler(Exception)
    async def _failed(request: Request, problem: Exception) -> JSONResponse:
        _log.error("unexpected error", exc_info=problem)
        return problem_response("failed", request.url.path)


def _of_memory(path: str, problem: MemoryProblem) -> JSONResponse:
    if isinstance(problem, memory_errors.BadPage):
        return problem_response("invalid", path, where="before")
    if isinstance(problem, memory_errors.DatabaseUnavailable):
        _log.error("database of conversations: %s", problem)
    return problem_response(_MEMORY[type(problem)], path)


_MEMORY: dict[type[MemoryProblem], str] = {
    memory_errors.NoConversation: "no_conversation",
    memory_errors.NoMessage: "no_message",
    memory_errors.ConversationFull: "conversation_full",
    memory_errors.TooManyConversations: "too_many_conversations",
    memory_errors.DatabaseUnavailable: "no_memory",
}


def _validation(path: str, problem: RequestValidationError) -> JSONResponse:
    errors = problem.errors()
    if any(error["type"] == "json_invalid" for error in errors):
        return problem_response("bad_json", path)
    if any(error["loc"][-1:] == ("question",) and error["type"] == "missing" for error in errors):
        return problem_response("empty_question", path)
    where = ", ".join(".".join(str(step) for step in error["loc"][1:]) or "body" for error in errors[:5])
    # A key may hold an escaped half of a surrogate pair, which no answer can carry.
    return problem_response("invalid", path, where=where.encode("utf-8", "replace").decode("utf-8"))
