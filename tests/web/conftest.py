"""A real server over a real index, and a real browser in front of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.web.browser import CHROMIUM, Page, chromium, open_window

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 60


class Server:
    """The assistant as people start it: ``python serve.py`` on one port, started and stopped at will."""

    def __init__(self, index: Path, log: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = os.environ | {
            "ASSISTANT_HOST": "127.0.0.1",
            "ASSISTANT_PORT": str(self.port),
            "ASSISTANT_INDEX": str(index),
            "ASSISTANT_CORPUS": str(ROOT / "corpus"),
            "ASSISTANT_DATABASE": str(log.with_name("conversations.sqlite3")),
        }

    def start(self) -> None:
        """Start it and wait until it is ready to answer."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "serve.py"], cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the server did not become ready:\n{self._log.read_text(errors='replace')}")
            time.sleep(0.1)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the shipped corpus."""
    index = tmp_path_factory.mktemp("web") / "index"
    command = [sys.executable, "-m", "indexer", "build", "--corpus", "corpus", "--index", str(index)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return index


@pytest.fixture(scope="session")
def server(built_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server; a test may kill it, the page fixture starts it again."""
    running = Server(built_index, tmp_path_factory.mktemp("server") / "log.txt")
    running.start()
    yield running
    running.kill()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; each visit has a profile of its own."""
    if not CHROMIUM.exists():
        pytest.skip("needs the Debian package: chromium")
    with chromium() as running:
        yield running


@pytest.fixture(scope="package")
def window(browser: Browser) -> BrowserContext:
    """A window that visits share one after another; each finds it as if it were new."""
    return open_window(browser)


@pytest.fixture
def own_window(browser: Browser) -> Iterator[BrowserContext]:
    """A window for one test, which may change it for good: its clock, its voices, its permissions."""
    window = open_window(browser)
    yield window
    window.close()


@pytest.fixture
def page(server: Server, window: BrowserContext) -> Iterator[Page]:
    """A fresh visit on an office screen; fails the test when the browser's console names an error."""
    yield from visit(server, window)


@pytest.fixture
def own_page(server: Server, own_window: BrowserContext) -> Iterator[Page]:
    """The same in a window of its own."""
    yield from visit(server, own_window)


def visit(server: Server, window: BrowserContext) -> Iterator[Page]:
    if not server._is_ready():
        server.start()
    page = Page(window, server.url)
    page.begin()
    try:
        yield page
        assert page.console_errors() == []
        assert page.foreign_requests() == []
    finally:
        page.end()
