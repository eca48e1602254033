"""The page says on which page of the original a citation stands."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

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
def visit(paged: Server, window: BrowserContext) -> Iterator[Page]:
    page = Page(window, f"http://127.0.0.1:{paged.port}")
    page.begin()
    yield page
    page.end()


def test_a_citation_shows_its_page_and_so_does_the_source(visit: Page) -> None:
    answer = visit.ask(QUESTION)
    assert answer["citations"][0]["locator"]["page"] == 2
    expect(visit.at(".reply .source-card[data-n='1']")).to_contain_text("Trang 2")
    visit.find(".reply .mark[data-n='1']").click()
    expect(visit.at("source-pane .pane-number")).to_contain_text("Trang 2")
    visit.at("source-pane mark.quote").first.wait_for(state="attached")
    expect(visit.at("source-pane .page-mark")).to_have_text(["Trang 1", "Trang 2", "Trang 3"])
    assert visit.console_errors() == []
