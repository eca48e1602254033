"""The index being served: swapped for a newer generation while requests go on."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.garbage import keep_for_good, let_go
from assistant.records import Engine
from assistant.service import Assistant
from assistant.warming import warm
from indexer.encoder.protocol import Encoder, Reranker
from indexer.errors import IndexerError
from indexer.store.generation import current_name
from indexer.store.reader import open_index

if TYPE_CHECKING:
    from assistant.llm.writer import Writer

_log = logging.getLogger("assistant.live")


class LiveIndex:
    """Holds the assistant over the generation in force; a request keeps the one that it took."""

    def __init__(
        self,
        folder: Path,
        encoder: Encoder,
        writer: Writer | None = None,
        *,
        engine: Engine = "extractive",
        reranker: Reranker | None = None,
    ) -> None:
        self._folder = folder
        self._encoder = encoder
        self._reranker = reranker
        self._writer = writer
        self._engine: Engine = engine
        self._assistant: Assistant | None = None
        self._refused: str | None = None  # the generation that could not be opened, so that it is reported once

    @property
    def assistant(self) -> Assistant | None:
        """The assistant to use for one request, or None while there is no usable index."""
        return self._assistant

    def open(self) -> None:
        """Opens the generation in force, and serves it once it is warm; raises the indexer's errors."""
        index = open_index(self._folder, self._encoder, reranker=self._reranker)
        fresh = Assistant(index, self._writer, engine=self._engine)
        try:
            warm(fresh)
        except Exception:  # a person who asks the same is told; the service goes on
            _log.exception("the first questions of generation %s failed", index.name)
        self._assistant = fresh

    def refresh(self) -> bool:
        """Takes a newer generation if there is one; an unusable one is logged, and the old one goes on serving."""
        name = current_name(self._folder)
        serving = self._assistant.index.name if self._assistant else None
        if name is None or name in (serving, self._refused):
            return False
        try:
            self.open()
        except IndexerError as problem:
            self._refused = name
            _log.error("generation %s is not used: %s", name, problem)
            return False
        _log.info("now serving generation %s", name)
        return True

    async def watch(self, seconds: float) -> None:
        """Looks for a newer generation every ``seconds``, until cancelled."""
        keep_for_good()
        while True:
            await asyncio.sleep(seconds)
            try:
                if await asyncio.to_thread(self.refresh):
                    await asyncio.to_thread(let_go)
                    keep_for_good()
            except Exception:  # whatever it is, the generation in use serves on, and the next one is looked for
                _log.exception("looking for a newer generation failed")
