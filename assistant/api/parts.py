"""Routes that are imported when somebody first asks for one of them: the service starts as if they were not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.concurrency import run_in_threadpool
from starlette.routing import BaseRoute, Match, Router
from starlette.types import Receive, Scope, Send


class LaterRoutes(BaseRoute):
    """Stands for all routes below ``prefixes`` until a request comes for one, or all are to be described."""

    def __init__(self, prefixes: Sequence[str], load: Callable[[], Sequence[BaseRoute]]) -> None:
        self._prefixes = tuple(prefixes)
        self._load = load

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Every path below the prefixes; whether there is such a route, the routes themselves say."""
        ours = scope["type"] == "http" and f"{scope['path']}/".startswith(tuple(f"{one}/" for one in self._prefixes))
        return (Match.FULL if ours else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Puts the routes in place of this one, the import on a thread, and has the request matched again."""
        routes = await run_in_threadpool(self._load)
        router: Router = scope["router"]
        self._put(router, routes)
        await router(scope, receive, send)

    def settle(self, router: Router) -> None:
        """Puts the routes in place of this one now."""
        self._put(router, self._load())

    def _put(self, router: Router, routes: Sequence[BaseRoute]) -> None:
        if self in router.routes:  # no other request was faster
            at = router.routes.index(self)
            router.routes[at : at + 1] = routes


def settle_all(router: Router) -> None:
    """Puts all routes in place that were to come later."""
    for route in list(router.routes):
        if isinstance(route, LaterRoutes):
            route.settle(router)


def later_routes() -> tuple[LaterRoutes, ...]:
    """What a service without conversations and without clients of the OpenAI protocol never loads."""
    return (
        LaterRoutes(("/api/conversations", "/api/messages"), _of_conversations),
        LaterRoutes(("/v1",), _of_the_protocol),
    )


def _of_conversations() -> Sequence[BaseRoute]:
    from assistant.api import conversations, exports

    return (*conversations.router.routes, *exports.router.routes)


def _of_the_protocol() -> Sequence[BaseRoute]:
    from assistant.api.v1 import chat, completions, embeddings, models

    return tuple(route for part in (chat, completions, embeddings, models) for route in part.router.routes)
