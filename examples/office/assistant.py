"""The assistant's API as an office system calls it: from its own server, never from the browser."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

_SECONDS = 10
_MOST_BYTES = 20_000_000


class AssistantUnreachable(Exception):
    """The assistant did not answer, or not as its API promises."""


@dataclass(frozen=True, slots=True)
class Document:
    """What a list of documents shows of one."""

    id: str
    title: str
    number: str
    issuer: str
    date: str


class Assistant:
    """The library of the assistant at ``address``."""

    def __init__(self, address: str) -> None:
        self.address = address

    def documents(self) -> list[Document]:
        """All documents; raises :class:`AssistantUnreachable`."""
        listed = json.loads(self._get("/api/documents"))["documents"]
        return [_document(one) for one in listed]

    def text(self, document_id: str) -> str:
        """The text of a document; raises :class:`AssistantUnreachable`."""
        return self._get(f"/api/documents/{urllib.parse.quote(document_id, safe='')}/text").decode("utf-8")

    def _get(self, path: str) -> bytes:
        try:
            with urllib.request.urlopen(self.address + path, timeout=_SECONDS) as response:  # noqa: S310 - its own address
                return bytes(response.read(_MOST_BYTES))
        except (urllib.error.URLError, TimeoutError, OSError) as problem:
            raise AssistantUnreachable(str(problem)) from problem


def _document(one: dict[str, Any]) -> Document:
    shown = {name: str(one.get(name) or "") for name in ("id", "title", "number", "issuer", "date")}
    return Document(**shown)
