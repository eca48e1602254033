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
from selenium.webdriver import Chrome

from tests.web.browser import CHROMEDRIVER, CHROMIUM, Page, start_browser

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


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """Debian's Chromium, without a window and with a profile of its own."""
    if not (CHROMIUM.exists() and CHROMEDRIVER.exists()):
        pytest.skip("needs the Debian packages: chromium chromium-driver")
    driver = start_browser(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture
def page(server: Server, browser: Chrome) -> Iterator[Page]:
    """A fresh visit on an office screen; fails the test when the browser's console names an error."""
    if not server._is_ready():
        server.start()
    page = Page(browser, server.url)
    page.begin()
    yield page
    assert page.console_errors() == []
    assert page.foreign_requests() == []
