"""The key that clients of the protocol show, where the settings ask for one."""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated

from fastapi import APIRouter, Depends, Header

from assistant.api.deps import SettingsDep
from assistant.api.problems import Problem

_SCHEME = "bearer"


def checked(settings: SettingsDep, authorization: Annotated[str, Header()] = "") -> None:
    """Lets a request pass that shows the key of the settings; a 401 problem otherwise."""
    if settings.api_key is None:
        return
    scheme, _, shown = authorization.partition(" ")
    # Digests are of one length: the time of the comparison tells nothing of the key, not even how long it is.
    if scheme.lower() != _SCHEME or not hmac.compare_digest(_digest(shown.strip()), _digest(settings.api_key)):
        raise Problem("no_key")


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "replace")).digest()


def guarded_router() -> APIRouter:
    """A router of the protocol: all that it holds stands behind the key."""
    return APIRouter(prefix="/v1", dependencies=[Depends(checked)])
