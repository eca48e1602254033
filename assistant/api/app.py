"""The FastAPI application; everything it needs is passed in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from fastapi import FastAPI

from assistant.api import asking, documents, pages, problems, reports
from assistant.api.guards import BodyLimit, SecurityHeaders
from assistant.api.parts import later_routes, settle_all
from assistant.live import LiveIndex
from assistant.memory.opening import Memory
from assistant.memory.retention import keep_sweeping
from assistant.settings import Settings
from indexer import __version__


class Application(FastAPI):
    """FastAPI with routes that come later; their description is whole from the start."""

    def openapi(self) -> dict[str, Any]:
        """The description of all routes."""
        settle_all(self.router)
        return super().openapi()


def create_app(live: LiveIndex, settings: Settings) -> FastAPI:
    """The application over ``live``, which it watches for newer generations while it runs."""

    memory = Memory(settings.database)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(live.watch(settings.poll_seconds))]
        if settings.retention_days is not None:
            tasks.append(asyncio.create_task(keep_sweeping(memory, settings.retention_days)))
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task
            memory.close()

    # The interactive docs of FastAPI load scripts from elsewhere: the description is served, its viewer is not.
    app = Application(title="Trợ lý ảo", version=__version__, docs_url=None, redoc_url=None, lifespan=lifespan)
    app.state.live = live
    app.state.settings = settings
    app.state.memory = memory
    problems.install(app)
    app.add_exception_handler(reports.NotAdministrator, reports.refuse)
    # Taken over as they are: ``include_router`` would build each of them a second time.
    app.router.routes += [*asking.router.routes, *later_routes()]
    for router in (documents.router, pages.router, reports.router):
        app.router.routes += router.routes
    app.add_middleware(BodyLimit, most=settings.max_body)
    if settings.api_origins:
        from assistant.api.v1.origins import ClientOrigins

        app.add_middleware(ClientOrigins, origins=settings.api_origins)
    app.add_middleware(SecurityHeaders, embedders=settings.embed_origins)
    return app
