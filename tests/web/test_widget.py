"""The assistant on another site: only where it is allowed, only with its own words, with keyboard and phone."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.conftest import PLANS
from tests.server import Server
from tests.web.browser import CHROMIUM, FLAGS, View, open_window
from tests.web.office import Desk, Office, free_port
from tests.web.test_accessible import complaints

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
def desk(sites: Sites, window: BrowserContext) -> Iterator[Desk]:
    """The office's page of one plan; fails the test when the browser's console names an error."""
    desk = Desk(window, sites.office.origin())
    desk.begin(f"/van-ban/{PLAN}")
    try:
        yield desk
        assert desk.console_errors() == []
        assert [name for name in desk.foreign_requests() if not name.startswith(f"{sites.assistant}/")] == []
    finally:
        desk.end()


def asked(assistant: View) -> list[str]:
    """The questions put so far."""
    return [one["question"] for one in assistant.kept()]


def cited(answer: dict[str, Any]) -> set[str]:
    """The documents that an answer cites."""
    return {citation["document_id"] for citation in answer["citations"]}


def test_the_assistant_answers_from_the_document_that_is_open(desk: Desk) -> None:
    assert desk.part(".launch").inner_text() == "Trợ lý ảo"
    assert desk.parts("iframe") == []  # nothing is loaded before it is wanted
    desk.part(".launch").click()
    assistant = desk.assistant()
    assistant.find(".example")
    assert all("Lai Châu" in example for example in assistant.at(".example").all_inner_texts())
    answer = assistant.ask(QUESTION)
    assert "47.350" in answer["answer"]
    assert cited(answer) == {PLAN}


def test_without_a_scope_all_documents_are_asked(desk: Desk) -> None:
    desk.begin("/")
    desk.part(".launch").click()
    assistant = desk.assistant()
    assert assistant.run("new URLSearchParams(location.search).get('scope')") is None
    assert cited(assistant.ask("So sánh kinh phí của Lai Châu và Cà Mau")) == {PLAN, OTHER}


def test_the_site_may_ask_and_may_change_the_scope(desk: Desk) -> None:
    desk.find("[data-ask]").click()
    assistant = desk.assistant()
    assistant.find(".reply.is-answered")
    assert asked(assistant) == ["Tóm tắt các mục tiêu chính của văn bản này."]
    desk.run("(scope) => { document.querySelector('tro-ly-ao').scope = [scope]; }", OTHER)
    assert cited(desk.assistant().ask(QUESTION)) == {OTHER}


def test_a_site_that_is_not_listed_gets_words_instead_of_the_page(sites: Sites, window: BrowserContext) -> None:
    desk = Desk(window, sites.stranger.origin())
    desk.begin(f"/van-ban/{PLAN}")
    desk.part(".launch").click()
    desk.part(".said a")
    assert "chưa được phép nhúng" in desk.part(".said").inner_text()
    assert desk.part(".said a").get_attribute("href") == f"{sites.assistant}/"
    assert desk.parts("iframe") == []
    assert "frame-ancestors" in " ".join(desk.console_errors())
    desk.end()


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
    assistant = desk.assistant()
    desk.run("window.postMessage({ type: 'tro-ly-ao:close' }, '*')")
    # A message of the assistant arrives behind the forged one: when it has closed the panel, that one was passed over.
    assert desk.run("new Promise(done => setTimeout(() => done(document.querySelector('tro-ly-ao').isOpen)))")
    desk.run("window.postMessage({ type: 'tro-ly-ao:ready' }, '*')")
    assistant.run("window.parent.postMessage({ type: 'tro-ly-ao:close' }, '*')")
    desk.gone(".panel")


def test_the_assistant_hears_nobody_but_the_site(desk: Desk) -> None:
    desk.part(".launch").click()
    assistant = desk.assistant()
    assistant.run("window.postMessage({ type: 'tro-ly-ao:ask', question: 'Ai gửi câu này?' }, '*')")
    desk.run("(question) => document.querySelector('tro-ly-ao').ask(question)", QUESTION)  # behind the forged one
    assistant.find(".reply.is-answered")
    assert asked(assistant) == [QUESTION]


@pytest.mark.parametrize("host", ["http://elsewhere.invalid", "null", "*", ""])
def test_the_assistant_does_not_listen_to_a_site_under_a_wrong_name(sites: Sites, desk: Desk, host: str) -> None:
    script = """([assistant, host]) => {
        const frame = document.createElement('iframe');
        window.heard = [];
        window.addEventListener('message', event => window.heard.push(event.data.type));
        frame.src = `${assistant}/?embed=1&host=${encodeURIComponent(host)}`;
        frame.className = 'forged';
        document.body.append(frame);
    }"""
    desk.run(script, [sites.assistant, host])
    frame = desk.find("iframe.forged").element_handle().content_frame()
    assert frame is not None
    forged = View(frame)
    forged.find(".example")
    message = "(question) => frames[frames.length - 1].postMessage({ type: 'tro-ly-ao:ask', question }, '*')"
    desk.run(message, QUESTION)
    answer = forged.ask("Bao nhiêu máy chủ cho trung tâm dữ liệu của Tỉnh ủy Lai Châu?")
    assert answer["status"] == "answered"
    assert len(asked(forged)) == 1
    assert desk.run("window.heard") == []


def test_the_demo_page_has_no_inline_script_and_a_strict_policy(sites: Sites) -> None:
    with urllib.request.urlopen(f"{sites.office.origin()}/van-ban/{PLAN}", timeout=10) as response:
        policy, html = response.headers["Content-Security-Policy"], response.read().decode("utf-8")
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert set(re.findall(r"<script[^>]*>(.*?)</script>", html, re.DOTALL)) == {""}
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
    assert html.count(f"{sites.assistant}/static/widget.js") == 1


def test_the_inside_is_closed_to_the_page(desk: Desk) -> None:
    assert desk.run("document.querySelector('tro-ly-ao').shadowRoot") is None
    script = """(source) => new Promise((done) => {
        const again = document.createElement('script');
        again.src = source;
        again.onload = () => done(document.querySelectorAll('tro-ly-ao').length);
        document.head.append(again);
    })"""
    assert desk.run(script, desk.run("document.querySelector('script[data-scope]').src")) == 1


def test_keyboard_opens_asks_closes_and_the_focus_returns(desk: Desk) -> None:
    for _ in range(20):
        desk.press("Tab")
        if desk.parts(".launch:focus"):
            break
    assert desk.parts(".launch:focus[aria-expanded='false']")
    desk.press("Enter")
    assistant = desk.assistant()
    expect(assistant.at("#question")).to_be_focused()
    desk.type(QUESTION)
    desk.press("Enter")
    assistant.find(".reply.is-answered")
    # Escape closes one thing at a time, the innermost first: the preview of the quote, its source, the panel.
    mark = assistant.at(".reply .mark").first
    mark.focus()
    assistant.find(".preview")
    desk.press("Escape")
    expect(assistant.at(".preview")).to_be_hidden()
    assert desk.shows(".panel")
    mark.press("Enter")
    assistant.find("source-pane")
    desk.press("Escape")
    expect(assistant.at("source-pane")).to_be_hidden()
    assert desk.shows(".panel")
    assistant.find("#question").click()
    desk.press("Escape")
    desk.part(".launch:focus[aria-expanded='false']")
    assert not desk.shows(".panel")


def test_the_close_button_closes_and_what_was_said_stays(desk: Desk) -> None:
    desk.part(".launch").click()
    desk.assistant().ask(QUESTION)
    desk.part(".head .square").click()
    assert not desk.shows(".panel")
    desk.part(".launch").click()
    assert asked(desk.assistant()) == [QUESTION]


def test_on_a_phone_the_panel_is_the_screen(desk: Desk) -> None:
    desk.size(360, 640)
    desk.part(".launch").click()
    assert desk.part(".panel").bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
    assistant = desk.assistant()
    assert assistant.ask(QUESTION)["status"] == "answered"
    assert assistant.run("document.documentElement.scrollWidth <= innerWidth")
    close = desk.part(".head .square").bounding_box()
    assert close is not None
    assert min(close["width"], close["height"]) >= 44


@pytest.mark.parametrize(
    ("color", "shown", "ink"),
    [
        ("#ffdd00", "rgb(255, 221, 0)", "rgb(0, 0, 0)"),
        ("#0b5394", "rgb(11, 83, 148)", "rgb(255, 255, 255)"),
        ("red; background: url(//elsewhere.invalid)", "rgb(164, 22, 26)", "rgb(255, 255, 255)"),
    ],
)
def test_colours_position_words_and_greeting_are_the_sites_own(desk: Desk, color: str, shown: str, ink: str) -> None:
    script = """(words) => {
        const widget = document.querySelector('tro-ly-ao');
        for (const [name, value] of Object.entries(words)) widget.setAttribute(name, value);
    }"""
    words = {"color": color, "position": "left", "label": "Hỏi <b>kế hoạch</b>", "greeting": "<i>Chào</i>"}
    desk.run(script, words)
    launch = desk.part(".launch")
    box = launch.bounding_box()
    assert launch.inner_text() == words["label"]
    assert box is not None
    assert box["x"] < 683
    assert launch.evaluate("(e) => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]") == [shown, ink]
    assert desk.part(".greeting span").inner_text() == words["greeting"]
    desk.part(".greeting button").click()
    assert desk.parts(".greeting") == []


OPENED = """
  const closed = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (how) { return closed.call(this, { ...how, mode: "open" }); };
"""


def test_the_button_and_the_panel_have_no_serious_faults(sites: Sites, own_window: BrowserContext) -> None:
    """axe cannot look into a closed tree: for it alone, this tree is opened."""
    own_window.add_init_script(OPENED)
    desk = Desk(own_window, sites.office.origin())
    desk.begin(f"/van-ban/{PLAN}")
    assert desk.run("document.querySelector('tro-ly-ao').shadowRoot.mode") == "open"
    desk.part(".launch")
    assert complaints(desk) == []
    desk.part(".launch").click()
    desk.assistant().find(".example")
    assert complaints(desk) == []
    desk.end()


@pytest.fixture(params=["private", "usual"])
def someone(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A window of a person; in a private one a frame of another site may not store anything, not even for the tab."""
    if request.param == "private":
        window = open_window(browser)
    else:
        window = browser.browser_type.launch_persistent_context(
            tmp_path, no_viewport=True, executable_path=CHROMIUM, args=list(FLAGS)
        )
    yield window
    window.close()


def test_on_another_site_it_works_without_a_cookie(sites: Sites, someone: BrowserContext) -> None:
    desk = Desk(someone, sites.office.origin("localhost"))
    desk.begin(f"/van-ban/{PLAN}")
    desk.part(".launch").click()
    assistant = desk.assistant()
    for count, (question, figure) in enumerate(((QUESTION, "47.350"), ("Còn năm 2032?", "12.500")), start=1):
        assistant.send(question)  # the second is understood from what the page itself remembers
        expect(assistant.at(".reply.is-answered")).to_have_count(count)
        expect(assistant.at(".exchange:last-child .block").first).to_contain_text(figure)
    assert someone.cookies() == []
    assert desk.console_errors() == []
    desk.end()
