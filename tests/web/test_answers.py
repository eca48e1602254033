"""Answers on the page: figures that open their cells, doubts with their choices, follow-ups, copying."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.web.browser import Page

pytestmark = pytest.mark.browser

SUM = "Màn hình hiển thị với âm thanh ở trụ sở Tỉnh ủy Quảng Nam, cộng cả 4 năm hết mấy tỷ?"
YEAR = "Kinh phí dữ liệu số năm 2026 của Quảng Nam"
DOUBTFUL = "Kinh phí năm 2025?"


def block(answer: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(one for one in answer["blocks"] if one["type"] == kind)


def cell_in_source(page: Page, figure: dict[str, Any], answer: dict[str, Any]) -> bool:
    """Whether the one cell lit up in the source is that of the figure."""
    citation = answer["citations"][figure["citation"] - 1]
    raw = page.get_text(citation["document_id"])[figure["start"] : figure["end"]]
    return [part.text for part in page.all("source-pane td.is-cited .part")] == [raw]


def test_every_operand_of_a_sum_opens_its_cell(page: Page) -> None:
    answer = page.ask(SUM)
    computed = block(answer, "computation")
    assert sum(Decimal(one["value"]) for one in computed["operands"]) == Decimal(computed["value"])
    links = page.all(".computation .figure-link")
    assert [link.text for link in links] == [one["written"] for one in computed["operands"]]
    assert computed["written"] in page.find(".computation").text
    for link, operand in zip(links, computed["operands"], strict=True):
        page.run("arguments[0].click()", link)
        page.until(partial(cell_in_source, page, operand, answer), f"the cell of {operand['label']}")


def test_a_chart_is_a_table_of_its_data_and_its_bars_are_in_proportion(page: Page) -> None:
    answer = page.ask(YEAR)
    chart = block(answer, "chart")
    rows = page.all(".chart-table tbody tr")[1:]
    assert [row.find_element("css selector", "th").text for row in rows] == [one["label"] for one in chart["points"]]
    assert [row.find_element("css selector", "button").text for row in rows] == [
        one["written"] for one in chart["points"]
    ]
    widths = [float(rect.get_attribute("width")) for rect in page.all(".chart-table .bar-mark rect")]
    most = max(Decimal(one["value"]) for one in chart["points"])
    expected = [float(100 * Decimal(one["value"]) / most) for one in chart["points"]]
    assert widths == pytest.approx(expected, abs=0.6)
    said = page.find(".chart-table tr.is-said")
    assert "2026" in said.text


def test_a_doubt_offers_its_candidates_and_each_has_its_figure(page: Page) -> None:
    answer = page.ask(DOUBTFUL)
    assert answer["status"] == "clarify"
    chips = page.all(".exchange:last-child .chip")
    assert len(chips) >= 2
    candidates = page.all(".exchange:last-child .candidate")
    assert len(candidates) == len(block(answer, "list")["items"]) == len(chips)
    assert all(candidate.find_elements("css selector", ".mark") for candidate in candidates)
    chosen = chips[-1].text
    chips[-1].click()
    page.until(lambda: len(page.all(".reply.is-answered")) == 2 or None, "the answer to the choice")
    assert page.kept()[-1]["question"] == chosen
    assert page.kept()[-1]["answer"]["status"] == "answered"


def test_a_proposed_question_is_answered_with_a_click(page: Page) -> None:
    answer = page.ask(YEAR)
    chip = page.find(".chip")
    assert chip.text == answer["suggestions"][0]
    chip.click()
    page.until(lambda: len(page.all(".reply.is-answered")) == 2 or None, "the next answer")
    assert page.kept()[-1]["answer"]["status"] == "answered"


def test_the_status_names_the_engine_and_the_time(page: Page) -> None:
    page.ask(YEAR)
    line = page.find(".status-line").text
    assert "Đã trả lời" in line
    assert "Trích từ văn bản" in line
    assert "giây" in line


def test_a_copied_answer_carries_its_sources_with_working_links(page: Page) -> None:
    page.run("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    answer = page.ask(YEAR)
    page.find(".tools [data-do='copy']").click()
    copied = page.until(lambda: page.run("return window.copied"), "the copied text")
    assert answer["answer"] in copied
    for citation in answer["citations"]:
        assert f"{page.url}{citation['url']}" in copied
        assert " ".join(citation["quote"].split()) in copied
    assert "kiểm tra trích dẫn" in copied


def test_a_question_is_changed_and_asked_again(page: Page) -> None:
    page.ask(YEAR)
    page.run("document.querySelector('.edit-question').click()")
    box = page.find("#question")
    assert box.get_attribute("value") == YEAR
    page.chord(Keys.CONTROL, "a")
    page.press(Keys.DELETE, Keys.ARROW_UP)  # up: the question before, in the empty box
    assert box.get_attribute("value") == YEAR


def test_a_slow_server_is_said_and_the_stream_that_comes_late_is_shown(page: Page) -> None:
    page.run(
        "const wait = window.setTimeout; window.setTimeout = (f, ms) => wait(f, ms === 8000 ? 10 : ms);"
        "const real = window.fetch; window.fetch = async (to, init) => { if (String(to) === '/api/ask')"
        " await new Promise((go) => { window.go = go; }); return real(to, init); }"
    )
    page.find("#question").send_keys(YEAR + "\n")
    assert "chậm hơn thường lệ" in page.find(".slow").text
    page.until(lambda: page.run("return typeof window.go === 'function'"), "the question to be under way")
    page.run("window.go()")
    page.find(".reply.is-answered .status-answered")
    assert page.all(".slow") == []


STREAM = """
const frame = (event, data) => `event: ${event}\\ndata: ${JSON.stringify(data)}\\n\\n`;
const real = window.fetch;
window.fetch = async (to, init) => {
  if (String(to) !== '/api/ask') return real(to, init);
  const encoder = new TextEncoder();
  const body = new ReadableStream({ start(controller) {
    window.send = (event, data) => controller.enqueue(encoder.encode(frame(event, data)));
    window.end = () => controller.close();
  } });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
};
"""


def test_sentences_are_shown_as_they_arrive_and_what_is_withdrawn_is_gone(page: Page) -> None:
    page.run(STREAM)
    page.find("#question").send_keys(YEAR + "\n")
    page.until(lambda: page.run("return typeof window.send === 'function'"), "the stream")
    page.run("window.send('block', { type: 'text', text: 'Câu đầu.', citations: [] })")
    page.until(lambda: "Câu đầu." in page.text_of(".arriving") or None, "the first sentence, before the answer is done")
    assert "Đang soạn" in page.find(".progress").text
    page.run("window.send('replace', { reason: 'Câu trả lời của mô hình bị thay.' })")
    page.until(lambda: "bị thay" in page.text_of(".arriving") or None, "why it was withdrawn")
    assert "Câu đầu." not in page.text_of(".reply")
    page.run(
        "window.send('done', { status: 'answered', answer: 'Câu sau.', standalone_question: '', suggestions: [],"
        " citations: [], engine: 'llm', model: 'mo-hinh-thu', blocks: [{ type: 'text', text: 'Câu sau.' }] })"
    )
    line = page.find(".status-line").text
    assert "mo-hinh-thu" in line
    assert "Mô hình ngôn ngữ" in line
    assert "Câu sau." in page.text_of(".reply .block")


def test_a_stream_that_is_stopped_half_way_keeps_the_question(page: Page) -> None:
    page.run(STREAM)
    page.find("#question").send_keys(YEAR + "\n")
    page.until(lambda: page.run("return typeof window.send === 'function'"), "the stream")
    page.run("window.send('block', { type: 'text', text: 'Câu đầu.', citations: [] }); window.end()")
    assert "bị ngắt" in page.find(".failure").text
    assert "Câu đầu." not in page.text_of(".reply")
    assert page.find("#question").get_attribute("value") == YEAR
