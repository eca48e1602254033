"""Comfort: theme, language, text size, panes, keyboard, zoom, print; and how little a first visit loads."""

from __future__ import annotations

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Browser, expect

from tests.web.browser import Page, words
from tests.web.conftest import Server
from tests.web.first_visit import first_visit

pytestmark = pytest.mark.browser

QUESTION = "Kinh phí dữ liệu số năm 2026 của Quảng Nam"
FIRST_VISIT_BYTES = 150_000


def test_a_first_visit_loads_little(server: Server, browser: Browser) -> None:
    """Every answer counts as it came over the line, headers included; its first paint is told by first_visit alone."""
    visit = first_visit(browser, server.url)
    assert visit.requests > 20
    assert 20_000 < visit.bodies + visit.headers < FIRST_VISIT_BYTES


def test_dark_is_chosen_and_stays(page: Page) -> None:
    light = page.run("getComputedStyle(document.querySelector('#main')).backgroundColor")
    page.find("[data-do='settings']").click()
    page.find("dialog input[value='dark']").click()
    dark = page.run("getComputedStyle(document.querySelector('#main')).backgroundColor")
    assert dark != light
    page.press("Escape")
    page.tab.reload()
    page.find("#question")
    assert page.run("getComputedStyle(document.querySelector('#main')).backgroundColor") == dark


def test_the_device_decides_where_nobody_has_chosen(page: Page) -> None:
    light = page.run("getComputedStyle(document.body).color")
    page.tab.emulate_media(color_scheme="dark")
    assert page.run("getComputedStyle(document.body).color") != light


def test_text_is_made_larger(page: Page) -> None:
    before = page.run("parseFloat(getComputedStyle(document.querySelector('#question')).fontSize)")
    page.find("[data-do='settings']").click()
    page.find("dialog input[value='larger']").click()
    after = page.run("parseFloat(getComputedStyle(document.querySelector('#question')).fontSize)")
    assert after >= before * 1.25
    assert page.run("document.documentElement.scrollWidth - innerWidth") <= 0


def test_english_and_back_with_the_conversation_kept(page: Page) -> None:
    page.ask(QUESTION)
    page.find(".language[lang='en']").click()
    expect(page.at("html")).to_have_attribute("lang", "en")
    expect(page.at(".status")).to_contain_text("Answered")
    expect(page.at("#question")).to_have_attribute("placeholder", "Type a question…")
    page.find(".language[lang='vi']").click()
    expect(page.at("html")).to_have_attribute("lang", "vi")
    expect(page.at(".status")).to_contain_text("Đã trả lời")


def test_the_side_is_folded_away_and_comes_back(page: Page) -> None:
    wide = width(page, "#main")
    page.find("[data-do='close-menu']").click()
    expect(page.at("#main")).not_to_have_js_property("offsetWidth", wide)
    assert width(page, "#main") > wide
    assert page.run("document.querySelector('#side').inert")
    assert page.run("document.activeElement.matches('[data-do=menu]')")
    page.tab.reload()
    page.find("[data-do='menu']").click()
    expect(page.at("#main")).to_have_js_property("offsetWidth", wide)


def test_panes_are_resized_by_dragging_and_with_the_keyboard(page: Page) -> None:
    page.ask(QUESTION)
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    handle = page.find("source-pane .splitter")
    before, at = width(page, "source-pane"), handle.bounding_box()
    assert at is not None
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    page.tab.mouse.move(x, y)
    page.tab.mouse.down()
    page.tab.mouse.move(x - 80, y, steps=4)
    page.tab.mouse.up()
    assert width(page, "source-pane") == pytest.approx(before + 80, abs=6)
    handle.press("ArrowRight")
    assert width(page, "source-pane") == pytest.approx(before + 80 - 24, abs=6)
    assert int(handle.get_attribute("aria-valuenow") or 0) == pytest.approx(width(page, "source-pane"), abs=1)


def test_keys_reach_the_box_the_questions_and_a_new_conversation(page: Page) -> None:
    page.ask(QUESTION)
    page.ask("Còn năm 2027?")
    page.run("document.activeElement.blur()")
    page.press("/")
    assert page.run("document.activeElement.id") == "question"
    expect(page.at("#question")).to_have_value("")
    page.press("Alt+ArrowUp")
    assert QUESTION in page.run("document.activeElement.textContent")
    page.press("Alt+n")
    page.find(".invitation")


def test_nothing_is_lost_at_twice_the_size(page: Page) -> None:
    page.size(683, 384)  # a screen of 1366 x 768 at 200 %
    page.ask(QUESTION)
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    assert page.run("document.documentElement.scrollWidth - innerWidth") <= 0
    page.find("source-pane [data-do='close']").click()
    expect(page.at("#question")).to_be_visible()


def test_paper_shows_the_answer_without_the_tools(page: Page) -> None:
    page.ask(QUESTION)
    page.tab.emulate_media(media="print")
    expect(page.at(".reply .block").first).to_be_visible()
    expect(page.at(".source-card").first).to_be_visible()
    for css in (".side", ".bar", ".tools-row", ".ask"):
        expect(page.at(css).first).to_be_hidden()
    assert page.run("getComputedStyle(document.querySelector('chat-log')).overflowY") == "visible"


def test_a_printed_conversation_holds_question_answer_and_sources(page: Page) -> None:
    answer = page.ask(QUESTION)
    paper = pdfium.PdfDocument(page.tab.pdf())
    printed = words(" ".join(sheet.get_textpage().get_text_bounded() for sheet in paper))
    figures = [part["quote"] for one in answer["citations"] for part in one["parts"] if part["role"] == "figure"]
    for expected in (QUESTION, words(answer["citations"][0]["title"]), *figures):
        assert expected in printed
    assert "Hỏi mới" not in printed
    paper.close()


def test_the_page_itself_never_scrolls(page: Page) -> None:
    for question in (QUESTION, "Kinh phí năm 2025?", "Còn năm 2027?"):
        page.ask(question)
    page.find(".exchange:last-child .mark").click()
    page.find("source-pane mark.quote")
    assert page.run("document.scrollingElement.scrollTop") == 0
    assert page.run("document.querySelector('.side-head').getBoundingClientRect().y") >= 0


def width(page: Page, css: str) -> int:
    """How wide an element is, in pixels."""
    return int(page.at(css).evaluate("(at) => at.offsetWidth"))
