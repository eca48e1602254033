"""The pages of the screen: a list of documents, and one document with the assistant beside it."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterable
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from examples.office.assistant import Assistant, AssistantUnreachable, Document

_HERE = Path(__file__).parent
_FILES = {"/office.css": "text/css; charset=utf-8", "/office.js": "text/javascript; charset=utf-8"}
_SHOWN = 20_000  # characters of a document


def handler(assistant: Assistant) -> type[BaseHTTPRequestHandler]:
    """The class of request handlers over ``assistant``."""

    class Screen(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Answers with a page or a file of the screen."""
            path = urllib.parse.urlsplit(self.path).path
            if path in _FILES:
                self._send(HTTPStatus.OK, (_HERE / path[1:]).read_bytes(), _FILES[path])
                return
            try:
                status, body = _page(assistant, urllib.parse.unquote(path))
            except AssistantUnreachable:
                status, body = HTTPStatus.BAD_GATEWAY, _text("unreachable.html")
            self._send(status, _framed(assistant, path, body).encode("utf-8"), "text/html; charset=utf-8")

        def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            # As strict as a site can be and still embed the assistant: its script, its frame, nothing else.
            self.send_header(
                "Content-Security-Policy",
                f"default-src 'none'; style-src 'self'; script-src 'self' {assistant.address};"
                f" frame-src {assistant.address}; base-uri 'none'; form-action 'none'",
            )
            self.send_header("X-Content-Type-Options", "nosniff")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing of each request."""

    return Screen


def _page(assistant: Assistant, path: str) -> tuple[HTTPStatus, str]:
    documents = assistant.documents()
    if path == "/":
        return HTTPStatus.OK, _text("list.html").format(rows="\n".join(_rows(documents)))
    found = next((one for one in documents if path == f"/van-ban/{one.id}"), None)
    if found is None:
        return HTTPStatus.NOT_FOUND, _text("missing.html")
    shown = {name: escape(value) for name, value in _facts(found).items()}
    return HTTPStatus.OK, _text("document.html").format(**shown, text=escape(assistant.text(found.id)[:_SHOWN]))


def _rows(documents: Iterable[Document]) -> Iterable[str]:
    for one in documents:
        shown = {name: escape(value) for name, value in _facts(one).items()}
        yield _text("row.html").format(link=f"/van-ban/{urllib.parse.quote(one.id, safe='')}", **shown)


def _facts(one: Document) -> dict[str, str]:
    return {"title": one.title, "number": one.number or "—", "issuer": one.issuer or "—", "date": one.date or "—"}


def _framed(assistant: Assistant, path: str, body: str) -> str:
    """The whole page; the one line of the assistant has the id of the open document as its scope."""
    scope = urllib.parse.unquote(path.removeprefix("/van-ban/")) if path.startswith("/van-ban/") else ""
    script = f"{assistant.address}/static/widget.js"
    return _text("page.html").format(body=body, script=escape(script), scope=escape(scope))


def _text(name: str) -> str:
    return (_HERE / "pages" / name).read_text(encoding="utf-8")
