"""Every citation and search result says where it stands in the original: page, sheet, paragraph."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assistant.places import doubtful_page, locate
from assistant.records import Citation, Locator
from assistant.service import AskRequest, Assistant, SearchRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder
from indexer.records import Page, page_number
from indexer.store.catalogue import Catalogue
from indexer.store.generation import current_generation
from indexer.store.schema import CATALOGUE
from tests.indexer.reading.office_files import docx, par, pptx, shape, sheet_rows, xlsx
from tests.server import ROOT

BREAK = par("<w:r><w:lastRenderedPageBreak/><w:t>Trang sau nói về trạm bơm.</w:t></w:r>")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Path:
    """An index of one document of each kind of pages."""
    corpus = tmp_path_factory.mktemp("places")
    shutil.copy(ROOT / "tests" / "data" / "reading" / "ke-hoach.pdf", corpus)
    money = sheet_rows(["STT", "Nội dung", "Năm 2031"], ["1", "Trạm quan trắc", "275"], ["2", "Xe chuyên dùng", "640"])
    (corpus / "du-toan.xlsx").write_bytes(xlsx(("Thuyết minh", sheet_rows(["Dự toán"])), ("Chi tiết", money)))
    (corpus / "bao-cao.docx").write_bytes(docx("Báo cáo", "Trang đầu.", "", BREAK, "Cuối cùng."))
    (corpus / "trinh-bay.pptx").write_bytes(pptx(shape("Một"), shape("Hai", "Ba")))
    (corpus / "ghi-chu.txt").write_text("Ghi chú\r\n\r\n  Đoạn hai\r\nĐoạn ba về kênh mương.\r\n", encoding="utf-8")
    folder = tmp_path_factory.mktemp("places-index") / "index"
    assert build(corpus, folder, encoder).failures == ()
    return folder


@pytest.fixture(scope="module")
def assistant(index: Path) -> Assistant:
    return open_assistant(index)


@pytest.fixture(scope="module")
def catalogue(index: Path) -> Catalogue:
    return Catalogue(current_generation(index) / CATALOGUE)


@pytest.mark.parametrize(
    ("document_id", "words", "locator"),
    [
        ("ke-hoach", "TỈNH ỦY AN BÌNH", Locator(page=1, paragraph=1)),
        ("ke-hoach", "II- KINH PHÍ", Locator(page=2, paragraph=1)),
        ("ke-hoach", "30/11/2031", Locator(page=3, paragraph=2)),
        ("du-toan", "Dự toán", Locator(sheet="Thuyết minh", paragraph=2)),
        ("du-toan", "640", Locator(sheet="Chi tiết", paragraph=4)),
        ("bao-cao", "Trang đầu.", Locator(page=1, paragraph=2)),
        ("bao-cao", "Cuối cùng.", Locator(page=2, paragraph=2)),
        ("trinh-bay", "Ba", Locator(page=2, paragraph=2)),
        ("ghi-chu", "Ghi chú", Locator(paragraph=1)),
        ("ghi-chu", "hai", Locator(paragraph=2)),
        ("ghi-chu", "kênh mương", Locator(paragraph=3)),
    ],
)
def test_a_place_of_the_text_is_a_place_of_the_file(
    catalogue: Catalogue, document_id: str, words: str, locator: Locator
) -> None:
    at = catalogue.text(document_id).index(words)
    assert locate(catalogue, document_id, at) == locator


def test_the_answer_names_the_page_of_each_citation_and_links_to_it(assistant: Assistant) -> None:
    answer = assistant.ask(AskRequest("Kinh phí thiết bị tường lửa năm 2032 là bao nhiêu?"))
    cited = next(one for one in answer.citations if "Thiết bị tường lửa\t500\t800" in one.quote)
    assert cited.locator.page == 2
    assert cited.url == f"/documents/ke-hoach?page=2#{cited.start}-{cited.end}"
    assert answer.warnings == ()


def test_a_sheet_is_named_and_has_no_page_number(assistant: Assistant) -> None:
    answer = assistant.ask(AskRequest("Kinh phí xe chuyên dùng năm 2031 là bao nhiêu?"))
    cited = next(one for one in answer.citations if "Xe chuyên dùng\t640" in one.quote)
    assert (cited.locator.sheet, cited.locator.page) == ("Chi tiết", None)
    assert cited.url.startswith("/documents/du-toan#")


def test_search_results_name_their_place(assistant: Assistant) -> None:
    found = assistant.search(SearchRequest("trạm bơm trang sau", limit=5))
    (place,) = {result.locator for result in found if "trạm bơm" in result.text}
    assert place == Locator(page=1, paragraph=1)  # the passage begins there, and holds both pages


@pytest.mark.parametrize(("offset", "number"), [(0, 1), (9, 1), (10, 2), (19, 2), (20, 3), (99, 3)])
def test_a_page_holds_what_stands_before_the_next(offset: int, number: int) -> None:
    assert page_number((Page(0), Page(10), Page(20)), offset) == number
    assert page_number((), offset) is None


def test_the_least_sure_page_of_a_quote_is_in_doubt(catalogue: Catalogue) -> None:
    cited = Citation(1, "ke-hoach", "", None, "", "x", 0, 1, "")
    assert doubtful_page(catalogue, cited) is None
    assert [Page(0, confidence=value).doubtful for value in (None, 74.9, 75.0)] == [False, True, False]
