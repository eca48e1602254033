"""Columns kept apart by blanks: whose the lines of a name are where a number stands beside its second line."""

from __future__ import annotations

from indexer.tables.find import find_tables

TABLE = """PHỤ LỤC 2
PHÂN BỔ MÁY TÍNH

                                            Máy tính   Máy in      Kinh phí
  TT   Đơn vị thụ hưởng                       (bộ)     (chiếc)  (triệu đồng)

   A   Các cơ quan cấp tỉnh                      61       22         1.271
   1   Văn phòng Tỉnh ủy                         24        9           523
       Ủy ban Mặt trận Tổ quốc và các tổ
   2   chức chính trị - xã hội                   19        7           414
   3   Ban Nội chính Tỉnh ủy                     18        6           334
   B   Các đảng ủy xã                            14        5           285
   4   Đảng ủy xã Văn Nhuệ                       14        5           285
       Tổng cộng (A+B)                           75       27         1.556
"""


def test_a_name_whose_number_stands_beside_its_second_line_is_one_row() -> None:
    (table,) = find_tables(TABLE)
    rows = {row.cells[1].text: [cell.text for cell in row.cells[2:]] for row in table.rows}
    assert rows["Ủy ban Mặt trận Tổ quốc và các tổ chức chính trị - xã hội"] == ["19", "7", "414"]
    assert rows["Văn phòng Tỉnh ủy"] == ["24", "9", "523"]
    assert rows["Ban Nội chính Tỉnh ủy"] == ["18", "6", "334"]


def test_a_name_in_lower_case_with_nothing_above_it_is_not_guessed() -> None:
    without = TABLE.replace("       Ủy ban Mặt trận Tổ quốc và các tổ\n", "")
    assert all("19" not in [cell.text for cell in row.cells] for table in find_tables(without) for row in table.rows)
