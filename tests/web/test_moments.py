"""Bad moments on the page: said in plain Vietnamese, with what to do, and the typed question is never lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.web.browser import Page
from tests.web.conftest import Server

pytestmark = pytest.mark.browser

QUESTION = "Quảng Ngãi dự kiến bao nhiêu kinh phí năm 2025?"


def test_a_question_too_long_is_kept_whole_and_not_sent(page: Page) -> None:
    page.find("#question").fill("ố" * 4005)
    expect(page.find(".ask-count")).to_contain_text("5 ký tự")
    page.press("Enter")
    assert page.kept() == []
    expect(page.at("#question")).to_have_value("ố" * 4005)


def test_a_server_gone_keeps_the_question_and_retry_answers_it(page: Page, server: Server) -> None:
    page.expect_errors("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "/api/")
    page.find(".example")
    server.kill()
    page.send(QUESTION)
    failure = page.find(".failure")
    expect(failure).to_contain_text("Không kết nối được máy chủ")
    expect(failure).to_contain_text("vẫn được giữ")
    assert page.find(".question").inner_text().endswith(QUESTION)
    expect(page.at("#question")).to_have_value(QUESTION)
    server.start()
    page.find(".failure [data-do='retry']").click()
    page.find(".reply.is-answered .status-answered")
    expect(page.at(".exchange")).to_have_count(1)
    expect(page.at("#question")).to_have_value("")


def test_stopping_ends_the_search_and_keeps_the_question(page: Page) -> None:
    page.tab.route("**/api/ask", lambda _: None)  # never answered
    page.send(QUESTION)
    expect(page.find(".progress")).to_contain_text("Đang tìm trong văn bản")
    with page.tab.expect_event("requestfailed", lambda request: request.url.endswith("/api/ask")):
        page.find("[data-do='stop']").click()
    expect(page.find(".stopped")).to_contain_text("đã dừng")
    page.find("[data-do='edit']").click()
    expect(page.at("#question")).to_have_value(QUESTION)


@pytest.mark.parametrize(
    ("status", "said"), [(429, "bận"), (500, "gặp lỗi"), (413, "dài quá"), (422, "không đọc được")]
)
def test_refusals_of_the_server_are_said_in_vietnamese(page: Page, status: int, said: str) -> None:
    page.expect_errors(f"status of {status}")
    page.tab.route("**/api/ask", lambda route: route.fulfill(status=status, body="<html>"))
    page.send(QUESTION)
    expect(page.find(".failure")).to_contain_text(said)
    expect(page.at("#question")).to_have_value(QUESTION)


def test_a_stream_that_breaks_off_is_said_and_not_shown_as_an_answer(page: Page) -> None:
    half = 'event: block\ndata: {"type":"text","text":"nửa"}\n\n'
    page.tab.route("**/api/ask", lambda route: route.fulfill(content_type="text/event-stream", body=half))
    page.send(QUESTION)
    expect(page.find(".failure")).to_contain_text("bị ngắt")
    assert "nửa" not in page.text_of(".reply")
    expect(page.at("#question")).to_have_value(QUESTION)
