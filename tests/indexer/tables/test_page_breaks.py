"""A page break between two rows changes nothing: page numbers, running lines and repeated heads are no cells."""

from __future__ import annotations

import pytest

from indexer.records import Table
from indexer.tables.find import find_tables
from indexer.tables.furniture import without_furniture
from indexer.tables.lines import lines_of

_FLAT_HEAD = "TT Nội dung\n\n2031 2032 2033 Tổng Nguồn"
_FLAT = [
    "I Hạ tầng số 4.000 6.500 1.700 12.200",
    "1\nNâng cấp phòng máy chủ theo\n\nchuẩn cấp 3\n1.500 4.500 1.000 7.000 ĐTPT",
    "2 Kho lưu trữ dùng chung   2.000 700 2.700 ĐTPT",
    "3 Đường truyền dự phòng 2.500     2.500 CTX",
    "II An toàn thông tin 700 900 1.000 2.600",
    "1 Thuê giám sát 24/7 700 900 1.000 2.600 CTX",
    " TỔNG CỘNG 4.700 7.400 2.700 14.800",
]
_TAB_HEAD = "TT\tNhiệm vụ\tCơ quan chủ trì\tThời gian"
_TABS = [
    "I\tHạ tầng số\t\t",
    "1\tNâng cấp phòng máy chủ\tVăn phòng\tQuý I/2031",
    "2\tĐường truyền dự phòng\tSở Tài chính\tQuý II/2031",
    "3\tKho lưu trữ dùng chung\tVăn phòng\tQuý IV/2031",
]
_BREAKS = [
    "\nTrang 9\n\n",
    "\n\nTrang 10/15 \n\n{head}\n\n",
    "\n- 9 -\n",
    "\n\n9\n\f{head}\n",
    "\n\nPage 9\n\n{head}\n\n",
]


def _rows(tables: tuple[Table, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.kind, tuple(cell.text for cell in row.cells)) for table in tables for row in table.rows]


def _text(head: str, rows: list[str], gap: str, broken_at: int | None, page_break: str) -> str:
    text = f"PHỤ LỤC 1\nDANH MỤC NHIỆM VỤ\nĐơn vị tính: triệu đồng\n\n{head}{gap}"
    for at, row in enumerate(rows):
        text += row + (page_break.format(head=head) if at == broken_at else gap)
    return text + "\nGhi chú: CTX: chi thường xuyên.\n"


@pytest.mark.parametrize("page_break", _BREAKS)
@pytest.mark.parametrize("broken_at", range(6))
def test_a_flattened_table_goes_on_over_a_page_break(broken_at: int, page_break: str) -> None:
    whole = _rows(find_tables(_text(_FLAT_HEAD, _FLAT, "\n\n", None, "")))
    assert whole[2][1][2:6] == ("", "2.000", "700", "2.700")
    assert _rows(find_tables(_text(_FLAT_HEAD, _FLAT, "\n\n", broken_at, page_break))) == whole


@pytest.mark.parametrize("page_break", _BREAKS)
@pytest.mark.parametrize("broken_at", range(3))
def test_a_table_of_tabs_goes_on_over_a_page_break(broken_at: int, page_break: str) -> None:
    whole = _rows(find_tables(_text(_TAB_HEAD, _TABS, "\n", None, "")))
    assert len(whole) == len(_TABS)
    assert _rows(find_tables(_text(_TAB_HEAD, _TABS, "\n", broken_at, page_break))) == whole


def _kept(text: str) -> list[str]:
    return [line.text for line in without_furniture(text, lines_of(text)) if not line.blank]


def test_fractions_dates_and_bare_numbers_are_cells() -> None:
    text = "Đã kết nối\n132/151\nHạn\n15/11\n30/6\n9\n12/12\nTrang 3\nCòn lại\n"
    assert _kept(text) == ["Đã kết nối", "132/151", "Hạn", "15/11", "30/6", "9", "12/12", "Còn lại"]


def test_numbers_of_pages_out_of_one_total_are_known_by_their_order() -> None:
    assert _kept("một\n1/3\nhai\n2/3\nba\n3/3\n") == ["một", "hai", "ba"]
    assert _kept("một\n1/3\nhai\n3/3\nba\n2/3\n") == ["một", "1/3", "hai", "3/3", "ba", "2/3"]


def test_a_running_line_stands_beside_page_numbers_only() -> None:
    page = "Kế hoạch số 99-KH/XY\nTrang {n}\n"
    text = "".join(f"nội dung {word}\n{page.format(n=n)}" for n, word in enumerate(("a", "b", "c"), start=2))
    assert _kept(text) == ["nội dung a", "nội dung b", "nội dung c"]
    assert "Kế hoạch số 99-KH/XY" in _kept(f"{text}\nCăn cứ\nKế hoạch số 99-KH/XY\ncuối\n")


def test_a_head_below_a_title_of_its_own_is_another_table() -> None:
    first = _text(_TAB_HEAD, _TABS, "\n", None, "")
    text = f"{first}Trang 4\n\n{first.replace('PHỤ LỤC 1', 'PHỤ LỤC 2')}"
    assert [len(table.rows) for table in find_tables(text)] == [len(_TABS), len(_TABS)]
