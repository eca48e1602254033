"""An answer saved as a file from the page: what the browser gets is what the server made of the stored answer."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import docx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

from tests.web.browser import Page

pytestmark = pytest.mark.browser
QUESTION = "Tổng kinh phí chi thường xuyên của Quảng Nam trong ba năm 2026-2028 là bao nhiêu?"


def saved(page: Page, tool: Locator, kind: str) -> bytes:
    """The file that a button has the browser save, with the name and in the format that were promised."""
    with page.tab.expect_download() as awaited:
        tool.click()
    assert re.fullmatch(rf"tra-loi-\w+\.{kind}", awaited.value.suggested_filename)
    expect(page.at(".tools-said").filter(has_text="Đã tải").first).to_be_visible()
    return awaited.value.path().read_bytes()


def test_an_answer_is_saved_in_three_formats(page: Page) -> None:
    answer = page.ask(QUESTION)
    tools = page.at(".reply .tool[data-do='download']")
    expect(tools).to_have_count(3)
    note = saved(page, tools.filter(has_text="DOCX"), "docx")
    assert any(QUESTION in paragraph.text for paragraph in docx.Document(io.BytesIO(note)).paragraphs)
    with zipfile.ZipFile(io.BytesIO(note)) as package:
        notes = package.read("word/footnotes.xml").decode("utf-8")
    for citation in answer["citations"]:
        assert " ".join(citation["quote"].split()) in notes
    book = load_workbook(io.BytesIO(saved(page, tools.filter(has_text="XLSX"), "xlsx")))
    assert {"Trả lời", "Số liệu", "Nguồn"} <= set(book.sheetnames)
    rows = list(
        csv.DictReader(io.StringIO(saved(page, tools.filter(has_text="CSV"), "csv").decode("utf-8-sig"), newline=""))
    )
    figures = [part["quote"] for one in answer["citations"] for part in one["parts"] if part["role"] == "figure"]
    assert [row["Ghi trong văn bản"] for row in rows] == figures
    assert {row["Trích dẫn"] for row in rows} == {"khớp"}


def test_a_conversation_is_saved_as_one_note(page: Page) -> None:
    page.find(".example")
    expect(page.at("#bar [data-do='download']")).to_be_hidden()  # there is nothing to save yet
    page.ask(QUESTION)
    page.ask("Còn năm 2025?")
    with page.tab.expect_download() as awaited:
        page.find("#bar [data-do='download']").click()
    paragraphs = [one.text for one in docx.Document(str(awaited.value.path())).paragraphs]
    assert any(text.startswith("1. ") and QUESTION in text for text in paragraphs)
    assert any(text.startswith("2. ") and "2025" in text for text in paragraphs)
