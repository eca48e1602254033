"""What the tests do in the browser, in the words of the page."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Frame,
    Locator,
    Request,
    expect,
    sync_playwright,
)
from playwright.sync_api import Page as Tab

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 20_000  # how long a test waits before it gives up; nothing is asserted about speed


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a window; nothing is fetched, and scroll bars take their room as for people."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=list(FLAGS), ignore_default_args=["--hide-scrollbars"]
        )
        try:
            yield browser
        finally:
            browser.close()


def open_window(browser: Browser) -> BrowserContext:
    """A private window: nothing is kept from before, and frames of other sites may store nothing."""
    window = browser.new_context(no_viewport=True)
    window.set_default_timeout(PATIENCE_MS)
    return window


class View:
    """A document in the browser: that of a tab, or the assistant's in a frame of another site."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame

    def at(self, css: str) -> Locator:
        """Whatever matches, now or later."""
        return self.frame.locator(css)

    def find(self, css: str) -> Locator:
        """The first visible match, as soon as there is one."""
        found = self.at(css).filter(visible=True).first
        found.wait_for()
        return found

    def run(self, script: str, given: object = None) -> Any:
        """The value of an expression, or of a function applied to ``given``, in the page."""
        return self.frame.evaluate(script, given)

    def send(self, question: str) -> None:
        """Type a question and send it with the keyboard."""
        box = self.find("#question")
        box.fill(question)
        box.press("Enter")

    def ask(self, question: str) -> dict[str, Any]:
        """Ask, wait for the answer, and give it as the page keeps it."""
        answered = self.at(".exchange .reply.is-answered")
        before = self.at(".exchange").count()
        self.send(question)
        answered.nth(before).wait_for(state="attached")
        return self.kept()[-1]["answer"]  # type: ignore[no-any-return]

    def kept(self) -> list[dict[str, Any]]:
        """The conversation as the page keeps it for a reload."""
        kept: list[dict[str, Any]] = json.loads(self.run("sessionStorage.getItem('conversation') ?? '[]'"))
        return kept

    def text_of(self, css: str) -> str:
        """All text of what matches now, joined, hidden marks of the source's syntax included."""
        return " ".join(self.at(css).all_text_contents())


class Page(View):
    """One visit to the page, as if by somebody who was never there before."""

    def __init__(self, window: BrowserContext, url: str) -> None:
        self.window = window
        self.url = url
        self._expected: tuple[str, ...] = ()
        self._errors: list[str] = []
        self._requests: list[str] = []

    def begin(self, path: str = "/") -> None:
        """Open the page as on a first visit, on a screen of 1366 x 768."""
        self.end()
        self.tab = self.open_tab()
        self.frame = self.tab.main_frame
        self.cdp = self.window.new_cdp_session(self.tab)
        self.size(1366, 768)
        self.forget()
        self.tab.on("console", self._hear)
        self.tab.on("pageerror", self._catch)
        self.tab.on("request", self._see)
        self.go(path)

    def open_tab(self) -> Tab:
        """The tab of the window; there is one, so that not every visit has to start a process."""
        return self.window.pages[0] if self.window.pages else self.window.new_page()

    def forget(self) -> None:
        """Undo whatever an earlier visit has left in the tab and in the window."""
        self.tab.unroute_all(behavior="ignoreErrors")
        self.tab.emulate_media(media="null", color_scheme="null")
        self.window.clear_cookies()
        self.tab.goto(f"{self.url}/static/icon.svg")
        self.run("() => { sessionStorage.clear(); localStorage.clear(); }")

    def end(self) -> None:
        """Look away, and forget all that was heard and seen."""
        if hasattr(self, "tab"):
            for event, heard in (("console", self._hear), ("pageerror", self._catch), ("request", self._see)):
                self.tab.remove_listener(event, heard)
            self.cdp.detach()
            del self.tab
        self._errors.clear()
        self._requests.clear()

    def go(self, path: str) -> None:
        """Follow a link within the site."""
        self.tab.goto(self.url + path)

    def size(self, width: int, height: int) -> None:
        """Give the page a screen of this size."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.cdp.send("Emulation.setDeviceMetricsOverride", metrics)

    def press(self, *keys: str) -> None:
        """Press keys where the focus is, chords such as ``Shift+Tab`` among them."""
        for key in keys:
            self.tab.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.tab.keyboard.type(text)

    def get_json(self, path: str) -> Any:
        """What the server answers at ``path``."""
        with urllib.request.urlopen(self.url + path, timeout=10) as response:
            return json.load(response)

    def get_text(self, document_id: str) -> str:
        """The stored text of a document."""
        with urllib.request.urlopen(f"{self.url}/api/documents/{document_id}/text", timeout=10) as response:
            return bytes(response.read()).decode("utf-8")

    def expect_errors(self, *parts: str) -> None:
        """Allow console errors that hold one of ``parts``: the browser reports failed requests on its own."""
        self._expected = parts

    def console_errors(self) -> list[str]:
        """What the browser complained of: exceptions, failed requests, breaches of the content security policy."""
        self.run("null")  # whatever happened before has been told when this comes back
        return [message for message in self._errors if not any(part in message for part in self._expected)]

    def foreign_requests(self) -> list[str]:
        """Whatever was asked for elsewhere since the visit began, whether or not it was let through."""
        self.run("null")
        return [name for name in self._requests if not name.startswith((f"{self.url}/", "data:", f"blob:{self.url}/"))]

    def _hear(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self._errors.append(f"{said.location['url']} {said.text}")

    def _catch(self, raised: Error) -> None:
        self._errors.append(str(raised))

    def _see(self, request: Request) -> None:
        self._requests.append(request.url)


def words(text: str) -> str:
    """A text without its line breaks and runs of spaces."""
    return " ".join(text.split())
