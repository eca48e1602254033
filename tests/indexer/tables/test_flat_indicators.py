"""Tables of indicators that a PDF flattened: a unit of its own in each row, a figure a year; what is no such table."""

from __future__ import annotations

import pytest

from indexer.records import Table
from indexer.tables import find_tables

_ONE_A_LINE = """PHỤ LỤC 1

BỘ CHỈ TIÊU

TT

Chỉ tiêu

Đơn vị

Hiện trạng

2031

2032 2034

1

Máy trạm cài phần mềm bảo vệ tập trung

%

60 75 90

2

Điểm cầu họp trực tuyến được mã hóa đường

truyền

điểm

51 85 119

3

Tài liệu của kho được số hóa

(lũy kế)

triệu trang

1,2 1,7 2,9

Ghi chú: lũy kế.
"""

_INLINE = """PHỤ LỤC 2: CHỈ TIÊU THEO NĂM
TT Chỉ tiêu ĐVT 2031 2032 2034
1 Hồ sơ xử lý trên môi trường số % 40 65 100
2 Thời gian khắc phục sự cố
giờ
24 12 8
3 Cán bộ được tập huấn % 30 50 80

Kết thúc phần chỉ tiêu.
"""


def _only(text: str) -> Table:
    (table,) = find_tables(text)
    return table


def _rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_heads_one_a_line_over_figures_in_a_row() -> None:
    table = _only(_ONE_A_LINE)
    assert _rows(table) == [
        ["1", "Máy trạm cài phần mềm bảo vệ tập trung", "%", "60", "75", "90"],
        ["2", "Điểm cầu họp trực tuyến được mã hóa đường truyền", "điểm", "51", "85", "119"],
        ["3", "Tài liệu của kho được số hóa (lũy kế)", "triệu trang", "1,2", "1,7", "2,9"],
    ]
    assert [column.period for column in table.columns] == [None, None, None, "2031", "2032", "2034"]
    assert table.columns[3].path == ("Hiện trạng 2031",)
    assert all(cell.certain for row in table.rows for cell in row.cells)


def test_units_at_the_end_of_the_label_or_below_it() -> None:
    assert _rows(_only(_INLINE)) == [
        ["1", "Hồ sơ xử lý trên môi trường số", "%", "40", "65", "100"],
        ["2", "Thời gian khắc phục sự cố", "giờ", "24", "12", "8"],
        ["3", "Cán bộ được tập huấn", "%", "30", "50", "80"],
    ]


def test_spans_are_slices() -> None:
    for row in _only(_ONE_A_LINE).rows:
        for cell in row.cells:
            assert cell.span is None or cell.text.split()[0] in cell.span.of(_ONE_A_LINE)


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("%\n\n60 75 90", "Sở Tài chính\n\n60 75 90"),  # agencies, no units
        ("51 85 119", "51 119"),  # a blank cell: nothing tells which
        ("Đơn vị", "Cơ quan"),
    ],
)
def test_what_the_rows_do_not_prove_is_not_read_as_indicators(written: str, instead: str) -> None:
    assert all(
        len(table.columns) != 6 or any(not cell.certain for row in table.rows for cell in row.cells)
        for table in find_tables(_ONE_A_LINE.replace(written, instead))
    )
