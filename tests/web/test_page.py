"""The page in a real browser before the real server: asking, sources, links, keyboard, bad moments."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from tests.web.browser import Page, words
from tests.web.conftest import Server

pytestmark = pytest.mark.browser

FIGURE_QUESTION = "Quảng Ngãi dự kiến bao nhiêu kinh phí năm 2025?"
TEXT_QUESTION = "Phòng họp trực tuyến mới của Tỉnh ủy Bắc Giang dự kiến chứa được bao nhiêu người?"
ROW_QUESTION = "Kinh phí năm 2024 của Bắc Giang cho Thay thế hệ thống âm thanh phòng họp Tỉnh ủy là bao nhiêu?"
QUESTIONS = [FIGURE_QUESTION, TEXT_QUESTION, ROW_QUESTION]


def test_first_visit_invites_with_examples_of_this_index(page: Page) -> None:
    page.until(lambda: page.all(".example") or None, "examples")
    assert [example.text for example in page.all(".example")] == page.get_json("/api/examples")["examples"]
    documents = page.get_json("/api/documents")["documents"]
    page.until(lambda: f"{len(documents)} văn bản" in page.text_of(".scope") or None, "the documents")
    assert page.find("html").get_attribute("lang") == "vi"
    assert page.find(".ask-notice").is_displayed()


def test_an_example_can_be_asked_with_a_click(page: Page) -> None:
    example = page.find(".example")
    question = example.text
    example.click()
    page.find(".reply.is-answered .status")
    assert page.kept()[0]["question"] == question


def test_answer_shows_its_citations_and_their_sources(page: Page) -> None:
    answer = page.ask(FIGURE_QUESTION)
    assert answer["status"] == "answered"
    assert answer["citations"]
    marks = {mark.text for mark in page.all(".reply .mark")}
    assert marks <= {f"[{citation['n']}]" for citation in answer["citations"]}
    assert "[1]" in marks
    assert len(page.all(".source-card")) == len(answer["citations"])
    assert page.all(".status-answered")
    announced = page.until(lambda: page.text_of("#live") or None, "the announcement")
    assert answer["answer"] in announced


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_mark_opens_the_source_with_the_quote_lit_up(page: Page, question: str) -> None:
    answer = page.ask(question)
    for citation in answer["citations"]:
        page.find(f".reply .source-card[data-n='{citation['n']}']").click()
        page.until(partial(shows, page, citation), "the pane at the citation")
        text = page.get_text(citation["document_id"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert "".join(lit_up(page, "source-pane").split()) == "".join(citation["quote"].split())
        assert is_in_view(page, "source-pane mark.quote", "source-pane .pane-body")


def test_a_figure_of_a_table_is_lit_up_in_its_cell(page: Page) -> None:
    answer = page.ask(ROW_QUESTION)
    page.find(".reply .mark[data-n='1']").click()
    page.find("source-pane tr.is-cited td.is-cited .part")
    figures = {part["quote"] for part in answer["citations"][0]["parts"] if part["role"] == "figure"}
    assert {cell.text for cell in page.all("source-pane td.is-cited .part")} == figures
    assert page.all("source-pane thead th.is-cited")
    assert is_in_view(page, "source-pane td.is-cited", "source-pane .pane-body")


def test_pointing_at_a_mark_shows_the_quote(page: Page) -> None:
    answer = page.ask(FIGURE_QUESTION)
    first = answer["citations"][0]
    page.run("document.querySelector('.reply .mark[data-n=\"1\"]').focus()")
    shown = page.find(".preview").text
    assert words(first["quote"])[:60] in words(shown)


def test_escape_closes_the_source_and_gives_the_focus_back(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    assert focus(page) == "pane-title"
    page.press(Keys.ESCAPE)
    page.until(lambda: not page.all("source-pane:not([hidden])") or None, "the pane to close")
    assert "mark" in focus(page).split()


def test_the_whole_document_opens_at_the_place_and_back_returns_to_the_answer(page: Page) -> None:
    answer = page.ask(FIGURE_QUESTION)
    first = answer["citations"][0]
    page.find(".reply .mark[data-n='1']").click()
    page.find("source-pane .primary").click()
    page.find("document-viewer mark.quote")
    assert page.driver.current_url == page.url + first["url"]
    assert page.all("document-viewer .viewer-outline a")
    page.driver.back()
    assert page.find(".reply .status").is_displayed()
    assert page.kept()[0]["answer"] == answer


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_pasted_link_opens_the_document_at_the_place(page: Page, question: str) -> None:
    first = page.ask(question)["citations"][0]
    page.begin(first["url"])
    page.find("document-viewer mark.quote")
    assert "".join(lit_up(page, "document-viewer").split()) == "".join(first["quote"].split())
    assert page.find(".viewer-title").text == first["title"]
    assert is_in_view(page, "document-viewer mark.quote", ".viewer-body")


@pytest.mark.parametrize("fragment", ["#999999999", "#5-2", "#nowhere"])
def test_a_link_to_no_place_says_so_and_opens_the_document(page: Page, fragment: str) -> None:
    document_id = page.get_json("/api/documents")["documents"][0]["id"]
    page.begin(f"/documents/{document_id}{fragment}")
    assert "chỗ không có" in page.find(".viewer-said").text
    page.find(".viewer-body .piece")


def test_a_document_that_is_gone_is_said_in_vietnamese(page: Page) -> None:
    page.expect_errors("404")
    page.begin("/documents/khong-co-van-ban-nay")
    assert "Không có văn bản này" in page.find(".viewer-body .failure").text


def test_the_document_is_shown_without_losing_a_word(page: Page) -> None:
    for document in page.get_json("/api/documents")["documents"]:
        page.begin(f"/documents/{document['id']}")
        page.find(".viewer-body .piece")
        page.run("document.querySelectorAll('details.raw-details').forEach(each => { each.open = true; })")
        page.until(
            lambda: page.run("return [...document.querySelectorAll('pre.raw')].every(e => e.textContent)"), "raw"
        )
        paragraphs = ".viewer-body p.piece, .viewer-body pre.raw"
        assert "".join(page.text_of(paragraphs).split()) == "".join(page.get_text(document["id"]).split())


def test_figures_that_disagree_are_listed_and_lead_to_their_cells(page: Page) -> None:
    audited = {one["id"]: findings(page, one["id"]) for one in page.get_json("/api/documents")["documents"]}
    document_id = max(audited, key=lambda one: len(audited[one]))
    page.begin(f"/documents/{document_id}")
    page.find(".audit summary").click()
    shown = page.all(".audit-item")
    assert len(shown) == len(audited[document_id])
    for item, finding in zip(shown, audited[document_id], strict=True):
        assert words(finding["message"]) in words(item.text)
    at, finding = next((at, one) for at, one in enumerate(audited[document_id]) if one["kind"] == "mismatch")
    page.run("arguments[0].scrollIntoView()", shown[at])
    shown[at].find_element("css selector", "a").click()
    page.find("document-viewer td.is-cited mark.quote")
    assert lit_up(page, "document-viewer") == finding["spans"][0]["quote"]
    cited = [cell.text.rstrip("?✓✗") for cell in page.all("td.is-cited")]  # marks of the audit and of doubt
    assert sorted(cited) == sorted(place["quote"] for place in finding["spans"])
    assert is_in_view(page, "document-viewer mark.quote", ".viewer-body")
    assert page.find(".audit").get_attribute("open") is not None


def test_a_consistent_document_has_no_list_of_figures(page: Page) -> None:
    silent = [one["id"] for one in page.get_json("/api/documents")["documents"] if not findings(page, one["id"])]
    assert silent
    page.begin(f"/documents/{silent[0]}")
    page.find(".viewer-body .piece")
    assert page.all(".audit") == []


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    page.find("#question").click()
    page.press("Xin hỏi:")
    page.chord(Keys.SHIFT, Keys.ENTER)
    page.press(FIGURE_QUESTION, Keys.ENTER)
    page.find(".reply.is-answered .status")
    assert page.kept()[0]["question"] == f"Xin hỏi:\n{FIGURE_QUESTION}"
    for _ in range(60):
        page.chord(Keys.SHIFT, Keys.TAB)
        if "mark" in focus(page).split():
            break
    page.press(Keys.ENTER)
    page.find("source-pane mark.quote")
    page.press(Keys.TAB)
    assert page.run("return document.activeElement.closest('source-pane') !== null")
    page.press(Keys.ESCAPE)
    assert "mark" in focus(page).split()
    assert not page.find("#question").get_attribute("value")


def test_the_next_question_carries_the_conversation_where_none_is_kept(page: Page) -> None:
    page.expect_errors("503")
    page.run(
        "const send = window.fetch; window.sent = [];"
        "window.fetch = (to, init) => { if (String(to).startsWith('/api/conversations'))"
        " return Promise.resolve(new Response('{}', { status: 503 }));"
        " window.sent.push(init?.body); return send(to, init); }"
    )
    page.ask(FIGURE_QUESTION)
    page.ask("Còn năm 2024?")
    history = page.run("return JSON.parse(window.sent.at(-1)).history")
    assert [turn["role"] for turn in history] == ["user", "assistant"]
    assert history[0]["content"] == FIGURE_QUESTION
    assert history[1]["content"] == page.kept()[0]["answer"]["answer"]


def test_a_reload_keeps_the_conversation_and_asking_anew_clears_it(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    page.find("#question").send_keys("câu đang gõ")
    page.driver.refresh()
    page.find(".reply.is-answered .status")
    assert page.find("#question").get_attribute("value") == "câu đang gõ"
    page.find(".side [data-do='fresh']").click()
    page.find(".invitation")
    assert page.kept() == []
    assert page.find("#question").get_attribute("value") == ""


def test_a_question_too_long_is_kept_whole_and_not_sent(page: Page) -> None:
    page.run(
        "const box = document.querySelector('#question'); box.value = 'ố'.repeat(4005);"
        "box.dispatchEvent(new Event('input')); box.focus()"
    )
    assert "5 ký tự" in page.find(".ask-count").text
    page.press(Keys.ENTER)
    assert page.kept() == []
    assert len(str(page.find("#question").get_attribute("value"))) == 4005


def test_a_server_gone_keeps_the_question_and_retry_answers_it(page: Page, server: Server) -> None:
    page.expect_errors("ERR_CONNECTION", "ERR_EMPTY_RESPONSE", "/api/")
    page.find(".example")
    server.kill()
    page.find("#question").send_keys(FIGURE_QUESTION, Keys.ENTER)
    failure = page.find(".failure")
    assert "Không kết nối được máy chủ" in failure.text
    assert "vẫn được giữ" in failure.text
    assert page.find(".question").text.endswith(FIGURE_QUESTION)
    assert page.find("#question").get_attribute("value") == FIGURE_QUESTION
    server.start()
    page.find(".failure [data-do='retry']").click()
    page.find(".reply.is-answered .status-answered")
    assert len(page.all(".exchange")) == 1
    assert page.find("#question").get_attribute("value") == ""


def test_stopping_ends_the_search_and_keeps_the_question(page: Page) -> None:
    page.run(
        "window.fetch = (to, init) => new Promise((_, fail) => "
        "init.signal.addEventListener('abort', () => fail(new DOMException('', 'AbortError'))))"
    )
    page.find("#question").send_keys(FIGURE_QUESTION, Keys.ENTER)
    assert "Đang tìm trong văn bản" in page.find(".progress").text
    page.find("[data-do='stop']").click()
    assert "đã dừng" in page.find(".stopped").text
    page.find("[data-do='edit']").click()
    assert page.find("#question").get_attribute("value") == FIGURE_QUESTION


@pytest.mark.parametrize(
    ("status", "said"), [(429, "bận"), (500, "gặp lỗi"), (413, "dài quá"), (422, "không đọc được")]
)
def test_refusals_of_the_server_are_said_in_vietnamese(page: Page, status: int, said: str) -> None:
    page.run("const status = arguments[0]; window.fetch = async () => new Response('<html>', { status })", status)
    page.find("#question").send_keys(FIGURE_QUESTION, Keys.ENTER)
    assert said in page.find(".failure").text
    assert page.find("#question").get_attribute("value") == FIGURE_QUESTION


def test_a_stream_that_breaks_off_is_said_and_not_shown_as_an_answer(page: Page) -> None:
    page.run(
        'window.fetch = async () => new Response(\'event: block\\ndata: {"type":"text","text":"nửa"}\\n\\n\','
        "{ headers: { 'Content-Type': 'text/event-stream' } })"
    )
    page.find("#question").send_keys(FIGURE_QUESTION, Keys.ENTER)
    assert "bị ngắt" in page.find(".failure").text
    assert "nửa" not in page.text_of(".reply")


def test_words_of_documents_never_become_markup(page: Page) -> None:
    evil = "<img src=x onerror=document.title='hacked'><b>đậm</b>"
    page.run(
        "const text = arguments[0]; const mark = { n: 1, document_id: text, title: text, number: text, section: text,"
        "quote: text, start: 0, end: 5, url: '/documents/x#0-5', parts: [] };"
        "const answer = { status: 'answered', answer: text, standalone_question: text, suggestions: [text],"
        "citations: [mark], warnings: [text], blocks: [{ type: 'text', text, citations: [1] },"
        "{ type: 'table', columns: [text], rows: [[text]], caption: text }, { type: 'never-heard-of', text },"
        "{ type: 'list', items: [{ text }] }, { type: 'nearest', text }, { type: 'quote', text }] };"
        "window.fetch = async () => new Response(JSON.stringify(answer),"
        "{ headers: { 'Content-Type': 'application/json' } })",
        evil,
    )
    page.find("#question").send_keys(evil, Keys.ENTER)
    page.find(".reply.is-answered")
    assert page.text_of(".reply").count(evil) >= 9
    assert page.all(".reply img") == []
    assert page.run("return document.title") != "hacked"


@pytest.mark.parametrize("width", [320, 360, 768, 1366])
def test_no_width_scrolls_sideways(page: Page, width: int) -> None:
    page.size(width, 740)
    page.find(".example")
    assert sideways(page) <= 0
    page.ask(FIGURE_QUESTION)
    assert sideways(page) <= 0
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    assert sideways(page) <= 0
    page.find("source-pane .primary").click()
    page.find("document-viewer mark.quote")
    assert sideways(page) <= 0
    page.driver.get(f"{page.url}/library")
    page.find(".card")
    assert sideways(page) <= 0
    assert page.run("const at = document.querySelector('library-view'); return at.scrollWidth - at.clientWidth") <= 0
    page.find("[data-do='scope']").click()
    page.find("dialog .scope-list input")
    assert page.run("const at = document.querySelector('dialog'); return at.scrollWidth - at.clientWidth") <= 0


def test_on_a_phone_the_source_is_a_sheet_and_the_documents_a_drawer(page: Page) -> None:
    page.size(360, 740)
    page.find("[data-do='menu']").click()
    assert page.find(".side-links a").is_displayed()
    page.press(Keys.ESCAPE)
    page.until(lambda: not page.all(".side-links a")[0].is_displayed() or None, "the drawer to close")
    page.ask(FIGURE_QUESTION)
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    assert page.run("return document.querySelector('#main').inert")
    page.find("source-pane [data-do='close']").click()
    assert not page.run("return document.querySelector('#main').inert")


def test_on_a_phone_the_way_back_closes_the_source_and_stays_at_the_answer(page: Page) -> None:
    page.size(360, 740)
    page.ask(FIGURE_QUESTION)
    address = page.until(lambda: "/conversations/" in page.driver.current_url and page.driver.current_url, "an address")
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    page.driver.back()
    page.until(lambda: not page.all("source-pane:not([hidden])") or None, "the sheet to close")
    assert page.driver.current_url == address
    assert page.find(".reply .status").is_displayed()


def test_the_outline_beside_the_answer_leads_away_and_back_to_the_quote(page: Page) -> None:
    page.ask(ROW_QUESTION)
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    page.find(".pane-outline summary").click()
    links = page.all(".pane-outline li .outline-link")
    assert len(links) > 5
    name = links[0].text
    links[0].click()
    page.until(lambda: words(name)[-20:] in words(page.text_of("source-pane .is-heading")) or None, "the section")
    assert not is_in_view(page, "source-pane mark.quote", "source-pane .pane-body")
    page.find(".pane-outline summary").click()
    page.find(".pane-outline .is-back").click()
    page.find("source-pane mark.quote")
    assert is_in_view(page, "source-pane mark.quote", "source-pane .pane-body")


def findings(page: Page, document_id: str) -> list[dict[str, Any]]:
    """The findings of a document as the server gives them."""
    return list(page.get_json(f"/api/documents/{document_id}/audit")["findings"])


def shows(page: Page, citation: dict[str, Any]) -> bool:
    """Whether the pane is through with opening this citation."""
    full = page.find("source-pane .primary").get_attribute("href")
    return full == page.url + citation["url"] and bool(page.all("source-pane mark.quote"))


def lit_up(page: Page, within: str) -> str:
    """The highlighted quote in reading order; of a table that is shown raw as well, its raw text."""
    raw = page.text_of(f"{within} details[open] pre.raw mark.quote")
    return raw or page.text_of(f"{within} mark.quote")


def is_in_view(page: Page, css: str, box: str) -> bool:
    """Whether a match comes to lie within the visible part of its scrolling box, and stays there."""
    page.driver.execute_async_script(
        "const done = arguments[0]; let left = 12;"
        "(function next() { if (left-- > 0) requestAnimationFrame(next); else done(); })()"
    )
    seen = (
        "const box = document.querySelector(arguments[1]).getBoundingClientRect();"
        "return [...document.querySelectorAll(arguments[0])].map((each) => each.getBoundingClientRect()).some("
        "(at) => at.top < box.bottom && at.bottom > box.top && at.left < box.right && at.right > box.left)"
    )
    return bool(page.run(seen, css, box))


def focus(page: Page) -> str:
    """The class of what has the focus."""
    return str(page.run("return document.activeElement.className"))


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(
        page.run("return Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth")
    )
