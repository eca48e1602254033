"""The draft of an official note: its layout by decree 30/2020, its sources as footnotes, nothing silently exported."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.styles.style import ParagraphStyle
from lxml import etree

from assistant.exporting.checking import Export
from assistant.exporting.word.document import as_document
from assistant.records import TableBlock, TextBlock
from tests.assistant.exporting.conftest import (
    COMPARE,
    LIST,
    MADE_AT,
    NOT_FOUND,
    OUTSIDE,
    QUESTIONS,
    SUM,
    Exporting,
    with_first,
)
from tests.assistant.exporting.office import converted


def opened(export: Export) -> Document:
    return docx.Document(io.BytesIO(as_document(export)))


def part(export: Export, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(as_document(export))) as package:
        return etree.fromstring(package.read(name))


def notes(export: Export) -> dict[str, str]:
    """The footnotes by their id, separators left out."""
    root = part(export, "word/footnotes.xml")
    return {
        note.get(qn("w:id"), ""): "".join(note.itertext(qn("w:t")))
        for note in root.findall(qn("w:footnote"))
        if note.get(qn("w:type")) is None
    }


def references(export: Export) -> list[str]:
    root = part(export, "word/document.xml")
    return [str(one.get(qn("w:id"))) for one in root.iter(qn("w:footnoteReference"))]


def words(export: Export) -> str:
    """All text of the body, fields and tables included, white space made one."""
    return " ".join(" ".join(part(export, "word/document.xml").itertext(qn("w:t"))).split())


def mm(length: Length | None) -> float:
    """A length of the page to a tenth of a millimetre; Word counts in twentieths of a point."""
    assert length is not None
    return round(float(length.mm), 1)


def test_the_page_is_that_of_the_decree(exporting: Exporting) -> None:
    document = opened(exporting(SUM))
    (section,) = document.sections
    assert (mm(section.page_width), mm(section.page_height)) == pytest.approx((210, 297), abs=0.1)
    assert 20 <= mm(section.top_margin) <= 25
    assert 20 <= mm(section.bottom_margin) <= 25
    assert 30 <= mm(section.left_margin) <= 35
    assert 15 <= mm(section.right_margin) <= 20
    for name in ("Normal", "Body Text"):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        font = style.font
        assert font.name == "Times New Roman"
        assert font.size in (Pt(13), Pt(14))
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == ""
    number = section.header.paragraphs[0]._p.findall(qn("w:fldSimple"))
    assert [field.get(qn("w:instr"), "").strip() for field in number] == ["PAGE"]


def test_nothing_of_the_template_is_left(exporting: Exporting) -> None:
    with zipfile.ZipFile(io.BytesIO(as_document(exporting(SUM)))) as package:
        names = package.namelist()
        about = package.read("docProps/core.xml").decode("utf-8")
    assert [name for name in names if "thumbnail" in name] == []
    assert "python-docx" not in about
    assert "Trợ lý ảo" in about


def test_what_only_people_know_is_a_field_to_fill_in(exporting: Exporting) -> None:
    root = part(exporting(SUM), "word/document.xml")
    fields = {
        str(control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val"))): "".join(control.itertext(qn("w:t")))
        for control in root.iter(qn("w:sdt"))
        if control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
    }
    assert fields["nation"] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert fields["motto"] == "Độc lập - Tự do - Hạnh phúc"
    blank = fields.keys() - {"nation", "motto"}
    assert blank == {
        "superior", "issuer", "number_field", "subject_field", "place_date", "to_field", "recipients_field",
        "recipients_last", "signer_title", "signer_sign", "signer_name",
    }  # fmt: skip
    assert all("[" in fields[name] and "]" in fields[name] for name in blank)
    body = words(exporting(SUM))
    assert "Kính gửi: [" in body
    assert body.index("Kính gửi:") < body.index("Nơi nhận:") < body.index("[Họ và tên]")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_source_is_a_footnote_with_its_exact_words(exporting: Exporting, question: str) -> None:
    export = exporting(question)
    answer = export.exchanges[0].answer
    found = notes(export)
    assert references(export) == list(found)
    assert len(found) == len(answer.citations)
    for citation in answer.citations:
        (note,) = [note for note in found.values() if " ".join(citation.quote.split()) in note]
        assert citation.title in note
        assert citation.section in note
        assert citation.number is None or citation.number in note


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_word_of_the_answer_is_there_and_no_bare_mark(exporting: Exporting, question: str) -> None:
    export = exporting(question)
    body = "".join(words(export).split())
    assert "".join(question.split()) in body
    assert not re.search(r"\[\d+\]", body)
    for block in export.exchanges[0].answer.blocks:
        if isinstance(block, TextBlock):
            for line in re.split(r"\[\d+\]", block.text):
                assert "".join(line.split()) in body


def test_a_source_marked_twice_has_one_note_and_a_reference_to_it(exporting: Exporting) -> None:
    root = part(exporting(SUM), "word/document.xml")
    marks = [str(one.get(qn("w:name"))) for one in root.iter(qn("w:bookmarkStart"))]
    fields = [str(field.get(qn("w:instr"))).split() for field in root.iter(qn("w:fldSimple"))]
    assert marks == ["source_1"]
    assert fields
    assert {(field[0], field[1]) for field in fields} == {("NOTEREF", "source_1")}


def test_tables_are_tables(exporting: Exporting) -> None:
    export = exporting(SUM)
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in opened(export).tables]
    computed = next(table for table in tables if table[0][1] == "Ghi trong văn bản")
    assert [row[1:] for row in computed[1:]] == [
        ["5.000 triệu đồng", "5.000.000.000"],
        ["7.100 triệu đồng", "7.100.000.000"],
        ["12,1 tỷ đồng", "12.100.000.000"],
    ]
    block = TableBlock(("Việc", "Số tiền"), (("Máy chủ [1]", "5 tỷ đồng"),), (1,), caption="Bảng thử")
    shown = opened(exporting(SUM, change=lambda answer: replace(answer, blocks=(block,))))
    table = next(table for table in shown.tables if table.rows[0].cells[0].text == "Việc")
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert [cell.text for cell in table.rows[1].cells] == ["Máy chủ", "5 tỷ đồng"]


def test_it_says_that_a_machine_drafted_it_on_every_page(exporting: Exporting) -> None:
    (section,) = opened(exporting(SUM)).sections
    for footer in (section.first_page_footer, section.footer):
        assert "do máy soạn" in footer.paragraphs[0].text
        assert f"{MADE_AT:%H:%M %d/%m/%Y}" in footer.paragraphs[0].text


def test_a_quote_that_changed_is_marked_wherever_it_is_used(exporting: Exporting) -> None:
    export = exporting(COMPARE, change=with_first(lambda c: replace(c, quote=c.quote.replace("47.350", "47.850"))))
    body, found = words(export), notes(export)
    assert f"CẢNH BÁO: 1 trong {len(found)} trích dẫn" in body
    assert body.index("CẢNH BÁO") < body.index(COMPARE)
    assert "[trích dẫn chưa khớp]" in body
    (marked,) = [note for note in found.values() if "CHƯA KHỚP" in note]
    assert "47.850" in marked
    gone = exporting(COMPARE, change=with_first(lambda c: replace(c, document_id="khong-con")))
    assert "[không còn văn bản nguồn]" in words(gone)
    assert "CẢNH BÁO" not in words(exporting(COMPARE))
    assert "khớp từng ký tự" in words(exporting(COMPARE))


def test_a_refusal_says_what_it_is(exporting: Exporting) -> None:
    assert "Kết quả: Không có trong tài liệu đã nạp" in words(exporting(NOT_FOUND))
    assert "Kết quả: Ngoài phạm vi" in words(exporting(OUTSIDE))
    assert "Kết quả:" not in words(exporting(SUM))


def test_a_conversation_numbers_its_questions_and_its_notes_go_on(exporting: Exporting) -> None:
    export = exporting(SUM, LIST, SUM)
    body = words(export)
    assert [body.index(f"{n}. Nội dung tra cứu:") for n in (1, 2, 3)] == sorted(
        body.index(f"{n}. Nội dung tra cứu:") for n in (1, 2, 3)
    )
    cited = sum(len(exchange.answer.citations) for exchange in export.exchanges)
    assert references(export) == [str(n) for n in range(1, cited + 1)]


def test_links_lead_to_the_cited_place(exporting: Exporting) -> None:
    export = replace(exporting(SUM), address="http://office.invalid:8000")
    with zipfile.ZipFile(io.BytesIO(as_document(export))) as package:
        related = etree.fromstring(package.read("word/_rels/footnotes.xml.rels"))
    targets = [one.get("Target") for one in related]
    assert targets == [f"http://office.invalid:8000{export.exchanges[0].answer.citations[0].url}"]


def test_hostile_texts_stay_texts(exporting: Exporting) -> None:
    hostile = '</w:t><w:instrText>DDEAUTO c:\\\\x</w:instrText> & "x" \x00\x0c [1] [9] {{x}}'
    export = exporting(
        SUM, change=lambda answer: replace(answer, blocks=(TextBlock(hostile, (1,)),), warnings=("\ud7ff\uffff",))
    )
    root = part(export, "word/document.xml")
    assert list(root.iter(qn("w:instrText"))) == []
    assert "</w:t><w:instrText>DDEAUTO" in words(export)
    assert "[9]" in words(export)  # no citation has this number: the words stay


@pytest.mark.parametrize("question", [SUM, COMPARE, LIST])
def test_libreoffice_reads_the_note_with_its_footnotes(exporting: Exporting, question: str, tmp_path: Path) -> None:
    export = exporting(question)
    read = etree.parse(converted(as_document(export), "note.docx", "fodt", tmp_path)).getroot()
    text = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    notes = ["".join("".join(note.itertext()).split()) for note in read.iter(f"{text}note")]
    cited = export.exchanges[0].answer.citations
    assert len(notes) == len(cited)
    for citation in cited:
        assert any("".join(citation.quote.split()) in note for note in notes)
    shown = "".join("".join(read.itertext()).split())
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Dự thảo do máy soạn", question):
        assert "".join(words.split()) in shown


def test_libreoffice_prints_the_note_on_a4(exporting: Exporting, tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(converted(as_document(exporting(SUM)), "note.docx", "pdf", tmp_path))
    sizes = [tuple(round(side / 72 * 25.4) for side in page.get_size()) for page in document]
    document.close()
    assert sizes
    assert set(sizes) == {(210, 297)}
