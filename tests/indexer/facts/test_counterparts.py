"""What a document states twice: differences between body and annex are found, agreements and other things are not."""

from __future__ import annotations

import pytest

from indexer.facts.extract import audit, extract
from indexer.outline import read_outline
from indexer.tables import find_tables

TASKS = """PHỤ LỤC 1: PHÂN CÔNG NHIỆM VỤ

TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành
1\tPhủ sóng di động băng rộng cho 46 bản lõm sóng\tSở Khoa học và Công nghệ\tUBND các xã\tQuý IV/2028
2\tPhần mềm quản lý hồ sơ hội viên điện tử\tBan Tổ chức Tỉnh ủy\tVăn phòng Tỉnh ủy\t31/8/2028
3\tPhê duyệt cấp độ an toàn cho toàn bộ hệ thống thông tin đang vận hành\tCông an tỉnh\tCác sở, ngành\tQuý IV/2027
4\tSàn dữ liệu nông sản và truy xuất nguồn gốc chè\tSở Công Thương\tSở Tài chính\tQuý II/2029
5\tBãi bỏ các trường thông tin khai báo trùng lặp\tSở Tài chính\tChi cục Hải quan\tQuý II/2027
"""
INDICATORS = """PHỤ LỤC 2: BỘ CHỈ TIÊU

TT\tChỉ tiêu\tĐơn vị tính\tNăm 2027\tNăm 2029
1\tHồ sơ thủ tục hành chính nộp trực tuyến\t%\t65\t80
2\tDân số trưởng thành có chữ ký số cá nhân\t%\t40\t60
3\tTrạm quan trắc tự động đang hoạt động\ttrạm\t25\t49
"""
ROADMAP = """PHỤ LỤC 3: LỘ TRÌNH THEO QUÝ

TT\tCông việc\tQuý II/2027\tQuý III/2027\tQuý IV/2027\tĐầu mối
1\tQuy định về họp không giấy trên môi trường số\tLấy ý kiến\tBan hành\tKiểm tra\tVăn phòng Tỉnh ủy
2\tGộp phần mềm trùng chức năng\tKiểm kê\tChuyển dữ liệu\tHoàn thành\tVăn phòng Tỉnh ủy
3\tMạng trạm quan trắc sạt lở tự động\tChọn vị trí\tPhê duyệt\tLắp đặt\tSở Nông nghiệp
"""


def differences(body: str, annex: str) -> list[list[str]]:
    """The slices of both places of each difference between a body and its annex."""
    text = f"{body}\n\n{annex}\n"
    tables = find_tables(text)
    assert tables
    findings = audit(text, tables, extract(text, read_outline(text, tables), tables))
    assert all(finding.kind == "differs" and finding.table is not None for finding in findings)
    return [[span.of(text) for span in finding.spans] for finding in findings]


@pytest.mark.parametrize(
    ("body", "annex", "places"),
    [
        (
            "Còn 48 bản chưa có sóng di động băng rộng ổn định, tập trung ở các xã vùng cao.",
            TASKS, ["48 bản", "46 bản lõm sóng"],
        ),
        (
            "- Triển khai phần mềm quản lý hồ sơ hội viên điện tử, hoàn thành trước ngày 30/6/2028.",
            TASKS, ["trước ngày 30/6/2028", "31/8/2028"],
        ),
        (
            "a) Hoàn thành phê duyệt cấp độ an toàn cho 100% hệ thống thông tin đang vận hành trước ngày 30/9/2027.",
            TASKS, ["trước ngày 30/9/2027", "Quý IV/2027"],
        ),
        (
            "1. Giao Sở Nông nghiệp và Môi trường chủ trì xây dựng Sàn dữ liệu nông sản và truy xuất nguồn gốc chè.",
            TASKS, ["Sở Nông nghiệp và Môi trường", "Sở Công Thương"],
        ),
        (
            "II- MỤC TIÊU ĐẾN NĂM 2029\n\n1. 85% hồ sơ thủ tục hành chính được nộp trực tuyến.",
            INDICATORS, ["85%", "80"],
        ),
        (
            "1. Ban hành Quy định về họp không giấy trên môi trường số; hoàn thành trong quý II/2027.",
            ROADMAP, ["quý II/2027", "Ban hành"],
        ),
    ],
)  # fmt: skip
def test_the_annex_says_otherwise(body: str, annex: str, places: list[str]) -> None:
    assert differences(body, annex) == [places]


ACTS = """PHỤ LỤC: TIẾN ĐỘ

TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn
1\tKhai thác chính thức bến tàu khách Gành Hào\tSở Xây dựng\tQuý I/2030
2\tXây dựng, đưa vào sử dụng trạm bơm chống ngập Ba Túc\tSở Nông nghiệp\tQuý II/2029
3\tNghiệm thu tuyến kè biển Nhà Mát\tSở Nông nghiệp\t31/8/2028
4\tPhần mềm giám sát hành trình tàu cá\tSở Nông nghiệp\tQuý III/2027
"""


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (
            "a) Bến tàu khách Gành Hào: xây dựng theo hình thức thuê đơn vị vận hành trong 36 tháng, do Sở Xây dựng "
            "chủ trì, đưa vào khai thác chính thức trước ngày 30/6/2029.",
            ["trước ngày 30/6/2029", "Quý I/2030"],
        ),
        (
            "Xây dựng trạm bơm chống ngập tại Khu dân cư Ba Túc, đưa vào sử dụng trong quý IV/2028, cách sông 2 km.",
            ["quý IV/2028", "Quý II/2029"],
        ),
        (
            "- Gia cố tuyến kè biển Nhà Mát bằng cấu kiện lắp ghép, nghiệm thu trước ngày 30/4/2028.",
            ["trước ngày 30/4/2028", "31/8/2028"],
        ),
    ],
)
def test_what_is_done_by_then_is_what_the_row_names(body: str, places: list[str]) -> None:
    assert differences(body, ACTS) == [places]


@pytest.mark.parametrize(
    "body",
    [
        "a) Bến tàu khách Gành Hào: do Sở Xây dựng chủ trì, phê duyệt thiết kế trước ngày 30/6/2028.",
        "Xây dựng trạm bơm chống ngập tại Khu dân cư Ba Túc, trình chủ trương đầu tư trong quý IV/2027.",
        "- Gia cố tuyến kè biển Nhà Mát bằng cấu kiện lắp ghép, khởi công trước ngày 30/4/2027.",
        "- Gia cố tuyến kè biển Nhà Mát bằng cấu kiện lắp ghép, nghiệm thu trước ngày 31/8/2028.",
        "- Mua phần mềm giám sát hành trình cho tàu cá vùng khơi, tập huấn ngư dân trước ngày 30/4/2028.",
    ],
)
def test_another_act_has_a_time_of_its_own(body: str) -> None:
    assert differences(body, ACTS) == []


@pytest.mark.parametrize(
    ("body", "annex"),
    [
        ("Còn 46 bản chưa có sóng di động băng rộng ổn định.", TASKS),
        ("Bố trí 48 điểm cầu tại các bản chưa có sóng.", TASKS),
        ("Phủ sóng di động băng rộng cho ít nhất 40 bản lõm sóng.", TASKS),
        ("Mỗi xã còn 48 bản chưa có sóng di động băng rộng ổn định.".replace("48", "mỗi 48"), TASKS),
        ("- Triển khai phần mềm quản lý hồ sơ hội viên điện tử, hoàn thành trong quý III/2028.", TASKS),
        ("- Xây dựng kế hoạch triển khai phần mềm quản lý hồ sơ hội viên điện tử trước ngày 30/6/2027.", TASKS),
        ("a) Phê duyệt cấp độ an toàn cho hệ thống thông tin đang vận hành trước ngày 30/10/2027.", TASKS),
        ("a) Bãi bỏ 06 trường thông tin khai báo trùng lặp trước ngày 01/7/2027.", TASKS),
        ("1. Giao Sở Công Thương chủ trì xây dựng Sàn dữ liệu nông sản và truy xuất nguồn gốc chè.", TASKS),
        ("V- PHÂN CÔNG\n\n- Chủ trì xây dựng Sàn dữ liệu nông sản và truy xuất nguồn gốc chè.", TASKS),
        ("1. Văn phòng Tỉnh ủy chủ trì nâng cấp phần mềm quản lý văn bản.", TASKS),
        ("I- MỤC TIÊU ĐẾN NĂM 2027\n\n1. 65% hồ sơ thủ tục hành chính được nộp trực tuyến.", INDICATORS),
        ("I- MỤC TIÊU ĐẾN NĂM 2035\n\n1. 95% hồ sơ thủ tục hành chính được nộp trực tuyến.", INDICATORS),
        ("Năm 2029, 60% doanh nghiệp và 80% dân số trưởng thành dùng dịch vụ số.", INDICATORS),
        ("1. Gộp phần mềm trùng chức năng; hoàn thành chuyển dữ liệu trước ngày 30/11/2027.", ROADMAP),
        ("1. Kiểm tra việc ban hành Quy định về họp không giấy trên môi trường số trong quý IV/2027.", ROADMAP),
    ],
)
def test_nothing_is_said_of_agreement_or_of_other_things(body: str, annex: str) -> None:
    assert differences(body, annex) == []


def test_a_target_beside_a_stage_of_it_is_no_difference() -> None:
    annex = (
        "Biểu 1. Dự án\n\nTT\tDự án\tQuy mô\tCơ quan chủ trì\n"
        "1\tTrung tâm dữ liệu vùng (giai đoạn 1)\t80 tủ máy\tSở Khoa học và Công nghệ\n"
        "2\tMạng trạm quan trắc\t48 trạm\tSở Nông nghiệp và Môi trường\n"
        "3\tNền tảng tích hợp dữ liệu\t22 dịch vụ\tSở Khoa học và Công nghệ\n"
    )
    body = (
        "1. Đầu tư Trung tâm dữ liệu vùng (giai đoạn 1) với công suất thiết kế 200 tủ máy; trong giai đoạn 1 "
        "lắp đặt 80 tủ máy."
    )
    assert differences(body, annex) == []


def test_parts_that_make_the_count_of_the_row_are_no_difference() -> None:
    annex = TASKS.replace("46 bản lõm sóng", "bản lõm sóng") + (
        "6\tNâng cấp hệ thống hội nghị trực tuyến hai cấp với 78 điểm cầu\tVăn phòng\tSở Nội vụ\tQuý II/2028\n"
    )
    body = "d) Nâng cấp hệ thống hội nghị trực tuyến hai cấp gồm 13 điểm cầu sở và {} điểm cầu xã."
    assert differences(body.format(65), annex) == []
    assert len(differences(body.format(75), annex)) == 1


def test_agencies_are_the_same_however_they_are_abbreviated() -> None:
    annex = TASKS.replace("Sở Công Thương", "UBND tỉnh; Sở KH&CN")
    for agency in ("Ủy ban nhân dân tỉnh", "Sở Khoa học và Công nghệ"):
        body = f"1. Giao {agency} chủ trì xây dựng Sàn dữ liệu nông sản và truy xuất nguồn gốc chè."
        assert differences(body, annex) == []
    body = "1. Giao Sở Nội vụ chủ trì xây dựng Sàn dữ liệu nông sản và truy xuất nguồn gốc chè."
    assert len(differences(body, annex)) == 1
