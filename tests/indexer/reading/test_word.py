"""DOCX to linear text: what a reader of the page sees, and the tables recovered from it."""

from __future__ import annotations

import pytest

from indexer.errors import UnreadableDocument
from indexer.reading.formats import read_bytes
from indexer.reading.linear import Linear
from indexer.reading.ooxml.word_numbering import numeral
from indexer.tables import find_tables
from tests.indexer.reading.office_files import cell, docx, packed, par, run, table

NUMBERED = '<w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="{1}"/></w:numPr>'


def read(raw: bytes) -> Linear:
    return read_bytes(raw, "a.docx", ".docx")


def lines(*blocks: str, **parts: str) -> list[str]:
    return [line for line in read(docx(*blocks, **parts)).text.split("\n") if line]


def level(number: int, shown_as: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{shown_as}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )


def test_a_two_level_header_with_merged_cells_is_recovered() -> None:
    text = read(
        docx(
            "Đơn vị tính: triệu đồng",
            table(
                [cell("STT", merge="restart"), cell("Nội dung", merge="restart"), cell("Kinh phí", span=3)],
                [cell(merge="continue"), cell(merge="continue"), "2031", "2032", "2033"],
                ["1", "Máy chủ", "1.000", "", "1.200"],
                ["2", "Tường lửa", "500", "800", ""],
                [cell("Tổng cộng", span=2), "1.500", "800", "1.200"],
            ),
            "Ghi nhận.",
        )
    ).text
    assert "STT\tNội dung\tKinh phí\t\t\n\t\t2031\t2032\t2033\n1\tMáy chủ\t1.000\t\t1.200\n" in text
    (found,) = find_tables(text)
    assert found.unit == "triệu đồng"
    assert [column.path for column in found.columns] == [
        ("STT",),
        ("Nội dung",),
        ("Kinh phí", "2031"),
        ("Kinh phí", "2032"),
        ("Kinh phí", "2033"),
    ]
    assert [[one.text for one in row.cells] for row in found.rows][:2] == [
        ["1", "Máy chủ", "1.000", "", "1.200"],
        ["2", "Tường lửa", "500", "800", ""],
    ]
    assert found.rows[-1].kind == "total"


def test_a_table_without_lines_at_the_head_is_set_side_by_side_only() -> None:
    head = table([cell("TỈNH ỦY AN BÌNH", "*", "Số 9-KH/TU"), cell("ĐẢNG CỘNG SẢN VIỆT NAM")], properties="<w:tblPr/>")
    assert lines(head, "Nội dung") == ["TỈNH ỦY AN BÌNH", "*", "Số 9-KH/TU", "ĐẢNG CỘNG SẢN VIỆT NAM", "Nội dung"]


def test_a_box_of_one_cell_is_a_paragraph() -> None:
    assert lines(table(["Lưu ý chung"])) == ["Lưu ý chung"]


def test_cells_before_and_after_a_row_keep_the_columns() -> None:
    late = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>' + cell("b2") + cell("c2") + "</w:tr>"
    whole = table(["a1", "b1", "c1"]).replace("</w:tbl>", late + "</w:tbl>")
    assert lines(whole) == ["a1\tb1\tc1", "\tb2\tc2"]


def test_a_cell_stands_on_one_line_with_tabs_and_breaks_as_spaces() -> None:
    broken = "<w:r><w:t>x</w:t><w:tab/><w:t>y</w:t><w:br/><w:t>z</w:t></w:r>"
    assert lines(table(["a", cell("b", par(broken))], ["c", "d"])) == ["a\tb x y z", "c\td"]


def test_a_table_inside_a_cell_is_text_of_the_cell() -> None:
    inner = table(["trong 1", "trong 2"])
    assert lines(table(["a", f"<w:tc>{inner}{par('sau')}</w:tc>"], ["b", "c"]))[0] == "a\ttrong 1 trong 2 sau"


def test_numbers_are_shown_as_on_the_page() -> None:
    listed = numbering(level(0, "upperRoman", "%1-"), level(1, "decimal", "%1.%2."), level(2, "lowerLetter", "%3)"))

    def item(text: str, depth: int, number: int = 1) -> str:
        return par(text, properties=NUMBERED.format(depth, number))

    made = [item("Mục", 0), item("Ý", 1), item("Ý", 1), item("Nhỏ", 2), item("Mục", 0), item("Ý", 1), item("Lại", 0, 2)]
    assert lines(*made, numbering=listed) == [
        "I- Mục", "I.1. Ý", "I.2. Ý", "a) Nhỏ", "II- Mục", "II.1. Ý", "I- Lại",
    ]  # fmt: skip


def test_a_bullet_of_a_symbol_font_is_a_dash() -> None:
    listed = numbering(level(0, "bullet", "\uf0b7"), level(1, "bullet", "+"))
    made = [par("một", properties=NUMBERED.format(0, 1)), par("hai", properties=NUMBERED.format(1, 1))]
    assert lines(*made, numbering=listed) == ["- một", "+ hai"]


def test_the_number_may_come_from_the_style_and_zero_takes_it_away() -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="Goc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Muc"><w:basedOn w:val="Goc"/></w:style>'
    )
    made = [
        par("Một", properties='<w:pStyle w:val="Muc"/>'),
        par("Không", properties='<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'),
        par("Hai", properties='<w:pStyle w:val="Muc"/>'),
    ]
    shown = lines(*made, styles=style, numbering=numbering(level(0, "decimal", "%1.")))
    assert shown == ["1. Một", "Không", "2. Hai"]


def test_an_automatic_ordinal_column_keeps_its_numbers() -> None:
    ordinal = cell(par("", properties=NUMBERED.format(0, 1)))
    made = table(["STT", "Việc"], [ordinal, "Một việc"], [ordinal, "Hai việc"])
    assert lines(made, numbering=numbering(level(0, "decimal", "%1"))) == ["STT\tViệc", "1\tMột việc", "2\tHai việc"]


def test_tracked_changes_count_as_accepted() -> None:
    changed = (
        f"<w:ins>{run('40 ')}</w:ins><w:del><w:r><w:delText>30 </w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('đi ')}</w:moveFrom><w:moveTo>{run('đến ')}</w:moveTo>"
    )
    deleted_row = "<w:tr><w:trPr><w:del/></w:trPr>" + cell("bỏ") + cell("0") + "</w:tr>"
    grid = table(["a", "1"], ["b", "2"]).replace("</w:tbl>", deleted_row + "</w:tbl>")
    joined = par("Nửa đầu ", properties="<w:rPr><w:del/></w:rPr>")
    assert lines(par("Mua ", changed, "máy"), grid, joined, "nửa sau") == [
        "Mua 40 đến máy",
        "a\t1",
        "b\t2",
        "Nửa đầu nửa sau",
    ]


def test_hidden_text_and_field_codes_are_left_out_and_capitals_shown() -> None:
    field = '<w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple w:instr="DATE">' + run("2/9") + "</w:fldSimple>"
    made = par(run("thấy"), run("ẩn", "<w:vanish/>"), run(" kế hoạch ", "<w:caps/>"), field)
    assert lines(made) == ["thấy KẾ HOẠCH 2/9"]


def test_footnotes_stand_below_their_paragraph_and_never_lengthen_a_figure() -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{par("Giá tạm tính")}</w:footnote>'
    assert lines(par("Kinh phí 12.500", reference), "Sau", footnotes=notes) == [
        "Kinh phí 12.500¹",
        "¹ Giá tạm tính",
        "Sau",
    ]
    in_table = table(["a", cell(par("5", reference))], ["b", "6"])
    assert lines(in_table, footnotes=notes) == ["a\t5¹", "b\t6", "¹ Giá tạm tính"]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{par('Trong khung')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert lines(par("Ngoài", both), "Sau") == ["Ngoài", "Trong khung", "Sau"]


def test_headers_footers_and_contents_stay_out_of_the_flow() -> None:
    linear = read(
        docx(
            par("Mục I ..... 3", properties='<w:pStyle w:val="TOC1"/>'),
            "Thân bài",
            header1=par("Đầu trang"),
            footer1=par("Trang 1"),
        )
    )
    assert linear.text == "Thân bài\n"
    assert set(linear.aside) == {"Đầu trang", "Trang 1"}


def test_a_blank_line_ends_the_centred_title() -> None:
    centred = '<w:jc w:val="center"/>'
    made = docx(par("KẾ HOẠCH", properties=centred), par("Phát triển", properties=centred), "Căn cứ luật,")
    assert read(made).text == "KẾ HOẠCH\nPhát triển\n\nCăn cứ luật,\n"


def test_pages_are_known_where_the_file_tells_them() -> None:
    later = par("<w:r><w:lastRenderedPageBreak/><w:t>Trang hai</w:t></w:r>")
    linear = read(docx("Trang một", later))
    assert [linear.text[page.start :][:9] for page in linear.pages] == ["Trang một", "Trang hai"]
    assert read(docx("Trang một")).pages == ()


def test_old_fonts_are_read_as_what_they_show() -> None:
    def fonted(text: str, font: str) -> str:
        return par(run(text, f'<w:rFonts w:ascii="{font}"/>'))

    made = [fonted("KÕ ho¹ch", ".VnTime"), fonted("kÕ ho¹ch", ".VnTimeH"), fonted("Keá hoaïch", "VNI-Times")]
    assert lines(*made) == ["Kế hoạch", "KẾ HOẠCH", "Kế hoạch"]


@pytest.mark.parametrize(
    ("value", "shown_as", "shown"),
    [(4, "upperRoman", "IV"), (49, "lowerRoman", "xlix"), (27, "lowerLetter", "aa"), (3, "upperLetter", "C"),
     (3, "decimalZero", "03"), (12, "chicago", "12"), (2, "none", "")],
)  # fmt: skip
def test_numerals(value: int, shown_as: str, shown: str) -> None:
    assert numeral(value, shown_as) == shown


BOMB = '<!DOCTYPE x [<!ENTITY a "aa">]><w:document/>'


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"PK\x03\x04 broken", "damaged"),
        (docx("Nội dung")[:-40], "damaged"),
        (packed({"word/document.xml": "<w:document"}), "damaged"),
        (packed({"word/document.xml": BOMB}), "document type"),
        (packed({"xl/workbook.xml": "<x/>"}), r"not what its name says: the content is \.xlsx"),
        (packed({"a.txt": "x"}), r"the content is \.zip"),
        (b"%PDF-1.7", r"the content is \.pdf"),
        (b"{\\rtf1 x}", r"the content is \.rtf"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "password"),
        (docx(""), "no text"),
    ],
)
def test_what_is_no_readable_word_file_is_refused_with_the_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=rf"^a\.docx: .*{reason}"):
        read(raw)
