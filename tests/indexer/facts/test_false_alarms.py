"""What looks like a contradiction and is none: totals of other tables, parts that the text names, unread rows."""

from __future__ import annotations

import pytest

from indexer.facts.appendices import appendix_named, without_table
from indexer.facts.extract import audit, extract
from indexer.facts.prose import prose_of
from indexer.facts.running import running_text
from indexer.outline import read_outline
from indexer.tables import find_tables

INVESTMENT = """PHỤ LỤC III
DANH MỤC DỰ ÁN BỐ TRÍ VỐN NĂM 2027
Đơn vị tính: triệu đồng

TT\tTên dự án\tChủ đầu tư\tKế hoạch vốn năm 2027
1\tKho dữ liệu dùng chung\tSở Khoa học và Công nghệ\t31.500
2\tGiám sát tàu cá\tSở Nông nghiệp\t12.700
\tTỔNG CỘNG\t\t44.200
"""
DEVICES = """PHỤ LỤC IV
PHÂN BỔ THIẾT BỊ NĂM 2027
TT\tXã, phường\tThiết bị cấp năm 2027\t\tKinh phí (triệu đồng)
\t\tMáy tính (bộ)\tMáy quét (cái)\t
1\tXã An Hòa\t32\t6\t588
2\tXã Bình Minh\t24\t4\t432
\tTổng cộng\t56\t10\t1.020
"""


def messages(text: str) -> list[str]:
    tables = find_tables(text)
    return [f.message for f in audit(text, tables, extract(text, read_outline(text, tables), tables))]


@pytest.mark.parametrize(
    "body",
    [
        "1. Tổng kinh phí thực hiện Kế hoạch là 71.300 triệu đồng, gồm chi thường xuyên 27.100 triệu đồng và chi đầu tư"
        " phát triển 44.200 triệu đồng.",
        "1. Tổng kinh phí thực hiện Kế hoạch là 71.300 triệu đồng, phân theo đơn vị tại Phụ lục II.",
        "1. Tổng kinh phí thực hiện Kế hoạch là 144.200 triệu đồng.",
    ],
)
def test_a_total_of_which_the_table_holds_a_part(body: str) -> None:
    assert messages(f"{body}\n\n{INVESTMENT}") == []


def test_a_total_that_the_named_appendix_contradicts() -> None:
    for reference in ("chi tiết tại Phụ lục III", "chi tiết tại Phụ lục số 3", "chi tiết tại phụ lục kèm theo"):
        body = f"1. Tổng kinh phí thực hiện Kế hoạch là 42.400 triệu đồng, {reference}."
        assert len(messages(f"{body}\n\n{INVESTMENT}")) == 1


def test_things_are_not_set_beside_money() -> None:
    body = "1. Tổng kinh phí trang bị thiết bị là 1.020 triệu đồng (Phụ lục IV)."
    assert messages(f"{body}\n\n{DEVICES}") == []
    assert len(messages(f"{body.replace('1.020', '1.200')}\n\n{DEVICES}")) == 1


def test_the_only_budget_read_is_not_the_only_one_where_an_appendix_was_not_read() -> None:
    unread = "PHỤ LỤC II\nKINH PHÍ THEO ĐƠN VỊ\nxem bản giấy\n\n"
    body = "1. Tổng kinh phí thực hiện Kế hoạch là 42.400 triệu đồng."
    assert len(messages(f"{body}\n\n{INVESTMENT}")) == 1
    assert messages(f"{body}\n\n{unread}{INVESTMENT}") == []
    assert without_table(unread, ())
    assert not without_table(body, ())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("chi tiết tại Phụ lục IV.", "4"), ("theo phụ lục số 02 kèm theo", "2"), ("PHỤ LỤC IX: DANH MỤC", "9"),
        ("có phụ lục kèm theo", ""), ("PHỤ LỤC VĂN BẢN", ""), ("theo Kế hoạch", None),
    ],
)  # fmt: skip
def test_appendices_by_number(text: str, number: str | None) -> None:
    assert appendix_named(text) == number


SYSTEMS = """Đến cuối năm có 2 Trung tâm dữ liệu.

PHỤ LỤC V
DANH MỤC HỆ THỐNG

TT  Tên hệ thống                          Chủ quản                   Cấp độ  Đơn vị vận hành
1   Phần mềm quản lý văn bản tỉnh         Sở Khoa học và Công nghệ   3       Sở Khoa học và Công nghệ
2   Cơ sở dữ liệu cán bộ, công chức tỉnh  Sở Nội vụ                  2       Sở Nội vụ

I Hạ tầng số 77.430 28.400 49.030 21.590

PHỤ LỤC VI
GHI CHÚ

Danh mục này do Văn phòng theo dõi.
"""


def test_rows_of_unread_tables_are_no_running_text() -> None:
    kept = [p.body.of(SYSTEMS) for p in running_text(SYSTEMS, prose_of(SYSTEMS, None, ()), ())]
    assert [one for one in kept if "PHỤ LỤC" not in one] == [
        "Đến cuối năm có 2 Trung tâm dữ liệu.", "DANH MỤC HỆ THỐNG", "GHI CHÚ", "Danh mục này do Văn phòng theo dõi.",
    ]  # fmt: skip


def test_sentences_beside_a_signature_or_a_list_are_running_text() -> None:
    text = "Số: 12/KH-UBND      Hà Nam, ngày 02 tháng 3\n\nTổng 3 - 5 ngày; năm 2026, 2027, 2028, 2029 và 2030.\n"
    assert len(running_text(text, prose_of(text, None, ()), ())) == 2


def test_a_flattened_row_whose_figures_are_missing_proves_nothing() -> None:
    rows = ["I Hạ tầng số 90 40 50", "1 Nâng cấp phòng máy chủ 60 30 30", "2 Thuê đường truyền số liệu"]
    text = "PHỤ LỤC I\nDỰ TOÁN\nĐơn vị tính: triệu đồng\n\nTT Nội dung Tổng 2027 2028\n\n" + "\n\n".join(rows) + "\n"
    tables = find_tables(text)
    assert [table.layout for table in tables] == ["flattened"]
    assert messages(text) == []
