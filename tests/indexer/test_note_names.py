"""Short names that a note below a table explains."""

from __future__ import annotations

import pytest

from indexer.language.note_names import names_below

_TABLE = "TỔNG CỘNG 540\n- ĐTC 500\n"


@pytest.mark.parametrize(
    ("note", "names"),
    [
        (
            "\nGhi chú: ĐTC: vốn đầu tư công; SN: chi sự nghiệp; NSX:\nngân sách cấp xã.\n(*) Làm tròn.\n",
            {"ĐTC": "vốn đầu tư công", "SN": "chi sự nghiệp", "NSX": "ngân sách cấp xã"},
        ),
        ("Ghi chú: chưa gồm chi phí đi lại.\n", {}),
        ("\nCác đơn vị thực hiện: ĐTC: vốn đầu tư công.\n", {}),
        ("", {}),
    ],
)
def test_names_are_read_from_the_note_alone(note: str, names: dict[str, str]) -> None:
    assert names_below(_TABLE + note, len(_TABLE)) == names


def test_a_note_far_below_is_not_the_tables() -> None:
    assert names_below(_TABLE + "x" * 1000 + "\nGhi chú: ĐTC: vốn đầu tư công.", len(_TABLE)) == {}
