"""An answer saved as a file from the page: what the browser gets is what the server made of the stored answer."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from tests.web.browser import Page

pytestmark = pytest.mark.browser
QUESTION = "Tổng kinh phí chi thường xuyên của Quảng Nam trong ba năm 2026-2028 là bao nhiêu?"


@pytest.fixture
def saved(page: Page, tmp_path: Path) -> Path:
    """The folder in which the browser saves files."""
    behaviour = {"behavior": "allow", "downloadPath": str(tmp_path)}
    page.driver.execute_cdp_cmd("Browser.setDownloadBehavior", behaviour)
    return tmp_path


def arrived(page: Page, folder: Path, ending: str) -> bytes:
    """The one file of that kind, once it is all there."""
    found = page.until(lambda: next(iter(folder.glob(f"*.{ending}")), None), ending)
    return found.read_bytes()


def test_an_answer_is_saved_in_three_formats(page: Page, saved: Path) -> None:
    answer = page.ask(QUESTION)
    for tool in page.all(".reply .tool[data-do='download']"):
        tool.click()
    note = arrived(page, saved, "docx")
    assert any(QUESTION in paragraph.text for paragraph in docx.Document(io.BytesIO(note)).paragraphs)
    with zipfile.ZipFile(io.BytesIO(note)) as package:
        notes = package.read("word/footnotes.xml").decode("utf-8")
    for citation in answer["citations"]:
        assert " ".join(citation["quote"].split()) in notes
    book = load_workbook(io.BytesIO(arrived(page, saved, "xlsx")))
    assert {"Trả lời", "Số liệu", "Nguồn"} <= set(book.sheetnames)
    rows = list(csv.DictReader(io.StringIO(arrived(page, saved, "csv").decode("utf-8-sig"), newline="")))
    figures = [part["quote"] for one in answer["citations"] for part in one["parts"] if part["role"] == "figure"]
    assert [row["Ghi trong văn bản"] for row in rows] == figures
    assert {row["Trích dẫn"] for row in rows} == {"khớp"}


def test_a_conversation_is_saved_as_one_note(page: Page, saved: Path) -> None:
    page.ask(QUESTION)
    page.ask("Còn năm 2025?")
    page.find("#bar [data-do='download']").click()
    paragraphs = [one.text for one in docx.Document(io.BytesIO(arrived(page, saved, "docx"))).paragraphs]
    assert any(text.startswith("1. ") and QUESTION in text for text in paragraphs)
    assert any(text.startswith("2. ") and "2025" in text for text in paragraphs)
