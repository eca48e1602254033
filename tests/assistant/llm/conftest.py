"""A server with a scripted model, over small plans of other places; one of the documents tries to give orders."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from indexer.build import build
from indexer.encoder.protocol import Encoder
from tests.assistant.contract import check_answer
from tests.assistant.llm.scripted import Behaviour, ChatServer, saying
from tests.server import Server

FOLDER = Path(__file__).parent / "plans"
EVENTS = {"Accept": "text/event-stream"}


@dataclass
class Place:
    """The assistant and the model that it asks; both real processes or threads behind real sockets."""

    server: Server
    model: ChatServer

    def script(self, *behaviours: Behaviour) -> None:
        """What the model does from now on."""
        self.model.behaviours = list(behaviours)
        self.model.asked.clear()

    def ask(self, question: str, **more: object) -> Any:
        """The answer, which keeps the contract."""
        reply = self.server.post("/api/ask", {"question": question, **more})
        assert reply.status == 200, reply.text
        check_answer(reply.json, self._texts())
        return reply.json

    def stream(self, question: str) -> list[tuple[str, Any]]:
        """The answer as events, whose last one keeps the contract."""
        reply = self.server.post("/api/ask", {"question": question}, EVENTS)
        found = []
        for part in reply.text.removesuffix("\n\n").split("\n\n"):
            name, data = part.split("\n")
            found.append((name.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
        check_answer(found[-1][1], self._texts())
        return found

    def _texts(self) -> Any:
        return cache(lambda document_id: self.server.get(f"/api/documents/{document_id}/text").text)


@pytest.fixture(scope="session")
def fish_index(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """An index of the plans of this folder; tests only read it."""
    index = tmp_path_factory.mktemp("llm") / "index"
    assert not build(FOLDER, index, encoder).failures
    return index


def settings_for(url: str, **more: str) -> dict[str, str]:
    """The settings that make a server ask the scripted model at ``url``."""
    return {"ASSISTANT_LLM": "compatible:scripted", "ASSISTANT_LLM_URL": url, "ASSISTANT_LLM_RETRIES": "0", **more}


@pytest.fixture(scope="session")
def place(fish_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A server that asks a scripted model; each test writes the script."""
    with ChatServer([saying("")]) as model:
        log = tmp_path_factory.mktemp("llm-server") / "log.txt"
        with Server(fish_index, FOLDER, log, settings=settings_for(model.url)) as server:
            yield Place(server, model)


@pytest.fixture(scope="session")
def hasty(fish_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The same with two seconds of patience."""
    with ChatServer([saying("")]) as model:
        log = tmp_path_factory.mktemp("llm-hasty") / "log.txt"
        settings = settings_for(model.url, ASSISTANT_LLM_TIMEOUT="2")
        with Server(fish_index, FOLDER, log, settings=settings) as server:
            yield Place(server, model)
