"""The unit that a line above a table announces, in the words of plans."""

from __future__ import annotations

import pytest

from indexer.tables.lines import lines_of
from indexer.tables.titles import unit_above

HEADER = "TT\tCơ quan\t2026\t2027"


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("Đơn vị tính: nghìn trang A4", "nghìn trang A4"),
        ("Số trang tính theo nghìn trang A4", "nghìn trang A4"),
        ("Kinh phí tính bằng triệu đồng.", "triệu đồng"),
        ("Chỉ tiêu tính theo quy định tại Thông tư 05", None),
    ],
)
def test_the_unit_is_read_from_the_line_above(line: str, unit: str | None) -> None:
    text = f"PHỤ LỤC III\nKHỐI LƯỢNG\n{line}\n{HEADER}\n"
    lines = lines_of(text)
    found = unit_above(text, lines, 3, None)
    assert (found[0] if found else None) == unit
    assert found is None or found[1].of(text) == unit
