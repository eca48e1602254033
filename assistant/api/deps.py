"""What routes need, as annotated dependencies.

Those that only look something up are coroutines: of a plain function each request would wait for a thread.
"""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends, Request

from assistant.api.problems import Problem
from assistant.live import LiveIndex
from assistant.memory.opening import Memory, Tables
from assistant.service import Assistant
from assistant.settings import Settings
from indexer.records import DocumentEntry


async def live_index(request: Request) -> LiveIndex:
    """The holder of the index in force."""
    return cast(LiveIndex, request.app.state.live)


async def settings(request: Request) -> Settings:
    """The settings that the service was started with."""
    return cast(Settings, request.app.state.settings)


async def assistant(live: Annotated[LiveIndex, Depends(live_index)]) -> Assistant:
    """The assistant for this request; a 503 problem while there is no index."""
    return serving(live)


def serving(live: LiveIndex) -> Assistant:
    """The assistant over the index in force; a 503 problem while there is none."""
    if live.assistant is None:
        raise Problem("no_index")
    return live.assistant


async def memory(request: Request) -> Memory:
    """The stored conversations, perhaps not opened yet."""
    return cast(Memory, request.app.state.memory)


def tables(kept: Annotated[Memory, Depends(memory)]) -> Tables:
    """The tables of conversations; a 503 problem while the database cannot be used."""
    return kept.open()


AssistantDep = Annotated[Assistant, Depends(assistant)]
LiveDep = Annotated[LiveIndex, Depends(live_index)]
MemoryDep = Annotated[Memory, Depends(memory)]
TablesDep = Annotated[Tables, Depends(tables)]
SettingsDep = Annotated[Settings, Depends(settings)]


def document(document_id: str, current: AssistantDep) -> DocumentEntry:
    """The document named in the path; a 404 problem if there is none."""
    entry = current.index.catalogue.document(document_id)
    if entry is None:
        raise Problem("no_document")
    return entry


DocumentDep = Annotated[DocumentEntry, Depends(document)]
