"""Narrow screens: nothing scrolls sideways; the source is a sheet, the documents a drawer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.web.browser import Page
from tests.web.seeing import sideways

pytestmark = pytest.mark.browser

QUESTION = "Quảng Ngãi dự kiến bao nhiêu kinh phí năm 2025?"


@pytest.mark.parametrize("width", [320, 360, 768, 1366])
def test_no_width_scrolls_sideways(page: Page, width: int) -> None:
    page.size(width, 740)
    page.find(".example")
    assert sideways(page) <= 0
    page.ask(QUESTION)
    assert sideways(page) <= 0
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    assert sideways(page) <= 0
    page.find("source-pane .primary").click()
    page.find("document-viewer mark.quote")
    assert sideways(page) <= 0
    page.go("/library")
    page.find(".card")
    assert sideways(page) <= 0
    assert excess(page, "library-view") <= 0
    page.find("[data-do='scope']").click()
    page.find("dialog .scope-list input")
    assert excess(page, "dialog") <= 0


def test_on_a_phone_the_source_is_a_sheet_and_the_documents_a_drawer(page: Page) -> None:
    page.size(360, 740)
    page.find("[data-do='menu']").click()
    expect(page.at(".side-links a").first).to_be_visible()
    assert page.run("document.activeElement.closest('#side') !== null")
    page.press("Escape")
    expect(page.at(".side-links a").first).to_be_hidden()
    page.ask(QUESTION)
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    assert page.run("document.querySelector('#main').inert")
    page.find("source-pane [data-do='close']").click()
    assert not page.run("document.querySelector('#main').inert")


def test_on_a_phone_the_way_back_closes_the_source_and_stays_at_the_answer(page: Page) -> None:
    page.size(360, 740)
    page.ask(QUESTION)
    page.tab.wait_for_url(re.compile("/conversations/"))
    address = page.tab.url
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    page.tab.go_back()
    expect(page.at("source-pane")).to_be_hidden()
    assert page.tab.url == address
    expect(page.at(".reply .status")).to_be_visible()


def excess(page: Page, css: str) -> int:
    """How many pixels what is inside the element is wider than the element."""
    return int(page.at(css).evaluate("(at) => at.scrollWidth - at.clientWidth"))
