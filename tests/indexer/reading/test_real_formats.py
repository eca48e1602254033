"""The same plan in every format, made by the real programs and read by the real readers: feature by feature."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.service import AskRequest, open_assistant
from indexer.build import build, parse
from indexer.encoder.protocol import Encoder
from indexer.facts.records import Fact
from indexer.language.normal import one_line
from indexer.reading.corpus import open_corpus, read_source
from indexer.records import ParsedDocument, SourceText
from tests.indexer.reading.real_files import needs_tesseract, pictured

DOCUMENTS = ("docx", "doc", "odt", "rtf", "pdf", "html")
SHEETS = ("xlsx", "xls", "ods")
SLIDES = ("pptx", "ppt", "odp")
SERVERS, WALL = "Mua sắm máy chủ dùng chung cho trung tâm dữ liệu", "Thiết bị tường lửa"
FACTS = {
    (SERVERS, "2031", Decimal(1000)), (SERVERS, "2033", Decimal(1200)), (WALL, "2031", Decimal(500)),
    (WALL, "2032", Decimal(800)),
}  # fmt: skip
Read = dict[str, ParsedDocument]


@pytest.fixture(scope="session")
def parsed(files: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Each of them as the indexer reads it, in its worker process."""
    needs_tesseract()
    found: Read = {}
    for format_, path in files.items():
        folder = tmp_path_factory.mktemp(f"as-{format_}")
        (folder / path.name).write_bytes(path.read_bytes())
        (file,) = open_corpus(folder).files
        found[format_] = parse(read_source(file))
    return found


def source(parsed: Read, format_: str) -> SourceText:
    return parsed[format_].source


def lines(parsed: Read, format_: str) -> list[str]:
    return [one_line(line) for line in source(parsed, format_).text.replace("\f", "\n").split("\n") if line.strip()]


@pytest.mark.parametrize("format_", DOCUMENTS)
def test_the_head_and_the_title(parsed: Read, format_: str) -> None:
    about = parsed[format_].metadata
    assert (about.number, about.date, about.kind) == ("45-KH/TU", "2031-03-12", "Kế hoạch")
    assert about.title == "Kế hoạch Chuyển đổi số trong các cơ quan đảng giai đoạn 2031 - 2033"
    assert about.period == (2031, 2033)


@pytest.mark.parametrize("format_", DOCUMENTS)
def test_headings_are_sections(parsed: Read, format_: str) -> None:
    sections = [section for section in parsed[format_].outline.sections if section.kind == "roman"]
    assert [(one.label, one.heading) for one in sections] == [
        ("I", "MỤC TIÊU"), ("II", "KINH PHÍ"), ("III", "TỔ CHỨC THỰC HIỆN"),
    ]  # fmt: skip


@pytest.mark.parametrize("format_", DOCUMENTS)
def test_automatic_numbers_are_kept(parsed: Read, format_: str) -> None:
    assert [line[:12] for line in lines(parsed, format_) if line.startswith(("1. ", "2. "))] == [
        "1. Phấn đấu ", "2. Trang bị ",
    ]  # fmt: skip


@pytest.mark.parametrize("format_", DOCUMENTS)
def test_a_wrapped_paragraph_is_one_line(parsed: Read, format_: str) -> None:
    (line,) = [line for line in lines(parsed, format_) if line.startswith("Căn cứ")]
    assert line.endswith("Ban Thường vụ ban hành Kế hoạch như sau:")


@pytest.mark.parametrize("format_", [*DOCUMENTS, *SHEETS, *SLIDES])
def test_the_table_has_its_two_level_header_and_its_empty_cells(parsed: Read, format_: str) -> None:
    (table,) = parsed[format_].tables
    years = [column for column in table.columns if column.path[:1] == ("Kinh phí",)]
    assert [column.path for column in years] == [("Kinh phí", year) for year in ("2031", "2032", "2033")]
    rows = {row.cells[1].text: row for row in table.rows}
    shown = {name: [rows[name].cells[at.ordinal].text for at in years] for name in (SERVERS, WALL)}
    assert shown == {SERVERS: ["1.000", "", "1.200"], WALL: ["500", "800", ""]}


@pytest.mark.parametrize("format_", [*DOCUMENTS, *SHEETS, *SLIDES])
def test_every_format_gives_the_same_facts(parsed: Read, format_: str) -> None:
    found = {amount(fact) for fact in parsed[format_].facts if fact.role == "amount" and fact.table is not None}
    assert found >= FACTS
    units = {fact.unit for fact in parsed[format_].facts if fact.table is not None and fact.value in (500, 1200)}
    assert units == {"triệu đồng"}


def amount(fact: Fact) -> tuple[str, str, Decimal | None]:
    return one_line(fact.label), fact.column_path[-1], fact.value


@pytest.mark.parametrize("format_", DOCUMENTS)
def test_a_note_never_lengthens_a_figure_and_is_kept(parsed: Read, format_: str) -> None:
    text = source(parsed, format_).text
    assert "dữ liệu¹" in text
    assert "Giá tạm tính tại thời điểm lập kế hoạch" in text


@pytest.mark.parametrize("format_", ["docx", "doc", "odt", "rtf", "pdf"])
def test_page_headers_and_numbers_are_left_out(parsed: Read, format_: str) -> None:
    assert "Tài liệu họp" not in source(parsed, format_).text
    assert not [line for line in lines(parsed, format_) if line.isdecimal()]


@pytest.mark.parametrize("format_", ["docx", "doc", "odt", "rtf"])
def test_tracked_changes_count_as_accepted(parsed: Read, format_: str) -> None:
    assert "Trang bị 40 máy chủ" in source(parsed, format_).text


@pytest.mark.parametrize("format_", ["docx", "doc", "odt", "rtf", "pdf"])
def test_a_text_box_is_read_once(parsed: Read, format_: str) -> None:
    assert source(parsed, format_).text.count("Hoàn thành trước ngày 30/6/2032") == 1


@pytest.mark.parametrize("format_", ["docx", "doc", "odt", "rtf", "pdf", "html"])
def test_the_signer(parsed: Read, format_: str) -> None:
    assert parsed[format_].metadata.signer == "Lò Văn Minh"


@pytest.mark.parametrize("format_", SHEETS)
def test_sheets_have_their_names_and_hidden_ones_are_said_to_be_left_out(parsed: Read, format_: str) -> None:
    read = source(parsed, format_)
    assert [page.sheet for page in read.pages] == ["Thuyết minh", "Chi tiết"]
    assert "999" not in read.text
    assert any("Nháp" in warning for warning in read.warnings)


@pytest.mark.parametrize("format_", SHEETS)
def test_dates_shares_and_formulas_are_read_as_shown(parsed: Read, format_: str) -> None:
    assert f"2\t{WALL}\t500\t800\t\t31/12/2031\t37,5%" in source(parsed, format_).text
    assert "Tổng cộng\t\t1.500\t800\t1.200" in source(parsed, format_).text


@pytest.mark.parametrize("format_", SLIDES)
def test_slides_are_pages(parsed: Read, format_: str) -> None:
    read = source(parsed, format_)
    assert [read.page_at(read.text.index(words)) for words in ("40 máy chủ", WALL)] == [1, 2]


@pytest.mark.parametrize(("words", "page"), [("Số 45-KH/TU", 1), (WALL, 2), ("30/11/2031", 3)])
@pytest.mark.parametrize("format_", ["pdf", "scan"])
def test_the_pages_of_a_pdf_and_of_a_scan(parsed: Read, format_: str, words: str, page: int) -> None:
    read = source(parsed, format_)
    assert read.page_at(read.text.index(words)) == page


def test_a_scan_gives_the_same_facts_with_a_confidence_for_each_page(parsed: Read) -> None:
    read = parsed["scan"]
    assert {amount(fact) for fact in read.facts if fact.role == "amount"} >= FACTS
    assert [page.confidence is not None and page.confidence > 60 for page in read.source.pages] == [True] * 3
    assert len([one for one in read.source.warnings if "is a scan, read with" in one]) == 3


def test_a_question_about_a_poor_scan_is_answered_with_its_page_and_a_warning(
    files: dict[str, Path], tmp_path: Path, encoder: Encoder
) -> None:
    needs_tesseract()
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    pictured(files["pdf"], corpus / "ban-quet.pdf", dots_per_inch=75)
    report = build(corpus, tmp_path / "index", encoder)
    assert [one for one in report.warnings if "ban-quet.pdf: page 2 is a scan, read with low confidence" in one]
    answer = open_assistant(tmp_path / "index").ask(
        AskRequest("Kinh phí mua sắm máy chủ dùng chung năm 2033 là bao nhiêu?")
    )
    cited = [citation for citation in answer.citations if citation.locator.page == 2]
    assert cited
    assert all("?page=" in citation.url for citation in cited)
    assert "bản quét, độ tin cậy thấp" in answer.answer
    assert any(block.type == "notice" and "bản quét" in block.text for block in answer.blocks)
