"""Documents, questions and answers that try to run scripts or load things: all of it stays text."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, expect

from indexer.build import build
from indexer.encoder.protocol import Encoder
from tests.server import Server
from tests.web.browser import Page

pytestmark = pytest.mark.browser

# Each marks the window if it runs, and asks for something from elsewhere if it is taken for markup.
VECTORS = (
    "<script>window.hacked = 1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg onload=window.hacked=1>',
    "<a href='javascript:window.hacked=1'>bấm</a>",
    "<iframe src=https://evil.example/></iframe>",
    "<style>@import url(https://evil.example/a.css)</style>",
    "![ảnh](https://evil.example/leak.png)",
    "[bấm vào đây](javascript:window.hacked=1)",
    "javascript:window.hacked=1",
    "{{constructor.constructor('window.hacked=1')()}}",
    "<link rel=stylesheet href=//evil.example/b.css>",
    "&lt;img src=x onerror=window.hacked=1&gt;",
)
TITLE = "KẾ HOẠCH Mua sắm <img src=x onerror=window.hacked=1> máy chủ"
ROWS = [f"{at}\tMáy chủ số {at} {vector}\t{at}.500\t{at}.700" for at, vector in enumerate(VECTORS, start=1)]
LINES = [
    "UBND TỈNH <script>window.hacked=1</script>",
    "Số: 12/KH-UBND",
    "",
    TITLE,
    "",
    "I. MỤC TIÊU <svg onload=window.hacked=1>",
    "",
    *(f"{at}. Nội dung {vector} phải giữ nguyên chữ." for at, vector in enumerate(VECTORS, start=1)),
    "",
    "PHỤ LỤC: DANH MỤC <img src=x onerror=window.hacked=1>",
    "ĐVT: triệu đồng",
    "STT\tNội dung\tNăm 2026\tNăm 2027",
    *ROWS,
]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Iterator[Server]:
    """A server over a document that is nothing but attempts."""
    folder = tmp_path_factory.mktemp("hostile")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "ke-hoach.txt").write_text("\n".join(LINES), encoding="utf-8")
    (corpus / "kh <img src=x onerror=window.hacked=1>.txt".replace("/", "")).write_text(TITLE, encoding="utf-8")
    entry = {"file": "ke-hoach.txt", "title": TITLE, "number": VECTORS[1], "issuer": VECTORS[0], "place": VECTORS[2]}
    (corpus / "manifest.jsonl").write_text(json.dumps(entry, ensure_ascii=False) + "\n", encoding="utf-8")
    build(corpus, folder / "index", encoder)
    with Server(folder / "index", corpus, folder / "log.txt") as server:
        yield server


@pytest.fixture
def visit(hostile: Server, window: BrowserContext) -> Iterator[Page]:
    """A visit that ends without a script of the documents having run, and without a request to anywhere else."""
    page = Page(window, f"http://127.0.0.1:{hostile.port}")
    page.begin()
    try:
        yield page
        nothing_happened(page)
    finally:
        page.end()


def nothing_happened(page: Page) -> None:
    assert page.run("window.hacked") is None
    assert page.run("document.querySelectorAll('img, iframe, object, embed, body script, body link').length") == 0
    assert page.run("[...document.querySelectorAll('a[href]')].every((a) => /^https?:$/.test(a.protocol))")
    assert page.run("[...document.querySelectorAll('a[href]')].every((a) => a.origin === location.origin)")
    assert page.run("document.querySelectorAll('svg:not([aria-hidden])').length") == 0
    assert page.foreign_requests() == []
    assert page.console_errors() == []


def test_titles_of_documents_stay_text(visit: Page) -> None:
    visit.go("/library")
    expect(visit.at(".card-title").filter(has_text=TITLE).first).to_be_visible()
    assert VECTORS[1] in visit.text_of(".facts")
    visit.find("library-view input[type='search']").fill("onerror")
    visit.find(".hits a")
    nothing_happened(visit)
    visit.go("/")
    visit.find("[data-do='scope']").click()
    expect(visit.at("dialog")).to_contain_text(TITLE)


def test_text_and_cells_of_documents_stay_text(visit: Page) -> None:
    visit.go("/documents/ke-hoach")
    visit.find(".viewer-body .piece")
    shown = visit.text_of(".viewer-body")
    for vector in VECTORS:
        assert vector in shown
    assert visit.run("document.title").startswith(TITLE)


def test_questions_stay_text_in_the_conversation_and_in_the_list(visit: Page) -> None:
    question = f"Kinh phí năm 2026 của {VECTORS[1]} {VECTORS[0]} là bao nhiêu?"
    visit.ask(question)
    expect(visit.at(".conversation")).to_contain_text(["onerror"])
    visit.tab.reload()
    visit.find(".exchange .status")
    assert question in visit.text_of(".question")
    visit.find(".conversation").press("Tab")
    visit.find(".conversations [data-do='edit']").click()
    field = visit.find(".rename input")
    field.fill(VECTORS[2])
    field.press("Enter")
    expect(visit.at(".conversation")).to_contain_text([VECTORS[2]])
    visit.find(".conversation").press("Tab")
    visit.find(".conversations [data-do='trash']").click()
    expect(visit.find("dialog")).to_contain_text(VECTORS[2])


def test_quotes_of_documents_stay_text(visit: Page) -> None:
    answer = visit.ask("Máy chủ số 2 năm 2026 kinh phí bao nhiêu?")
    assert any(vector in citation["quote"] for citation in answer["citations"] for vector in VECTORS)
    visit.find(".reply .mark").click()
    visit.find("source-pane mark.quote")
    assert "onerror" in visit.text_of("source-pane")


def test_whatever_a_model_writes_stays_text(visit: Page) -> None:
    """The fields of an answer, filled with everything that a model might be talked into."""
    visit.run(
        "(texts) => { const text = texts.join(' ');"
        "const citation = { n: 1, document_id: text, title: text, number: text, section: text, quote: text, start: 0,"
        " end: 5, url: 'javascript:window.hacked=1', parts: [],"
        " locator: { page: null, sheet: text, paragraph: null } };"
        "const point = { label: text, value: '1', written: text, citation: 1, start: 0, end: 1 };"
        "const citations = [1];"
        "const answer = { status: 'answered', answer: text, standalone_question: text, suggestions: texts,"
        " engine: text, citations: [citation], warnings: [text], blocks: [{ type: 'text', text, citations },"
        " { type: 'table', columns: [text], rows: [[text]], caption: text }, { type: text, text },"
        " { type: 'list', items: [{ text, citations }] }, { type: 'nearest', text }, { type: 'quote', text },"
        " { type: 'notice', text }, { type: 'chart', by: 'period', caption: text, points: [point], text, citations },"
        " { type: 'computation', operation: 'sum', written: text, operands: [point, point], text, citations }] };"
        "const real = window.fetch; window.fetch = async (to, init) => String(to) !== '/api/ask' ? real(to, init) :"
        " new Response(JSON.stringify(answer), { headers: { 'Content-Type': 'application/json' } }); }",
        list(VECTORS),
    )
    visit.send("hỏi")
    visit.find(".reply.is-answered")
    for vector in VECTORS:
        assert visit.text_of(".reply").count(vector) >= 10
    visit.expect_errors("404")
    visit.find(".reply .mark").click()
    visit.find("source-pane .failure")
    assert VECTORS[0] in visit.text_of("source-pane")
