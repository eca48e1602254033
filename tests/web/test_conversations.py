"""Conversations that the server keeps: gone on with, found, renamed, deleted, judged; and what happens without them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.browser import Page

pytestmark = pytest.mark.browser

FIGURE_QUESTION = "Quảng Ngãi dự kiến bao nhiêu kinh phí năm 2025?"
ROW_QUESTION = "Kinh phí dữ liệu số năm 2026 của Quảng Nam"


def read(page: Page, path: str) -> Any:
    """What the server answers to this browser, with its cookie."""
    return page.run("(path) => fetch(path).then((reply) => (reply.ok ? reply.json() : reply.status))", path)


def current(page: Page) -> str:
    """The id of the conversation that the address names."""
    page.tab.wait_for_url(re.compile("/conversations/"))
    return page.tab.url.rsplit("/", 1)[-1]


def test_the_first_question_is_kept_named_and_gone_on_with_after_a_reload(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    stored = read(page, f"/api/conversations/{current(page)}")
    assert [message["role"] for message in stored["messages"]] == ["user", "assistant"]
    expect(page.at(".conversation[aria-current]")).to_have_attribute("title", stored["title"])
    page.run("sessionStorage.clear()")
    page.tab.reload()
    page.find(".reply.is-answered .status")
    answer = page.ask("Còn năm 2024?")
    assert "Quảng Ngãi" in answer["standalone_question"]
    assert len(read(page, f"/api/conversations/{current(page)}")["messages"]) == 4


def test_an_older_conversation_is_found_opened_and_does_not_mix_with_the_new_one(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    first = current(page)
    page.find(".side [data-do='fresh']").click()
    page.ask(ROW_QUESTION)
    expect(page.at(".conversation")).to_have_count(2)
    page.find("conversation-list .find").fill("quang ngai")
    expect(page.at(".conversation")).to_have_count(1)
    page.find(".conversation").click()
    expect(page.at(".question")).to_contain_text([FIGURE_QUESTION])
    assert current(page) == first
    expect(page.at(".exchange")).to_have_count(1)
    page.tab.go_back()
    expect(page.at(".question")).to_contain_text([ROW_QUESTION])


def test_a_conversation_is_renamed_and_deleted_with_the_keyboard(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    page.find(".conversation").press("Tab")
    page.press("Enter", "Control+a")
    page.type("Kinh phí Quảng Ngãi")
    page.press("Enter")
    expect(page.at(".conversation")).to_have_text(["Kinh phí Quảng Ngãi"])
    listed = read(page, "/api/conversations")["conversations"]
    assert [one["title"] for one in listed] == ["Kinh phí Quảng Ngãi"]
    page.find(".conversation").press("Tab")
    page.press("Tab", "Enter")
    expect(page.find("dialog")).to_contain_text("Kinh phí Quảng Ngãi")
    page.find("dialog [data-do='sure']").click()
    page.find(".invitation")
    assert read(page, "/api/conversations")["conversations"] == []
    assert page.kept() == []


def test_a_conversation_that_is_gone_is_said_and_the_question_is_kept(page: Page) -> None:
    page.expect_errors("404")
    page.ask(FIGURE_QUESTION)
    gone = current(page)
    page.run("(id) => fetch(`/api/conversations/${id}`, { method: 'DELETE' }).then(() => null)", gone)
    page.send("Còn năm 2024?")
    expect(page.find(".failure")).to_contain_text("không còn trên máy chủ")
    expect(page.at("#question")).to_have_value("Còn năm 2024?")
    page.find(".failure [data-do='retry']").click()
    expect(page.at(".reply.is-answered")).to_have_count(2)
    page.begin(f"/conversations/{gone}")
    expect(page.find("chat-log .failure")).to_contain_text("Không mở được hội thoại này")


def test_another_browser_does_not_see_a_conversation(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    address = f"/conversations/{current(page)}"
    page.expect_errors("404")
    page.begin(address)
    expect(page.find("chat-log .failure")).to_contain_text("trên trình duyệt khác")
    expect(page.at(".conversation")).to_have_count(0)


def test_feedback_is_stored_with_its_reason_and_can_be_taken_back(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    page.find("[data-do='down']").click()
    page.find(".why input").click()
    page.find(".why textarea").fill("thiếu nguồn")
    page.find(".why [type='submit']").click()
    expect(page.at(".tools-said").filter(has_text="Đã ghi nhận")).to_be_visible()
    message = read(page, f"/api/conversations/{current(page)}")["messages"][1]
    assert message["feedback"] == {"rating": "down", "reason": "Sai số liệu; thiếu nguồn"}
    page.tab.reload()
    down = page.at("[data-do='down']")
    expect(down).to_have_attribute("aria-pressed", "true")
    down.click()
    expect(down).to_have_attribute("aria-pressed", "false")
    assert read(page, f"/api/conversations/{current(page)}")["messages"][1]["feedback"] is None


def test_an_answer_is_taken_along_as_a_file_of_the_server(page: Page) -> None:
    page.ask(ROW_QUESTION)
    said = page.at(".reply .tools-said")
    kinds = {"DOCX": "officedocument.wordprocessingml", "XLSX": "officedocument.spreadsheetml", "CSV": "text/csv"}
    for label, kind in kinds.items():
        with page.tab.expect_response("**/export?format=*") as answered, page.tab.expect_download() as saved:
            page.at(".reply .tool").filter(has_text=label).click()
        assert kind in (answered.value.header_value("content-type") or "")
        assert saved.value.path().stat().st_size > 100
        expect(said).to_contain_text("Đã tải")
        said.evaluate("(said) => { said.textContent = ''; }")
