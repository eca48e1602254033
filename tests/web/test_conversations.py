"""Conversations that the server keeps: gone on with, found, renamed, deleted, judged; and what happens without them."""

from __future__ import annotations

from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.web.browser import Page

pytestmark = pytest.mark.browser

FIGURE_QUESTION = "Quảng Ngãi dự kiến bao nhiêu kinh phí năm 2025?"
ROW_QUESTION = "Kinh phí dữ liệu số năm 2026 của Quảng Nam"


def read(page: Page, path: str) -> Any:
    """What the server answers to this browser, with its cookie."""
    return page.driver.execute_async_script(
        "const done = arguments[1]; fetch(arguments[0]).then(async (r) => done(r.ok ? await r.json() : r.status))", path
    )


def current(page: Page) -> str:
    """The id of the conversation that the address names."""
    page.until(lambda: "/conversations/" in page.driver.current_url or None, "the address of the conversation")
    return str(page.driver.current_url).rsplit("/", 1)[-1]


def test_the_first_question_is_kept_named_and_gone_on_with_after_a_reload(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    stored = read(page, f"/api/conversations/{current(page)}")
    assert [message["role"] for message in stored["messages"]] == ["user", "assistant"]
    link = page.find(".conversation[aria-current]")
    assert link.get_attribute("title") == stored["title"]
    page.run("sessionStorage.clear()")
    page.driver.refresh()
    page.find(".reply.is-answered .status")
    answer = page.ask("Còn năm 2024?")
    assert "Quảng Ngãi" in answer["standalone_question"]
    assert len(read(page, f"/api/conversations/{current(page)}")["messages"]) == 4


def test_an_older_conversation_is_found_opened_and_does_not_mix_with_the_new_one(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    first = current(page)
    page.find(".side [data-do='fresh']").click()
    page.ask(ROW_QUESTION)
    page.until(lambda: len(page.all(".conversation")) == 2 or None, "two conversations")
    page.find("conversation-list .find").send_keys("quang ngai")
    page.until(lambda: len(page.all(".conversation")) == 1 or None, "the one that fits")
    page.find(".conversation").click()
    page.until(lambda: page.text_of(".question").endswith(FIGURE_QUESTION) or None, "the older conversation")
    assert current(page) == first
    assert len(page.all(".exchange")) == 1
    page.driver.back()
    page.until(lambda: page.text_of(".question").endswith(ROW_QUESTION) or None, "the newer one again")


def test_a_conversation_is_renamed_and_deleted_with_the_keyboard(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    page.find(".conversation").send_keys(Keys.TAB)
    page.press(Keys.ENTER)
    page.chord(Keys.CONTROL, "a")
    page.press("Kinh phí Quảng Ngãi", Keys.ENTER)
    page.until(lambda: page.text_of(".conversation") == "Kinh phí Quảng Ngãi" or None, "the new name")
    listed = read(page, "/api/conversations")["conversations"]
    assert [one["title"] for one in listed] == ["Kinh phí Quảng Ngãi"]
    page.find(".conversation").send_keys(Keys.TAB, Keys.TAB)
    page.press(Keys.ENTER)
    assert "Kinh phí Quảng Ngãi" in page.find("dialog").text
    page.find("dialog [data-do='sure']").click()
    page.until(lambda: page.all(".invitation") or None, "an empty page")
    assert read(page, "/api/conversations")["conversations"] == []
    assert page.kept() == []


def test_a_conversation_that_is_gone_is_said_and_the_question_is_kept(page: Page) -> None:
    page.expect_errors("404")
    page.ask(FIGURE_QUESTION)
    gone = current(page)
    page.run("return fetch(`/api/conversations/${arguments[0]}`, { method: 'DELETE' }).then(() => null)", gone)
    page.find("#question").send_keys("Còn năm 2024?", Keys.ENTER)
    assert "không còn trên máy chủ" in page.find(".failure").text
    assert page.find("#question").get_attribute("value") == "Còn năm 2024?"
    page.find(".failure [data-do='retry']").click()
    page.until(lambda: len(page.all(".reply.is-answered")) == 2 or None, "the answer")
    page.begin(f"/conversations/{gone}")
    assert "Không mở được hội thoại này" in page.find("chat-log .failure").text


def test_another_browser_does_not_see_a_conversation(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    address = f"/conversations/{current(page)}"
    page.expect_errors("404")
    page.begin(address)
    assert "trên trình duyệt khác" in page.find("chat-log .failure").text
    assert page.all(".conversation") == []


def test_feedback_is_stored_with_its_reason_and_can_be_taken_back(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    page.find("[data-do='down']").click()
    page.find(".why input").click()
    page.find(".why textarea").send_keys("thiếu nguồn")
    page.find(".why [type='submit']").click()
    page.until(lambda: "Đã ghi nhận" in page.text_of(".tools-said") or None, "thanks")
    message = read(page, f"/api/conversations/{current(page)}")["messages"][1]
    assert message["feedback"] == {"rating": "down", "reason": "Sai số liệu; thiếu nguồn"}
    page.driver.refresh()
    page.until(lambda: page.all("[data-do='down'][aria-pressed='true']") or None, "the feedback after a reload")
    page.find("[data-do='down']").click()
    page.until(lambda: page.all("[data-do='down'][aria-pressed='false']") or None, "no feedback")
    assert read(page, f"/api/conversations/{current(page)}")["messages"][1]["feedback"] is None


def test_an_answer_is_taken_along_as_a_file_of_the_server(page: Page) -> None:
    page.run(
        "window.saved = []; const make = URL.createObjectURL;"
        "URL.createObjectURL = (blob) => { window.saved.push([blob.type, blob.size]); return make(blob); }"
    )
    page.ask(ROW_QUESTION)
    for label in ("DOCX", "XLSX", "CSV"):
        next(tool for tool in page.all(".tools .tool") if label in tool.text).click()
        page.until(lambda: "Đã tải" in page.text_of(".tools-said") or None, label)
        page.run("document.querySelector('.tools-row .tools-said').textContent = ''")
    kinds = [kind for kind, size in page.run("return window.saved") if size > 100]
    assert [kind.split(".")[-1].split(";")[0] for kind in kinds] == ["document", "sheet", "text/csv"]
