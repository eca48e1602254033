"""A site that embeds the assistant, as its own server process; and what people do with the assistant there."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from selenium.webdriver import Chrome
from selenium.webdriver.remote.shadowroot import ShadowRoot
from selenium.webdriver.remote.webelement import WebElement

from tests.server import ROOT, clean_environment, wait_until
from tests.web.browser import Page


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Office:
    """``python -m examples.office`` on a free port."""

    def __init__(self, assistant: str, log: Path) -> None:
        self._assistant = assistant
        self._log = log
        self.port = 0

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "examples.office", "--assistant", self._assistant, "--port", "0"]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=clean_environment(), stderr=log)
        wait_until(lambda: self._address() is not None or self._process.poll() is not None, "the office")
        found = self._address()
        assert found is not None, self._log.read_text(encoding="utf-8")
        self.port = int(found.group(1))
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.wait()

    def origin(self, host: str = "127.0.0.1") -> str:
        """The office as a browser names it."""
        return f"http://{host}:{self.port}"

    def _address(self) -> re.Match[str] | None:
        return re.search(r"http://[^:]+:(\d+)", self._log.read_text(encoding="utf-8"))


class Desk(Page):
    """A page of the office in the browser, with the assistant's button on it."""

    def __init__(self, driver: Chrome, url: str) -> None:
        super().__init__(driver, url)
        self.widget = "tro-ly-ao"

    def begin(self, path: str = "/") -> None:
        """Open the page in a tab of its own, on a screen of 1366 x 768: what a frame keeps ends with its tab."""
        before = self.driver.current_window_handle
        self.driver.switch_to.new_window("tab")
        opened = self.driver.current_window_handle
        self.driver.switch_to.window(before)
        self.driver.close()
        self.driver.switch_to.window(opened)
        self.size(1366, 768)
        self.driver.get_log("browser")
        self.driver.get(self.url + path)
        self.until(lambda: self.all(self.widget) or None, "the widget")

    @property
    def inside(self) -> ShadowRoot:
        """What the widget holds; closed to the page, not to the driver of the browser."""
        return self.all(self.widget)[0].shadow_root

    def part(self, css: str) -> WebElement:
        """The visible part of the widget that matches, as soon as there is one."""
        return self.until(lambda: next((one for one in self.parts(css) if one.is_displayed()), None), css)

    def parts(self, css: str) -> list[WebElement]:
        """The parts of the widget that match now."""
        found: list[WebElement] = self.inside.find_elements("css selector", css)
        return found

    @contextmanager
    def frame(self) -> Any:
        """The assistant in its frame, once it has spoken to the office; the page itself again afterwards."""
        frame = self.part("iframe")
        self.until(lambda: not self.part_is_shown(".said") or None, "the assistant to be ready")
        self.driver.switch_to.frame(frame)
        try:
            yield self
        finally:
            self.driver.switch_to.default_content()

    def part_is_shown(self, css: str) -> bool:
        """Whether a part of the widget that matches is visible."""
        return any(one.is_displayed() for one in self.parts(css))
