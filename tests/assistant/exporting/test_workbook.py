"""Workbooks: figures are numbers beside the source's notation, texts are texts whatever they look like."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook

from assistant.exporting.grids import Grid, answer_grids
from assistant.exporting.known import known_figures
from assistant.exporting.workbook import as_workbook
from assistant.records import TableBlock
from assistant.service import Assistant
from tests.assistant.exporting.conftest import COMPARE, SUM, Exporting, with_first
from tests.assistant.exporting.office import converted

HOSTILE = ["=1+1", "+1+1", "-1+1", "@SUM(1)", '=HYPERLINK("http://example.invalid","bấm")', "http://example.invalid"]


def opened(content: bytes, *, computed: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(content), data_only=computed)


def rows(workbook: Workbook, sheet: str) -> list[tuple[object, ...]]:
    return list(workbook[sheet].iter_rows(values_only=True))


def test_figures_are_numbers_beside_their_notation(exporting: Exporting, desk: Assistant) -> None:
    workbook = opened(as_workbook(answer_grids(exporting(SUM), known_figures(desk.index))))
    head, *facts = rows(workbook, "Số liệu")
    at = {name: head.index(name) for name in ("Kỳ", "Ghi trong văn bản", "Giá trị", "Đơn vị", "Quy ra đơn vị gốc")}
    assert [tuple(row[at[name]] for name in at) for row in facts] == [
        ("Năm 2031", "5.000", 5000, "triệu đồng", 5_000_000_000),
        ("Năm 2032", "7.100", 7100, "triệu đồng", 7_100_000_000),
        (None, "12.100", 12100, "triệu đồng", 12_100_000_000),
    ]


def test_a_computation_is_a_formula_over_its_operands(exporting: Exporting, desk: Assistant, tmp_path: Path) -> None:
    content = as_workbook(answer_grids(exporting(SUM), known_figures(desk.index)))
    *operands, total = rows(opened(content), "Bảng 1")[1:]
    assert [(row[1], row[2], row[3]) for row in operands] == [
        ("5.000 triệu đồng", 5_000_000_000, 1),
        ("7.100 triệu đồng", 7_100_000_000, 1),
    ]
    assert total[2] == "=SUM(C2:C3)"
    reckoned = converted(content, "sum.xlsx", "xlsx", tmp_path).read_bytes()
    assert rows(opened(reckoned, computed=True), "Bảng 1")[-1][2] == 12_100_000_000


def test_the_sources_have_a_sheet_with_their_exact_words(exporting: Exporting, desk: Assistant) -> None:
    export = exporting(COMPARE)
    head, *sources = rows(opened(as_workbook(answer_grids(export, known_figures(desk.index)))), "Nguồn")
    found = [dict(zip(head, row, strict=True)) for row in sources]
    citations = export.exchanges[0].answer.citations
    assert [one["Trích nguyên văn"] for one in found] == [citation.quote for citation in citations]
    assert [one["Số, ký hiệu"] for one in found] == [citation.number for citation in citations]
    assert {one["Trích dẫn"] for one in found} == {"khớp"}


def test_a_source_that_changed_is_marked_and_its_figures_are_no_numbers(exporting: Exporting, desk: Assistant) -> None:
    export = exporting(SUM, change=with_first(lambda c: replace(c, start=c.start + 1, end=c.end + 1)))
    workbook = opened(as_workbook(answer_grids(export, known_figures(desk.index))))
    head, *facts = rows(workbook, "Số liệu")
    assert {row[head.index("Trích dẫn")] for row in facts} == {"CHƯA KHỚP"}
    assert {row[head.index("Giá trị")] for row in facts} == {None}
    assert any("CẢNH BÁO" in str(row[1]) for row in rows(workbook, "Trả lời"))


def test_texts_that_look_like_formulas_or_links_stay_texts(exporting: Exporting, desk: Assistant) -> None:
    table = TableBlock(("=2+2", "@cột"), tuple((text, text) for text in HOSTILE), (1,))
    export = exporting(SUM, change=lambda answer: replace(answer, blocks=(table,), warnings=("=3+3",)))
    content = as_workbook(answer_grids(export, known_figures(desk.index)))
    sheet = opened(content)["Bảng 1"]
    assert [cell.value for cell in sheet["A"]] == ["=2+2", *HOSTILE]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert all(cell.quotePrefix for cell in sheet["A"][1:6])
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_numbers_that_excel_would_round_stay_texts() -> None:
    exact, long = Decimal("123456789012345"), Decimal("1234567890123456")
    sheet = opened(as_workbook([Grid("x", ("a",), ((exact,), (long,), (Decimal("0.1"),)))]))["x"]
    assert [cell.value for cell in sheet["A"]] == ["a", 123456789012345, "1234567890123456", 0.1]


def test_control_characters_do_not_break_the_file(tmp_path: Path) -> None:
    content = as_workbook([Grid("x", ("a\x00b",), (("c\x0bd\x1f", "_x0041_"),))])
    assert rows(opened(content), "x") == [("a b", None), ("c d ", "_x0041_")]


def test_a_chart_draws_the_figures_of_its_sheet() -> None:
    grid = Grid("Bảng 1", ("Kỳ", "Ghi", "Đồng"), (("2031", "5", Decimal(5)), ("2032", "7", Decimal(7))), chart=2)
    with zipfile.ZipFile(io.BytesIO(as_workbook([grid]))) as package:
        chart = package.read("xl/charts/chart1.xml").decode("utf-8")
    assert re.findall(r"<c:(cat|val)>.*?<c:f>(.*?)</c:f>", chart) == [
        ("cat", "'Bảng 1'!$A$2:$A$3"),
        ("val", "'Bảng 1'!$C$2:$C$3"),
    ]
