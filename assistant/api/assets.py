"""Files of the page as they go over the wire: compressed once, and not sent again to a browser that has them."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fastapi import Request, Response

_SMALL = 1024  # bytes that are not worth compressing
_MOST_KEPT = 256


@dataclass(frozen=True, slots=True)
class Asset:
    """A file with its media type, as it is and compressed; ``tag`` names its content."""

    content: bytes
    compressed: bytes | None
    tag: str


def serve_asset(path: Path, media_type: str, request: Request) -> Response:
    """``path`` for ``request``: 304 where the browser has it, compressed where it can read that."""
    asset = _asset(path, path.stat().st_mtime_ns)
    headers = {"Cache-Control": "no-cache", "ETag": asset.tag, "Vary": "Accept-Encoding"}
    if asset.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    accepts = "gzip" in request.headers.get("accept-encoding", "")
    if asset.compressed is None or not accepts:
        return Response(asset.content, media_type=media_type, headers=headers)
    return Response(asset.compressed, media_type=media_type, headers=headers | {"Content-Encoding": "gzip"})


@lru_cache(maxsize=_MOST_KEPT)
def _asset(path: Path, changed: int) -> Asset:
    """The file at ``path`` as of its change at ``changed`` nanoseconds."""
    del changed  # part of the key: a file that was changed is read anew
    content = path.read_bytes()
    compressed = gzip.compress(content, mtime=0) if len(content) > _SMALL else None
    return Asset(content, compressed, f'"{hashlib.sha256(content).hexdigest()[:32]}"')
