"""Two provinces side by side: a chart of both, each figure of which opens its own document."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from playwright.sync_api import BrowserContext, expect

from indexer.build import build
from indexer.encoder.protocol import Encoder
from tests.assistant.answering.conftest import FOLDER
from tests.server import Server
from tests.web.browser import Page

pytestmark = pytest.mark.browser
QUESTION = "Phòng máy chủ dự phòng năm 2027: Lào Cai và Phú Thọ bên nào nhiều tiền hơn, chênh bao nhiêu?"


@pytest.fixture(scope="module")
def provinces(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Server]:
    """A server over the plans of two provinces."""
    folder = tmp_path_factory.mktemp("provinces")
    build(FOLDER, folder / "index", encoder)
    with Server(folder / "index", FOLDER, folder / "log.txt") as server:
        yield server


def test_a_chart_by_province_opens_each_provinces_own_cell(provinces: Server, window: BrowserContext) -> None:
    page = Page(window, f"http://{provinces.host}:{provinces.port}")
    page.begin()
    answer = page.ask(QUESTION)
    chart = next(one for one in answer["blocks"] if one["type"] == "chart")
    assert chart["by"] == "document"
    rows = page.at(".chart-table tbody tr").all()[1:]
    assert [row.locator("th").inner_text() for row in rows] == [one["label"] for one in chart["points"]]
    widths = [float(rect.get_attribute("width") or 0) for rect in page.at(".chart-table .bar-mark rect").all()]
    most = max(Decimal(one["value"]) for one in chart["points"])
    assert widths == pytest.approx([float(100 * Decimal(one["value"]) / most) for one in chart["points"]], abs=0.6)
    opened = set()
    for row, point in zip(rows, chart["points"], strict=True):
        row.locator("button").click()
        citation = answer["citations"][point["citation"] - 1]
        raw = page.get_text(citation["document_id"])[point["start"] : point["end"]]
        expect(page.at("source-pane td.is-cited .part")).to_have_text([raw])
        expect(page.at("source-pane .primary")).to_have_attribute("href", citation["url"])
        opened.add(citation["document_id"])
    assert len(opened) == len(rows) == 2
    assert page.console_errors() == []
    page.end()
