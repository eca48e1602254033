"""Counts of the text against bare figures of tables: misprints of large ones, totals of a column of the same."""

from __future__ import annotations

import pytest

from indexer.facts.extract import audit, extract
from indexer.outline import read_outline
from indexer.tables import find_tables

INDICATORS = """PHỤ LỤC 4: CHỈ TIÊU THEO DÕI

TT\tChỉ tiêu\tHiện trạng 2026\tNăm 2028\tCơ quan theo dõi
1\tTỷ lệ hồ sơ điện tử\t35%\t90%\tVăn phòng
2\tTổng số đoàn viên công đoàn trong cơ sở dữ liệu của Liên đoàn Lao động (đến 31/12/2026)\t41.628\t100%\tLiên đoàn
3\tSố máy tính của các xã nối mạng\t1.450\t2.000\tVăn phòng
"""
PLACES = """PHỤ LỤC 5: ĐỊA BÀN CHƯA CÓ SÓNG

TT\tHuyện\tSố xã\tSố ấp, khóm chưa có cáp quang\tSố trạm xây mới
1\tTân Hòa\t4\t12\t5
2\tPhú Mỹ\t3\t9\t4
\tTổng cộng\t7\t21\t9
"""


def differences(body: str) -> list[list[str]]:
    """The slices of both places of each difference."""
    text = f"{body}\n\n{INDICATORS}\n\n{PLACES}"
    tables = find_tables(text)
    assert len(tables) == 2
    return [
        [s.of(text) for s in f.spans] for f in audit(text, tables, extract(text, read_outline(text, tables), tables))
    ]


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (
            "- Đến ngày 31/12/2026, Liên đoàn Lao động có 41.682 đoàn viên công đoàn.",
            ["41.682 đoàn viên công đoàn", "41.628"],
        ),
        (
            "- Liên đoàn Lao động đã cập nhật cơ sở dữ liệu của 41.638 đoàn viên công đoàn.",
            ["41.638 đoàn viên công đoàn", "41.628"],
        ),
        ("b) Toàn huyện còn 22 ấp, khóm chưa có cáp quang, ở vùng sâu.", ["22 ấp", "21"]),
    ],
)  # fmt: skip
def test_a_count_that_a_table_contradicts(body: str, places: list[str]) -> None:
    assert differences(body) == [places]


@pytest.mark.parametrize(
    "body",
    [
        "- Đến ngày 31/12/2026, Liên đoàn Lao động có 41.628 đoàn viên công đoàn.",
        "- Đến ngày 31/12/2025, Liên đoàn Lao động có 41.682 đoàn viên công đoàn.",
        "- Liên đoàn Lao động có 35.600 đoàn viên công đoàn nữ.",
        "- Tỉnh có 41.682 đoàn viên thanh niên.",
        "- Cấp 1.405 máy tính bảng cho trường học.",
        "b) Toàn huyện còn 21 ấp, khóm chưa có cáp quang.",
        "b) Năm 2027 kéo cáp đến 9 ấp, khóm chưa có cáp quang.",
        "b) Toàn huyện có 22 ấp, khóm văn hóa.",
    ],
)
def test_nothing_is_said_of_agreement_of_other_times_and_of_other_things(body: str) -> None:
    assert differences(body) == []
