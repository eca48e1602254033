"""Tables with columns of fixed width, and tables pasted as CSV."""

from __future__ import annotations

from indexer.records import Row
from indexer.tables import find_tables

FIXED = """PHỤ LỤC 1: DỰ TOÁN
                                             Đơn vị tính: triệu đồng
STT   Nội dung chi                     Năm 2031   Năm 2032   Tổng cộng   Nguồn vốn
I     Hạ tầng                              100         50         150
1     Xây dựng kho dữ liệu dùng            100                    100   ĐTPT
      chung của tỉnh, cấp độ
      3
2     Mạng                                             50          50   Chi thường
                                                                        xuyên
      Tổng cộng                            100         50         150

Nơi nhận:
"""


def cells(row: Row) -> list[str]:
    return [c.text for c in row.cells]


def test_columns_of_fixed_width_with_broken_cells() -> None:
    (table,) = find_tables(FIXED)
    assert (table.layout, table.unit) == ("fixed", "triệu đồng")
    assert [c.role for c in table.columns] == ["ordinal", "label", "amount", "amount", "amount", "other"]
    assert [cells(r) for r in table.rows] == [
        ["I", "Hạ tầng", "100", "50", "150", ""],
        ["1", "Xây dựng kho dữ liệu dùng chung của tỉnh, cấp độ 3", "100", "", "100", "ĐTPT"],
        ["2", "Mạng", "", "50", "50", "Chi thường xuyên"],
        ["", "Tổng cộng", "100", "50", "150", ""],
    ]
    assert all(c.certain for r in table.rows for c in r.cells)
    for row in table.rows:
        for cell in row.cells:
            assert cell.span is None or cell.span.of(FIXED).split()[0] == cell.text.split()[0]


def test_numbers_beside_the_middle_of_their_rows_make_no_table() -> None:
    head = "STT   Nội dung             Năm 2031   Năm 2032\n"
    first = "      Xây dựng kho dữ liệu\n1     dùng chung                100        200\n      của tỉnh\n"
    second = "      Mua sắm thiết bị\n2     đầu cuối                   50         60\n      cấp xã\n"
    assert find_tables(head + first + second) == ()


def test_words_over_the_gap_between_two_columns_make_no_table() -> None:
    head = "STT   Nội dung      Năm 2031   Năm 2032\n"
    assert find_tables(f"{head}1     Kho dữ liệu dùng chung 100   200\n2     Mạng          50         60\n") == ()


def test_values_between_commas_and_semicolons() -> None:
    comma = (
        'TT,Nội dung chi,Năm 2031,Năm 2032,Tổng cộng\n1,"Kho dữ liệu, cổng","1,5","2,0","3,5"\n2,Mạng,"0,5",,"0,5"\n'
    )
    (table,) = find_tables(f"Đơn vị tính: tỷ đồng\n{comma}\nTT, nội dung và thời gian do Sở Tài chính trình.\n")
    assert table.layout == "comma"
    assert [cells(r) for r in table.rows] == [
        ["1", "Kho dữ liệu, cổng", "1,5", "2,0", "3,5"], ["2", "Mạng", "0,5", "", "0,5"],
    ]  # fmt: skip
    (table,) = find_tables("STT;Nhiệm vụ;Đầu mối;Thời hạn\n1;Rà soát;Sở Tư pháp;Quý I/2031\n2;Kiểm tra;VPTU;\n")
    assert [cells(r) for r in table.rows][1] == ["2", "Kiểm tra", "VPTU", ""]
