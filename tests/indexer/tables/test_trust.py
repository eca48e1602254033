"""Sums that fail as slips of the pen do are believed; those that fail because rows were misread are not."""

from __future__ import annotations

import pytest

from indexer.records import Table
from indexer.tables import find_tables
from indexer.tables.reading import table_sums

HEAD = "PHỤ LỤC 1\nDỰ TOÁN KINH PHÍ\nĐơn vị tính: triệu đồng\n\n"


def read(*rows: str) -> Table:
    """The one table of these rows, cells between bars."""
    tables = find_tables(HEAD + "\n".join(row.replace("|", "\t") for row in rows) + "\n")
    assert len(tables) == 1
    return tables[0]


def failing(table: Table) -> list[tuple[str, str]]:
    """What is printed and what the parts make, of every sum that is held to fail."""
    return [(str(c.printed), str(c.computed)) for c in table_sums(table).checks if c.used and not c.agrees]


SOURCES = (
    "TT|Nội dung|Nguồn vốn|Tổng cộng|2027|2028|Chủ trì",
    "I|HẠ TẦNG SỐ||90|40|50|",
    "1|Nâng cấp phòng máy chủ|NS tỉnh|30|10|20|Văn phòng",
    "2|Trang bị máy tính cho xã||60|30|30|Đảng ủy xã",
    "||- NS tỉnh|45|20|25|",
    "||- NS xã|15|10|5|",
    "II|DỮ LIỆU SỐ||25|15|10|",
    "3|Số hóa tài liệu||25|15|10|Văn phòng",
    "||- NS tỉnh|20|11|9|",
    "||- Trung ương hỗ trợ|5|4|1|",
    "|TỔNG CỘNG||115|55|60|",
    "|Trong đó:|- NS tỉnh|95|41|54|",
    "||- NS xã|15|10|5|",
    "||- Trung ương hỗ trợ|5|4|1|",
)


def test_parts_of_an_item_by_source_stand_below_it_and_those_of_the_total_below_the_total() -> None:
    table = read(*SOURCES)
    assert [table.rows[i].parent for i in (3, 4, 7, 8)] == [2, 2, 6, 6]
    assert [row.parent for row in table.rows[10:]] == [9, 9, 9]
    assert failing(table) == []


def test_one_wrong_part_by_source_is_found() -> None:
    rows = [row.replace("- NS xã|15|10|5|", "- NS xã|15|10|8|", 1) for row in SOURCES]
    assert ("30", "33") in failing(read(*rows))


@pytest.mark.parametrize("label", ["Trong đó: vốn đầu tư", "- Vốn đầu tư"])
def test_a_part_of_the_total_below_it_is_no_item_of_the_last_group(label: str) -> None:
    table = read(
        "TT|Nội dung|Kinh phí|Chủ trì",
        "I|Hạ tầng|70|",
        "1|Phòng máy chủ|70|Văn phòng",
        "II|Dữ liệu|30|",
        "1|Số hóa|30|Văn phòng",
        "|Tổng cộng|100|",
        f"|{label}|70|",
    )
    assert failing(table) == []


@pytest.mark.parametrize("head", ["Tổng cộng 2027-2029", "Giai đoạn 2027-2029", "Cộng giai đoạn 2027 - 2029"])
def test_a_stage_whose_years_all_have_columns_is_their_total(head: str) -> None:
    rows = ("1|Nâng cấp phòng máy chủ|60|10|20|30|", "2|Thuê đường truyền|33|11|11|11|", "|Tổng cộng|93|21|31|41|")
    assert failing(read(f"TT|Nội dung|{head}|2027|2028|2029|Chủ trì", *rows)) == []
    wrong = ("1|Nâng cấp phòng máy chủ|60|10|20|33|", "2|Thuê đường truyền|33|11|11|11|", "|Tổng cộng|93|21|31|44|")
    assert failing(read(f"TT|Nội dung|{head}|2027|2028|2029|Chủ trì", *wrong)) == [("60", "63"), ("93", "96")]


def test_a_stage_beside_other_years_is_a_part() -> None:
    table = read(
        "TT|Nội dung|Tổng|2027|2028|2029-2030|Chủ trì",
        "1|Nâng cấp phòng máy chủ|60|10|20|30|",
        "2|Thuê đường truyền|33|11|11|11|",
        "|Tổng cộng|93|21|31|41|",
    )
    assert failing(table) == []
    assert len(table_sums(table).checks) == 7


def test_a_row_whose_columns_all_miss_by_far_was_misread() -> None:
    rows = [
        "TT|Nội dung|2027|2028|2029|Chủ trì",
        "1|Nâng cấp phòng máy chủ|10|20|30|Văn phòng",
        "2|Thuê đường truyền|11|11|11|Văn phòng",
        "|Tổng cộng|121|431|241|",
    ]
    assert failing(read(*rows)) == []
    rows[-1] = "|Tổng cộng|21|34|44|"  # by little: as found in documents
    assert failing(read(*rows)) == [("34", "31"), ("44", "41")]


def test_figures_of_a_misread_table_are_uncertain() -> None:
    table = read(
        "TT|Nội dung|2026|2027|2028|2029|Chủ trì",
        "1|Nâng cấp phòng máy chủ|10|20|30|12|Văn phòng",
        "2|Thuê đường truyền|11|11|11|13|Văn phòng",
        "|Tổng cộng|121|431|241|512|",
    )
    assert not any(cell.certain for row in table.rows for cell in row.cells[2:6])


def test_columns_that_every_row_contradicts_are_no_totals_of_the_others() -> None:
    rows = [
        "TT|Tên dự án|Tổng mức đầu tư|Đã bố trí đến năm 2026|Kế hoạch 2027|Kế hoạch 2028|Ghi chú",
        "1|Kho bản đồ số|500|100|150|150|",
        "2|Mạng trạm đo mưa|300|50|100|100|",
        "|Tổng cộng|800|150|250|250|",
    ]
    table = read(*rows)
    assert failing(table) == []
    assert all(cell.certain for row in table.rows for cell in row.cells)


def test_what_follows_a_total_is_not_in_it() -> None:
    rows = [
        "TT|Nội dung|Kinh phí|Ghi chú",
        "1|Mạng|100|",
        "2|Máy|200|",
        "|Cộng|300|",
        "|Thuế GTGT|30|",
        "|Dự phòng|15|",
    ]
    assert failing(read(*rows, "|TỔNG CỘNG|345|")) == []
    assert failing(read(*rows, "|TỔNG CỘNG|354|")) == [("354", "345")]


@pytest.mark.parametrize(("first", "second"), [("Vốn trung ương", "Vốn tỉnh"), ("Trong đó: vốn vay", "- Vốn tỉnh")])
def test_unnumbered_parts_of_numbered_rows_are_not_added_to_them(first: str, second: str) -> None:
    rows = [
        "TT|Nội dung|2027|2028|Chủ trì",
        "1|Nâng cấp phòng máy chủ|100|50|Văn phòng",
        f"|{first}|60|20|",
        f"|{second}|40|30|",
        "2|Thuê đường truyền|150|10|Văn phòng",
    ]
    assert failing(read(*rows, "|Tổng cộng|250|60|")) == []


def test_parts_announced_as_such_do_not_hide_a_wrong_total() -> None:
    rows = ["TT|Nội dung|2027|2028|Chủ trì", "1|Phòng máy chủ|100|50|Văn phòng", "|Trong đó: vốn vay|60|20|"]
    assert failing(read(*rows, "2|Thuê đường truyền|150|10|Văn phòng", "|Tổng cộng|205|60|")) == [("205", "250")]
