"""Outlook messages: who wrote, what, and what is attached."""

from __future__ import annotations

import pytest

from indexer.errors import UnreadableDocument
from indexer.reading.formats import read_bytes
from tests.indexer.reading.office_files import docx
from tests.indexer.reading.outlook_files import message


def lines(raw: bytes) -> list[str]:
    return [line for line in read_bytes(raw, "a.msg", ".msg").text.split("\n") if line]


def test_a_message_is_read_with_its_people_and_its_body() -> None:
    found = lines(message("Gửi kế hoạch", "Kính gửi đồng chí\nXin báo cáo."))
    assert "Về việc: Gửi kế hoạch" in found
    assert any(line.startswith("Từ: ") and "vt@example.org" in line for line in found)
    assert any(line.startswith("Đến: ") and "ld@example.org" in line for line in found)
    assert found[-2:] == ["Kính gửi đồng chí", "Xin báo cáo."]


def test_attachments_are_read_below_the_message() -> None:
    raw = message(
        "Gửi", "Xem tệp", ("ke-hoach.docx", docx("Nội dung kế hoạch")), ("so-lieu.csv", "Năm;Vốn\n2031;500\n".encode())
    )
    found = lines(raw)
    assert found[-5:] == [
        "Tệp đính kèm: ke-hoach.docx", "Nội dung kế hoạch", "Tệp đính kèm: so-lieu.csv", "Năm\tVốn", "2031\t500",
    ]  # fmt: skip


def test_a_large_attachment_and_the_mark_of_one() -> None:
    long = "\n".join(f"Dòng {at}" for at in range(2000))
    linear = read_bytes(
        message("Gửi", "x", ("a.txt", long.encode()), ("b.docx", docx("TỐI MẬT", "Nội dung"))), "a.msg", ".msg"
    )
    assert "Dòng 1999" in linear.text
    assert (linear.encoding, linear.marks) == ("msg", ("TỐI MẬT",))


@pytest.mark.parametrize("keep", [600, 1500])
def test_a_torn_message_is_named(keep: int) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.msg: damaged"):
        read_bytes(message("Gửi", "Nội dung")[:keep], "a.msg", ".msg")
