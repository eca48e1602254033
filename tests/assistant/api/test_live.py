"""A running server takes a new generation without failing a request, and keeps the old one when the new is unusable."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from indexer.store.generation import current_generation, current_name
from indexer.store.schema import CATALOGUE
from tests.conftest import PLANS
from tests.indexer.commands import indexer
from tests.indexer.plans import PARTY
from tests.server import Reply, Server, wait_until

SWAP_SECONDS = 2.0  # what the design promises


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    shutil.copytree(PLANS, folder)
    return folder


@pytest.fixture
def server(corpus: Path, tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "index", corpus, tmp_path / "log.txt") as running:
        yield running


class Client(threading.Thread):
    """Asks over and over until it is told to stop."""

    def __init__(self, server: Server) -> None:
        super().__init__(daemon=True)
        self._server = server
        self._enough = threading.Event()
        self.replies: list[Reply] = []
        self.failures: list[Exception] = []

    def run(self) -> None:
        while not self._enough.is_set():
            try:
                self.replies.append(self._server.post("/api/ask", {"question": "Tên của văn bản 85-KH/TU?"}))
                self.replies.append(self._server.get(f"/api/documents/{PARTY}/text"))
            except Exception as problem:  # a refused or broken connection is what the test is about
                self.failures.append(problem)

    def stop(self) -> None:
        self._enough.set()
        self.join()


def build(corpus: Path, index: Path) -> str:
    done = indexer("build", "--corpus", corpus, "--index", index)
    assert done.returncode == 0, done.stderr
    name = current_name(index)
    assert name is not None
    return name


def generation(server: Server) -> str:
    return str(server.get("/readyz").json["generation"])


def test_new_generations_are_served_while_a_client_keeps_asking(server: Server, corpus: Path, tmp_path: Path) -> None:
    client = Client(server)
    client.start()
    try:
        for round_ in range(3):
            title = f"Kế hoạch lần {round_}"
            (corpus / "manifest.jsonl").write_text(f'{{"file": "{PARTY}.txt", "title": "{title}"}}', encoding="utf-8")
            name = build(corpus, tmp_path / "index")
            wait_until(lambda name=name: generation(server) == name, "the new generation to be served")  # type: ignore[misc]
            assert server.get(f"/api/documents/{PARTY}").json["title"] == title
    finally:
        client.stop()
    assert client.failures == []
    assert len(client.replies) > 10
    assert {reply.status for reply in client.replies} == {200}
    assert "Traceback" not in server.errors


def test_the_server_looks_often_enough_to_swap_within_the_promised_time() -> None:
    from assistant.settings import Settings

    assert Settings().poll_seconds <= SWAP_SECONDS / 2


def test_an_unusable_new_generation_is_logged_and_the_old_one_serves_on(
    server: Server, corpus: Path, tmp_path: Path
) -> None:
    index = tmp_path / "index"
    name = generation(server)
    damaged = "g-29990101-000000-damaged"
    shutil.copytree(current_generation(index), index / damaged)
    (index / damaged / CATALOGUE).write_bytes(b"not a database at all" * 400)
    (index / "current").write_text(damaged, encoding="ascii")
    wait_until(lambda: f"generation {damaged} is not used" in server.errors, "the damage to be reported")
    assert generation(server) == name
    assert server.post("/api/ask", {"question": "Kinh phí?"}).status == 200
    (corpus / "moi.txt").write_text("KẾ HOẠCH\nmới năm 2040\n", encoding="utf-8")
    newest = build(corpus, index)
    wait_until(lambda: generation(server) == newest, "the next good generation to be served")
    assert server.errors.count(f"generation {damaged} is not used") == 1  # not again every time it looks


def test_an_index_folder_that_disappears_does_not_stop_the_service(server: Server, tmp_path: Path) -> None:
    name = generation(server)
    (tmp_path / "index").rename(tmp_path / "away")
    (tmp_path / "index").write_text("a file now")
    for _ in range(20):
        assert server.post("/api/ask", {"question": "Kinh phí?"}).status == 200
    (tmp_path / "index").unlink()
    (tmp_path / "away").rename(tmp_path / "index")
    assert generation(server) == name
    assert server.process.poll() is None
