"""``python -m tests.web.screenshots``: the page as people see it, at three sizes, light and dark, as WebP files."""

from __future__ import annotations

import argparse
import base64
import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from indexer.build import build
from indexer.encoder.select import load_encoder
from tests.server import ROOT, Server
from tests.web.browser import Page, chromium, open_window

SIZES = {"desk": (1366, 768), "tablet": (820, 1100), "phone": (360, 740)}
THEMES = ("light", "dark")
QUALITY = 55
KEPT = {"source-desk-light", "answers-desk-dark", "library-desk-light", "doubt-tablet-light", "source-phone-light"}
KEPT |= {"answers-phone-dark"}
SUM = "Màn hình hiển thị với âm thanh ở trụ sở Tỉnh ủy Quảng Nam, cộng cả 4 năm hết mấy tỷ?"
NOTICE = "Tổng kinh phí chi thường xuyên năm 2026 của Quảng Nam là bao nhiêu?"


def home(page: Page) -> None:
    page.find(".example")


def answers(page: Page) -> None:
    page.ask(SUM)


def notice(page: Page) -> None:
    page.ask(NOTICE)


def source(page: Page) -> None:
    page.ask("Kinh phí dữ liệu số năm 2026 của Quảng Nam")
    page.find(".reply .mark").click()
    page.find("source-pane td.is-cited")


def doubt(page: Page) -> None:
    page.ask("Kinh phí năm 2025?")


def unknown(page: Page) -> None:
    page.ask("Kinh phí dữ liệu số năm 2026 của Bắc Giang")


def library(page: Page) -> None:
    page.go("/library")
    page.find(".card")


def document(page: Page) -> None:
    worst = max(page.get_json("/api/documents")["documents"], key=lambda one: int(one["findings"]))
    page.go(f"/documents/{worst['id']}")
    page.find(".viewer-body .piece")
    page.find(".audit summary").click()


def scope(page: Page) -> None:
    page.find("[data-do='scope']").click()
    page.find("dialog .scope-list input")


def failure(page: Page) -> None:
    page.tab.route("**/api/ask", lambda route: route.fulfill(status=503, body="{}"))
    page.send(SUM)
    page.find(".failure")


VIEWS: tuple[Callable[[Page], None], ...] = (
    home,
    answers,
    notice,
    source,
    doubt,
    unknown,
    library,
    document,
    scope,
    failure,
)


def take(page: Page, view: Callable[[Page], None], size: str, theme: str, folder: Path) -> None:
    """One picture of one view."""
    page.begin()
    page.run("(theme) => localStorage.setItem('preferences', JSON.stringify({ theme }))", theme)
    page.size(*SIZES[size])
    page.go("/")
    page.find("#question")
    view(page)
    page.run("new Promise((done) => setTimeout(() => requestAnimationFrame(done), 350))")  # all motion is over
    shot = page.cdp.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
    (folder / f"{view.__name__}-{size}-{theme}.webp").write_bytes(base64.b64decode(shot["data"]))


def main(arguments: list[str]) -> int:
    """Takes the pictures that the documentation shows, or with ``--all`` every one."""
    parser = argparse.ArgumentParser(prog="python -m tests.web.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "screenshots")
    parser.add_argument("--all", action="store_true", help="every view at every size, not only those that docs/ keeps")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(ROOT / "corpus", folder / "index", load_encoder())
        with Server(folder / "index", ROOT / "corpus", folder / "log.txt") as server, chromium() as browser:
            page = Page(open_window(browser), f"http://127.0.0.1:{server.port}")
            for view, size, theme in itertools.product(VIEWS, SIZES, THEMES):
                if options.all or f"{view.__name__}-{size}-{theme}" in KEPT:
                    take(page, view, size, theme, options.out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
