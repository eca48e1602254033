"""Headers in pieces, and what names the rows: pipes without a frame, words of a head in several rows of cells."""

from __future__ import annotations

import pytest

from indexer.records import Table
from indexer.tables.find import find_tables
from indexer.tables.lexicon import counts_things, may_head


def _roles(table: Table) -> list[str]:
    return [column.role for column in table.columns]


def _cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


UNFRAMED = """Nơi nhận:
- TT Tỉnh ủy (b/c);
- Lưu: VT.

PHỤ LỤC I
CHỈ TIÊU NĂM 2031

STT | Chỉ tiêu | Đơn vị tính | Thực hiện 2030 | Kế hoạch 2031 | Ghi chú
---|---|---|---|---|---
A | HẠ TẦNG SỐ | | | |
1 | Trạm phát sóng | trạm | 120 | 150 |
2 | Hộ có cáp quang | % | 71,5 | 80 | khảo sát tháng 9
B | DỮ LIỆU SỐ | | | |
3 | Bộ dữ liệu mở | bộ | 30 | 45 |
"""


@pytest.mark.parametrize("rule", ["---|---|---|---|---|---\n", ""])
def test_pipes_without_a_frame_are_a_table_with_its_own_title(rule: str) -> None:
    (table,) = find_tables(UNFRAMED.replace("---|---|---|---|---|---\n", rule))
    assert table.title == "PHỤ LỤC I CHỈ TIÊU NĂM 2031"
    assert _roles(table) == ["ordinal", "label", "other", "amount", "amount", "note"]
    assert _cells(table)[:2] == [["A", "HẠ TẦNG SỐ", "", "", "", ""], ["1", "Trạm phát sóng", "trạm", "120", "150", ""]]
    assert _cells(table)[-1] == ["3", "Bộ dữ liệu mở", "bộ", "30", "45", ""]
    assert [row.parent for row in table.rows] == [None, 0, 0, None, 3]


def test_an_item_of_a_list_heads_no_table() -> None:
    assert not may_head("- TT Tỉnh ủy, TT HĐND tỉnh (b/c);")
    assert may_head("TT Nội dung Kinh phí")


PIECES = """PHỤ LỤC 3
Đơn vị tính: triệu đồng

TT\tKhối, đơn vị\tTổng\tTrong đó\t\t\tGhi chú
\t\tkinh phí\tNăm\tNăm\tNăm\t
\t\t\t2031\t2032\t2033\t
A\tKhối cơ quan\t60\t10\t20\t30\t
1\tVăn phòng\t60\t10\t20\t30\tdùng chung
\tTỔNG CỘNG\t60\t10\t20\t30\t
"""


@pytest.mark.parametrize(
    ("upper", "paths"),
    [
        ("Tổng\tTrong đó\t\t", [("Tổng kinh phí",), ("Trong đó", "Năm 2031"), ("Trong đó", "Năm 2032")]),
        ("Tổng\tPhân kỳ\t\t", [("Tổng kinh phí",), ("Phân kỳ", "Năm 2031"), ("Phân kỳ", "Năm 2032")]),
    ],
)
def test_words_of_a_head_in_several_rows_are_one_head(upper: str, paths: list[tuple[str, ...]]) -> None:
    (table,) = find_tables(PIECES.replace("Tổng\tTrong đó\t\t", upper))
    assert [column.path for column in table.columns[2:5]] == paths
    assert [column.period for column in table.columns[2:6]] == [None, "2031", "2032", "2033"]
    assert [row.kind for row in table.rows] == ["group", "item", "total"]
    assert all(cell.certain for row in table.rows for cell in row.cells)


def test_a_row_without_number_and_label_but_with_figures_is_no_header() -> None:
    (table,) = find_tables(PIECES.replace("A\tKhối", "\t\t60\t10\t20\t30\t\nA\tKhối"))
    assert _cells(table)[0][2:6] == ["60", "10", "20", "30"]


COUNTS = """PHỤ LỤC IV
TT\tĐơn vị\tSố thủ tục hành chính\t\tHồ sơ tiếp nhận năm 2030\t\tTỷ lệ nộp trực tuyến (%)\t
\t\tTổng số\tĐủ điều kiện\tTổng số\tNộp trực tuyến\tNăm 2030\tChỉ tiêu 2031
1\tCục A\t24\t22\t600\t480\t80\t85
2\tCục B\t11\t10\t400\t200\t50\t60
\tTỔNG CỘNG\t35\t32\t1.000\t680\t68\t72
"""


def test_rows_are_named_by_the_column_of_words_and_shares_do_not_add_up() -> None:
    (table,) = find_tables(COUNTS)
    assert [c.path[-1] for c in table.columns if c.role == "label"] == ["Đơn vị"]
    assert all(cell.certain for row in table.rows for cell in row.cells)
    assert [column.period for column in table.columns[6:]] == ["2030", "2031"]


@pytest.mark.parametrize(
    ("head", "counts"), [("Số thủ tục", True), ("Số thu ngân sách", False), ("Số xã", True), ("Số tiền", False)]
)
def test_what_counts_things_is_told_by_its_tones(head: str, *, counts: bool) -> None:
    assert counts_things(head) is counts


MARKED = """PHỤ LỤC 1
Đơn vị tính: triệu đồng

TT

Đơn vị, danh mục

Đơn vị tính

Số lượng

Đơn giá

Thành tiền

\t1

\tVăn phòng

\t
\t
\t
\t90

\t1.1

\tMáy quét

\tchiếc

\t3

\t30

\t90

\t2

\tBan Tổ chức

\t
\t
\t
\t40

\t2.1

\tMáy in

\tchiếc

\t4

\t10

\t40

\t
\tTỔNG CỘNG

\t
\t
\t
\t130
"""


def test_cells_that_begin_with_a_tab_keep_their_empty_neighbours() -> None:
    (table,) = find_tables(MARKED)
    assert _cells(table) == [
        ["1", "Văn phòng", "", "", "", "90"],
        ["1.1", "Máy quét", "chiếc", "3", "30", "90"],
        ["2", "Ban Tổ chức", "", "", "", "40"],
        ["2.1", "Máy in", "chiếc", "4", "10", "40"],
        ["", "TỔNG CỘNG", "", "", "", "130"],
    ]
    assert all(cell.certain for row in table.rows for cell in row.cells)


def test_text_below_marked_cells_is_no_part_of_them() -> None:
    text = MARKED + "\nMua sắm tập trung theo quy định.\n\n12\n\nIV. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng theo dõi.\n"
    (table,) = find_tables(text)
    assert _cells(table)[-1] == ["", "TỔNG CỘNG", "", "", "", "130"]


YEARS = """PHỤ LỤC 3
CHỈ TIÊU THEO NĂM

TT
Chỉ tiêu
Đơn vị
tính
Hiện trạng
2030
Năm
2031
Năm
2032
1
Văn bản gửi trên môi trường mạng
%
87,5
95
100
2
Đảng ủy có phòng họp trực tuyến
đơn vị
41
72
102

12

3
Thời gian khôi phục sự cố (tối đa)
giờ
-
10
8
4
Cán bộ chuyên trách
người
19
23
27

PHỤ LỤC 4
"""


@pytest.mark.parametrize("now", ["Hiện trạng\n2030", "Thực hiện\n2030", "Năm\n2030"])
@pytest.mark.parametrize("unit", ["Đơn vị\ntính", "ĐVT"])
def test_a_year_on_the_line_below_its_head_is_part_of_it(now: str, unit: str) -> None:
    (table,) = find_tables(YEARS.replace("Hiện trạng\n2030", now).replace("Đơn vị\ntính", unit))
    assert [column.path[-1] for column in table.columns[3:]] == [now.replace("\n", " "), "Năm 2031", "Năm 2032"]
    assert [column.period for column in table.columns[3:]] == ["2030", "2031", "2032"]
    assert _cells(table)[2] == ["3", "Thời gian khôi phục sự cố (tối đa)", "giờ", "-", "10", "8"]
    assert [row.label for row in table.rows] == ["1", "2", "3", "4"]
    assert all(cell.certain for row in table.rows for cell in row.cells)


PARTS = """PHỤ LỤC 2
ĐVT: triệu đồng

TT\tNội dung\tNguồn kinh phí\tTổng cộng\t2031\t2032\tĐơn vị thực hiện
I\tHẠ TẦNG\t\t50\t30\t20\t
1\tNâng cấp trung tâm\tNS tỉnh\t20\t10\t10\tVPTU
2\tTrang bị thiết bị\t\t30\t20\t10\tĐảng ủy xã
\t\t- NS tỉnh\t21\t15\t6\t
\t\t- NS xã, phường\t9\t5\t4\t
3\tThuê đường truyền\tNS tỉnh\t5\t5\t\tVPTU
\tTỔNG CỘNG\t\t55\t35\t20\t
\tTrong đó:\t\t\t\t\t
\t\t- NS tỉnh\t46\t30\t16\t
\t\t- NS xã, phường\t9\t5\t4\t
"""


def test_parts_by_source_stand_below_the_row_or_the_total_that_they_divide() -> None:
    (table,) = find_tables(PARTS)
    named = [(row.kind, row.parent, row.cells[1].text) for row in table.rows]
    assert named[2:5] == [("group", 0, "Trang bị thiết bị"), ("item", 2, "- NS tỉnh"), ("item", 2, "- NS xã, phường")]
    assert named[5] == ("item", 0, "Thuê đường truyền")
    assert named[6:8] == [("total", None, "TỔNG CỘNG"), ("detail", 6, "Trong đó:")]
    assert named[8:] == [("item", 6, "- NS tỉnh"), ("item", 6, "- NS xã, phường")]
    assert _cells(table)[9][3:6] == ["9", "5", "4"]


DAYS = """PHỤ LỤC III
STT\tTên cơ sở dữ liệu\tĐơn vị chủ quản\tTỷ lệ đạt chuẩn (%)\tHạn kết nối trung tâm dữ liệu
1\tCSDL quy hoạch\tVụ Quy hoạch\t91,2\t31/8/2031
2\tCSDL phương tiện\tCục Đăng kiểm\t98,4\t{day}
"""


@pytest.mark.parametrize(
    ("day", "role"), [("31/5/2031", "time"), ("Trước ngày 31/5/2031", "time"), ("chưa có", "other")]
)
def test_a_column_of_days_under_an_unknown_head_holds_times(day: str, role: str) -> None:
    (table,) = find_tables(DAYS.format(day=day))
    assert _roles(table) == ["ordinal", "label", "owner", "other", role]
