"""A site that embeds the assistant, as its own server process; and what people do with the assistant there."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import ElementHandle
from playwright.sync_api import Page as Tab

from tests.server import ROOT, clean_environment, wait_until
from tests.web.browser import Page, View

# The widget's shadow tree stays closed to the page; the tests keep the one reference that its maker gets.
KEEP_THE_INSIDE = """() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) {
    const inside = attach.call(this, how);
    if (this.localName === "tro-ly-ao") window.insideForTests = inside;
    return inside;
  };
}"""


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

    def open_tab(self) -> Tab:
        """A tab of its own, since what a frame keeps ends with its tab; it knows what the widget will hold."""
        for old in self.window.pages:
            old.close()
        tab = self.window.new_page()
        tab.add_init_script(f"({KEEP_THE_INSIDE})()")
        return tab

    def forget(self) -> None:
        """The tab is new; only the window may know something."""
        self.window.clear_cookies()

    def begin(self, path: str = "/") -> None:
        """Open the page as on a first visit, on a screen of 1366 x 768."""
        super().begin(path)
        self.at("tro-ly-ao").wait_for(state="attached")

    @property
    def inside(self) -> ElementHandle:
        """What the widget holds, closed to the page."""
        found = self.frame.evaluate_handle("window.insideForTests").as_element()
        assert found is not None
        return found

    def part(self, css: str) -> ElementHandle:
        """The visible part of the widget that matches, as soon as there is one."""
        found = self.inside.wait_for_selector(css, state="visible")
        assert found is not None
        return found

    def gone(self, css: str) -> None:
        """Wait until no part of the widget that matches is visible."""
        self.inside.wait_for_selector(css, state="hidden")

    def parts(self, css: str) -> list[ElementHandle]:
        """The parts of the widget that match now."""
        return self.inside.query_selector_all(css)

    def assistant(self) -> View:
        """The assistant in its frame, once it has spoken to the office."""
        frame = self.part("iframe").content_frame()
        assert frame is not None
        self.gone(".said")
        return View(frame)

    def shows(self, css: str) -> bool:
        """Whether a part of the widget that matches is visible now."""
        return any(one.is_visible() for one in self.parts(css))
