"""Documents written for the tests, in layouts that the corpus does not have."""

from __future__ import annotations

from collections.abc import Callable

from indexer.records import Row, Table

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
