"""axe-core finds nothing serious on any view, light and dark, on a desk and on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.web.browser import Page

pytestmark = pytest.mark.browser

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SUM = "Màn hình hiển thị với âm thanh ở trụ sở Tỉnh ủy Quảng Nam, cộng cả 4 năm hết mấy tỷ?"
NOTICE = "How much money was allocated for 2026?"
CLARIFY = "Kinh phí năm 2025?"
UNKNOWN = "Kinh phí dữ liệu số năm 2026 của Bắc Giang"
OUTSIDE = "Thời tiết hôm nay thế nào?"


def complaints(page: Page) -> list[str]:
    """What axe finds on the page as it stands, serious and critical, each with the elements concerned."""
    if not page.run("typeof window.axe === 'object'"):
        page.run(f"() => {{ {AXE} }}")
    found: dict[str, Any] = page.run(
        "(rules) => axe.run(document, { runOnly: rules, resultTypes: ['violations'] })"
        ".catch((error) => ({ violations: [{ id: String(error), impact: 'critical', nodes: [] }] }))",
        RULES,
    )
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes']][:4]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def home(page: Page) -> None:
    page.find(".example")


def answers(page: Page) -> None:
    for question in (SUM, CLARIFY, UNKNOWN, OUTSIDE, NOTICE):
        page.ask(question)
    page.find(".exchange:last-child .thumb")


def source(page: Page) -> None:
    page.ask(SUM)
    page.find(".figure-link").click()
    page.find("source-pane td.is-cited")


def feedback(page: Page) -> None:
    page.ask(SUM)
    page.find("[data-do='down']").click()
    page.find(".why")


def document(page: Page) -> None:
    documents = page.get_json("/api/documents")["documents"]
    worst = max(documents, key=lambda one: int(one["findings"]))
    page.go(f"/documents/{worst['id']}")
    page.find(".viewer-body .piece")
    page.find(".audit summary").click()
    page.find(".table-list summary").click()


def library(page: Page) -> None:
    page.go("/library")
    page.find(".card")
    page.find("library-view input[type='search']").fill("an toàn thông tin")
    page.find(".hits a")


def scope(page: Page) -> None:
    page.find("[data-do='scope']").click()
    page.find("dialog .scope-list input")


def settings(page: Page) -> None:
    if page.at("[data-do='menu']").is_visible():
        page.find("[data-do='menu']").click()
    page.find("[data-do='settings']").click()
    page.find("dialog kbd")


def failure(page: Page) -> None:
    page.expect_errors("status of 500")
    page.tab.route("**/api/ask", lambda route: route.fulfill(status=500, body="{}"))
    page.send(SUM)
    page.find(".failure")


def drawer(page: Page) -> None:
    page.find("[data-do='menu']").click()
    page.find(".side-links a")


def stopped(page: Page) -> None:
    page.tab.route("**/api/ask", lambda _: None)
    page.send(SUM)
    page.find("[data-do='stop']").click()
    page.find(".stopped")


def forgetting(page: Page) -> None:
    page.ask(SUM)
    page.find(".conversation").focus()
    page.find(".conversations [data-do='trash']").click()
    page.find("dialog [data-do='sure']")


def embedded(page: Page) -> None:
    page.go(f"/?embed=1&host={page.url}")
    page.ask(SUM)


VIEWS = [home, answers, source, feedback, document, library, scope, settings, failure, stopped, forgetting, embedded]
INK = "getComputedStyle(document.body).color"
SMALL = [home, answers, source, document, library, scope, settings, failure, drawer]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_no_view_has_serious_faults_in_either_theme(page: Page, view: Callable[[Page], None]) -> None:
    view(page)
    light = page.run(INK)
    assert complaints(page) == []
    page.run("() => { document.documentElement.dataset.theme = 'dark'; }")  # as the settings do it
    assert page.run(INK) != light
    assert complaints(page) == []


@pytest.mark.parametrize("view", SMALL, ids=lambda view: view.__name__)
def test_no_view_has_serious_faults_on_a_phone(page: Page, view: Callable[[Page], None]) -> None:
    page.size(360, 740)
    view(page)
    assert complaints(page) == []
