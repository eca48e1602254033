"""Times, quantities and costs of one task told in a sentence and in a row: what contradicts, and what only seems to."""

from __future__ import annotations

import pytest

from indexer.facts.extract import audit, extract
from indexer.outline import read_outline
from indexer.tables import find_tables

ANNEXES = """PHỤ LỤC 1: PHÂN CÔNG NHIỆM VỤ

TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành
1\tPhần mềm theo dõi hồ chứa thủy lợi nhỏ\tChi cục Thủy lợi\tSở Tài chính\tQuý III/2028
2\tKho học liệu tiếng dân tộc cho trường nội trú\tSở Giáo dục và Đào tạo\tSở Nội vụ\tTháng 10/2028

PHỤ LỤC 2: DANH MỤC THIẾT BỊ GIAI ĐOẠN 2027 - 2029
Đơn vị tính: triệu đồng

TT\tThiết bị\tĐVT\tSố lượng\tĐơn giá\tThành tiền
1\tMáy đo mặn tự ghi cho trạm bơm ven sông\tchiếc\t86\t10\t860
2\tMáy tính bảng cho trưởng bản vùng lõm sóng\tchiếc\t240\t9\t2.160
\tTổng cộng\t\t\t\t3.020

PHỤ LỤC 3: KINH PHÍ
Đơn vị tính: triệu đồng

TT\tNội dung\tTổng\t2027\t2028\tNguồn
1\tNâng cấp phòng máy chủ dự phòng tại trụ sở cũ\t9.240\t2.730\t6.510\tNS tỉnh
2\tThuê đường truyền riêng cho các trạm y tế vùng cao\t4.000\t2.000\t2.000\tNS tỉnh
\tTổng cộng\t13.240\t4.730\t8.510\t
"""
TASK, KIT, PAD = (
    "kho học liệu tiếng dân tộc cho trường nội trú", "máy đo mặn tự ghi cho trạm bơm ven sông",
    "máy tính bảng cho trưởng bản vùng lõm sóng",
)  # fmt: skip
HALL, LINE = "âng cấp phòng máy chủ dự phòng tại trụ sở cũ", "Thuê đường truyền riêng cho các trạm y tế vùng cao"


def places(body: str) -> list[list[str]]:
    text = f"KẾ HOẠCH\n\n{body}\n\n{ANNEXES}"
    tables = find_tables(text)
    assert len(tables) == 3
    findings = audit(text, tables, extract(text, read_outline(text, tables), tables))
    return [[span.of(text) for span in finding.spans] for finding in findings]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (f"Sở Giáo dục và Đào tạo dựng {TASK}, hoàn thành trong tháng 12/2028.", ["tháng 12/2028", "Tháng 10/2028"]),
        (f"Xây dựng {TASK}, xong vào tháng 8/2028, thí điểm tại 03 trường.", ["tháng 8/2028", "Tháng 10/2028"]),
        (f"Mua sắm 204 {PAD}.", ["204 máy tính bảng", "240"]),
        (f"Giai đoạn 2027 - 2029 trang bị 68 {KIT}.", ["68 máy đo mặn tự ghi", "86"]),
        (f"N{HALL} của Tỉnh ủy, tổng kinh phí 9.420 triệu đồng.", ["9.420 triệu đồng", "9.240"]),
        (f"{LINE} (tổng kinh phí 4.400 triệu đồng).", ["4.400 triệu đồng", "4.000"]),
    ],
)  # fmt: skip
def test_the_row_of_the_task_contradicts_the_sentence(body: str, found: list[str]) -> None:
    assert places(body) == [found]


@pytest.mark.parametrize(
    "body",
    [
        f"Sở Giáo dục và Đào tạo xây dựng {TASK}, hoàn thành trong tháng 10 năm 2028.",
        f"Giao Sở Nội vụ chủ trì tuyển chọn biên soạn {TASK}.",
        "Phần mềm theo dõi hồ chứa thủy lợi nhỏ: hoàn thành thiết kế trong tháng 3/2028, vận hành quý III/2028.",
        "Hoàn thành trong tháng 12/2027 việc lựa chọn nhà thầu xây dựng phần mềm theo dõi hồ chứa thủy lợi nhỏ.",
        "Chi cục Thủy lợi hoàn thành trong tháng 5/2028 việc nhập dữ liệu hồ chứa thủy lợi nhỏ vào phần mềm theo dõi.",
        f"Trang bị 86 {KIT}; 240 {PAD}.",
        f"Năm 2027 trang bị 30 {KIT}.",
        f"Hiện đã có 41 {KIT} do dự án cũ để lại.",
        f"Mỗi huyện được cấp 24 {PAD}.",
        f"Trang bị khoảng 250 {PAD}.",
        f"N{HALL}; tổng kinh phí 9,24 tỷ đồng.",
        f"N{HALL}; tổng kinh phí năm 2028 là 6.510 triệu đồng.",
        f"N{HALL} và xây dựng trạm phát điện chạy dầu ở hai khu nhà; tổng kinh phí 12.500 triệu đồng.",
        f"Giai đoạn 1 n{HALL}; tổng kinh phí 5.000 triệu đồng.",
    ],
)
def test_a_step_a_part_or_another_time_contradicts_nothing(body: str) -> None:
    assert places(body) == []
