"""Cues of a question that settle each other: an object of an act, "which side", a bare "how much" at the end."""

from __future__ import annotations

import pytest

from assistant.asking import read_asked
from assistant.question import understand

# question, what it asks for, what it does not
MEANT = [
    ("Ở Gia Lai sở nào lo cân đối tiền cho các nhiệm vụ?", {"owner"}, {"money"}),
    ("Ai thẩm định dự toán của Gia Lai?", {"owner"}, {"money"}),
    ("Which department in Trà Vinh advises on how money is allocated?", {"owner"}, {"money"}),
    ("Gia Lai: tỷ trọng kinh tế số thì ai theo dõi?", {"owner"}, {"share"}),
    ("Dự toán phải trình trước ngày nào?", {"time"}, {"money"}),
    ("Kênh phát thanh ở Gia Lai bên nào mở?", {"owner"}, {"compare"}),
    # an amount is asked for beside
    ("Ai bố trí kinh phí và bố trí bao nhiêu?", {"owner", "money"}, set()),
    ("Kinh phí của lớp tập huấn là bao nhiêu, ai chủ trì?", {"owner", "money"}, set()),
    ("Lớp tập huấn: kinh phí, thời gian thực hiện?", {"money", "time"}, set()),
    ("Thuê đánh giá chi quý mấy, bao nhiêu?", {"money", "time"}, set()),
    ("Thuê máy chủ mỗi năm mất bao nhiêu?", {"money", "each"}, set()),
    ("Hỗ trợ tổ công nghệ số cộng đồng dùng nguồn nào, mỗi năm bao nhiêu?", {"money", "fund"}, {"sum"}),
    # a rate, and time itself, which is not counted
    ("Đặt tỷ lệ văn bản ký số năm 2030 bao nhiêu?", {"percent"}, {"money"}),
    ("Dự án làm trong mấy năm, từ năm nào tới năm nào?", {"time"}, {"count"}),
    # two sides
    ("Gia Lai với Trà Vinh bên nào xong trước?", {"compare"}, {"owner"}),
    ("Hội trường hay phòng họp bên nào tốn hơn?", {"compare"}, {"owner"}),
    # "each month", not "which month"
    ("Mỗi tháng mấy triệu cho một cán bộ?", {"money"}, {"time"}),
]  # fmt: skip


@pytest.mark.parametrize(("question", "asks", "not_for"), MEANT)
def test_what_is_meant(question: str, asks: set[str], not_for: set[str]) -> None:
    wants = read_asked(understand(question)).wants
    assert asks <= wants
    assert wants.isdisjoint(not_for)


def test_an_object_stays_part_of_the_topic() -> None:
    assert "tiền" in read_asked(understand("Sở nào lo chia tiền?")).topic
