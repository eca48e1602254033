"""What the tests do in the browser, in the words of the page."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from selenium.webdriver import ActionChains, Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait

CHROMIUM = Path("/usr/bin/chromium")
CHROMEDRIVER = Path("/usr/bin/chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)
PATIENCE_SECONDS = 20
T = TypeVar("T")


def start_browser(profile: Path) -> Chrome:
    """Start Debian's Chromium with its own driver; nothing is fetched."""
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return Chrome(options=options, service=Service(str(CHROMEDRIVER)))


class Page:
    """One visit to the page."""

    def __init__(self, driver: Chrome, url: str) -> None:
        self.driver = driver
        self.url = url
        self._expected: tuple[str, ...] = ()

    def begin(self, path: str = "/") -> None:
        """Open the page as on a first visit, on a screen of 1366 x 768."""
        self.size(1366, 768)
        self.driver.get(f"{self.url}/static/icon.svg")
        self.driver.execute_script("sessionStorage.clear(); localStorage.clear()")
        self.driver.delete_all_cookies()
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(self.url + path)

    def size(self, width: int, height: int) -> None:
        """Give the page a screen of this size."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def all(self, css: str) -> list[WebElement]:
        """What matches now."""
        found: list[WebElement] = self.driver.find_elements(By.CSS_SELECTOR, css)
        return found

    def find(self, css: str) -> WebElement:
        """The first visible match, as soon as there is one."""
        return self.until(lambda: next((found for found in self.all(css) if found.is_displayed()), None), css)

    def until(self, condition: Callable[[], T | None], what: str) -> T:
        """Wait until ``condition`` gives something."""
        found: T = WebDriverWait(self.driver, PATIENCE_SECONDS).until(lambda _: condition(), f"waited for {what}")
        return found

    def press(self, *keys: str) -> None:
        """Press keys where the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def chord(self, modifier: str, key: str) -> None:
        """Press ``key`` while ``modifier`` is held."""
        ActionChains(self.driver).key_down(modifier).send_keys(key).key_up(modifier).perform()

    def ask(self, question: str) -> dict[str, Any]:
        """Ask with the keyboard, wait for the answer, and give it as the page keeps it."""
        before = len(self.all(".exchange"))
        self.find("#question").send_keys(question, Keys.ENTER)
        self.until(lambda: self.all(".exchange .reply.is-answered")[before:] or None, "an answer")
        return self.kept()[-1]["answer"]  # type: ignore[no-any-return]

    def kept(self) -> list[dict[str, Any]]:
        """The conversation as the page keeps it for a reload."""
        kept: list[dict[str, Any]] = json.loads(self.run("return sessionStorage.getItem('conversation') ?? '[]'"))
        return kept

    def run(self, script: str, *arguments: object) -> Any:
        """The value of a script run in the page."""
        return self.driver.execute_script(script, *arguments)

    def text_of(self, css: str) -> str:
        """All text of the matching elements, joined, hidden marks of the source's syntax included."""
        script = "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent).join(' ')"
        return str(self.run(script, css))

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
        """What the browser complained of, a breach of the content security policy included."""
        messages = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        return [message for message in messages if not any(part in message for part in self._expected)]

    def foreign_requests(self) -> list[str]:
        """Whatever was asked for elsewhere since the visit began, whether or not it was let through."""
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        sent = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
        names = [one["request"]["url"] for one in sent]
        return [name for name in names if not name.startswith((f"{self.url}/", "data:", f"blob:{self.url}/"))]


def words(text: str) -> str:
    """A text without its line breaks and runs of spaces."""
    return " ".join(text.split())
