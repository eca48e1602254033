"""Conversations that nobody has used for as long as the settings keep them are deleted."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from assistant.memory.errors import MemoryProblem
from assistant.memory.opening import Memory

_EVERY_SECONDS = 3600
_log = logging.getLogger("assistant.memory")


def sweep(memory: Memory, days: int) -> int:
    """Deletes what was last used more than ``days`` days ago; returns how many conversations."""
    return 0 if memory.missing else memory.open().conversations.forget(datetime.now(UTC) - timedelta(days=days))


async def keep_sweeping(memory: Memory, days: int) -> None:
    """Sweeps at once and then every hour, off the event loop, until cancelled."""
    while True:
        try:
            gone = await asyncio.to_thread(sweep, memory, days)
            if gone:
                _log.info("%d conversations older than %d days deleted", gone, days)
        except MemoryProblem as problem:
            _log.error("old conversations were not deleted: %s", problem)
        await asyncio.sleep(_EVERY_SECONDS)
