"""The library: what it says of documents, how it is narrowed and searched, and how it scopes the questions."""

from __future__ import annotations

from typing import Any

import pytest
from selenium.webdriver.support.ui import Select

from tests.web.browser import Page, words

pytestmark = pytest.mark.browser


def documents(page: Page) -> list[dict[str, Any]]:
    return list(page.get_json("/api/documents")["documents"])


def titles(page: Page) -> list[str]:
    return [link.text for link in page.all(".card-title a")]


@pytest.fixture
def library(page: Page) -> Page:
    page.driver.get(f"{page.url}/library")
    page.find(".card")
    return page


def test_every_document_is_shown_with_what_the_catalogue_says(library: Page) -> None:
    known = documents(library)
    assert titles(library) == [one["title"] for one in known]
    for card, one in zip(library.all(".card"), known, strict=True):
        for fact in (one["number"], one["issuer"], one["place"]):
            assert fact is None or fact in words(card.text)
        assert (f"{one['findings']} chỗ cần xem lại" in card.text) == (one["findings"] > 0)
    ready = library.get_json("/readyz")
    assert str(ready["passages"]) in library.find(".viewer-facts").text


def test_titles_are_found_without_diacritics_and_texts_lead_to_their_place(library: Page) -> None:
    library.find("library-view input[type='search']").send_keys("dien bien")
    expected = [one["title"] for one in documents(library) if one["place"] == "Điện Biên"]
    library.until(lambda: titles(library) == expected or None, "the document of that place")
    hit = library.find(".hits a")
    quote = hit.find_element("css selector", ".source-quote").text
    hit.click()
    library.find("document-viewer mark.quote")
    marked = words(library.text_of("document-viewer mark.quote"))
    assert words(quote).rstrip("…")[:40] in marked


def test_filters_narrow_the_list_and_scope_the_questions(library: Page) -> None:
    known = documents(library)
    Select(library.find(".narrowing select")).select_by_visible_text("Quảng Ngãi")
    meant = [one for one in known if one["place"] == "Quảng Ngãi"]
    assert titles(library) == [one["title"] for one in meant]
    library.find("[data-do='ask-shown']").click()
    answer = library.ask("Kinh phí năm 2025 là bao nhiêu?")
    assert {citation["document_id"] for citation in answer["citations"]} <= {one["id"] for one in meant}
    assert answer["citations"]
    assert meant[0]["title"] in library.text_of(".scope")
    library.driver.refresh()
    library.until(lambda: meant[0]["title"] in library.text_of(".scope") or None, "the scope after a reload")


def test_the_scope_is_chosen_and_given_up_in_a_dialog(page: Page) -> None:
    known = documents(page)
    page.find("[data-do='scope']").click()
    boxes = {
        box.get_attribute("value"): box
        for box in [page.find("dialog .scope-list input"), *page.all("dialog .scope-list input")]
    }
    assert set(boxes) == {one["id"] for one in known}
    boxes[known[0]["id"]].click()
    boxes[known[1]["id"]].click()
    page.find("[data-do='scope-done']").click()
    assert "2 văn bản" in page.find(".scope").text
    answer = page.ask("Mục tiêu là gì?")
    assert {one["document_id"] for one in answer["citations"]} <= {known[0]["id"], known[1]["id"]}


def test_documents_with_findings_are_listed_from_the_side(page: Page) -> None:
    page.all(".side-links a")[1].click()
    expected = [one["title"] for one in documents(page) if one["findings"]]
    page.until(lambda: titles(page) == expected or None, "documents with findings")
    page.find(".card .is-doubtful").click()
    assert page.find(".audit summary").is_displayed()


def test_tables_are_listed_with_their_sums_checked(page: Page) -> None:
    worst = max(documents(page), key=lambda one: int(one["findings"]))
    tables = page.get_json(f"/api/documents/{worst['id']}/tables")["tables"]
    page.begin(f"/documents/{worst['id']}")
    page.find(".table-list summary").click()
    assert len(page.all(".table-list li")) == len(tables)
    wrong = [cell for table in tables for row in table["rows"] for cell in row["cells"] if cell["audit"] == "mismatch"]
    assert len(page.all(".source-table .sum-mark.is-doubtful")) == len(wrong) > 0
    assert page.all(".source-table .sum-mark.is-good")
    page.find(".table-list a").click()
    page.until(lambda: page.driver.current_url.endswith(f"#{tables[0]['start']}") or None, "the address of the table")
    assert page.run(
        "const at = document.querySelector('.source-table').getBoundingClientRect();"
        "return at.top < innerHeight && at.bottom > 0"
    )
