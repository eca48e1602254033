"""A page number that says so ("Trang 9") inside a table that a PDF left flat ends no table."""

from __future__ import annotations

from indexer.tables.find import find_tables

TEXT = """PHỤ LỤC
DỰ KIẾN KINH PHÍ
Đơn vị tính: triệu đồng

TT Nội dung

2031 2032 Tổng Nguồn

I Hạ tầng số 500 700 1.200

1
Nâng cấp phòng máy chủ theo

chuẩn mới
300 400 700 CTX

2 Máy trạm xã 200 300 500 ĐTPT

Trang 9

TT Nội dung

2031 2032 Tổng Nguồn

II Dữ liệu số 150 250 400

1 Số hóa sổ bộ 150 250 400 CTX

TỔNG CỘNG 650 950 1.600
"""


def test_a_table_goes_on_behind_a_worded_page_number_and_its_repeated_header() -> None:
    (table,) = find_tables(TEXT)
    assert [[cell.text for cell in row.cells if cell.text] for row in table.rows][3:] == [
        ["II", "Dữ liệu số", "150", "250", "400"],
        ["1", "Số hóa sổ bộ", "150", "250", "400", "CTX"],
        ["TỔNG CỘNG", "650", "950", "1.600"],
    ]


def test_a_sentence_with_a_number_at_its_end_is_no_page_number() -> None:
    text = TEXT.replace("Trang 9\n", "Theo Quyết định 9\n")
    assert "Dữ liệu số" not in [cell.text for row in find_tables(text)[0].rows for cell in row.cells]
