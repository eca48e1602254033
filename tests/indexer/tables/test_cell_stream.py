"""Tables with one cell a line and nothing between the rows: the row numbers, the kinds of cells and the sums tell."""

from __future__ import annotations

from indexer.records import Row, Table
from indexer.tables import find_tables
from indexer.tables.numbering import Numbering
from indexer.tables.ordinals import parse_ordinal

HEAD = "TT\nNội dung chi\nNăm 2031\nNăm 2032\nNăm 2033\nTổng cộng\nNguồn vốn\n"
TASKS = "TT\nNhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\nThời gian hoàn thành\nSản phẩm\n"


def one(text: str) -> Table:
    (table,) = find_tables(text)
    return table


def shown(row: Row) -> list[str]:
    """The cells, those in doubt with a question mark."""
    return [c.text + ("" if c.certain else "?") for c in row.cells]


def test_groups_dashes_empty_lines_and_a_total_without_a_number() -> None:
    text = (
        f"PHỤ LỤC II\nĐơn vị tính: triệu đồng\n\n{HEAD}"
        "I\nHẠ TẦNG\n10\n20\n5\n35\n\n1\nKho dữ liệu\n10\n15\n-\n25\nĐTPT\n"
        "2\nMạng\n-\n5\n5\n10\nChi thường xuyên\nII\nDỮ LIỆU\n1\n2\n3\n6\n\n1\nSố hóa hồ sơ\n1\n2\n3\n6\nĐTPT\n"
        "\nTỔNG CỘNG (I+II)\n11\n22\n8\n41\n\n\nGhi chú: số liệu là dự kiến.\n"
    )
    table = one(text)
    assert [(r.kind, r.parent) for r in table.rows] == [
        ("group", None), ("item", 0), ("item", 0), ("group", None), ("item", 3), ("total", None),
    ]  # fmt: skip
    assert [shown(r)[1:] for r in table.rows] == [
        ["HẠ TẦNG", "10", "20", "5", "35", ""],
        ["Kho dữ liệu", "10", "15", "-", "25", "ĐTPT"],
        ["Mạng", "-", "5", "5", "10", "Chi thường xuyên"],
        ["DỮ LIỆU", "1", "2", "3", "6", ""],
        ["Số hóa hồ sơ", "1", "2", "3", "6", "ĐTPT"],
        ["TỔNG CỘNG (I+II)", "11", "22", "8", "41", ""],
    ]
    assert {(c.role, c.unit) for c in table.columns[2:6]} == {("amount", "triệu đồng")}
    assert table.span.of(text).endswith("41")


def test_figures_whose_blanks_are_gone_stand_where_the_sums_put_them() -> None:
    head = HEAD.replace("Nguồn vốn\n", "")
    table = one(
        f"{head}I\nHẠ TẦNG\n10\n20\n5\n35\n1\nKho dữ liệu\n10\n15\n25\n2\nMạng\n5\n5\n10\n"
        "II\nĐÀO TẠO\n1\nLớp học\n7\n\nNơi nhận:\n- Như trên.\n"
    )
    assert shown(table.rows[1])[2:] == ["10", "15", "", "25"]
    assert shown(table.rows[2])[2:] == ["", "5", "5", "10"]
    assert "7?" in shown(table.rows[4])  # of a lone figure nothing tells the column


def test_a_text_cell_that_is_left_out_leaves_doubt_and_a_dash_does_not() -> None:
    row = "{0}\nViệc số {0}\nSở Tài chính\n{1}Quý II/2031\nBáo cáo số {0}\n"
    body = "".join(row.format(n, "-\n" if n == 2 else "" if n == 3 else "Công an tỉnh\n") for n in (1, 2, 3, 4))
    table = one(f"{TASKS}{body}\nTổ chức thực hiện\n")
    assert shown(table.rows[1])[2:] == ["Sở Tài chính", "-", "Quý II/2031", "Báo cáo số 2"]
    assert shown(table.rows[2]) == ["3", "Việc số 3", "Sở Tài chính?", "?", "Quý II/2031", "Báo cáo số 3"]
    assert len(table.rows) == 4


def test_a_page_break_with_its_header_parts_no_row() -> None:
    rows = "{0}\nViệc số {0}\nSở Tài chính\nCông an tỉnh\nQuý II/2031\nBáo cáo\n"
    text = (
        f"PHỤ LỤC I\n{TASKS}I\nHẠ TẦNG\n{rows.format(1)}{rows.format(2)}\n7\n\nPHỤ LỤC I (tiếp theo)\n{TASKS}"
        f"{rows.format(3)}II\nDỮ LIỆU\n{rows.format(4)}"
    )
    table = one(text)
    assert [(r.label, r.parent) for r in table.rows] == [
        ("I", None),
        ("1", 0),
        ("2", 0),
        ("3", 0),
        ("II", None),
        ("4", 4),
    ]
    assert all(c.certain for r in table.rows for c in r.cells)


def test_heads_and_labels_on_two_lines_and_numbered_columns() -> None:
    head = "STT\nNội dung\ncông việc\nCơ quan chủ trì\nThời gian\nhoàn thành\n(1)\n(2)\n(3)\n(4)\n"
    table = one(
        f"{head}1\nXây dựng kho dữ liệu dùng chung\ncủa tỉnh\nSở Tài chính\nQuý I/2031\n"
        "2\nMở lớp\nSở Nội vụ\nHằng năm\n3\nKiểm tra\nCông an tỉnh\n2032\n"
    )
    assert [c.path for c in table.columns] == [
        ("STT",), ("Nội dung công việc",), ("Cơ quan chủ trì",), ("Thời gian hoàn thành",),
    ]  # fmt: skip
    assert shown(table.rows[0]) == ["1", "Xây dựng kho dữ liệu dùng chung của tỉnh", "Sở Tài chính", "Quý I/2031"]


def test_two_tables_one_after_the_other() -> None:
    rows = "".join(f"{n}\nViệc số {n}\nSở Tài chính\nCông an tỉnh\nQuý II/2031\nBáo cáo\n" for n in (1, 2, 3))
    first, second = find_tables(f"PHỤ LỤC I\n{TASKS}{rows}\nPHỤ LỤC II\n{TASKS}{rows}")
    assert len(first.rows) == len(second.rows) == 3
    assert first.span.end <= second.span.start


def test_the_order_of_row_numbers() -> None:
    def costs(*numbers: str) -> list[float]:
        numbering, found = Numbering(), []
        for number in numbers:
            ordinal = parse_ordinal(number)
            assert ordinal is not None
            cost, numbering = numbering.then(ordinal)
            found.append(cost)
        return found

    assert not any(costs("I", "1", "1.1", "1.2", "2", "II", "1", "a)", "b)", "2", "III"))
    assert not any(costs("I", "1", "2", "II", "3", "4"))  # numbers that run on
    assert [c > 0 for c in costs("1", "2", "5")] == [False, False, True]
    assert costs("I", "II", "1")[2] == 0
