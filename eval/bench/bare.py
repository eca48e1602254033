"""A service that answers and shows documents, and has no part of language models, conversations or other protocols.

What ``serve.py`` starts beside this is what those parts cost at start. Two small modules are shared that this could do
without: the errors of conversations, and the holder that opens their database at first use (about 1 ms together).
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Annotated

import uvicorn
from fastapi import APIRouter, FastAPI, Query

from assistant.api import documents, pages, problems, reports
from assistant.api.deps import AssistantDep
from assistant.api.guards import BodyLimit, SecurityHeaders
from assistant.api.requests import AskBody, SearchBody
from assistant.api.responses import ExamplesBody
from assistant.api.responses import SearchBody as SearchResponse
from assistant.live import LiveIndex
from assistant.records import Answer
from assistant.settings import Settings, read_settings
from assistant.suggestions import examples
from indexer.encoder.select import load_encoder, load_reranker

router = APIRouter(prefix="/api")


@router.post("/ask", response_model=Answer)
def ask(body: AskBody, current: AssistantDep) -> Answer:
    """Answers a question."""
    return current.ask(body.record())


@router.post("/search")
def search(body: SearchBody, current: AssistantDep) -> SearchResponse:
    """The passages that a question finds."""
    return SearchResponse(results=list(current.search(body.record())))


@router.get("/examples")
def starters(
    current: AssistantDep,
    document_id: Annotated[list[Annotated[str, Query(max_length=200)]], Query(max_length=1000)] = [],  # noqa: B006
) -> ExamplesBody:
    """Questions that the index can answer."""
    return ExamplesBody(examples=list(examples(current.index, frozenset(document_id))))


def bare_app(live: LiveIndex, settings: Settings) -> FastAPI:
    """The application without those parts."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        watching = asyncio.create_task(live.watch(settings.poll_seconds))
        yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching

    app = FastAPI(title="Trợ lý ảo", docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.live, app.state.settings = live, settings
    problems.install(app)
    app.add_exception_handler(reports.NotAdministrator, reports.refuse)
    for one in (router, documents.router, pages.router, reports.router):
        app.router.routes += one.routes
    app.add_middleware(BodyLimit, most=settings.max_body)
    app.add_middleware(SecurityHeaders, embedders=settings.embed_origins)
    return app


def main() -> None:
    """Serves until a signal comes, as ``serve.py`` does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    settings = read_settings(os.environ)
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.bind((settings.host, settings.port))
    listening.listen(128)
    live = LiveIndex(settings.index, load_encoder(settings.encoder), None, reranker=load_reranker(settings.reranker))
    live.open()
    config = uvicorn.Config(bare_app(live, settings), log_level=settings.log_level, access_log=False)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
