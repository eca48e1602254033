"""Documents written for the tests, in layouts that the corpus does not have."""

from __future__ import annotations

from collections.abc import Callable

from indexer.records import Row, Table
from indexer.tables import find_tables

Read = Callable[[str], tuple[str, tuple[Table, ...]]]


def cells(row: Row) -> list[str]:
    return [c.text for c in row.cells]


def test_merged_headers_total_on_top_and_a_split_row_in_pipes(read: Read) -> None:
    text, (table,) = read("ke-hoach-von-hai-cap")
    assert (table.layout, table.unit) == ("pipes", "nghìn đồng")
    assert table.unit_span is not None
    assert table.unit_span.of(text) == "nghìn đồng"
    paths = [c.path for c in table.columns if c.role == "amount"]
    assert paths == [
        ("Năm 2027", "Ngân sách tỉnh"), ("Năm 2027", "Ngân sách huyện"),
        ("Năm 2028", "Ngân sách tỉnh"), ("Năm 2028", "Ngân sách huyện"), ("Tổng cộng",),
    ]  # fmt: skip
    assert [c.period for c in table.columns if c.role == "amount"] == ["2027", "2027", "2028", "2028", None]
    assert [cells(r) for r in table.rows] == [
        ["", "TỔNG SỐ", "4.150.000", "1.100.000", "3.400.000", "800.000", "9.450.000", ""],
        ["A", "Kho dữ liệu", "2.650.000", "700.000", "1.900.000", "500.000", "5.750.000", ""],
        ["1", "Mua sắm thiết bị lưu trữ", "2.000.000", "400.000", "1.200.000", "300.000", "3.900.000",
         "Sở Khoa học và Công nghệ"],
        ["2", "Số hóa hồ sơ hộ tịch và làm sạch dữ liệu dân cư tại các xã", "650.000", "300.000", "700.000", "200.000",
         "1.850.000", "Sở Tư pháp"],
        ["B", "An toàn thông tin", "1.500.000", "400.000", "1.500.000", "300.000", "3.700.000", ""],
        ["1", "Thuê dịch vụ giám sát", "1.500.000", "400.000", "1.500.000", "300.000", "3.700.000", "Công an tỉnh"],
    ]  # fmt: skip
    assert [r.kind for r in table.rows] == ["total", "group", "item", "item", "group", "item"]
    assert [r.parent for r in table.rows] == [None, None, 1, 1, None, 4]
    assert all(c.certain for r in table.rows for c in r.cells)


def test_quarters_below_a_merged_head_one_cell_a_line(read: Read) -> None:
    text, (table,) = read("du-toan-nhieu-tang")
    assert (table.layout, table.unit, table.title) == ("cell-per-line", "triệu đồng", "BIỂU SỐ 02: DỰ TOÁN CHI TIẾT")
    assert [(c.path, c.role) for c in table.columns] == [
        (("STT",), "ordinal"), (("Nội dung công việc",), "label"), (("Dự toán kinh phí", "Tổng số"), "amount"),
        (("Dự toán kinh phí", "Quý I/2029"), "amount"), (("Dự toán kinh phí", "Quý II/2029"), "amount"),
        (("Dự toán kinh phí", "Quý III/2029"), "amount"), (("Tiến độ",), "time"), (("Đơn vị thực hiện",), "owner"),
    ]  # fmt: skip
    assert [cells(r)[:6] for r in table.rows] == [
        ["", "Tổng cộng", "1.845", "720", "625", "500"],
        ["I", "Phòng họp", "1.245", "620", "625", ""],
        ["1", "Trang bị màn hình và âm thanh", "620", "620", "", ""],
        ["2", "Đường truyền và thiết bị mạng", "625", "", "625", ""],
        ["II", "Tập huấn", "600", "100", "", "500"],
        ["1", "Mở lớp kỹ năng số cho cán bộ thôn, tổ dân phố", "600", "100", "", "500"],
    ]
    assert cells(table.rows[-1])[6:] == ["Thường xuyên", "Ban Xây dựng Đảng"]
    assert all(c.certain for r in table.rows for c in r.cells)
    assert table.rows[-1].span.of(text).startswith("1\n\tMở lớp")
    assert table.rows[-1].span.of(text).endswith("tổ dân phố")


def test_flattened_rows_with_other_figures(read: Read) -> None:
    _, (table,) = read("bang-phang-khop")
    assert [cells(r)[2:] for r in table.rows if r.kind == "item"] == [
        ["1.200", "300", "", "1.500", "ĐTPT"],
        ["1.550", "", "800", "2.350", "Chi thường xuyên"],
        ["", "2.250", "", "2.250", "ĐTPT"],
        ["", "", "3.200", "3.200", "ĐTPT"],
    ]
    assert cells(table.rows[1])[1] == "Xây dựng phòng máy chủ dự phòng đạt cấp độ 3"
    assert all(c.certain for r in table.rows for c in r.cells)


def test_years_that_do_not_add_up_are_in_doubt(read: Read) -> None:
    _, (table,) = read("lo-trinh-sai-cot")
    doubted = {cells(r)[1]: [c.text for c in r.cells if not c.certain] for r in table.rows}
    assert {name: found for name, found in doubted.items() if found} == {
        "Ký số từ xa": ["250", "", ""],
        "Lớp kỹ năng": ["60", "30", "30", "30"],
    }


def shown(row: Row) -> list[str]:
    """The cells, those in doubt with a question mark."""
    return [c.text + ("" if c.certain else "?") for c in row.cells]


def test_a_subtitle_without_tabs_parts_no_table() -> None:
    head = "STT\tNội dung\tChủ trì\tThời gian\tGhi chú\n"
    text = (
        f"{head}I\tHẠ TẦNG\t\t\t\nNền tảng dùng chung\n1\tKho dữ liệu\tVăn phòng\t2027\t\n"
        f"Ứng dụng nội bộ\n\n{head}1\tHọp không giấy\tBan Tổ chức\t2028\t\n2\tTrợ lý ảo\tBan Tổ chức\t2028\t\n"
    )
    (table,) = find_tables(text)
    assert [(r.kind, r.parent, r.cells[1].text) for r in table.rows] == [
        ("group", None, "HẠ TẦNG"),
        ("group", 0, "Nền tảng dùng chung"),
        ("item", 1, "Kho dữ liệu"),
        ("group", 0, "Ứng dụng nội bộ"),
        ("item", 3, "Họp không giấy"),
        ("item", 3, "Trợ lý ảo"),
    ]
    assert all(c.certain for r in table.rows for c in r.cells)


def test_a_paragraph_below_a_table_is_no_subtitle() -> None:
    text = (
        "STT\tNội dung\tChủ trì\n1\tKho dữ liệu\tVăn phòng\n2\tCổng\tVăn phòng\nTổ chức thực hiện\nGiao Sở Tài chính\n"
    )
    (table,) = find_tables(text)
    assert len(table.rows) == 2
    assert table.span.of(text).endswith("Văn phòng")


def test_agencies_between_label_and_figures_are_not_told_apart_from_the_label() -> None:
    text = (
        "Phụ lục 2\nĐơn vị tính: triệu đồng\nTT Nội dung Đơn vị chủ trì Kinh phí thực hiện Tổng cộng\n2031 2032\n"
        "1 Xây dựng kho dữ liệu phục vụ chỉ đạo\nđiều hành Văn phòng Tỉnh ủy 100 200 300\n"
        "2 Nâng cấp mạng theo cấp độ\n3 Ban Tổ chức 50 60 110\n3 Mở lớp Sở Nội vụ 10 20 30\nTổng cộng 160 280 440\n"
    )
    (table,) = find_tables(text)
    assert [c.role for c in table.columns] == ["ordinal", "label", "owner", "amount", "amount", "amount"]
    assert [shown(r) for r in table.rows] == [
        ["1", "Xây dựng kho dữ liệu phục vụ chỉ đạo điều hành Văn phòng Tỉnh ủy?", "?", "100", "200", "300"],
        ["2", "Nâng cấp mạng theo cấp độ 3 Ban Tổ chức?", "?", "50", "60", "110"],
        ["3", "Mở lớp Sở Nội vụ?", "?", "10", "20", "30"],
        ["", "Tổng cộng", "", "160", "280", "440"],
    ]


def test_flattened_tasks_without_figures_are_rows_whose_columns_are_in_doubt() -> None:
    head = "STT Nội dung nhiệm vụ Cơ quan chủ trì Thời gian thực hiện\n"
    text = (
        f"Phụ lục 3\n{head}I Hạ tầng\n"
        "1 Xây dựng kho dữ liệu phục vụ công tác\nchỉ đạo Văn phòng Tỉnh ủy Quý\nII/2031\n"
        f"2 Nâng cấp mạng đến hết năm 2030\nBan Tổ chức 2031\n\n\n\n4\n{head}"
        "II Đào tạo\n1 Mở lớp Ban Tuyên giáo 2031 - 2032\n\nNơi nhận:\n- Như trên.\n"
    )
    (table,) = find_tables(text)
    assert [(r.kind, r.parent, r.label) for r in table.rows] == [
        ("group", None, "I"), ("item", 0, "1"), ("item", 0, "2"), ("group", None, "II"), ("item", 3, "1"),
    ]  # fmt: skip
    assert [shown(r)[-1] for r in table.rows] == ["?", "Quý II/2031?", "2031?", "?", "2031 - 2032?"]
    assert all(c.certain == (c.text in ("I", "II", "1", "2")) for r in table.rows for c in r.cells)
    assert table.span.of(text).endswith("2031 - 2032")


def test_a_label_over_two_cells_that_fills_the_row_is_in_doubt() -> None:
    head = "\tSTT\n\tNội dung\n\tNăm 2031\n\tNăm 2032\n\tChủ trì\n\n"
    rows = "\t1\n\tKho dữ liệu\n\t50\n\t\n\tSở A\n\n\t2\n\tĐào tạo cho cán bộ\n\tcấp xã\n\t\n\t\n\n"
    (table,) = find_tables(head + rows + "\t3\n\tLàm sạch dữ liệu\n\t10\n\t20\n\tSở B\n")
    assert shown(table.rows[1]) == ["2", "Đào tạo cho cán bộ?", "cấp xã?", "?", "?"]
    assert shown(table.rows[2]) == ["3", "Làm sạch dữ liệu", "10", "20", "Sở B"]
