"""Lists of amounts in the text against a budget: the one item that differs is found where the others agree."""

from __future__ import annotations

import pytest

from indexer.facts.extract import audit, extract
from indexer.outline import read_outline
from indexer.tables import find_tables

BUDGET = """PHỤ LỤC 1: KINH PHÍ THỰC HIỆN (ĐVT: tỷ đồng)

TT\tNội dung\t2027\t2028\tTổng
I\tHẠ TẦNG SỐ\t4,50\t2,50\t7,00
1\tThay máy chủ của Huyện ủy\t4,50\t2,50\t7,00
II\tDỮ LIỆU SỐ\t2,15\t3,20\t5,35
1\tSố hóa kho lưu trữ\t2,15\t3,20\t5,35
III\tAN TOÀN THÔNG TIN, CƠ YẾU\t0,80\t0,90\t1,70
1\tDiễn tập ứng cứu sự cố\t0,80\t0,90\t1,70
IV\tNHÂN LỰC SỐ\t0,30\t0,45\t0,75
1\tTập huấn kỹ năng\t0,30\t0,45\t0,75
\tTỔNG CỘNG\t7,75\t7,05\t14,80
"""


def differences(body: str) -> list[list[str]]:
    """The slices of both places of each difference."""
    text = f"IV- KINH PHÍ\n\n{body}\n\n{BUDGET}"
    tables = find_tables(text)
    assert tables
    return [
        [s.of(text) for s in f.spans] for f in audit(text, tables, extract(text, read_outline(text, tables), tables))
    ]


@pytest.mark.parametrize(
    ("body", "places"),
    [
        (
            "2. Chia theo nhóm: hạ tầng số 7,00 tỷ đồng; dữ liệu số 5,53 tỷ đồng; an toàn thông tin 1,70 tỷ đồng; nhân "
            "lực số 0,75 tỷ đồng.",
            ["5,53 tỷ đồng", "5,35"],
        ),
        (
            "- Hạ tầng số: 7,0 tỷ đồng;\n\n- Dữ liệu số: 5,35 tỷ đồng;\n\n- An toàn thông tin: 1.700 triệu đồng;\n\n"
            "- Nhân lực số: 570 triệu đồng.",
            ["570 triệu đồng", "0,75"],
        ),
    ],
)  # fmt: skip
def test_the_item_that_the_budget_contradicts(body: str, places: list[str]) -> None:
    assert places in differences(body)


@pytest.mark.parametrize(
    "body",
    [
        "2. Chia theo nhóm: hạ tầng số 7 tỷ đồng; dữ liệu số 5,4 tỷ đồng; an toàn thông tin 1,7 tỷ đồng.",
        "2. Kế hoạch trước đã chi: hạ tầng số 3,10 tỷ đồng; dữ liệu số 2,25 tỷ đồng; an toàn thông tin 0,60 tỷ đồng.",
        "2. Năm 2027: hạ tầng số 4,50 tỷ đồng; dữ liệu số 2,15 tỷ đồng; nhân lực số 0,30 tỷ đồng.",
        "2. Gồm: hạ tầng số 7,00 tỷ đồng; dữ liệu số 5,53 tỷ đồng.",
    ],
)
def test_nothing_is_said_of_rounding_of_other_times_and_of_short_lists(body: str) -> None:
    assert differences(body) == []
