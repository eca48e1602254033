"""The page says on which page of the original a citation stands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from indexer.build import build
from indexer.encoder.protocol import Encoder
from tests.server import ROOT, Server
from tests.web.browser import Page

pytestmark = pytest.mark.browser
QUESTION = "Kinh phí thiết bị tường lửa năm 2032 là bao nhiêu?"


@pytest.fixture(scope="module")
def paged(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Server]:
    """A server over a PDF of three pages."""
    folder = tmp_path_factory.mktemp("paged")
    (folder / "corpus").mkdir()
    shutil.copy(ROOT / "tests" / "data" / "reading" / "ke-hoach.pdf", folder / "corpus")
    build(folder / "corpus", folder / "index", encoder)
    with Server(folder / "index", folder / "corpus", folder / "log.txt") as server:
        yield server


@pytest.fixture
def visit(paged: Server, browser: Chrome) -> Page:
    page = Page(browser, f"http://127.0.0.1:{paged.port}")
    page.begin()
    return page


def test_a_citation_shows_its_page_and_so_does_the_source(visit: Page, tmp_path: Path) -> None:
    answer = visit.ask(QUESTION)
    assert answer["citations"][0]["locator"]["page"] == 2
    assert "Trang 2" in visit.find(".reply .source-card[data-n='1']").text
    visit.find(".reply .mark[data-n='1']").click()
    visit.until(lambda: "Trang 2" in visit.text_of("source-pane .pane-number") or None, "the page in the pane")
    visit.until(lambda: visit.all("source-pane mark.quote") or None, "the quote")
    shown = [mark.text for mark in visit.all("source-pane .page-mark")]
    assert shown == ["Trang 1", "Trang 2", "Trang 3"]
    assert visit.console_errors() == []
