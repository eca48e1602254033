"""Web pages of other origins that may call ``/v1`` from a browser: office editors whose plug-ins run in the page.

Only the origins of the settings, exactly; no cookie ever goes along, so that conversations stay out of their reach.
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.v1.errors import PREFIX


class ClientOrigins:
    """Answers preflights and names the origin on ``/v1``; every other path passes as it is."""

    def __init__(self, app: ASGIApp, origins: Sequence[str]) -> None:
        self._app = app
        self._open = CORSMiddleware(
            app,
            allow_origins=tuple(origins),
            allow_methods=("GET", "POST"),
            allow_headers=("*",),
            allow_private_network=True,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        inside = scope["type"] == "http" and scope["path"].startswith(PREFIX)
        await (self._open if inside else self._app)(scope, receive, send)
