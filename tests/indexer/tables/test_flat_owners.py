"""Flattened tables of tasks whose cells are told: by gaps of two blanks, or by short names of agencies."""

from __future__ import annotations

import pytest

from indexer.records import Table
from indexer.tables.find import find_tables


def _cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _sure(table: Table) -> list[bool]:
    return [all(cell.certain for cell in row.cells if cell.text) for row in table.rows]


GAPPED = """PHỤ LỤC 4
PHÂN CÔNG NHIỆM VỤ

TT Nội dung nhiệm vụ Chủ trì
Phối hợp Thời gian
hoàn thành

1

Kiện toàn Ban Chỉ đạo trong các·
cơ quan đảng tỉnh  Văn phòng Tỉnh ủy  Ban Tổ chức Tỉnh ủy  Tháng 02/2031

2

Ban hành Bộ mã định danh các tổ·
chức đảng  Ban Tổ chức Tỉnh ủy  Văn phòng Tỉnh ủy, các·
đảng ủy xã  Tháng 3/2031

3 Sơ kết, tổng kết Kế hoạch Văn phòng Tỉnh ủy Các đảng bộ trực thuộc Quý III/2031
""".replace("·", " ")  # the blank that a broken line ends in


def test_gaps_of_two_blanks_part_the_cells_of_a_row() -> None:
    (table,) = find_tables(GAPPED)
    assert _cells(table)[0] == [
        "1", "Kiện toàn Ban Chỉ đạo trong các cơ quan đảng tỉnh", "Văn phòng Tỉnh ủy", "Ban Tổ chức Tỉnh ủy",
        "Tháng 02/2031",
    ]  # fmt: skip
    assert _cells(table)[1][2:] == ["Ban Tổ chức Tỉnh ủy", "Văn phòng Tỉnh ủy, các đảng ủy xã", "Tháng 3/2031"]
    assert _sure(table) == [True, True, False]  # no gap tells where a cell of the last row ends
    assert _cells(table)[2][2] == ""


def test_a_row_with_another_number_of_gaps_stays_in_doubt() -> None:
    (table,) = find_tables(GAPPED.replace("Văn phòng Tỉnh ủy  Ban Tổ chức", "Văn phòng Tỉnh ủy Ban Tổ chức"))
    assert _sure(table) == [False, True, False]


SHORT = """PHỤ LỤC 4
LỘ TRÌNH

TT Nội dung nhiệm vụ
Cơ quan
chủ trì
Cơ quan phối hợp Sản phẩm
Thời hạn
hoàn thành

1

Ban hành Quy chế quản lý, vận hành mạng (LAN) thông
tin diện rộng trên địa bàn tỉnh VPTU Công an tỉnh Quy chế Quý I/2031

2

Ban hành Bộ mã định danh tổ chức, cập
nhật vào cơ sở dữ liệu BTC VPTU, BNC Quyết định Quý II/2031

3

Khai trương Trung tâm giám sát (SOC) khối
cơ quan VPTU Sở Khoa học và Công nghệ, Bộ Chỉ huy quân sự tỉnh Hệ thống SOC Tháng 11/2031

4

Xây dựng Trợ lý ảo với kho văn
kiện BNC Trường Đại học Hùng Vương Trợ lý ảo bản thử nghiệm Quý II/2032

Ghi chú: VPTU: Văn phòng Tỉnh ủy; BTC: Ban Tổ chức Tỉnh ủy; BNC: Ban Nội chính Tỉnh ủy.
"""


def test_short_names_that_the_text_explains_part_tasks_from_owners() -> None:
    (table,) = find_tables(SHORT)
    assert _cells(table)[0][2:] == ["VPTU", "Công an tỉnh", "Quy chế", "Quý I/2031"]
    assert _cells(table)[1][1:] == [
        "Ban hành Bộ mã định danh tổ chức, cập nhật vào cơ sở dữ liệu", "BTC", "VPTU, BNC", "Quyết định", "Quý II/2031",
    ]  # fmt: skip
    assert _cells(table)[2][3:5] == ["Sở Khoa học và Công nghệ, Bộ Chỉ huy quân sự tỉnh", "Hệ thống SOC"]
    assert _sure(table) == [True, True, True, False]  # "Hùng Vương Trợ lý": where the name ends is not told
    assert _cells(table)[3][2] == ""


@pytest.mark.parametrize("note", ["", "Ghi chú: VPTU: vốn phân tán; BTC: bản tin chung; BNC: bộ nhớ chung.\n"])
def test_short_words_that_name_no_agency_part_nothing(note: str) -> None:
    text = SHORT[: SHORT.index("Ghi chú")].replace("VPTU", "QPTU") + note.replace("VPTU", "QPTU")
    assert all(not any(_sure(table)) for table in find_tables(text))
