"""Whose conversations a request may touch: those of the browser that began them, known by an unguessable cookie."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import Annotated

from fastapi import Depends, Request, Response

COOKIE = "tro_ly_ao"
_BYTES = 32
_KEPT_SECONDS = 400 * 24 * 3600  # the longest that browsers keep a cookie
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


async def owner(request: Request) -> str | None:
    """The hash of the browser's token; None for a browser that has begun no conversation."""
    return _known(request)


async def new_owner(request: Request, response: Response) -> str:
    """The hash of the browser's token; a browser without one gets it with the response."""
    known = _known(request)
    token = request.cookies[COOKIE] if known else secrets.token_urlsafe(_BYTES)
    response.set_cookie(
        COOKIE,
        token,
        max_age=_KEPT_SECONDS,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return _hashed(token)


def _known(request: Request) -> str | None:
    token = request.cookies.get(COOKIE, "")
    return _hashed(token) if _TOKEN.fullmatch(token) else None


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("ascii")).hexdigest()


OwnerDep = Annotated[str | None, Depends(owner)]
NewOwnerDep = Annotated[str, Depends(new_owner)]
