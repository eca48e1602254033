"""The library: what it says of documents, how it is narrowed and searched, and how it scopes the questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from indexer.build import build
from indexer.encoder.protocol import Encoder
from tests.server import Server
from tests.web.browser import Page, words

pytestmark = pytest.mark.browser


def documents(page: Page) -> list[dict[str, Any]]:
    return list(page.get_json("/api/documents")["documents"])


TITLES = ".card-title a"


@pytest.fixture
def library(page: Page) -> Page:
    page.go("/library")
    page.find(".card")
    return page


def test_every_document_is_shown_with_what_the_catalogue_says(library: Page) -> None:
    known = documents(library)
    expect(library.at(TITLES)).to_have_text([one["title"] for one in known])
    for card, one in zip(library.at(".card").all_inner_texts(), known, strict=True):
        for fact in (one["number"], one["issuer"], one["place"]):
            assert fact is None or fact in words(card)
        assert (f"{one['findings']} chỗ cần xem lại" in card) == (one["findings"] > 0)
    ready = library.get_json("/readyz")
    expect(library.find(".viewer-facts")).to_contain_text(str(ready["passages"]))


def test_titles_are_found_without_diacritics_and_texts_lead_to_their_place(library: Page) -> None:
    library.find("library-view input[type='search']").fill("dien bien")
    expected = [one["title"] for one in documents(library) if one["place"] == "Điện Biên"]
    expect(library.at(TITLES)).to_have_text(expected)
    hit = library.find(".hits a")
    quote = hit.locator(".source-quote").inner_text()
    hit.click()
    library.find("document-viewer mark.quote")
    marked = words(library.text_of("document-viewer mark.quote"))
    assert words(quote).rstrip("…")[:40] in marked


def test_filters_narrow_the_list_and_scope_the_questions(library: Page) -> None:
    known = documents(library)
    library.find(".narrowing select").select_option(label="Quảng Ngãi")
    meant = [one for one in known if one["place"] == "Quảng Ngãi"]
    expect(library.at(TITLES)).to_have_text([one["title"] for one in meant])
    library.find("[data-do='ask-shown']").click()
    answer = library.ask("Kinh phí năm 2025 là bao nhiêu?")
    assert {citation["document_id"] for citation in answer["citations"]} <= {one["id"] for one in meant}
    assert answer["citations"]
    expect(library.at(".scope").first).to_contain_text(meant[0]["title"])
    library.tab.reload()
    expect(library.at(".scope").first).to_contain_text(meant[0]["title"])


@pytest.mark.parametrize(("at", "field"), [(1, "kind"), (2, "year")])
def test_kind_and_year_narrow_the_list(library: Page, at: int, field: str) -> None:
    choice = library.at(".narrowing select").nth(at)
    value = choice.locator("option").nth(1).get_attribute("value")
    assert value

    def fits(one: dict[str, Any]) -> bool:
        if field == "kind":
            return bool(one["kind"] == value)
        first, last = one["period"] or [int((one["date"] or "0")[:4])] * 2
        return bool(first <= int(value or 0) <= last)

    choice.select_option(value)
    meant = [one["title"] for one in documents(library) if fits(one)]
    assert 0 < len(meant) < len(documents(library))
    expect(library.at(TITLES)).to_have_text(meant)


def test_the_scope_is_chosen_and_given_up_in_a_dialog(page: Page) -> None:
    known = documents(page)
    page.find("[data-do='scope']").click()
    page.find("dialog .scope-list input")
    boxes = page.at("dialog .scope-list input")
    shown = [box.get_attribute("value") for box in boxes.all()]
    assert set(shown) == {one["id"] for one in known}
    boxes.nth(shown.index(known[0]["id"])).check()
    boxes.nth(shown.index(known[1]["id"])).check()
    page.find("[data-do='scope-done']").click()
    expect(page.find(".scope")).to_contain_text("2 văn bản")
    answer = page.ask("Mục tiêu là gì?")
    assert {one["document_id"] for one in answer["citations"]} <= {known[0]["id"], known[1]["id"]}


def test_documents_with_findings_are_listed_from_the_side(page: Page) -> None:
    page.at(".side-links a").nth(1).click()
    expect(page.at(TITLES)).to_have_text([one["title"] for one in documents(page) if one["findings"]])
    page.find(".card .is-doubtful").click()
    page.find(".audit summary")


def test_tables_are_listed_with_their_sums_checked(page: Page) -> None:
    worst = max(documents(page), key=lambda one: int(one["findings"]))
    tables = page.get_json(f"/api/documents/{worst['id']}/tables")["tables"]
    page.begin(f"/documents/{worst['id']}")
    page.find(".table-list summary").click()
    expect(page.at(".table-list li")).to_have_count(len(tables))
    wrong = [cell for table in tables for row in table["rows"] for cell in row["cells"] if cell["audit"] == "mismatch"]
    assert wrong
    expect(page.at(".source-table .sum-mark.is-doubtful")).to_have_count(len(wrong))
    assert page.at(".source-table .sum-mark.is-good").count()
    page.find(".table-list a").click()
    page.tab.wait_for_url(f"**#{tables[0]['start']}")
    expect(page.at(".source-table").first).to_be_in_viewport()


def test_files_that_could_not_be_read_are_listed_with_what_to_do(
    window: BrowserContext, encoder: Encoder, tmp_path: Path
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "ke-hoach.txt").write_text("KẾ HOẠCH\nĐào tạo năm 2031\nĐào tạo 30 người.\n", encoding="utf-8")
    (corpus / "mat.txt").write_text("MẬT\n\nKẾ HOẠCH\nHầm số ba.\n", encoding="utf-8")
    (corpus / "<b>bản vẽ</b>.dwg".replace("/", "")).write_bytes(b"AC1032")
    (corpus / "hong.pdf").write_bytes(b"%PDF-1.7 hong")
    assert len(build(corpus, tmp_path / "index", encoder).failures) == 3
    with Server(tmp_path / "index", corpus, tmp_path / "log.txt") as server:
        page = Page(window, f"http://127.0.0.1:{server.port}")
        page.begin("/library")
        page.find(".skipped summary").click()
        expect(page.at(".skipped summary")).to_contain_text("2 tệp chưa nạp được")
        expect(page.at(".skipped-name")).to_have_text(["<b>bản vẽ<b>.dwg", "hong.pdf"])
        expect(page.at(".skipped-list")).to_contain_text("Định dạng chưa được hỗ trợ")
        expect(page.at(".skipped-list")).to_contain_text("Tệp hỏng")
        assert "mat.txt" not in page.text_of("body")
        assert page.console_errors() == []
        page.end()
