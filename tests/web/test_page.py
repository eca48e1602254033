"""The page in a real browser before the real server: asking, citations, sources, links, documents, keyboard."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.web.browser import Page, words
from tests.web.conftest import Server
from tests.web.seeing import focus, is_in_view, lit_up

pytestmark = pytest.mark.browser

FIGURE_QUESTION = "Quảng Ngãi dự kiến bao nhiêu kinh phí năm 2025?"
TEXT_QUESTION = "Phòng họp trực tuyến mới của Tỉnh ủy Bắc Giang dự kiến chứa được bao nhiêu người?"
ROW_QUESTION = "Kinh phí năm 2024 của Bắc Giang cho Thay thế hệ thống âm thanh phòng họp Tỉnh ủy là bao nhiêu?"
# The figures of the cited row that the fixed column of names covers in part.
CUT = """[...document.querySelectorAll("source-pane tr.is-cited")].flatMap((row) => {
  const edge = row.querySelector("td.role-label").getBoundingClientRect().right;
  const others = [...row.querySelectorAll("td:not(.role-label)")].map((cell) => cell.getBoundingClientRect());
  return others.filter((at) => at.left < edge - 1 && at.right > edge + 1).map((at) => at.left);
})"""
# Whether what has the focus is drawn within the window.
SEEN = """(() => {
  const at = document.activeElement.getBoundingClientRect();
  const isDrawn = document.activeElement.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  return isDrawn && at.width > 0 && at.bottom > 0 && at.top < innerHeight && at.right > 0 && at.left < innerWidth;
})()"""
QUESTIONS = [FIGURE_QUESTION, TEXT_QUESTION, ROW_QUESTION]


def test_what_the_other_tests_forbid_is_noticed(server: Server, window: BrowserContext) -> None:
    """A request elsewhere that the policy stops, and an exception: else the end of each test could not fail."""
    page = Page(window, server.url)
    page.begin()
    with page.tab.expect_event("requestfailed"), page.tab.expect_event("pageerror"):
        page.run(
            "() => { const image = new Image(); image.src = 'http://elsewhere.invalid/x.png';"
            " document.body.append(image); setTimeout(() => { throw new Error('on purpose'); }); }"
        )
    assert page.foreign_requests() == ["http://elsewhere.invalid/x.png"]
    said = page.console_errors()
    assert [any(part in one for one in said) for part in ("img-src", "on purpose")] == [True, True]
    page.end()


def test_first_visit_invites_with_examples_of_this_index(page: Page) -> None:
    expect(page.at(".example")).to_have_text(page.get_json("/api/examples")["examples"])
    documents = page.get_json("/api/documents")["documents"]
    expect(page.at(".scope").first).to_contain_text(f"{len(documents)} văn bản")
    expect(page.at("html")).to_have_attribute("lang", "vi")
    expect(page.at(".ask-notice")).to_be_visible()


def test_an_example_can_be_asked_with_a_click(page: Page) -> None:
    example = page.find(".example")
    question = example.inner_text()
    example.click()
    page.find(".reply.is-answered .status")
    assert page.kept()[0]["question"] == question


def test_answer_shows_its_citations_and_their_sources(page: Page) -> None:
    answer = page.ask(FIGURE_QUESTION)
    assert answer["status"] == "answered"
    assert answer["citations"]
    marks = set(page.at(".reply .mark").all_inner_texts())
    assert marks <= {f"[{citation['n']}]" for citation in answer["citations"]}
    assert "[1]" in marks
    expect(page.at(".source-card")).to_have_count(len(answer["citations"]))
    expect(page.at(".status-answered")).to_be_visible()
    expect(page.at("#live")).to_contain_text(answer["answer"])


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_mark_opens_the_source_with_the_quote_lit_up(page: Page, question: str) -> None:
    answer = page.ask(question)
    for citation in answer["citations"]:
        page.find(f".reply .source-card[data-n='{citation['n']}']").click()
        expect(page.at("source-pane .primary")).to_have_attribute("href", citation["url"])
        page.at("source-pane mark.quote").first.wait_for(state="attached")
        text = page.get_text(citation["document_id"])
        assert text[citation["start"] : citation["end"]] == citation["quote"]
        assert "".join(lit_up(page, "source-pane").split()) == "".join(citation["quote"].split())
        assert is_in_view(page, "source-pane mark.quote", "source-pane .pane-body")


def test_a_figure_of_a_table_is_lit_up_in_its_cell(page: Page) -> None:
    answer = page.ask(ROW_QUESTION)
    page.find(".reply .mark[data-n='1']").click()
    page.find("source-pane tr.is-cited td.is-cited .part")
    figures = {part["quote"] for part in answer["citations"][0]["parts"] if part["role"] == "figure"}
    assert set(page.at("source-pane td.is-cited .part").all_inner_texts()) == figures
    assert page.at("source-pane thead th.is-cited").count()
    assert page.run(CUT) == []
    assert is_in_view(page, "source-pane td.is-cited", "source-pane .pane-body")


@pytest.mark.parametrize("pointing", ["hover", "focus"])
def test_pointing_at_a_mark_shows_the_quote(page: Page, pointing: str) -> None:
    answer = page.ask(FIGURE_QUESTION)
    first = answer["citations"][0]
    getattr(page.find('.reply .mark[data-n="1"]'), pointing)()
    shown = page.find(".preview").inner_text()
    assert words(first["quote"])[:60] in words(shown)


def test_escape_closes_the_source_and_gives_the_focus_back(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    assert focus(page) == "pane-title"
    page.press("Escape")
    expect(page.at("source-pane")).to_be_hidden()
    assert "mark" in focus(page).split()


def test_the_whole_document_opens_at_the_place_and_back_returns_to_the_answer(page: Page) -> None:
    answer = page.ask(FIGURE_QUESTION)
    first = answer["citations"][0]
    page.find(".reply .mark[data-n='1']").click()
    page.find("source-pane .primary").click()
    page.find("document-viewer mark.quote")
    assert page.tab.url == page.url + first["url"]
    assert page.at("document-viewer .viewer-outline a").count()
    page.tab.go_back()
    expect(page.at(".reply .status")).to_be_visible()
    assert page.kept()[0]["answer"] == answer


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_pasted_link_opens_the_document_at_the_place(page: Page, question: str) -> None:
    first = page.ask(question)["citations"][0]
    page.begin(first["url"])
    page.find("document-viewer mark.quote")
    assert "".join(lit_up(page, "document-viewer").split()) == "".join(first["quote"].split())
    expect(page.at(".viewer-title")).to_have_text(first["title"])
    assert is_in_view(page, "document-viewer mark.quote", ".viewer-body")


@pytest.mark.parametrize("fragment", ["#999999999", "#5-2", "#nowhere"])
def test_a_link_to_no_place_says_so_and_opens_the_document(page: Page, fragment: str) -> None:
    document_id = page.get_json("/api/documents")["documents"][0]["id"]
    page.begin(f"/documents/{document_id}{fragment}")
    expect(page.find(".viewer-said")).to_contain_text("chỗ không có")
    page.find(".viewer-body .piece")


def test_a_document_that_is_gone_is_said_in_vietnamese(page: Page) -> None:
    page.expect_errors("404")
    page.begin("/documents/khong-co-van-ban-nay")
    expect(page.find(".viewer-body .failure")).to_contain_text("Không có văn bản này")


def test_the_document_is_shown_without_losing_a_word(page: Page) -> None:
    for document in page.get_json("/api/documents")["documents"]:
        page.begin(f"/documents/{document['id']}")
        page.find(".viewer-body .piece")
        page.run("document.querySelectorAll('details.raw-details').forEach(each => { each.open = true; })")
        expect(page.at("pre.raw:empty")).to_have_count(0)
        paragraphs = ".viewer-body p.piece, .viewer-body pre.raw"
        assert "".join(page.text_of(paragraphs).split()) == "".join(page.get_text(document["id"]).split())


def test_figures_that_disagree_are_listed_and_lead_to_their_cells(page: Page) -> None:
    audited = {one["id"]: findings(page, one["id"]) for one in page.get_json("/api/documents")["documents"]}
    document_id = max(audited, key=lambda one: len(audited[one]))
    page.begin(f"/documents/{document_id}")
    page.find(".audit summary").click()
    shown = page.at(".audit-item")
    expect(shown).to_have_count(len(audited[document_id]))
    for item, finding in zip(shown.all_inner_texts(), audited[document_id], strict=True):
        assert words(finding["message"]) in words(item)
    at, finding = next((at, one) for at, one in enumerate(audited[document_id]) if one["kind"] == "mismatch")
    shown.nth(at).locator("a").first.click()
    page.find("document-viewer td.is-cited mark.quote")
    assert lit_up(page, "document-viewer") == finding["spans"][0]["quote"]
    # Without the marks of the audit and of doubt:
    cited = [cell.rstrip("?✓✗") for cell in page.at("td.is-cited").all_inner_texts()]
    assert sorted(cited) == sorted(place["quote"] for place in finding["spans"])
    assert is_in_view(page, "document-viewer mark.quote", ".viewer-body")
    expect(page.at(".audit")).to_have_attribute("open", "")


def test_a_consistent_document_has_no_list_of_figures(page: Page) -> None:
    silent = [one["id"] for one in page.get_json("/api/documents")["documents"] if not findings(page, one["id"])]
    assert silent
    page.begin(f"/documents/{silent[0]}")
    page.find(".viewer-body .piece")
    expect(page.at(".audit")).to_have_count(0)


def test_everything_can_be_done_with_the_keyboard(page: Page) -> None:
    page.find("#question").click()
    page.type("Xin hỏi:")
    page.press("Shift+Enter")
    page.type(FIGURE_QUESTION)
    page.press("Enter")
    page.find(".reply.is-answered .status")
    assert page.kept()[0]["question"] == f"Xin hỏi:\n{FIGURE_QUESTION}"
    for _ in range(60):
        page.press("Shift+Tab")
        if "mark" in focus(page).split():
            break
    page.press("Enter")
    page.find("source-pane mark.quote")
    page.press("Tab")
    assert page.run("document.activeElement.closest('source-pane') !== null")
    page.press("Escape")
    assert "mark" in focus(page).split()
    expect(page.at("#question")).to_have_value("")


def test_the_focus_goes_through_the_page_as_it_is_read(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    page.at("#skip").focus()
    parts: list[str] = []
    for _ in range(60):
        part = page.run(
            "['#skip', '#side', '#bar', 'chat-log', 'ask-box'].find((css) => document.activeElement.closest(css)) ?? ''"
        )
        if not part:
            break
        if parts[-1:] != [part]:
            parts.append(part)
        assert page.run(SEEN), f"the focus in {part} cannot be seen"
        page.press("Tab")
    assert parts == ["#skip", "#side", "#bar", "chat-log", "ask-box"]


def test_the_library_and_a_document_are_reached_with_the_keyboard(page: Page) -> None:
    page.at(".side-links a").first.focus()
    page.press("Enter")
    page.find(".card")
    expect(page.at("library-view .viewer-title")).to_be_focused()
    page.at("library-view input[type='search']").focus()
    page.type("quang ngai")
    expect(page.at(".card")).to_have_count(1)
    page.at(".card-title a").focus()
    page.press("Enter")
    page.find("document-viewer .piece")
    expect(page.at("document-viewer .viewer-title")).to_be_focused()
    page.at("document-viewer [data-do='back']").press("Enter")
    page.find(".invitation")


def test_what_is_typed_is_kept_while_looking_elsewhere(page: Page) -> None:
    page.find("#question").fill("câu đang gõ")
    page.at(".side-links a").first.click()
    page.find(".card")
    page.tab.go_back()
    expect(page.find("#question")).to_have_value("câu đang gõ")


def test_the_next_question_carries_the_conversation_where_none_is_kept(page: Page) -> None:
    page.expect_errors("503")
    page.tab.route(re.compile("/api/conversations"), lambda route: route.fulfill(status=503, body="{}"))
    page.ask(FIGURE_QUESTION)
    with page.tab.expect_request("**/api/ask") as asked:
        page.ask("Còn năm 2024?")
    history = json.loads(asked.value.post_data or "")["history"]
    assert [turn["role"] for turn in history] == ["user", "assistant"]
    assert history[0]["content"] == FIGURE_QUESTION
    assert history[1]["content"] == page.kept()[0]["answer"]["answer"]


def test_a_reload_keeps_the_conversation_and_asking_anew_clears_it(page: Page) -> None:
    page.ask(FIGURE_QUESTION)
    page.find("#question").fill("câu đang gõ")
    page.tab.reload()
    page.find(".reply.is-answered .status")
    expect(page.at("#question")).to_have_value("câu đang gõ")
    page.find(".side [data-do='fresh']").click()
    page.find(".invitation")
    assert page.kept() == []
    expect(page.at("#question")).to_have_value("")


def test_words_of_documents_never_become_markup(page: Page) -> None:
    evil = "<img src=x onerror=document.title='hacked'><b>đậm</b>"
    page.run(
        "(text) => { const mark = { n: 1, document_id: text, title: text, number: text, section: text,"
        "quote: text, start: 0, end: 5, url: '/documents/x#0-5', parts: [] };"
        "const answer = { status: 'answered', answer: text, standalone_question: text, suggestions: [text],"
        "citations: [mark], warnings: [text], blocks: [{ type: 'text', text, citations: [1] },"
        "{ type: 'table', columns: [text], rows: [[text]], caption: text }, { type: 'never-heard-of', text },"
        "{ type: 'list', items: [{ text }] }, { type: 'nearest', text }, { type: 'quote', text }] };"
        "window.fetch = async () => new Response(JSON.stringify(answer),"
        "{ headers: { 'Content-Type': 'application/json' } }); }",
        evil,
    )
    page.send(evil)
    page.find(".reply.is-answered")
    assert page.text_of(".reply").count(evil) >= 9
    expect(page.at(".reply img")).to_have_count(0)
    assert page.run("document.title") != "hacked"


def test_the_outline_beside_the_answer_leads_away_and_back_to_the_quote(page: Page) -> None:
    page.ask(ROW_QUESTION)
    page.find(".reply .mark").click()
    page.find("source-pane mark.quote")
    page.find(".pane-outline summary").click()
    links = page.at(".pane-outline li .outline-link")
    assert links.count() > 5
    name = words(links.first.inner_text())
    links.first.click()
    page.at("source-pane .is-heading").get_by_text(name[-20:]).first.wait_for()
    assert not is_in_view(page, "source-pane mark.quote", "source-pane .pane-body")
    page.find(".pane-outline summary").click()
    page.find(".pane-outline .is-back").click()
    page.find("source-pane mark.quote")
    assert is_in_view(page, "source-pane mark.quote", "source-pane .pane-body")


def findings(page: Page, document_id: str) -> list[dict[str, Any]]:
    """The findings of a document as the server gives them."""
    return list(page.get_json(f"/api/documents/{document_id}/audit")["findings"])
