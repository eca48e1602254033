"""Numbers of things told one after the other: by year, by group; what is no number of things; years that mislead."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answering.tallies import tallies
from indexer.records import Span

Told = tuple[int | None, str, str, str]  # year, what is done or whose it is, number, thing


def read(text: str) -> list[Told]:
    return [(one.year, one.lead, one.written, one.thing) for one in tallies(text, Span(0, len(text)))]


TOLD: list[tuple[str, list[Told]]] = [
    ("Năm 2031: thay 14 máy tính, 6 máy in, trang bị thêm 02 máy quét chuyên dùng - Năm 2032: thay 9 máy tính",
     [(2031, "thay", "14", "máy tính"), (2031, "thay", "6", "máy in"),
      (2031, "trang bị thêm", "02", "máy quét chuyên dùng"), (2032, "thay", "9", "máy tính")]),
    ("(45 máy tính để bàn, 05 máy chiếu). Năm 2031: 20 máy tính để bàn",
     [(None, "", "45", "máy tính để bàn"), (None, "", "05", "máy chiếu"), (2031, "", "20", "máy tính để bàn")]),
    ("năm 2031 mở 14 lớp cho 560 học viên; trong năm 2032 mở 11 lớp",
     [(2031, "mở", "14", "lớp"), (2031, "", "560", "học viên"), (2032, "mở", "11", "lớp")]),
    ("thay 26 máy tính năm 2031, 10 máy tính năm 2032",
     [(2031, "thay", "26", "máy tính"), (2032, "thay", "10", "máy tính")]),
    ("cấp tỉnh 5 lớp, cấp huyện 16 lớp", [(None, "cấp tỉnh", "5", "lớp"), (None, "cấp huyện", "16", "lớp")]),
    ("số hóa 1.250 hồ sơ trong năm 2031", [(2031, "số hóa", "1.250", "hồ sơ")]),
    # the end of a cell ends what its year says
    ("Năm 2031: thay 14 máy tính\t2031-2032\t4.065\tcho 12 đơn vị",
     [(2031, "thay", "14", "máy tính"), (None, "cho", "12", "đơn vị")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_what_is_told(text: str, told: list[Told]) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "tổng mức 2.750 triệu đồng, năm 2031: 1.200 triệu đồng",
        "100% cán bộ, 45,5% đơn vị",
        "Quyết định số 12/QĐ-TTg ngày 3 tháng 4 năm 2031",
        "hoàn thành trong 6 tháng đầu năm 2031",
        # a year behind its numbers, another before its own: whose is which
        "thay 26 máy tính năm 2031, 10 máy tính năm 2032; trong năm 2033 thay 5 máy in",
    ],
)
def test_what_is_no_number_of_things_or_of_no_sure_year(text: str) -> None:
    assert read(text) == []


def test_after_a_semicolon_no_year_is_sure() -> None:
    assert read("năm 2031: 4 hội nghị; 15 xã được hỗ trợ") == [(2031, "", "4", "hội nghị")]


def test_spans_are_exact() -> None:
    text = "Mở lớp:\n- Năm 2031: 14 lớp"
    (one,) = tallies(text, Span(8, len(text)))
    assert (one.span.of(text), one.value) == ("14 lớp", Decimal(14))
