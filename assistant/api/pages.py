"""The web page and its files, and the health of the service."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request, Response

from assistant.api.assets import serve_asset
from assistant.api.bodies import Body
from assistant.api.deps import AssistantDep, SettingsDep
from assistant.api.problems import Problem

WEB = Path(__file__).resolve().parent.parent / "web"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
_WIDGET = WEB / "widget.js"
router = APIRouter()


class Embedders(Body):
    """Origins, exactly as browsers name them."""

    origins: list[str]


class Health(Body):
    """The process answers."""

    status: str


class Readiness(Body):
    """Questions can be answered, from this generation."""

    status: str
    generation: str
    documents: int
    passages: int


@router.get("/", include_in_schema=False)
@router.get("/library", include_in_schema=False)
@router.get("/documents/{document_id}", include_in_schema=False)
@router.get("/conversations/{conversation_id}", include_in_schema=False)
def page(request: Request, document_id: str | None = None, conversation_id: str | None = None) -> Response:
    """The page; it shows what its address names."""
    del document_id, conversation_id  # read by the page itself
    return serve_asset(WEB / "index.html", _TYPES[".html"], request)


@router.get("/static/{path:path}", include_in_schema=False)
def static(path: str, request: Request) -> Response:
    """A file of the page."""
    try:
        found = (WEB / path).resolve()
        usable = found.is_relative_to(WEB) and found.is_file() and found.suffix in _TYPES
    except (OSError, ValueError):  # too long for a name of a file, or with a NUL in it
        usable = False
    if not usable:
        raise Problem("not_found")
    response = serve_asset(found, _TYPES[found.suffix], request)
    if found == _WIDGET:  # the one file that pages of other sites load
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@router.get("/api/embed")
def embed(current: SettingsDep) -> Embedders:
    """The sites that may show the page in a frame and speak with it."""
    return Embedders(origins=list(current.embed_origins))


@router.get("/favicon.ico", include_in_schema=False)
def favicon(request: Request) -> Response:
    """The icon, for browsers that ask for it on their own."""
    return serve_asset(WEB / "icon.svg", _TYPES[".svg"], request)


@router.get("/healthz")
def healthz() -> Health:
    """Whether the process answers at all."""
    return Health(status="ok")


@router.get("/readyz")
def readyz(current: AssistantDep) -> Readiness:
    """Whether questions can be answered; a 503 problem while there is no index."""
    manifest = current.index.manifest
    return Readiness(
        status="ready", generation=current.index.name, documents=manifest.documents, passages=manifest.passages
    )
