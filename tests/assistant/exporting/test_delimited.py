"""CSV that opens in a spreadsheet with its letters right and runs nothing."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.exporting.delimited import as_csv
from assistant.exporting.grids import Grid, fact_grid
from assistant.exporting.known import known_figures
from assistant.service import Assistant
from tests.assistant.exporting.conftest import COMPARE, SUM, Exporting
from tests.assistant.exporting.office import converted

HOSTILE = ["=1+1", "+1+1", "-1+1", "@SUM(1;1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1", '=HYPERLINK("http://x","y")']


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def test_every_figure_stands_with_its_source_in_one_row(exporting: Exporting, desk: Assistant) -> None:
    export = exporting(SUM)
    head, *rows = read(as_csv(fact_grid(export, known_figures(desk.index))))
    assert len(set(head)) == len(head)
    facts = [dict(zip(head, row, strict=True)) for row in rows]
    citation = export.exchanges[0].answer.citations[0]
    assert [(one["Ghi trong văn bản"], one["Giá trị"], one["Quy ra đơn vị gốc"]) for one in facts] == [
        ("5.000", "5000", "5000000000"),
        ("7.100", "7100", "7100000000"),
        ("12.100", "12100", "12100000000"),
    ]
    assert {one["Trích nguyên văn"] for one in facts} == {citation.quote}
    assert {(one["Từ ký tự"], one["Đến ký tự"]) for one in facts} == {(str(citation.start), str(citation.end))}
    assert {one["Trích dẫn"] for one in facts} == {"khớp"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    content = as_csv(Grid("x", (text,), ((text, Decimal("-2.50"), 3, None),)))
    assert read(content) == [[f"'{text}"], [f"'{text}", "-2.50", "3", ""]]


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_every_text_survives_and_none_starts_a_formula(texts: list[str]) -> None:
    (row,) = read(as_csv(Grid("x", (), (tuple(texts),))))[1:] if texts else ([],)
    assert [cell.removeprefix("'") if cell != text else cell for cell, text in zip(row, texts, strict=True)] == texts
    assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row)


def test_libreoffice_reads_letters_and_reckons_nothing(exporting: Exporting, desk: Assistant, tmp_path: Path) -> None:
    grid = fact_grid(exporting(COMPARE), known_figures(desk.index))
    hostile = Grid(grid.name, grid.columns, (*grid.rows, (("=40+2"), *("=1",) * (len(grid.columns) - 1))))
    made = converted(as_csv(hostile), "facts.csv", "html:HTML (StarCalc)", tmp_path)
    shown = made.read_text(encoding="utf-8")
    assert "Tổng kinh phí thực hiện kế hoạch" in shown
    assert "=40+2" in shown
    assert ">42<" not in shown
