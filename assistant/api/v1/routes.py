"""All routes of the protocol, behind the key of the settings."""

from __future__ import annotations

from fastapi import APIRouter

from assistant.api.v1 import chat, completions, embeddings, models
from assistant.api.v1.key import KeyDep

router = APIRouter(prefix="/v1", dependencies=[KeyDep])
for _part in (chat, completions, embeddings, models):
    router.include_router(_part.router)
