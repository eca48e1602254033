"""Answers on the page: figures that open their cells, doubts with their choices, follow-ups, copying."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.web.browser import Page

pytestmark = pytest.mark.browser

SUM = "Màn hình hiển thị với âm thanh ở trụ sở Tỉnh ủy Quảng Nam, cộng cả 4 năm hết mấy tỷ?"
YEAR = "Kinh phí dữ liệu số năm 2026 của Quảng Nam"
SLOW_MS = 8_000  # after which the page says that it takes long
DOUBTFUL = "Kinh phí năm 2025?"


def block(answer: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(one for one in answer["blocks"] if one["type"] == kind)


def test_every_operand_of_a_sum_opens_its_cell(page: Page) -> None:
    answer = page.ask(SUM)
    computed = block(answer, "computation")
    assert sum(Decimal(one["value"]) for one in computed["operands"]) == Decimal(computed["value"])
    links = page.at(".computation .figure-link")
    expect(links).to_have_text([one["written"] for one in computed["operands"]])
    expect(page.at(".computation")).to_contain_text(computed["written"])
    for at, operand in enumerate(computed["operands"]):
        links.nth(at).click()
        citation = answer["citations"][operand["citation"] - 1]
        raw = page.get_text(citation["document_id"])[operand["start"] : operand["end"]]
        expect(page.at("source-pane td.is-cited .part")).to_have_text([raw])  # that one cell is lit up, no other


def test_a_chart_is_a_table_of_its_data_and_its_bars_are_in_proportion(page: Page) -> None:
    answer = page.ask(YEAR)
    chart = block(answer, "chart")
    rows = page.at(".chart-table tbody tr").all()[1:]
    assert [row.locator("th").inner_text() for row in rows] == [one["label"] for one in chart["points"]]
    assert [row.locator("button").inner_text() for row in rows] == [one["written"] for one in chart["points"]]
    widths = [float(rect.get_attribute("width") or 0) for rect in page.at(".chart-table .bar-mark rect").all()]
    most = max(Decimal(one["value"]) for one in chart["points"])
    expected = [float(100 * Decimal(one["value"]) / most) for one in chart["points"]]
    assert widths == pytest.approx(expected, abs=0.6)
    expect(page.at(".chart-table tr.is-said")).to_contain_text("2026")


def test_a_comparison_is_a_real_table(page: Page) -> None:
    answer = page.ask("So sánh kinh phí năm 2025 của Quảng Nam và Quảng Ngãi")
    rows = block(answer, "table")["rows"]
    shown = page.at(".block .table-scroll table tbody tr")
    expect(shown).to_have_count(len(rows))
    for row, cells in zip(shown.all(), rows, strict=True):
        expect(row.locator("td, th")).to_have_count(len(cells))
        expect(row).to_contain_text(cells[0])
    assert "|" not in page.text_of(".reply .block")


def test_a_doubt_offers_its_candidates_and_each_has_its_figure(page: Page) -> None:
    answer = page.ask(DOUBTFUL)
    assert answer["status"] == "clarify"
    chips = page.at(".exchange:last-child .chip")
    candidates = page.at(".exchange:last-child .candidate")
    offered = len(block(answer, "list")["items"])
    assert offered >= 2
    expect(chips).to_have_count(offered)
    expect(candidates).to_have_count(offered)
    expect(candidates.filter(has=page.at(".mark"))).to_have_count(offered)
    chosen = chips.last.inner_text()
    chips.last.click()
    expect(page.at(".reply.is-answered")).to_have_count(2)
    assert page.kept()[-1]["question"] == chosen
    assert page.kept()[-1]["answer"]["status"] == "answered"


def test_a_proposed_question_is_answered_with_a_click(page: Page) -> None:
    answer = page.ask(YEAR)
    chip = page.find(".chip")
    assert chip.inner_text() == answer["suggestions"][0]
    chip.click()
    expect(page.at(".reply.is-answered")).to_have_count(2)
    assert page.kept()[-1]["answer"]["status"] == "answered"


def test_the_status_names_the_engine_and_the_time(page: Page) -> None:
    page.ask(YEAR)
    line = page.find(".status-line").inner_text()
    assert "Đã trả lời" in line
    assert "Trích từ văn bản" in line
    assert "giây" in line


def test_a_copied_answer_carries_its_sources_with_working_links(own_page: Page) -> None:
    own_page.tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = own_page.ask(YEAR)
    own_page.find(".tools [data-do='copy']").click()
    expect(own_page.at(".reply .tools-said")).not_to_be_empty()
    copied = own_page.run("navigator.clipboard.readText()")
    assert answer["answer"] in copied
    for citation in answer["citations"]:
        assert f"{own_page.url}{citation['url']}" in copied
        assert " ".join(citation["quote"].split()) in copied
    assert "kiểm tra trích dẫn" in copied


def test_a_question_is_changed_and_asked_again(page: Page) -> None:
    page.ask(YEAR)
    page.find(".question").hover()
    page.find(".edit-question").click()
    box = page.at("#question")
    expect(box).to_have_value(YEAR)
    page.press("Control+a", "Delete", "ArrowUp")  # up: the question before, in the empty box
    expect(box).to_have_value(YEAR)
    page.ask(YEAR.replace("2026", "2027"))
    assert [one["question"] for one in page.kept()] == [YEAR, YEAR.replace("2026", "2027")]


def test_a_slow_server_is_said_and_the_stream_that_comes_late_is_shown(own_page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    own_page.tab.clock.install()
    own_page.tab.route("**/api/ask", hold)
    with own_page.tab.expect_request("**/api/ask"):
        own_page.send(YEAR)
    own_page.tab.clock.fast_forward(SLOW_MS)
    expect(own_page.find(".slow")).to_contain_text("chậm hơn thường lệ")
    held[0].continue_()
    own_page.find(".reply.is-answered .status-answered")
    expect(own_page.at(".slow")).to_have_count(0)


STREAM = """() => {
let asked;
window.asked = new Promise((done) => { asked = done; });
const frame = (event, data) => `event: ${event}\\ndata: ${JSON.stringify(data)}\\n\\n`;
const real = window.fetch;
window.fetch = async (to, init) => {
  if (String(to) !== '/api/ask') return real(to, init);
  const encoder = new TextEncoder();
  const body = new ReadableStream({ start(controller) {
    window.send = (event, data) => controller.enqueue(encoder.encode(frame(event, data)));
    window.end = () => controller.close();
    asked();
  } });
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
};
}"""


def test_sentences_are_shown_as_they_arrive_and_what_is_withdrawn_is_gone(page: Page) -> None:
    page.run(STREAM)
    page.send(YEAR)
    page.run("window.asked")
    page.run("window.send('block', { type: 'text', text: 'Câu đầu.', citations: [] })")
    expect(page.at(".arriving")).to_contain_text("Câu đầu.")  # before the answer is done
    expect(page.find(".progress")).to_contain_text("Đang soạn")
    page.run("window.send('replace', { reason: 'Câu trả lời của mô hình bị thay.' })")
    expect(page.at(".arriving")).to_contain_text("bị thay")
    assert "Câu đầu." not in page.text_of(".reply")
    page.run(
        "window.send('done', { status: 'answered', answer: 'Câu sau.', standalone_question: '', suggestions: [],"
        " citations: [], engine: 'llm', model: 'mo-hinh-thu', blocks: [{ type: 'text', text: 'Câu sau.' }] })"
    )
    line = page.find(".status-line").inner_text()
    assert "mo-hinh-thu" in line
    assert "Mô hình ngôn ngữ" in line
    assert "Câu sau." in page.text_of(".reply .block")


def test_a_stream_that_is_stopped_half_way_keeps_the_question(page: Page) -> None:
    page.run(STREAM)
    page.send(YEAR)
    page.run("window.asked")
    page.run("() => { window.send('block', { type: 'text', text: 'Câu đầu.', citations: [] }); window.end(); }")
    expect(page.find(".failure")).to_contain_text("bị ngắt")
    assert "Câu đầu." not in page.text_of(".reply")
    expect(page.at("#question")).to_have_value(YEAR)
