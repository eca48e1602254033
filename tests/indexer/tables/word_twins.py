"""The two documents in new layouts once more, as Word files whose tables merge their header cells."""

from __future__ import annotations

from tests.indexer.reading.office_files import cell, docx, table


def two_sources() -> bytes:
    """``ke-hoach-von-hai-cap``: two sources below each year, the total row on top."""
    head = [
        cell("Số TT", merge="restart"),
        cell("Hạng mục", merge="restart"),
        cell("Năm 2027", span=2),
        cell("Năm 2028", span=2),
        cell("Tổng cộng", merge="restart"),
        cell("Chủ đầu tư", merge="restart"),
    ]
    more = cell(merge="continue")
    sources = ["Ngân sách tỉnh", "Ngân sách huyện"] * 2
    rows = [
        ["", "TỔNG SỐ", "4.150.000", "1.100.000", "3.400.000", "800.000", "9.450.000", ""],
        ["A", "Kho dữ liệu", "2.650.000", "700.000", "1.900.000", "500.000", "5.750.000", ""],
        ["1", "Mua sắm thiết bị lưu trữ", "2.000.000", "400.000", "1.200.000", "300.000", "3.900.000",
         "Sở Khoa học và Công nghệ"],
        ["2", cell("Số hóa hồ sơ hộ tịch và", "làm sạch dữ liệu dân cư tại các xã"), "650.000", "300.000", "700.000",
         "200.000", "1.850.000", "Sở Tư pháp"],
        ["B", "An toàn thông tin", "1.500.000", "400.000", "1.500.000", "300.000", "3.700.000", ""],
        ["1", "Thuê dịch vụ giám sát", "1.500.000", "400.000", "1.500.000", "300.000", "3.700.000", "Công an tỉnh"],
    ]  # fmt: skip
    return docx(
        "ỦY BAN NHÂN DÂN TỈNH AN BIÊN",
        "Số: 412/KH-UBND",
        "An Biên, ngày 05 tháng 3 năm 2027",
        "KẾ HOẠCH",
        "Nâng cấp hạ tầng dữ liệu cấp tỉnh giai đoạn 2027 - 2028",
        "I. MỤC ĐÍCH",
        "1. Hình thành kho dữ liệu dùng chung của tỉnh.",
        "2. Bảo đảm an toàn thông tin cho 12 hệ thống.",
        "II. KINH PHÍ",
        "Tổng kinh phí thực hiện: 9.450.000.000 đồng (Chi tiết theo Phụ biểu 1 kèm theo).",
        "PHỤ BIỂU 1",
        "PHÂN KỲ VỐN THEO NĂM VÀ NGUỒN (đơn vị: nghìn đồng)",
        table(head, [more, more, *sources, more, more], *rows),
        "III. TỔ CHỨC THỰC HIỆN",
        "1. Sở Khoa học và Công nghệ chủ trì, báo cáo trước ngày 15/12/2027.",
    )


def quarters() -> bytes:
    """``du-toan-nhieu-tang``: quarters below one head, the label of the total over two cells."""
    head = [
        cell("STT", merge="restart"),
        cell("Nội dung công việc", merge="restart"),
        cell("Dự toán kinh phí", span=4),
        cell("Tiến độ", merge="restart"),
        cell("Đơn vị thực hiện", merge="restart"),
    ]
    more = cell(merge="continue")
    below = ["Tổng số", "Quý I/2029", "Quý II/2029", "Quý III/2029"]
    rows = [
        [cell("Tổng cộng", span=2), "1.845", "720", "625", "500", "", ""],
        ["I", "Phòng họp", "1.245", "620", "625", "", "", ""],
        ["1", "Trang bị màn hình và âm thanh", "620", "620", "", "", "Hoàn thành Quý I/2029", "Văn phòng Đảng ủy"],
        ["2", "Đường truyền và thiết bị mạng", "625", "", "625", "", "Hoàn thành Quý II/2029", "Văn phòng Đảng ủy"],
        ["II", "Tập huấn", "600", "100", "", "500", "", ""],
        ["1", "Mở lớp kỹ năng số cho cán bộ thôn, tổ dân phố", "600", "100", "", "500", "Thường xuyên",
         "Ban Xây dựng Đảng"],
    ]  # fmt: skip
    return docx(
        "ĐẢNG ỦY XÃ TÂN HÒA",
        "Số 18-KH/ĐU",
        "KẾ HOẠCH",
        "tập huấn và trang bị phòng họp năm 2029",
        "1. Kinh phí: 1.845 triệu đồng.",
        "BIỂU SỐ 02: DỰ TOÁN CHI TIẾT",
        "Đơn vị tính: triệu đồng",
        table(head, [more, more, *below, more, more], *rows),
        "Nơi nhận:",
        "- Ban Thường vụ,",
        "- Lưu Văn phòng.",
    )
