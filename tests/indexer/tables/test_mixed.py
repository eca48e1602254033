"""Lines that hold words, figures or both: rows wrapped around their figures, parts of a total, page breaks, units."""

from __future__ import annotations

import pytest

from indexer.facts.extract import extract
from indexer.records import Table
from indexer.tables import find_tables

_HEAD = "Đơn vị tính: triệu đồng\nTT Nội dung 2031 2032 Cộng Nguồn\n"
_LAST = """1 Sửa chữa bến đò và đường
xuống bến
500 700 1.200 SN
2 Lắp biển báo 40 - 40 ĐTC
TỔNG CỘNG 540 700 1.240
"""
_FIRST = """1 Sửa chữa bến đò và đường 500 700 1.200 SN
xuống bến
2 Lắp biển báo 40 - 40 ĐTC
TỔNG CỘNG 540 700 1.240
"""
_MIDDLE = """Sửa chữa bến đò và đường
1 500 700 1.200 SN
xuống bến
2 Lắp biển báo 40 - 40 ĐTC
TỔNG CỘNG 540 700 1.240
"""
_STACKED = """1
Sửa chữa bến đò và đường
xuống bến
500
700
1.200
SN

2
Lắp biển báo
40
-
40
ĐTC

TỔNG CỘNG
540
700
1.240
"""


def _only(text: str) -> Table:
    (table,) = find_tables(text)
    return table


def _rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _sure(table: Table) -> bool:
    return all(cell.certain for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("body", [_LAST, _FIRST, _STACKED], ids=["last", "first", "stacked"])
def test_figures_stand_below_beside_or_apart_from_a_wrapped_name(body: str) -> None:
    table = _only(_HEAD + body)
    assert _rows(table) == [
        ["1", "Sửa chữa bến đò và đường xuống bến", "500", "700", "1.200", "SN"],
        ["2", "Lắp biển báo", "40", "-", "40", "ĐTC"],
        ["", "TỔNG CỘNG", "540", "700", "1.240", ""],
    ]
    assert _sure(table)
    assert [c.unit for c in table.columns if c.role == "amount"] == ["triệu đồng"] * 3


def test_a_number_beside_the_middle_of_its_name() -> None:
    table = _only(_HEAD + "I Hạ tầng 540 700 1.240\n" + _MIDDLE)
    assert _rows(table)[1][:3] == ["1", "Sửa chữa bến đò và đường xuống bến", "500"]


def test_cells_are_slices() -> None:
    text = _HEAD + _FIRST
    for row in _only(text).rows:
        for cell in row.cells[2:]:
            assert cell.span is None or cell.span.of(text) == cell.text


@pytest.mark.parametrize("gap", ["", "\n"])
def test_the_parts_of_a_total_stand_below_it(gap: str) -> None:
    table = _only(
        _HEAD + _LAST + gap + "Chia theo nguồn\n- SN 500 700 1.200\n- ĐTC 40 - 40\n\nGhi chú: số liệu làm tròn.\n"
    )
    total = next(row for row in table.rows if row.kind == "total")
    parts = [row for row in table.rows if row.parent == total.ordinal]
    assert [row.cells[1].text for row in parts] == ["Chia theo nguồn", "- SN", "- ĐTC"]
    assert [row.cells[4].text for row in parts] == ["", "1.200", "40"]
    facts = extract(_HEAD + _LAST, None, find_tables(_HEAD + _LAST))
    assert {f.unit for f in facts if f.role == "amount"} == {"triệu đồng"}


def test_a_page_break_with_a_running_title_and_half_a_header() -> None:
    running = "Kế hoạch vùng hồ"
    pages = "".join(f"Đoạn {n}.\n\n{n}\n{running}\n" for n in (1, 2, 3))
    body = _LAST.replace("2 Lắp", f"\n4\n{running}\nTT Nội dung\n2 Lắp")
    assert _rows(_only(pages + _HEAD + body)) == _rows(_only(_HEAD + _LAST))


def test_heads_broken_in_halves() -> None:
    head = "ĐVT: triệu đồng\nTT\nTên công\ntrình\nTổng\nkinh phí\nTrong đó\nNSTW\nNSĐP\nChủ đầu\ntư\n"
    table = _only(
        head + "\n1\nCầu treo\n90\n60\n30\nSở Xây dựng\n\n2\nBến đò\n50\n50\nUBND xã\n\n3\nKè\n7\n4\n3\nUBND xã\n"
    )
    assert [c.path for c in table.columns] == [
        ("TT",), ("Tên công trình",), ("Tổng kinh phí",), ("Trong đó", "NSTW"), ("Trong đó", "NSĐP"), ("Chủ đầu tư",),
    ]  # fmt: skip
    assert _rows(table)[0] == ["1", "Cầu treo", "90", "60", "30", "Sở Xây dựng"]
    assert not table.rows[1].cells[3].certain  # "50 50": of which source nothing tells


def test_units_and_quantities_in_front_of_an_amount() -> None:
    table = _only(
        "ĐVT: triệu đồng\nSTT Tên thiết bị Đơn vị Số lượng Đơn giá Thành tiền\n1 Xuồng máy loại nhỏ chiếc 2 40 80\n"
        "2 Áo phao cái 100 1 100\nTổng cộng 180\n"
    )
    assert _rows(table) == [
        ["1", "Xuồng máy loại nhỏ", "chiếc", "2", "40", "80"],
        ["2", "Áo phao", "cái", "100", "1", "100"],
        ["", "Tổng cộng", "", "", "", "180"],
    ]
    assert [c.unit for c in table.columns] == [None] * 5 + ["triệu đồng"]


def test_measures_beside_years_are_no_part_of_their_sum() -> None:
    table = _only(
        "TT\tCơ quan\tSố phông\tMét giá\t2031\t2032\tTổng số trang\n1\tSở A\t2\t40\t500\t700\t1.200\n"
        "2\tSở B\t1\t15\t\t90\t90\n\tTổng cộng\t3\t55\t500\t790\t1.290\n"
    )
    assert _sure(table)


def test_the_parts_of_a_total_are_in_the_unit_of_its_head() -> None:
    table = _only("TT\tDự án\tTổng kinh phí (tỷ đồng)\tTrong đó\t\n\t\t\tNSTW\tNSĐP\n1\tCầu\t9\t6\t3\n2\tKè\t5\t1\t4\n")
    assert [c.unit for c in table.columns][2:] == ["tỷ đồng"] * 3


def test_a_count_beside_money_gets_no_money() -> None:
    table = _only(
        "Đơn vị tính: triệu đồng\n\nTT\tNội dung\tMáy tính\tThành tiền\n1\tMua mới\t12\t240\n2\tThay thế\t10\t200\n"
    )
    assert [c.unit for c in table.columns] == [None, None, None, "triệu đồng"]


def test_running_text_below_a_table_is_none_of_its_rows() -> None:
    text = _HEAD + _LAST + "\nCác đơn vị gửi báo cáo trước ngày 20 hằng tháng; vướng mắc gửi về thường trực.\n"
    assert len(_rows(_only(text))) == 3
