"""Flattened tables of money whose heads are broken over lines: merged heads, dashes, repeated heads."""

from __future__ import annotations

import pytest

from indexer.records import Table
from indexer.tables.find import find_tables
from indexer.tables.shape import is_total_label


def _cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _sure(table: Table) -> bool:
    return all(cell.certain for row in table.rows for cell in row.cells)


HEADER = """TT Nội dung, dự án Tổng
kinh phí
Nguồn vốn Phân kỳ thực hiện
NSTW NSĐP Đã bố trí
đến hết
năm 2030
Năm 2031 Năm 2032
A B 1=2+3=4+5+6 2 3 4 5 6
"""
AGAIN = """TT Nội dung, dự án Tổng
kinh phí
Nguồn vốn Phân kỳ thực hiện
NSTW NSĐP Đã bố trí đến
hết năm 2030 Năm 2031 Năm 2032
"""
TWO_LEVELS = f"""PHỤ LỤC III
DỰ KIẾN KINH PHÍ
Đơn vị tính: triệu đồng

{HEADER}
I Hạ tầng số 62 20 42 17 25 20

1
Dự án xây dựng hạ tầng giai đoạn
2 (gồm trung tâm dự phòng) 48 20 28 15 20 13

2
Thuê đường truyền số liệu cho 102 xã,
phường 14 - 14 2 5 7

II Dữ liệu số 30 10 20 6 12 12

3
Số hóa hồ sơ đất đai, hồ sơ người có
công 30 10 20 6 12 12


12

{AGAIN}
III An toàn thông tin 8 3 5 2 4 2

4 Kiểm tra định kỳ 8 3 5 2 4 2

TỔNG CỘNG 100 33 67 25 41 34

Ghi chú: dấu "-" là không bố trí.
"""
PATHS = [
    ("Tổng kinh phí",), ("Nguồn vốn", "NSTW"), ("Nguồn vốn", "NSĐP"),
    ("Phân kỳ thực hiện", "Đã bố trí đến hết năm 2030"), ("Phân kỳ thực hiện", "Năm 2031"),
    ("Phân kỳ thực hiện", "Năm 2032"),
]  # fmt: skip


def _two_levels(text: str) -> None:
    (table,) = find_tables(text)
    assert [column.path for column in table.columns[2:]] == PATHS
    assert [column.period for column in table.columns[2:]] == [None, None, None, "2030", "2031", "2032"]
    cells = _cells(table)
    assert cells[1] == [
        "1", "Dự án xây dựng hạ tầng giai đoạn 2 (gồm trung tâm dự phòng)", "48", "20", "28", "15", "20", "13",
    ]  # fmt: skip
    assert cells[2][2:] == ["14", "-", "14", "2", "5", "7"]
    assert cells[4][1:3] == ["Số hóa hồ sơ đất đai, hồ sơ người có công", "30"]
    assert [row.parent for row in table.rows] == [None, 0, 0, None, 3, None, 5, None]
    assert [row.kind for row in table.rows][-1] == "total"
    assert _sure(table)


def test_what_adds_up_tells_which_heads_are_merged() -> None:
    _two_levels(TWO_LEVELS)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("A B 1=2+3=4+5+6 2 3 4 5 6\n", ""),
        ("Nguồn vốn Phân kỳ thực hiện\nNSTW NSĐP Đã bố trí\n", "Nguồn vốn\nPhân kỳ thực hiện\nNSTW NSĐP\nĐã bố trí\n"),
        ("Năm 2031 Năm 2032\nA B", "Năm 2031\nNăm 2032\nA B"),
        (AGAIN, HEADER),
        ("\n12\n", "\n"),
        ("\n12\n", "\nTrang 12\n"),
        ("Thuê đường truyền số liệu cho 102 xã,\nphường 14", "Thuê đường truyền số liệu cho 102 xã, phường 14"),
    ],
)
def test_the_same_table_with_other_breaks(old: str, new: str) -> None:
    assert old in TWO_LEVELS
    _two_levels(TWO_LEVELS.replace(old, new))


def test_no_columns_are_told_where_nothing_adds_up_and_the_heads_could_stand_otherwise() -> None:
    text = TWO_LEVELS.replace("NSTW NSĐP Đã bố trí", "Phần một Phần hai Đã bố trí")
    for wrong, right in (("62 20 42", "62 20 41"), ("48 20 28", "48 20 27"), ("30 10 20", "30 11 20")):
        text = text.replace(wrong, right)
    assert all(("Nguồn vốn", "Phần một") not in [c.path for c in table.columns] for table in find_tables(text))


BY_UNIT = """PHỤ LỤC II
KINH PHÍ THEO ĐƠN VỊ
Đơn vị tính: nghìn đồng

TT Đơn vị
Chi thường
xuyên
Chi đầu tư
phát triển Tổng cộng

I Khối văn phòng 17.000 0 17.000
1 Văn phòng Bộ 6.850 0 6.850
2 Vụ Khoa học công nghệ, môi
trường và vật liệu 10.150 0 10.150
II Khối các Cục 13.000 5.000 18.000
3 Cục Kinh tế - Quản lý đầu tư
xây dựng 4.000 5.000 9.000

10

TT Đơn vị
Chi thường xuyên
Chi đầu tư
phát triển Tổng cộng

4 Cục Giám định Nhà nước về
chất lượng công trình xây
dựng 9.000 0 9.000
Tổng cộng (I+II) 30.000 5.000 35.000
"""


@pytest.mark.parametrize(
    "heads",
    ["Chi thường\nxuyên\nChi đầu tư\nphát triển Tổng cộng", "Chi thường xuyên\nChi đầu tư phát triển\nTổng cộng"],
)
def test_numbers_go_on_below_the_next_heading(heads: str) -> None:
    (table,) = find_tables(BY_UNIT.replace("Chi thường\nxuyên\nChi đầu tư\nphát triển Tổng cộng", heads, 1))
    assert [c.path for c in table.columns[2:]] == [("Chi thường xuyên",), ("Chi đầu tư phát triển",), ("Tổng cộng",)]
    assert [row.label for row in table.rows] == ["I", "1", "2", "II", "3", "4", ""]
    assert [row.parent for row in table.rows] == [None, 0, 0, None, 3, 3, None]
    assert _cells(table)[5][1:] == ["Cục Giám định Nhà nước về chất lượng công trình xây dựng", "9.000", "0", "9.000"]
    assert {column.unit for column in table.columns[2:]} == {"nghìn đồng"}
    assert _sure(table)


def test_numbers_that_start_anew_below_each_heading_do() -> None:
    text = BY_UNIT.replace("3 Cục Kinh", "1 Cục Kinh").replace("4 Cục Giám", "2 Cục Giám")
    (table,) = find_tables(text)
    assert [row.label for row in table.rows] == ["I", "1", "2", "II", "1", "2", ""]


@pytest.mark.parametrize(("label", "total"), [("công", False), ("Cộng", True), ("cong", True), ("Tống", False)])
def test_a_total_is_told_by_its_tones(label: str, *, total: bool) -> None:
    assert is_total_label(label) is total


@pytest.mark.parametrize(
    "title",
    ["PHỤ LỤC II\nKINH PHÍ NĂM SAU\n", "Đơn vị tính: nghìn đồng\n", "2. Kinh phí năm sau được phân bổ như sau:\n"],
)
def test_the_same_heads_below_another_title_begin_another_table(title: str) -> None:
    second = BY_UNIT[BY_UNIT.index("TT Đơn vị") :].replace("Chi thường\nxuyên", "Chi thường xuyên", 1)
    first, other = find_tables(f"{BY_UNIT}\n{title}\n{second}")
    assert len(first.rows) == len(other.rows) == 7
    assert [c.path for c in other.columns] == [c.path for c in first.columns]
