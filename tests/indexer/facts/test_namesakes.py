"""Tasks of one name with two times or two leads: found where just one sentence and one row bear it, else not."""

from __future__ import annotations

import pytest

from indexer.facts.extract import audit, extract
from indexer.outline import read_outline
from indexer.tables import find_tables

TASKS = """PHỤ LỤC 2: PHÂN CÔNG NHIỆM VỤ

TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời gian hoàn thành
1\tNâng cấp Kho lưu trữ số Huyện ủy\tVăn phòng Huyện ủy\tPhòng Văn hóa\tQuý II/2027
2\tXây dựng cổng tiếp nhận phản ánh của hội viên, bổ sung mục tiếng Khmer\tHội Nông dân\tĐài tỉnh\tQuý IV/2027
3\tTrang bị phòng họp trực tuyến cấp xã: khu vực miền núi\tVăn phòng\tCác xã\tQuý I/2027
4\tTrang bị phòng họp trực tuyến cấp xã: khu vực đồng bằng\tVăn phòng\tCác xã\tQuý IV/2028
5\tRà soát, cập nhật dữ liệu hội viên trên phần mềm dùng chung\tHội Phụ nữ\tCác xã\tHoàn thành Quý I/2028
6\tTập huấn, bồi dưỡng kỹ năng số\tBan Tổ chức\tTrường Chính trị\tQuý III/2028
"""
BUDGET = """PHỤ LỤC 1: KINH PHÍ (ĐVT: triệu đồng)

TT\tNội dung\tCơ quan chủ trì\tThời gian\t2027\t2028\tCộng
1\tNâng cấp Kho lưu trữ số Huyện ủy\tBan Tuyên giáo Huyện ủy\t2027\t400\t\t400
2\tBảo trì máy chủ của Huyện ủy\tVăn phòng Huyện ủy\t2027-2028\t100\t100\t200
"""  # fmt: skip


def differences(text: str) -> list[list[str]]:
    """The slices of both places of each difference."""
    tables = find_tables(text)
    assert tables
    return [
        [s.of(text) for s in f.spans] for f in audit(text, tables, extract(text, read_outline(text, tables), tables))
    ]


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (
            "2.1. Nâng cấp Kho lưu trữ số Huyện ủy theo chuẩn quốc gia: thay 04 máy chủ, bổ sung 30 TB lưu trữ, thay "
            "điều hòa và máy phát điện 90 kVA. Hoàn thành trong quý IV/2027.",
            ["quý IV/2027", "Quý II/2027"],
        ),
        ("- Nâng cấp Kho lưu trữ số Huyện ủy, xong trước ngày 31/3/2027.", ["trước ngày 31/3/2027", "Quý II/2027"]),
        ("- Nâng cấp Kho lưu trữ số Huyện ủy trong quý I/2027.", ["quý I/2027", "Quý II/2027"]),
        (
            "- Xây dựng cổng tiếp nhận phản ánh của hội viên, hoàn thành trong quý II/2027.",
            ["quý II/2027", "Quý IV/2027"],
        ),
        (
            "- Rà soát, cập nhật dữ liệu hội viên trên phần mềm dùng chung. Hoàn thành trước ngày 30/9/2028.",
            ["trước ngày 30/9/2028", "Hoàn thành Quý I/2028"],
        ),
    ],
)  # fmt: skip
def test_a_sentence_and_a_row_of_one_name(body: str, places: list[str]) -> None:
    assert differences(f"{body}\n\n{TASKS}") == [places]


@pytest.mark.parametrize(
    "body",
    [
        "- Nâng cấp Kho lưu trữ số Huyện ủy, hoàn thành trước ngày 30/6/2027.",
        "- Nâng cấp Kho lưu trữ số Huyện ủy: hoàn thành khảo sát trong quý I/2027.",
        "- Nâng cấp Kho lưu trữ số Huyện ủy, hoàn thành trước ngày 31/12/2027.",
        "- Nâng cấp Kho lưu trữ số Huyện ủy trong quý I/2027, nghiệm thu trong quý II/2027.",
        "- Nâng cấp Kho lưu trữ số, hoàn thành trong quý I/2026.",
        "- Trang bị phòng họp trực tuyến cấp xã, hoàn thành trong quý II/2028.",
        "- Xây dựng cổng tiếp nhận phản ánh của hội viên, đào tạo người dùng trong quý II/2027.",
        "- Tập huấn, bồi dưỡng chuyên sâu an toàn thông tin trong quý I/2027.",
        "- Rà soát, cập nhật dữ liệu hội viên trên phần mềm dùng chung trước ngày 31/3/2028.",
    ],
)
def test_nothing_is_said_of_other_steps_and_of_names_borne_by_many(body: str) -> None:
    assert differences(f"{body}\n\n{TASKS}") == []


def test_rows_of_a_budget_and_of_an_assignment_with_two_leads() -> None:
    assert differences(f"{BUDGET}\n\n{TASKS}") == [["Ban Tuyên giáo Huyện ủy", "Văn phòng Huyện ủy"]]


def test_tables_of_one_kind_are_lists_of_several_bodies() -> None:
    other = BUDGET.replace("PHỤ LỤC 1", "PHỤ LỤC 3").replace("Ban Tuyên giáo Huyện ủy", "Văn phòng Huyện ủy")
    assert differences(f"{BUDGET}\n\n{other}") == []
