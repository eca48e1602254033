"""Comfort: theme, language, text size, panes, keyboard, zoom, print; and how little a first visit loads."""

from __future__ import annotations

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.web.browser import Page

pytestmark = pytest.mark.browser

QUESTION = "Kinh phí dữ liệu số năm 2026 của Quảng Nam"
FIRST_VISIT_BYTES = 150_000


def test_a_first_visit_loads_little(page: Page) -> None:
    page.until(lambda: page.all(".example") or None, "examples")
    loaded = page.run(
        "return [...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
        ".map((each) => each.encodedBodySize)"
    )
    assert 20_000 < sum(loaded) < FIRST_VISIT_BYTES


def test_dark_is_chosen_and_stays(page: Page) -> None:
    light = page.run("return getComputedStyle(document.querySelector('#main')).backgroundColor")
    page.find("[data-do='settings']").click()
    page.find("dialog input[value='dark']").click()
    dark = page.run("return getComputedStyle(document.querySelector('#main')).backgroundColor")
    assert dark != light
    page.press(Keys.ESCAPE)
    page.driver.refresh()
    page.find("#question")
    assert page.run("return getComputedStyle(document.querySelector('#main')).backgroundColor") == dark


def test_the_device_decides_where_nobody_has_chosen(page: Page) -> None:
    light = page.run("return getComputedStyle(document.body).color")
    features = [{"name": "prefers-color-scheme", "value": "dark"}]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    assert page.run("return getComputedStyle(document.body).color") != light
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_text_is_made_larger(page: Page) -> None:
    before = page.run("return parseFloat(getComputedStyle(document.querySelector('#question')).fontSize)")
    page.find("[data-do='settings']").click()
    page.find("dialog input[value='larger']").click()
    after = page.run("return parseFloat(getComputedStyle(document.querySelector('#question')).fontSize)")
    assert after >= before * 1.25
    assert page.run("return document.documentElement.scrollWidth - innerWidth") <= 0


def test_english_and_back_with_the_conversation_kept(page: Page) -> None:
    page.ask(QUESTION)
    page.find(".language[lang='en']").click()
    page.until(lambda: page.find("html").get_attribute("lang") == "en" or None, "English")
    assert "Answered" in page.find(".status").text
    assert page.find("#question").get_attribute("placeholder") == "Type a question…"
    page.find(".language[lang='vi']").click()
    page.until(lambda: page.find("html").get_attribute("lang") == "vi" or None, "Vietnamese")
    assert "Đã trả lời" in page.find(".status").text


def test_the_side_is_folded_away_and_comes_back(page: Page) -> None:
    wide = page.find("#main").rect["width"]
    page.find("[data-do='close-menu']").click()
    page.until(lambda: page.find("#main").rect["width"] > wide or None, "the room of the side")
    assert page.run("return document.querySelector('#side').inert")
    assert page.run("return document.activeElement.matches('[data-do=menu]')")
    page.driver.refresh()
    page.find("[data-do='menu']").click()
    page.until(lambda: page.find("#main").rect["width"] == wide or None, "the side")


def test_panes_are_resized_by_dragging_and_with_the_keyboard(page: Page) -> None:
    page.ask(QUESTION)
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    pane, handle = page.find("source-pane"), page.find("source-pane .splitter")
    before = pane.rect["width"]
    ActionChains(page.driver).drag_and_drop_by_offset(handle, -80, 0).perform()
    assert pane.rect["width"] == pytest.approx(before + 80, abs=6)
    page.run("arguments[0].focus()", handle)
    page.press(Keys.ARROW_RIGHT)
    assert pane.rect["width"] == pytest.approx(before + 80 - 24, abs=6)
    assert int(handle.get_attribute("aria-valuenow") or 0) == pytest.approx(pane.rect["width"], abs=1)


def test_keys_reach_the_box_the_questions_and_a_new_conversation(page: Page) -> None:
    page.ask(QUESTION)
    page.ask("Còn năm 2027?")
    page.run("document.activeElement.blur()")
    page.press("/")
    assert page.run("return document.activeElement.id") == "question"
    assert page.find("#question").get_attribute("value") == ""
    page.chord(Keys.ALT, Keys.ARROW_UP)
    assert QUESTION in page.run("return document.activeElement.textContent")
    page.chord(Keys.ALT, "n")
    page.find(".invitation")


def test_nothing_is_lost_at_twice_the_size(page: Page) -> None:
    page.size(683, 384)  # a screen of 1366 x 768 at 200 %
    page.ask(QUESTION)
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    assert page.run("return document.documentElement.scrollWidth - innerWidth") <= 0
    page.find("source-pane [data-do='close']").click()
    assert page.find("#question").is_displayed()


def test_paper_shows_the_answer_without_the_tools(page: Page) -> None:
    page.ask(QUESTION)
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert page.all(".reply .block")[0].is_displayed()
    assert page.all(".source-card")[0].is_displayed()
    for css in (".side", ".bar", ".tools-row", ".ask"):
        assert not page.all(css)[0].is_displayed()
    assert page.run("return getComputedStyle(document.querySelector('chat-log')).overflowY") == "visible"
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_the_page_itself_never_scrolls(page: Page) -> None:
    for question in (QUESTION, "Kinh phí năm 2025?", "Còn năm 2027?"):
        page.ask(question)
    page.find(".exchange:last-child .mark").click()
    page.find("source-pane mark.quote")
    assert page.run("return document.scrollingElement.scrollTop") == 0
    assert page.find(".side-head").rect["y"] >= 0


def test_a_microphone_is_offered_only_where_the_device_itself_understands(page: Page) -> None:
    assert page.all(".mic") == []
    script = (
        "window.SpeechRecognition = class extends EventTarget { start() { window.heard = [this.lang,"
        " this.processLocally]; } stop() {} static async available({ langs, processLocally })"
        " { return processLocally && langs[0] === 'vi-VN' ? 'available' : 'unavailable'; } };"
    )
    added = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    try:
        page.driver.refresh()
        page.find(".mic").click()
        assert page.run("return window.heard") == ["vi-VN", True]
    finally:
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
