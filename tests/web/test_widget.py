"""The assistant on another site: only where it is allowed, only with its own words, with keyboard and phone."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys

from tests.conftest import PLANS
from tests.server import Server
from tests.web.office import Desk, Office, free_port

pytestmark = pytest.mark.browser
PLAN = "lai-chau-85-kh-tu"
OTHER = "ca-mau-1207-kh-ubnd"
QUESTION = "Tổng kinh phí là bao nhiêu?"


@dataclass(frozen=True, slots=True)
class Sites:
    """The assistant, an office that may embed it, and one that may not."""

    assistant: str
    office: Office
    stranger: Office
    server: Server


@pytest.fixture(scope="module")
def sites(plans_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sites]:
    logs = tmp_path_factory.mktemp("widget")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with Office(address, logs / "office.txt") as office, Office(address, logs / "stranger.txt") as stranger:
        allowed = {
            "ASSISTANT_PORT": str(port),
            "ASSISTANT_EMBED_ORIGINS": f"{office.origin()} {office.origin('localhost')}",
        }
        with Server(plans_index, PLANS, logs / "log.txt", settings=allowed) as server:
            yield Sites(address, office, stranger, server)


@pytest.fixture
def desk(sites: Sites, browser: Chrome) -> Iterator[Desk]:
    """The office's page of one plan; fails the test when the browser's console names an error."""
    desk = Desk(browser, sites.office.origin())
    desk.begin(f"/van-ban/{PLAN}")
    yield desk
    browser.switch_to.default_content()
    assert desk.console_errors() == []
    loaded = desk.run("return performance.getEntriesByType('resource').map(entry => entry.name)")
    assert [name for name in loaded if not name.startswith((desk.url, sites.assistant))] == []


def asked(desk: Desk) -> list[str]:
    """The questions put so far in the frame that the driver is in."""
    return [one["question"] for one in desk.kept()]


def test_the_assistant_answers_from_the_document_that_is_open(desk: Desk) -> None:
    assert desk.part(".launch").text == "Trợ lý ảo"
    assert desk.parts("iframe") == []  # nothing is loaded before it is wanted
    desk.part(".launch").click()
    with desk.frame():
        desk.find(".example")
        assert all("Lai Châu" in example.text for example in desk.all(".example"))
        answer = desk.ask(QUESTION)
        assert "47.350" in answer["answer"]
        assert {citation["document_id"] for citation in answer["citations"]} == {PLAN}


def test_without_a_scope_all_documents_are_asked(desk: Desk) -> None:
    desk.begin("/")
    desk.part(".launch").click()
    with desk.frame():
        assert desk.run("return new URLSearchParams(location.search).get('scope')") is None
        answer = desk.ask("So sánh kinh phí của Lai Châu và Cà Mau")
        assert {citation["document_id"] for citation in answer["citations"]} == {PLAN, OTHER}


def test_the_site_may_ask_and_may_change_the_scope(desk: Desk) -> None:
    desk.run("document.querySelector('[data-ask]').click()")
    with desk.frame():
        desk.find(".reply.is-answered")
        assert asked(desk) == ["Tóm tắt các mục tiêu chính của văn bản này."]
    desk.run("document.querySelector('tro-ly-ao').scope = [arguments[0]]", OTHER)
    with desk.frame():
        answer = desk.ask(QUESTION)
        assert {citation["document_id"] for citation in answer["citations"]} == {OTHER}


def test_a_site_that_is_not_listed_gets_words_instead_of_the_page(sites: Sites, browser: Chrome) -> None:
    desk = Desk(browser, sites.stranger.origin())
    desk.begin(f"/van-ban/{PLAN}")
    desk.part(".launch").click()
    desk.part(".said a")
    assert "chưa được phép nhúng" in desk.part(".said").text
    assert desk.part(".said a").get_attribute("href") == f"{sites.assistant}/"
    assert desk.parts("iframe") == []
    refused = " ".join(entry["message"] for entry in browser.get_log("browser"))
    assert "frame-ancestors" in refused


def test_the_policy_names_the_allowed_sites_and_no_other(sites: Sites) -> None:
    for path in ("/", f"/documents/{PLAN}", "/static/widget.js"):
        policy = sites.server.get(path).headers["content-security-policy"]
        ancestors = policy.split("frame-ancestors ")[1].split(";")[0].split()
        assert ancestors == ["'self'", sites.office.origin(), sites.office.origin("localhost")]
    assert sites.server.get("/api/embed").json == {"origins": ancestors[1:]}


def test_only_the_widget_may_be_loaded_by_other_sites(sites: Sites) -> None:
    policies = {
        path: sites.server.get(path).headers["cross-origin-resource-policy"]
        for path in ("/static/widget.js", "/static/js/app.js", "/api/documents", "/")
    }
    assert policies.pop("/static/widget.js") == "cross-origin"
    assert set(policies.values()) == {"same-origin"}


def test_the_site_hears_nobody_but_the_assistant(desk: Desk) -> None:
    desk.part(".launch").click()
    with desk.frame():
        pass
    desk.run("window.postMessage({ type: 'tro-ly-ao:close' }, '*')")
    # A message of the assistant arrives behind the forged one: when it has closed the panel, that one was passed over.
    assert desk.run("return new Promise(done => setTimeout(() => done(document.querySelector('tro-ly-ao').isOpen)))")
    desk.run("window.postMessage({ type: 'tro-ly-ao:ready' }, '*')")
    with desk.frame():
        desk.run("window.parent.postMessage({ type: 'tro-ly-ao:close' }, '*')")
    desk.until(lambda: not desk.part_is_shown(".panel") or None, "the panel to close at the assistant's own word")


def test_the_assistant_hears_nobody_but_the_site(desk: Desk) -> None:
    desk.part(".launch").click()
    with desk.frame():
        desk.run("window.postMessage({ type: 'tro-ly-ao:ask', question: 'Ai gửi câu này?' }, '*')")
    desk.run("document.querySelector('tro-ly-ao').ask(arguments[0])", QUESTION)  # arrives behind the forged one
    with desk.frame():
        desk.find(".reply.is-answered")
        assert asked(desk) == [QUESTION]


@pytest.mark.parametrize("host", ["http://elsewhere.invalid", "null", "*", ""])
def test_the_assistant_does_not_listen_to_a_site_under_a_wrong_name(sites: Sites, desk: Desk, host: str) -> None:
    script = """
        const frame = document.createElement('iframe');
        window.heard = [];
        window.addEventListener('message', event => window.heard.push(event.data.type));
        frame.src = `${arguments[0]}/?embed=1&host=${encodeURIComponent(arguments[1])}`;
        frame.className = 'forged';
        document.body.append(frame);
    """
    desk.run(script, sites.assistant, host)
    desk.driver.switch_to.frame(desk.find("iframe.forged"))
    desk.find(".example")
    desk.driver.switch_to.default_content()
    desk.run("frames[frames.length - 1].postMessage({ type: 'tro-ly-ao:ask', question: arguments[0] }, '*')", QUESTION)
    desk.driver.switch_to.frame(desk.find("iframe.forged"))
    answer = desk.ask("Bao nhiêu máy chủ cho trung tâm dữ liệu của Tỉnh ủy Lai Châu?")
    assert answer["status"] == "answered"
    assert len(asked(desk)) == 1
    desk.driver.switch_to.default_content()
    assert desk.run("return window.heard") == []


def test_the_demo_page_has_no_inline_script_and_a_strict_policy(sites: Sites) -> None:
    with urllib.request.urlopen(f"{sites.office.origin()}/van-ban/{PLAN}", timeout=10) as response:
        policy, html = response.headers["Content-Security-Policy"], response.read().decode("utf-8")
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert set(re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL)) == {""}
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    assert html.count(f"{sites.assistant}/static/widget.js") == 1


def test_the_inside_is_closed_to_the_page(desk: Desk) -> None:
    assert desk.run("return document.querySelector('tro-ly-ao').shadowRoot") is None
    script = """
        const again = document.createElement('script');
        again.src = arguments[0];
        again.onload = () => arguments[1](document.querySelectorAll('tro-ly-ao').length);
        document.head.append(again);
    """
    source = desk.run("return document.querySelector('script[data-scope]').src")
    assert desk.driver.execute_async_script(script, source) == 1


def test_keyboard_opens_asks_closes_and_the_focus_returns(desk: Desk) -> None:
    for _ in range(20):
        desk.press(Keys.TAB)
        if desk.parts(".launch:focus"):
            break
    assert desk.parts(".launch:focus[aria-expanded='false']")
    desk.press(Keys.ENTER)
    with desk.frame():
        desk.until(lambda: desk.run("return document.activeElement?.id === 'question'") or None, "the focus")
    desk.press(*QUESTION, Keys.ENTER)
    with desk.frame():
        desk.find(".reply.is-answered")
        desk.run("document.querySelector('.reply .mark').focus()")
    # Escape closes one thing at a time, the innermost first: the preview of the quote, its source, the panel.
    for opens, closes in ((Keys.NULL, ".preview"), (Keys.ENTER, "source-pane")):
        desk.press(opens)
        with desk.frame():
            desk.find(closes)
        desk.press(Keys.ESCAPE)
        with desk.frame():
            desk.until(partial(is_gone, desk, closes), closes)
        assert desk.part_is_shown(".panel")
    with desk.frame():
        desk.find("#question").click()
    desk.press(Keys.ESCAPE)
    desk.until(lambda: desk.parts(".launch:focus[aria-expanded='false']") or None, "the focus to return")
    assert not desk.part_is_shown(".panel")


def is_gone(desk: Desk, css: str) -> bool:
    """Whether nothing that matches is visible."""
    return not any(one.is_displayed() for one in desk.all(css))


def test_the_close_button_closes_and_what_was_said_stays(desk: Desk) -> None:
    desk.part(".launch").click()
    with desk.frame():
        desk.ask(QUESTION)
    desk.part(".head .square").click()
    assert not desk.part_is_shown(".panel")
    desk.part(".launch").click()
    with desk.frame():
        assert asked(desk) == [QUESTION]


def test_on_a_phone_the_panel_is_the_screen(desk: Desk) -> None:
    desk.size(360, 640)
    desk.part(".launch").click()
    panel = desk.part(".panel").rect
    assert (panel["x"], panel["y"], panel["width"], panel["height"]) == (0, 0, 360, 640)
    with desk.frame():
        answer = desk.ask(QUESTION)
        assert answer["status"] == "answered"
        assert desk.run("return document.documentElement.scrollWidth <= innerWidth")
    assert min(desk.part(".head .square").size.values()) >= 44


@pytest.mark.parametrize(
    ("color", "shown", "ink"),
    [
        ("#ffdd00", "rgb(255, 221, 0)", "rgb(0, 0, 0)"),
        ("#0b5394", "rgb(11, 83, 148)", "rgb(255, 255, 255)"),
        ("red; background: url(//elsewhere.invalid)", "rgb(164, 22, 26)", "rgb(255, 255, 255)"),
    ],
)
def test_colours_position_words_and_greeting_are_the_sites_own(desk: Desk, color: str, shown: str, ink: str) -> None:
    script = """
        const widget = document.querySelector('tro-ly-ao');
        for (const [name, value] of Object.entries(arguments[0])) widget.setAttribute(name, value);
    """
    words = {"color": color, "position": "left", "label": "Hỏi <b>kế hoạch</b>", "greeting": "<i>Chào</i>"}
    desk.run(script, words)
    launch = desk.part(".launch")
    assert launch.text == words["label"]
    assert launch.rect["x"] < 683
    colours = [launch.value_of_css_property(name) for name in ("background-color", "color")]
    assert ["".join(re.findall(r"\d+, \d+, \d+", one)) for one in colours] == [shown[4:-1], ink[4:-1]]
    assert desk.part(".greeting span").text == words["greeting"]
    desk.part(".greeting button").click()
    assert desk.parts(".greeting") == []


def test_on_another_site_it_works_without_a_cookie(sites: Sites, browser: Chrome) -> None:
    desk = Desk(browser, sites.office.origin("localhost"))
    desk.begin(f"/van-ban/{PLAN}")
    desk.part(".launch").click()
    with desk.frame():
        assert "47.350" in desk.ask(QUESTION)["answer"]
        second = desk.ask("Còn năm 2032?")  # understood from what the page itself remembers
        assert "12.500" in second["answer"]
        assert browser.get_cookies() == []
    assert desk.console_errors() == []
