"""Whether a text tells a time, and how often a thing comes round."""

from __future__ import annotations

import pytest

from assistant.answering.times import recurrences, tells_date, tells_time


@pytest.mark.parametrize(
    "text",
    [
        "trước ngày 15/9",
        "ngày 20 của tháng cuối quý",
        "trong quý III/2027",
        "báo cáo hằng năm",
        "vào thứ Sáu hằng tuần",
    ],
)
def test_dates_and_recurrences(text: str) -> None:
    assert tells_date(text)
    assert tells_time(text)


@pytest.mark.parametrize("text", ["chậm nhất sau 02 giờ", "có hiệu lực từ ngày ký", "trước khi đưa vào sử dụng"])
def test_lengths_and_events_are_times_but_no_dates(text: str) -> None:
    assert tells_time(text)
    assert not tells_date(text)


@pytest.mark.parametrize("text", ["theo Công văn 92/KH-UBND", "Đấu nối camera với trung tâm điều hành", ""])
def test_no_time(text: str) -> None:
    assert not tells_time(text)


def test_recurrences() -> None:
    assert recurrences("báo cáo quý trước ngày 20, báo cáo năm trước ngày 25/11") == {"quarter", "year"}
    assert recurrences("sơ kết 6 tháng") == {"half"}
    assert recurrences("trước ngày 30/4/2027") == frozenset()
