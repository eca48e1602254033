"""Flattened tables whose empty cells are dashes, and whose agencies stand on a line between label and figures."""

from __future__ import annotations

import pytest

from indexer.records import Table
from indexer.tables import find_tables

_TEXT = """PHỤ LỤC 2
NHU CẦU KINH PHÍ
Đơn vị tính: triệu đồng

TT Nhiệm vụ

Cơ quan

chủ trì

Nhu cầu kinh phí

Tổng

Nguồn

2031 2032 2033 2034-2035

I An toàn thông tin 7.500 5.000 500 1.500 14.500

1

Giám sát an ninh mạng

VPTU

6.500 4.000 500 1.500 12.500 ĐTPT

2

Tường lửa cho các đảng bộ (30 triệu

đồng/thiết bị)

Công an tỉnh

1.000 1.000 - - 2.000 TX

II Dữ liệu - 1.800 900 1.300 4.000

1

Thuê trợ lý ảo

Sở KH&CN

- 1.800 900 1.300 4.000 TX

 TỔNG CỘNG 7.500 6.800 1.400 2.800 18.500
"""


def _only(text: str) -> Table:
    (table,) = find_tables(text)
    return table


def _rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_dashes_keep_the_places_of_the_figures() -> None:
    rows = _rows(_only(_TEXT))
    assert rows[2][3:] == ["1.000", "1.000", "-", "-", "2.000", "TX"]
    assert rows[4][3:] == ["-", "1.800", "900", "1.300", "4.000", "TX"]
    assert rows[3][3:8] == ["-", "1.800", "900", "1.300", "4.000"]


def test_agencies_are_parted_from_labels() -> None:
    table = _only(_TEXT)
    assert [row[1:3] for row in _rows(table)] == [
        ["An toàn thông tin", ""],
        ["Giám sát an ninh mạng", "VPTU"],
        ["Tường lửa cho các đảng bộ (30 triệu đồng/thiết bị)", "Công an tỉnh"],
        ["Dữ liệu", ""],
        ["Thuê trợ lý ảo", "Sở KH&CN"],
        ["TỔNG CỘNG", ""],
    ]
    assert all(cell.certain for row in table.rows for cell in row.cells)


@pytest.mark.parametrize("instead", ["theo lộ trình", "của các cơ quan"])
def test_a_line_that_is_no_agency_leaves_all_labels_in_doubt(instead: str) -> None:
    table = _only(_TEXT.replace("Công an tỉnh", instead))
    assert not any(row.cells[1].certain for row in table.rows if row.kind == "item")


def test_a_dash_in_a_label_is_no_cell() -> None:
    rows = _rows(_only(_TEXT.replace("Thuê trợ lý ảo", "Thuê trợ lý ảo - giai đoạn 2")))
    assert rows[4][1:5] == ["Thuê trợ lý ảo - giai đoạn 2", "Sở KH&CN", "-", "1.800"]
