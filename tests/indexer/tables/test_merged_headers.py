"""Headers of two and three levels whose merged cells left blanks, money by source beside money by time, and roles."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indexer.facts.extract import audit
from indexer.facts.from_tables import table_facts, total_of
from indexer.records import Table
from indexer.tables import find_tables
from indexer.tables.reading import table_sums
from indexer.tables.sums import breakdowns

UPPER = "TT\tTên dự án\tQuy mô\tTổng kinh phí\tNguồn vốn\t\t\tPhân kỳ\t"
LOWER = "\t\t\t\tTrung ương\tĐịa phương\tXã hội hóa\t2031 - 2032\t2033 - 2035"
ROWS = (
    "I\tHạ tầng\t\t30,0\t10,0\t15,0\t5,0\t12,0\t18,0\n"
    "1\tKho dữ liệu\t10 tủ\t20,0\t10,0\t5,0\t5,0\t8,0\t12,0\n"
    "2\tMạng\t5 điểm\t10,0\t0\t10,0\t0\t4,0\t6,0\n"
)
TOTAL = "\tTỔNG CỘNG\t\t30,0\t10,0\t15,0\t5,0\t12,0\t18,0\n"
CAPTION = "PHỤ LỤC 1: DANH MỤC\nĐơn vị tính: tỷ đồng\n\n"


def one(text: str) -> Table:
    (table,) = find_tables(text)
    return table


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (UPPER, LOWER),
        (UPPER.rstrip("\t"), LOWER),  # blanks at the end stripped
        (UPPER, LOWER.lstrip("\t")),  # blanks at the start stripped
    ],
)
def test_merged_cells_stand_over_their_columns(upper: str, lower: str) -> None:
    table = one(f"{CAPTION}{upper}\n{lower}\n{ROWS}\n{upper}\n{lower}\n{TOTAL}")
    assert [c.path for c in table.columns[3:]] == [
        ("Tổng kinh phí",), ("Nguồn vốn", "Trung ương"), ("Nguồn vốn", "Địa phương"), ("Nguồn vốn", "Xã hội hóa"),
        ("Phân kỳ", "2031 - 2032"), ("Phân kỳ", "2033 - 2035"),
    ]  # fmt: skip
    assert {(c.role, c.unit) for c in table.columns[3:]} == {("amount", "tỷ đồng")}
    assert [r.kind for r in table.rows] == ["group", "item", "item", "total"]
    assert all(c.certain for r in table.rows for c in r.cells)


def test_three_levels() -> None:
    table = one(
        f"{CAPTION}TT\tNội dung\tKinh phí\t\t\t\tGhi chú\n\t\tNgân sách tỉnh\t\tNgân sách xã\t\t\n"
        "\t\t2031\t2032\t2031\t2032\t\n1\tKho dữ liệu\t1,5\t2,5\t3,5\t4,5\t\n2\tMạng\t1,0\t2,0\t3,0\t4,0\t\n"
    )
    assert [c.path for c in table.columns[2:6]] == [
        ("Kinh phí", source, year) for source in ("Ngân sách tỉnh", "Ngân sách xã") for year in ("2031", "2032")
    ]
    assert [c.role for c in table.columns] == ["ordinal", "label", *["amount"] * 4, "note"]


def test_money_by_source_and_by_time_is_not_added_up() -> None:
    text = f"{CAPTION}{UPPER}\n{LOWER}\n{ROWS}{TOTAL}"
    table = one(text)
    assert [[c.path[-1] for c in way] for way in breakdowns(table.columns)] == [
        ["2031 - 2032", "2033 - 2035"], ["Trung ương", "Địa phương", "Xã hội hóa"],
    ]  # fmt: skip
    assert audit(text, (table,), table_facts(text, table)) == ()
    wrong = text.replace("1\tKho dữ liệu\t10 tủ\t20,0\t10,0", "1\tKho dữ liệu\t10 tủ\t20,0\t9,0")
    (spoiled,) = find_tables(wrong)
    assert any("Kho dữ liệu" in f.message for f in audit(wrong, (spoiled,), table_facts(wrong, spoiled)))


def test_without_a_total_column_the_whole_is_one_division() -> None:
    head = "TT\tTên dự án\tNguồn vốn\t\tPhân kỳ\t\n\t\tTrung ương\tĐịa phương\t2031\t2032\n"
    table = one(f"{CAPTION}{head}1\tKho\t4\t6\t3\t7\n2\tMạng\t5\t5\t1\t9\n\tTổng cộng\t9\t11\t4\t16\n")
    whole = total_of(table_sums(table), table)
    assert whole is not None
    assert whole[0] == Decimal(20)


def test_a_number_of_things_is_no_money() -> None:
    table = one(f"{CAPTION}TT\tNội dung\tSố xã\tSố tiền\n1\tKho\t12\t500\n2\tMạng\t8\t700\n3\tLớp\t4\t90\n")
    assert [(c.role, c.unit) for c in table.columns[2:]] == [("other", None), ("amount", "tỷ đồng")]


@pytest.mark.parametrize(
    ("header", "roles"),
    [
        ("TT\tTên văn bản\tCơ quan tham mưu\tCấp ban hành\tThời hạn trình\tGhi chú", "owner other time note"),
        ("TT\tCông việc\tQuý II/2031\tQuý III/2031\tĐầu mối", "other other owner"),
        ("TT\tChỉ tiêu\tĐơn vị tính\tThực hiện 2030\tNăm 2031\tCơ quan theo dõi", "other other other owner"),
        ("TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan theo dõi, đôn đốc\tThời hạn hoàn thành", "owner other time"),
        ("TT\tTrích yếu nội dung\tCơ quan soạn thảo\tCơ quan liên quan\tThời gian trình", "owner partner time"),
    ],
)
def test_words_of_administration_give_columns_their_role(header: str, roles: str) -> None:
    width = len(header.split("\t"))
    body = "".join("\t".join([str(n), *["Chữ nghĩa"] * (width - 1)]) + "\n" for n in (1, 2, 3))
    assert [c.role for c in one(f"{header}\n{body}").columns[2:]] == roles.split()
