"""The other formats to linear text, and the same content giving the same table in each of them."""

from __future__ import annotations

from decimal import Decimal
from email.message import EmailMessage

import pytest

from indexer.errors import UnreadableDocument
from indexer.reading.formats import read_bytes
from indexer.reading.grid import SpanningCell, rectangle
from indexer.reading.linear import Linear
from indexer.reading.ooxml.sheet_formats import NumberFormat, number_format
from indexer.tables import find_tables
from tests.indexer.reading.office_files import cell, docx, packed, par, pptx, run, shape, sheet_rows, table, xlsx

MERGED = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/><mergeCell ref="C1:D1"/></mergeCells>'
HTML = """<html><head><title>x</title></head><body><table border="1">
<tr><th rowspan="2">STT</th><th rowspan="2">Nội dung</th><th colspan="2">Kinh phí</th></tr>
<tr><th>2031</th><th>2032</th></tr>
<tr><td>1</td><td>Máy chủ</td><td>1.000</td><td></td></tr><tr><td>2</td><td>Tường lửa</td><td>500</td><td>800</td></tr>
</table></body></html>"""
CSV = "STT;Nội dung;Kinh phí;\n;;2031;2032\n1;Máy chủ;1.000;\n2;Tường lửa;500;800\n"
HEADER: list[str | float | None] = ["STT", "Nội dung", "Kinh phí"]


def lines(raw: bytes, suffix: str) -> list[str]:
    return [line for line in read(raw, suffix).text.replace("\f", "").split("\n") if line]


def read(raw: bytes, suffix: str) -> Linear:
    return read_bytes(raw, f"a{suffix}", suffix)


def the_plan(suffix: str) -> bytes:
    """One small table in a format."""
    if suffix == ".docx":
        down, held = "restart", "continue"
        return docx(
            table(
                [cell("STT", merge=down), cell("Nội dung", merge=down), cell("Kinh phí", span=2)],
                [cell(merge=held), cell(merge=held), "2031", "2032"],
                ["1", "Máy chủ", "1.000", ""],
                ["2", "Tường lửa", "500", "800"],
            )
        )
    if suffix == ".xlsx":
        second: list[str | float | None] = [None, None, "2031", "2032"]
        made = sheet_rows(HEADER, second, ["1", "Máy chủ", "1.000"], ["2", "Tường lửa", "500", "800"])
        return xlsx(("Bảng", made + MERGED))
    if suffix == ".pptx":
        rows = ["STT|Nội dung|Kinh phí|>", "^|^|2031|2032", "1|Máy chủ|1.000|", "2|Tường lửa|500|800"]
        return pptx(slide_table(rows))
    if suffix == ".eml":
        message = EmailMessage()
        message["From"], message["Subject"] = "vp@example.org", "Bảng"
        message.set_content("Xem bảng dưới đây.")
        message.add_alternative(HTML, subtype="html")
        message.add_attachment(CSV.encode(), maintype="text", subtype="csv", filename="bang.csv")
        return message.as_bytes()
    return {".html": HTML, ".csv": CSV, ".tsv": CSV.replace(";", "\t"), ".txt": CSV.replace(";", "\t")}[suffix].encode()


def slide_table(rows: list[str]) -> str:
    """A table of a slide; ">" goes on with the cell at the left, "^" with the one above."""
    made = ""
    for row in rows:
        merges = {">": ' hMerge="1"', "^": ' vMerge="1"'}
        cells = (
            f"<a:tc{merges.get(text, '')}><a:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></a:txBody></a:tc>"
            for text in row.split("|")
        )
        made += f"<a:tr>{''.join(cells)}</a:tr>"
    return (
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{made}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pptx", ".html", ".csv", ".tsv", ".eml", ".txt"])
def test_every_format_gives_the_same_table(suffix: str) -> None:
    (found,) = find_tables(read(the_plan(suffix), suffix).text)
    assert [column.path for column in found.columns] == [
        ("STT",),
        ("Nội dung",),
        ("Kinh phí", "2031"),
        ("Kinh phí", "2032"),
    ]
    assert [[one.text for one in row.cells] for row in found.rows] == [
        ["1", "Máy chủ", "1.000", ""],
        ["2", "Tường lửa", "500", "800"],
    ]


def test_sheets_are_pages_with_their_title_lines_and_without_empty_columns() -> None:
    plan: list[list[str | float | None]] = [
        ["KẾ HOẠCH VỐN"], [], [None, "STT", "Nội dung", "2031"], [None, 1, "Máy chủ", 20.5], ["Ghi chú: tạm tính"],
    ]  # fmt: skip
    linear = read(xlsx(("Một", sheet_rows(*plan)), ("Hai", sheet_rows(["x"]))), ".xlsx")
    assert linear.text == (
        "Một\nKẾ HOẠCH VỐN\n\nSTT\tNội dung\t2031\n1\tMáy chủ\t20,5\n\nGhi chú: tạm tính\n\fHai\nx\n\n"
    )
    assert [linear.text[page.start :][:3] for page in linear.pages] == ["Một", "Hai"]


def test_values_are_shown_as_the_cells_show_them() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="164" formatCode="#,##0.0"/></numFmts><fonts><font><name val="Times"/></font>'
        '<font><name val=".VnTime"/></font></fonts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/>'
        '<xf numFmtId="14"/><xf numFmtId="0" fontId="1"/></cellXfs>'
    )
    cells = (
        '<c r="A1" s="1"><v>1234567.25</v></c><c r="B1" s="2"><v>47848</v></c><c r="C1" t="s" s="3"><v>0</v></c>'
        '<c r="D1" t="b"><v>1</v></c><c r="E1" t="str"><f>A1</f><v>công thức</v></c><c r="F1" t="e"><v>#N/A</v></c>'
    )
    strings = "<si><r><t>KÕ </t></r><r><t>ho¹ch</t></r><rPh><t>z</t></rPh></si>"
    made = xlsx(("A", f'<sheetData><row r="1">{cells}</row></sheetData>'), strings=strings, styles=styles)
    assert lines(made, ".xlsx") == ["A", "1.234.567,3\t31/12/2030\tKế hoạch\tTRUE\tcông thức\t#N/A"]


def test_what_a_sheet_hides_is_not_read_and_said_so() -> None:
    rows = (
        '<cols><col min="2" max="2" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c>'
        '<c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row><row r="2" hidden="1"><c r="A2"><v>9</v></c></row>'
        '<row r="3"><c r="A3"><f>A1</f></c><c r="C3"><v>4</v></c></row></sheetData>'
    )
    linear = read(xlsx(("A", rows), ("Kín", sheet_rows(["bí danh"])), states='state="hidden"'), ".xlsx")
    assert linear.text == "A\n\n1\t3\n\n4\n"
    assert [warning.split()[:3] for warning in linear.warnings] == [
        ["the", "hidden", "rows"], ["1", "formulas", "of"], ["the", "hidden", "sheet"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "written", "shown"),
    [
        ("", "2031", "2031"), ("", "0.1", "0,1"), ("", "28.100000000000001", "28,1"), ("", "1E-3", "0,001"),
        ("", "1.5E+20", "1,5e+20"), ("", "x", "x"), ("#,##0", "28100000000", "28.100.000.000"),
        ("#,##0.00", "-1234.5", "-1.234,50"), ("#,##0.0#", "2", "2,0"), ("0", "2.5", "3"), ("0%", "0.255", "26%"),
        ("0.00%", "1.5", "150,00%"), ('#,##0 "triệu đồng"', "1500", "1.500 triệu đồng"), ("#,##0\\ đ", "5", "5 đ"),
        ("#,##0,", "1500000", "1.500"), ("#,##0;(#,##0)", "-1500", "(1.500)"), ("[Red]-0.0;[Blue]0.0", "1", "-1,0"),
        ("_(* #,##0_);_(* (#,##0)", "12000", "12.000"), ("dd/mm/yyyy", "47848", "31/12/2030"),
        ("[$-42A]d mmmm yyyy", "47848", "31/12/2030"), ("mm/yyyy", "47848", "12/2030"), ("yyyy", "47848", "2030"),
        ("dd/mm/yyyy hh:mm", "47848.5", "31/12/2030 12:00"), ("dd/mm/yyyy", "1e300", "1e300"), ("@", "12.5", "12,5"),
    ],
)  # fmt: skip
def test_number_formats(code: str, written: str, shown: str) -> None:
    assert NumberFormat(code).show(written) == shown


def test_built_in_formats_and_the_calendar_of_1904() -> None:
    assert number_format(3, {}).show("1234") == "1.234"
    assert number_format(3, {3: "0.0"}).show("1234") == "1234,0"
    assert number_format(0, {}).show(str(Decimal(7))) == "7"
    assert NumberFormat("dd/mm/yyyy").show("46386", from_1904=True) == "31/12/2030"


def test_spans_make_a_rectangle() -> None:
    rows = [
        [SpanningCell("a", rows=2), SpanningCell("b", columns=2)],
        [SpanningCell("c"), SpanningCell("d")],
        [SpanningCell("e", columns=3)],
    ]
    assert rectangle(rows) == [["a", "b", ""], ["", "c", "d"], ["e", "", ""]]
    assert rectangle([]) == []


def test_a_page_gives_its_text_lists_and_side_by_side_heads() -> None:
    page = """<body><nav>trang chủ</nav><script>x()</script><table><tr><td>TỈNH ỦY<br>Số 9-KH/TU</td><td>ĐẢNG</td></tr>
    </table><h1>KẾ HOẠCH</h1><p>Một <b>đậm</b>&nbsp;&amp; hai</p><ol><li>Đầu<ul><li>Trong</ul><li>Cuối</ol>Hết"""
    assert lines(page.encode(), ".html") == [
        "TỈNH ỦY", "Số 9-KH/TU", "ĐẢNG", "KẾ HOẠCH", "Một đậm & hai", "1. Đầu", "- Trong", "2. Cuối", "Hết",
    ]  # fmt: skip


@pytest.mark.parametrize("declared", ["windows-1258", "utf-8", "no-such-code", ""])
def test_the_encoding_of_a_page_is_the_declared_one_or_what_its_bytes_tell(declared: str) -> None:
    page = f'<html><head><meta charset="{declared}"></head><body>Ghi chú</body></html>'
    encoded = page.replace("ú", "u\u0301").encode("cp1258") if declared == "windows-1258" else page.encode()
    assert [line.replace("u\u0301", "ú") for line in lines(encoded, ".html")] == ["Ghi chú"]


def test_borders_that_draw_nothing_rule_no_table() -> None:
    def page(style: str) -> bytes:
        cell = f'<td style="{style}">{{}}</td>'
        return f"<table><tr>{cell.format('TỈNH ỦY')}{cell.format('ĐẢNG')}</tr></table>".encode()

    for style in (
        "border: none",
        "border:0",
        "border: 0px solid",
        "border-top: none; border-left: hidden",
        "padding: 0",
    ):
        assert lines(page(style), ".html") == ["TỈNH ỦY", "ĐẢNG"], style
    for style in ("border: 1px solid", "border-top: none; border-bottom: 1pt solid", "BORDER: thin solid"):
        assert lines(page(style), ".html") == ["TỈNH ỦY\tĐẢNG"], style


def test_the_number_of_an_item_stands_before_its_first_paragraph() -> None:
    assert lines(b"<ol><li><p>Mua</p><p>Th\xc3\xaam</p></li><li>Hai</li></ol>", ".html") == ["1. Mua", "Thêm", "2. Hai"]


def test_raised_digits_never_lengthen_a_figure() -> None:
    lifted = '<a:p><a:r><a:t>12.500</a:t></a:r><a:r><a:rPr baseline="30000"/><a:t>1</a:t></a:r></a:p>'
    low = lifted.replace("30000", "-25000")
    slide = "<p:sp><p:nvSpPr><p:nvPr/></p:nvSpPr><p:txBody>{}</p:txBody></p:sp>"
    strings = '<si><r><t>12.500</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>'
    shared = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    word = par("12.500", run("1", '<w:vertAlign w:val="superscript"/>'))
    assert lines(b"<p>12.500<sup>1</sup> m</p>", ".html") == ["12.500¹ m"]
    assert lines(pptx(slide.format(lifted)), ".pptx") == ["12.500¹"]
    assert lines(pptx(slide.format(low)), ".pptx") == ["12.5001"]
    assert lines(xlsx(("A", shared), strings=strings), ".xlsx") == ["A", "12.500¹"]
    assert lines(docx(word), ".docx") == ["12.500¹"]


def test_slides_are_pages_with_the_title_first_and_numbers_aside() -> None:
    linear = read(
        pptx(shape("Thân") + shape("Đầu đề", kind="title") + shape("7", kind="sldNum"), shape("Hai")), ".pptx"
    )
    assert linear.text == "Đầu đề\n\nThân\n\n\fHai\n\n"
    assert linear.aside == ("7",)
    assert [linear.text[page.start :][:3] for page in linear.pages] == ["Đầu", "Hai"]


def mail(body: str, *attachments: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Gửi kế hoạch"
    message.set_content(body)
    for name, raw in attachments:
        message.add_attachment(raw, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_a_message_is_read_with_what_is_attached() -> None:
    inner = mail("Thư trong", ("ke-hoach.docx", docx("Nội dung kế hoạch")))
    linear = read(mail("Kính gửi\nđồng chí", ("thu.eml", inner), ("anh.png", b"\x89PNG"), ("hong.docx", b"x")), ".eml")
    assert [line for line in linear.text.split("\n") if line] == [
        "Từ: a@example.org", "Đến: b@example.org", "Về việc: Gửi kế hoạch", "Kính gửi", "đồng chí",
        "Tệp đính kèm: thu.eml", "Từ: a@example.org", "Đến: b@example.org", "Về việc: Gửi kế hoạch", "Thư trong",
        "Tệp đính kèm: ke-hoach.docx", "Nội dung kế hoạch", "Tệp đính kèm: anh.png", "Tệp đính kèm: hong.docx",
    ]  # fmt: skip
    assert [warning.split(" is not read")[0] for warning in linear.warnings] == [
        "the attachment anh.png", "the attachment hong.docx",
    ]  # fmt: skip


def test_a_message_bears_the_marks_of_what_is_attached() -> None:
    inner = mail("Thư trong", ("b.docx", docx("MẬT", "Nội dung")))
    linear = read(mail("Gửi", ("a.docx", docx("TỐI MẬT", "Nội dung")), ("thu.eml", inner)), ".eml")
    assert linear.marks == ("TỐI MẬT", "MẬT", "MẬT")


def test_bytes_that_are_no_mail_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="not a mail message"):
        read(b"\x00\x01 khong phai thu", ".eml")


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pptx", ".html", ".csv", ".eml", ".txt"])
@pytest.mark.parametrize("raw", [b"", b"\n \n", b"\0" * 50])
def test_a_file_without_content_is_named(suffix: str, raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="the file is empty"):
        read(raw, suffix)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pptx"])
def test_half_a_file_is_named(suffix: str) -> None:
    whole = the_plan(suffix)
    with pytest.raises(UnreadableDocument, match="damaged"):
        read(whole[: len(whole) // 2], suffix)


@pytest.mark.parametrize("suffix", [".xlsx", ".pptx"])
def test_a_container_without_its_main_part_is_named(suffix: str) -> None:
    main = {".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}[suffix]
    with pytest.raises(UnreadableDocument, match="damaged"):
        read(packed({main: "<x"}), suffix)
