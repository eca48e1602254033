"""Tables of counts that a PDF flattened: real layouts under other names, and invented ones; what is no such table."""

from __future__ import annotations

import pytest

from indexer.records import Table
from indexer.tables import find_tables


def only(text: str) -> Table:
    (table,) = find_tables(text)
    return table


def rows(table: Table) -> list[list[str]]:
    return [[c.text for c in row.cells] for row in table.rows]


def heads(table: Table) -> list[tuple[str, ...]]:
    return [c.path for c in table.columns if c.role == "amount"]


def certain(table: Table) -> bool:
    return all(c.certain for row in table.rows for c in row.cells)


DEVICES = """PHỤ LỤC 4
PHÂN BỔ THIẾT BỊ
STT Cơ quan, đơn vị Máy tính để bàn (bộ) Máy tính xách tay (chiếc) Máy quét (chiếc)
Chứng thư số cấp mới
1 Văn phòng Tỉnh ủy 12 8 3 25
2 Báo và Phát thanh, truyền hình tỉnh 10 7 1 11
3 38 đảng ủy xã, phường 90 38 38 156
Tổng số 112 53 42 192
"""

GROUPED = """Đơn vị tính: chiếc

TT Tên cơ quan, đơn vị
Số lượng thay thế
Ghi chú

Máy tính để bàn Máy tính xách tay Máy in

1 Văn phòng Tỉnh ủy 20 10 5

2
Ban Tuyên giáo và Dân

vận Tỉnh ủy
13 7 4 Tiếp nhận
đợt 2

2

3 Trường Chính trị tỉnh 6 2 2

 TỔNG CỘNG 39 19 11
"""


def test_heads_are_parted_by_capitals_parentheses_and_lines() -> None:
    table = only(DEVICES)
    assert [c.path for c in table.columns] == [
        ("STT",), ("Cơ quan, đơn vị",), ("Máy tính để bàn (bộ)",), ("Máy tính xách tay (chiếc)",),
        ("Máy quét (chiếc)",), ("Chứng thư số cấp mới",),
    ]  # fmt: skip
    assert rows(table) == [
        ["1", "Văn phòng Tỉnh ủy", "12", "8", "3", "25"],
        ["2", "Báo và Phát thanh, truyền hình tỉnh", "10", "7", "1", "11"],
        ["3", "38 đảng ủy xã, phường", "90", "38", "38", "156"],
        ["", "Tổng số", "112", "53", "42", "192"],
    ]
    assert table.rows[-1].kind == "total"
    assert certain(table)


def test_cells_are_exact_slices() -> None:
    for row in only(DEVICES).rows:
        assert all(c.span is None or c.span.of(DEVICES) == c.text for c in row.cells)


def test_a_head_over_others_a_wrapped_label_a_page_number_and_a_note() -> None:
    table = only(GROUPED)
    assert heads(table) == [
        ("Số lượng thay thế", "Máy tính để bàn"), ("Số lượng thay thế", "Máy tính xách tay"),
        ("Số lượng thay thế", "Máy in"),
    ]  # fmt: skip
    assert rows(table) == [
        ["1", "Văn phòng Tỉnh ủy", "20", "10", "5", ""],
        ["2", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "13", "7", "4", "Tiếp nhận đợt 2"],
        ["3", "Trường Chính trị tỉnh", "6", "2", "2", ""],
        ["", "TỔNG CỘNG", "39", "19", "11", ""],
    ]
    assert certain(table)


def test_classes_and_people_by_year() -> None:
    table = only(
        "TT Đối tượng Số lớp Số học viên 2027 2028\n"
        "1 Cán bộ cấp xã 6 240 120 120\n2 Giáo viên 4 100 60 40\nCộng 10 340 180 160\n"
    )
    assert heads(table) == [("Số lớp",), ("Số học viên",), ("2027",), ("2028",)]
    assert [c.period for c in table.columns][4:] == ["2027", "2028"]
    assert rows(table)[1] == ["2", "Giáo viên", "4", "100", "60", "40"]
    assert certain(table)


def test_the_total_row_places_a_blank_cell() -> None:
    table = only(
        "TT Đơn vị Điểm cầu hiện có Điểm cầu bổ sung Màn hình\n"
        "1 Bắc Sơn 12 5 9\n2 Hồng Châu 19 4\n3 An Phú 10 3 2\nTổng cộng 41 8 15\n"
    )
    assert rows(table)[1] == ["2", "Hồng Châu", "19", "", "4"]
    assert certain(table)


def test_a_blank_cell_that_nothing_places_is_unsure() -> None:
    table = only(
        "TT Đơn vị Điểm cầu hiện có Điểm cầu bổ sung Màn hình\n1 Bắc Sơn 12 5 9\n2 Hồng Châu 19 4\n3 An Phú 10 3 2\n"
    )
    assert [c.certain for c in table.rows[0].cells] == [True] * 5
    assert not all(c.certain for c in table.rows[1].cells)


def test_one_column_of_counts_needs_a_total_that_adds_it_up() -> None:
    text = "TT Tên phông Hồ sơ đã chỉnh lý\n1 Phông Tỉnh ủy 1.200\n2 Phông Ban Tổ chức 800\nTổng cộng {}\n"
    assert rows(only(text.format("2.000")))[1] == ["2", "Phông Ban Tổ chức", "800"]
    assert not find_tables(text.format("2.100"))


@pytest.mark.parametrize(
    "text",
    [
        # the line below several heads may go on with any of them
        "TT Đơn vị Máy tính Điện thoại\nđể bàn xách tay\n1 Bắc Sơn 12 5\n2 An Phú 10 3\nCộng 22 8\n",
        # as many figures as heads is what proves the heads: here one more, here one fewer
        "TT Đơn vị Máy tính Máy in\n1 Bắc Sơn 12 5 3\n2 An Phú 10 3 1\nCộng 22 8 4\n",
        "TT Đơn vị Máy tính Máy in Máy quét\n1 Bắc Sơn 12 5\n2 An Phú 10 3\nCộng 22 8\n",
        # two heads of one name
        "TT Đơn vị Máy tính Máy tính\n1 Bắc Sơn 12 5\n2 An Phú 10 3\nCộng 22 8\n",
        # an agency between the label and the figures: nothing tells where the one ends and the other begins
        "TT Nội dung Đơn vị thực hiện Máy tính Máy in\n1 Mua Sở A 12 5\n2 Thay Sở B 10 3\nCộng 22 8\n",
    ],
)
def test_what_the_rows_do_not_prove_is_not_read_as_counts(text: str) -> None:
    assert not any(len(heads(table)) > 1 for table in find_tables(text))


def test_money_is_never_put_on_a_count() -> None:
    table = only(
        "TT Đơn vị Máy tính cần thay Kinh phí đối ứng (triệu đồng)\n1 Bắc Sơn 12 240\n2 An Phú 10 200\nCộng 22 440\n"
    )
    assert [c.unit for c in table.columns] == [None, None, None, "triệu đồng"]
    captioned = (
        "Đơn vị tính: triệu đồng\nTT Nội dung Máy tính Thành tiền\n1 Văn phòng 12 240\n2 An Phú 10 200\nCộng 22 440\n"
    )
    assert not any(c.unit and "Máy tính" in c.path for table in find_tables(captioned) for c in table.columns)


def test_the_column_that_says_total_names_the_rows() -> None:
    table = only(
        "TT\tĐối tượng\tNội dung\tSố lớp\tSố lượt học viên\t\t\tĐơn vị chủ trì\n\t\t\t\tTổng\t2027\t2028\t\n"
        "1\tCán bộ cấp xã\tKỹ năng số cơ bản\t6\t240\t120\t120\tTrường Chính trị\n"
        "2\tGiáo viên\tHọc liệu số\t4\t100\t60\t40\tSở Giáo dục\n\tTổng cộng\t\t10\t340\t180\t160\t\n"
    )
    assert next(c.path for c in table.columns if c.role == "label") == ("Đối tượng",)
    assert [row.kind for row in table.rows] == ["item", "item", "total"]
