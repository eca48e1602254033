"""Times of plans as intervals of days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.periods import Period, find_periods, hull, is_bare_period, parse_period, quarter, year, years


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", "2026-01-01", "2026-12-31"), ("Năm 2026", "2026-01-01", "2026-12-31"),
        ("2026 - 2030", "2026-01-01", "2030-12-31"), ("2022-2025", "2022-01-01", "2025-12-31"),
        ("Giai đoạn 2026 – 2030", "2026-01-01", "2030-12-31"), ("từ năm 2025 đến năm 2028", "2025-01-01", "2028-12-31"),
        ("Hoàn thành Qúy I/2026", "2026-01-01", "2026-03-31"), ("Quý IV năm 2025", "2025-10-01", "2025-12-31"),
        ("Q3/2025", "2025-07-01", "2025-09-30"), ("Q.III năm 2025", "2025-07-01", "2025-09-30"),
        ("Quý 1/2025", "2025-01-01", "2025-03-31"), ("Quý I, II/2024", "2024-01-01", "2024-06-30"),
        ("Tháng 12/2024", "2024-12-01", "2024-12-31"), ("tháng 2 năm 2024", "2024-02-01", "2024-02-29"),
        ("Ngày 31/01/2025", "2025-01-31", "2025-01-31"), ("ngày 12 tháng 12 năm 2023", "2023-12-12", "2023-12-12"),
        ("Năm 2024, 2025", "2024-01-01", "2025-12-31"),
    ],
)  # fmt: skip
def test_closed_intervals(text: str, first: str, last: str) -> None:
    period = parse_period(text)
    assert period is not None
    assert (str(period.first), str(period.last), period.deadline) == (first, last, False)


def test_open_ends_lists_and_deadlines() -> None:
    onward = parse_period("Năm 2024, 2025 và những năm tiếp theo")
    assert onward == Period("years", date(2024, 1, 1), None)
    apart = parse_period("2022, 2024")
    assert apart is not None
    assert apart.holds(year(2024))
    assert not apart.holds(year(2023))
    before = parse_period("trước ngày 30/6/2026")
    assert before == Period("day", None, date(2026, 6, 30), deadline=True)
    assert before.holds(quarter(2, 2026))
    assert not before.holds(quarter(3, 2026))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Thường xuyên", "recurring"), ("Hàng năm", "recurring"), ("Theo lộ trình của Trung ương", "roadmap"),
        ("Theo lộ trình kế hoạch triển khai của các cơ quan đảng", "roadmap"),
    ],
)  # fmt: skip
def test_times_without_a_date(text: str, kind: str) -> None:
    period = parse_period(text)
    assert period is not None
    assert (period.kind, period.first, period.last, period.years) == (kind, None, None, None)


@pytest.mark.parametrize(
    "text", ["", "Văn phòng", "Nghị định 42/2022/NĐ-CP", "31/02/2025", "2030 - 2020", "1.2025", "20251"]
)
def test_no_period(text: str) -> None:
    assert parse_period(text) is None


def test_headers_that_are_periods() -> None:
    assert is_bare_period("2026 - 2030")
    assert is_bare_period("Năm 2026")
    assert not is_bare_period("Kinh phí 2026")
    assert not is_bare_period("2.026")


def test_places_in_running_text() -> None:
    text = "Hoàn thành trước ngày 30/6/2026; quý III/2027 tổng kết."
    assert [text[p.start : p.end] for p in find_periods(text)] == ["trước ngày 30/6/2026", "quý III/2027"]


@given(st.integers(1900, 2090), st.integers(0, 9), st.integers(1, 4))
def test_intervals_nest(first: int, more: int, number: int) -> None:
    span = years(first, first + more)
    inside = quarter(number, first + more)
    assert span.holds(inside)
    assert span.years == (first, first + more)
    assert hull([year(first), year(first + more)]) == span
    assert parse_period(f"{first} - {first + more}") == (span if more else year(first))


@given(st.text(max_size=80))
def test_no_text_breaks_the_parser(text: str) -> None:
    for found in find_periods(text):
        assert 0 <= found.start < found.end <= len(text)
    parse_period(text)
