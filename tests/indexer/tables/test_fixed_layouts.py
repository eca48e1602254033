"""Tables laid out with blanks: merged heads, wrapped cells, page breaks, cells that reach the next column."""

from __future__ import annotations

import pytest

from indexer.records import Table
from indexer.tables.find import find_tables


def _cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def _sure(table: Table) -> bool:
    return all(cell.certain for row in table.rows for cell in row.cells)


YEARS = """PHỤ LỤC 2
KINH PHÍ TỪNG NĂM
                                                      ĐVT: triệu đồng
                                         Dự toán kinh phí
  TT   Nội dung                         {rule}   Nguồn   Chủ trì
                                           2031      2032      Cộng    vốn
  I    HẠ TẦNG SỐ                           300        70       370
  1    Nâng cấp trung tâm dữ liệu Tỉnh      250        50       300    ĐTPT    VPTU
       ủy trên cơ sở hợp nhất
  2    Số hóa hồ sơ thuộc diện quản lý       50        20        70    CTX     BTC
       Tỉnh ủy theo dõi

{page}

                                         Dự toán kinh phí
  TT   Nội dung                         {rule}   Nguồn   Chủ trì
                                           2031      2032      Cộng    vốn
  II   DỮ LIỆU SỐ                             -        40        40
  1    Kho dữ liệu dùng chung và kết          -        40        40    CTX     VPTU
       nối với nền tảng
       TỔNG CỘNG                            300       110       410

  Ghi chú: CTX: chi thường xuyên.
"""


@pytest.mark.parametrize("rule", ["---------------------------", "                           "])
@pytest.mark.parametrize("page", ["15".center(100), "15".center(60) + "\n\f", "- 15 -".center(100)])
def test_a_merged_head_above_the_row_numbers_stands_over_its_years(rule: str, page: str) -> None:
    (table,) = find_tables(YEARS.format(rule=rule, page=page))
    assert [column.period for column in table.columns[2:5]] == ["2031", "2032", None]
    assert {column.path[0] for column in table.columns[2:5]} == {"Dự toán kinh phí"}
    assert [column.path[-1] for column in table.columns[5:]] == ["Nguồn vốn", "Chủ trì"]
    assert {column.unit for column in table.columns[2:5]} == {"triệu đồng"}
    assert [row.kind for row in table.rows] == ["group", "item", "item", "group", "item", "total"]
    assert _cells(table)[2] == [
        "2", "Số hóa hồ sơ thuộc diện quản lý Tỉnh ủy theo dõi", "50", "20", "70", "CTX", "BTC",
    ]  # fmt: skip
    assert _cells(table)[4][2:] == ["-", "40", "40", "CTX", "VPTU"]
    assert _sure(table)


TWO_MERGED = """Phụ lục: phân kỳ (triệu đồng)

STT   Danh mục dự án            Nguồn vốn            Phân kỳ thực hiện          Ghi chú
                              NSTW     NSĐP       2031     2032     2033
1     Trạm quan trắc            10       20         5       10       15
2     Kho dữ liệu               30        -        10       10       10       chuyển tiếp
      Cộng                      40       20        15       20       25
"""


def test_each_of_two_merged_heads_stands_over_its_own_columns() -> None:
    (table,) = find_tables(TWO_MERGED)
    assert [column.path for column in table.columns[2:7]] == [
        ("Nguồn vốn", "NSTW"), ("Nguồn vốn", "NSĐP"),
        ("Phân kỳ thực hiện", "2031"), ("Phân kỳ thực hiện", "2032"), ("Phân kỳ thực hiện", "2033"),
    ]  # fmt: skip
    assert _cells(table)[1] == ["2", "Kho dữ liệu", "30", "-", "10", "10", "10", "chuyển tiếp"]
    assert [row.kind for row in table.rows] == ["item", "item", "total"]


REACHING = """PHỤ LỤC V
DANH MỤC HỆ THỐNG

TT  Tên hệ thống                   Chủ quản                Cấp độ  Đơn vị vận hành   Ghi chú
1   Hệ thống giải quyết thủ tục    Văn phòng UBND tỉnh       3     VNPT              Đã kết nối
2   Nền tảng tích hợp              Sở Khoa học               3     Viettel           Mở rộng
3   Cổng thông tin                 Văn phòng UBND tỉnh       2     VNPT              Chuyển đổi
4   Cơ sở dữ liệu đất đai          Sở Nông nghiệp            3     VNPT              Mới
5   Hệ thống truyền thanh          Sở Văn hóa và Thể thao Du 2     VNPT              Cũ
6   Ứng dụng công dân              Sở Khoa học               3     Viettel           Mới
"""


def test_a_cell_that_reaches_the_next_column_is_cut_at_the_blank_between_them() -> None:
    (table,) = find_tables(REACHING)
    assert _cells(table)[4] == ["5", "Hệ thống truyền thanh", "Sở Văn hóa và Thể thao Du", "2", "VNPT", "Cũ"]
    assert [column.role for column in table.columns] == ["ordinal", "label", "other", "other", "owner", "note"]


def test_a_cell_that_runs_into_the_next_column_without_a_blank_reads_as_no_column_of_it() -> None:
    text = REACHING.replace("Sở Văn hóa và Thể thao Du 2", "Sở Văn hóa và Thể thao DuL2")
    assert all("Thể thao DuL2" not in cell for table in find_tables(text) for row in _cells(table) for cell in row[3:])


UNKNOWN = """PHỤ LỤC 5
KẾ HOẠCH MỞ LỚP

TT   Thành viên                   Số lớp   Học viên/lớp   Số ngày/lớp   Tổng học viên   Cơ quan tổ chức
1    Bí thư, Phó Bí thư           6        35             3             210             Trường Chính trị
2    Cán bộ văn phòng             12       40             2             480             Văn phòng
     Cộng                         18                                    690
"""


def test_heads_that_no_lexicon_knows_are_read_by_their_places() -> None:
    (table,) = find_tables(UNKNOWN)
    assert _cells(table)[-1] == ["", "Cộng", "18", "", "", "690", ""]
    assert [c.path[-1] for c in table.columns][3:] == [
        "Học viên/lớp",
        "Số ngày/lớp",
        "Tổng học viên",
        "Cơ quan tổ chức",
    ]


SPACED = """PHỤ LỤC I

  STT  Nội dung nhiệm vụ          Đơn vị chủ trì    Sản phẩm        Thời gian

  1    Tổ chức Ngày chuyển đổi    Văn phòng Bộ      Sự kiện         10/10/2031
       Xây dựng chuyên mục

  2    Thông tư về dữ liệu        Vụ Pháp chế       Thông tư        Tháng
                                                                    11/2031
"""


def test_a_line_without_an_empty_line_above_goes_on_with_its_row_where_these_part_all_rows() -> None:
    (table,) = find_tables(SPACED + "\n  3    Đề án vị trí              Vụ Tổ chức        Đề án           Tháng 5\n")
    assert _cells(table)[0][1] == "Tổ chức Ngày chuyển đổi Xây dựng chuyên mục"
    assert _cells(table)[1][4] == "Tháng 11/2031"
    assert _sure(table)


CROWDED = """PHỤ LỤC I

STT  Nội dung                        Kinh phí    Chủ trì
1    Tổ chức ngày hội                     20     Sở A
     Xây dựng chuyên mục riêng            30     Sở B
2    Thông tư về quản lý dữ liệu số       40     Sở C
3    Đề án vị trí việc làm                50     Sở D
"""


def test_a_line_whose_words_had_room_above_stays_in_doubt() -> None:
    (table,) = find_tables(CROWDED)
    assert not any(cell.certain for cell in table.rows[0].cells if cell.text)
    assert all(cell.certain for cell in table.rows[1].cells)
