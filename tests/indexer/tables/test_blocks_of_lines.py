"""Tables with one cell a line and an empty line between rows only, labels and agencies broken over lines."""

from __future__ import annotations

from indexer.records import Table
from indexer.tables import find_tables

_TEXT = """PHỤ LỤC I
DANH MỤC NHIỆM VỤ

TT
Nhiệm vụ
Cơ quan chủ trì
Cơ quan phối hợp
Thời hạn

A
Thể chế

1
Quy chế thu nộp và khai
thác tài liệu số
Sở Nội vụ
Sở Tư pháp
31/3/2031

2
Quy chế ứng cứu sự cố
Công an tỉnh
Sở Khoa học và Công nghệ; VNPT
Kon Tum
Quý II/2031

B
Số hóa

3
Đưa kho số vào vận
hành chính thức
Sở Nội vụ
Sở Tài chính
01/7/2032
{page}4
Số hóa hồ sơ
Sở Nội vụ
Bộ Chỉ huy quân sự tỉnh
30/6/2032

Ghi chú: hết.
"""


def _only(text: str) -> Table:
    (table,) = find_tables(text)
    return table


def _rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


_ROWS = [
    ["A", "Thể chế", "", "", ""],
    ["1", "Quy chế thu nộp và khai thác tài liệu số", "Sở Nội vụ", "Sở Tư pháp", "31/3/2031"],
    ["2", "Quy chế ứng cứu sự cố", "Công an tỉnh", "Sở Khoa học và Công nghệ; VNPT Kon Tum", "Quý II/2031"],
    ["B", "Số hóa", "", "", ""],
    ["3", "Đưa kho số vào vận hành chính thức", "Sở Nội vụ", "Sở Tài chính", "01/7/2032"],
    ["4", "Số hóa hồ sơ", "Sở Nội vụ", "Bộ Chỉ huy quân sự tỉnh", "30/6/2032"],
]


def test_rows_are_the_blocks_between_empty_lines() -> None:
    assert _rows(_only(_TEXT.format(page="\n"))) == _ROWS


def test_a_page_break_with_the_head_again_parts_no_table() -> None:
    page = "\n \n\f7\n\nTT\nNhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\nThời hạn\n\n"
    assert _rows(_only(_TEXT.format(page=page))) == _ROWS
