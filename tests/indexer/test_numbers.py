"""Figures in Vietnamese and English notation, and what their neighbours say of them."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.numbers import (
    ENGLISH,
    find_amounts,
    format_vietnamese,
    notation_of,
    parse_number,
    plus,
    times,
    unit_named,
)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("1.234,5", "1234.5"), ("12.500", "12500"), ("3,60", "3.60"), ("8,5", "8.5"), ("0.0", "0.0"), ("10.5", "10.5"),
        ("2400", "2400"), ("280.650.000.000", "280650000000"), ("1,234.5", "1234.5"), ("0,500", "0.500"), ("-", None),
        ("1.2.3", None), ("(1.200)", "-1200"), ("12.34.567", None), ("1 200", "1200"), ("", None), ("a1", None),
    ],
)  # fmt: skip
def test_one_figure(raw: str, value: str | None) -> None:
    assert parse_number(raw) == (None if value is None else Decimal(value))


def test_thousands_and_decimals_by_the_whole_column() -> None:
    column = ["1.000", "900", "10.5"]
    notation = notation_of(column)
    assert notation.sure
    assert [parse_number(r, notation) for r in column] == [1000, 900, Decimal("10.5")]
    english = ["1,500", "900", "2,300"]
    assert [parse_number(r, notation_of(english)) for r in english] == [1500, 900, 2300]
    decimals = ["3,60", "12,500", "0,75"]
    assert [parse_number(r, notation_of(decimals)) for r in decimals] == [
        Decimal("3.60"),
        Decimal("12.5"),
        Decimal("0.75"),
    ]
    assert parse_number("1.234", notation_of(["1.234", "12,345.6"])) == Decimal("1.234")
    assert not notation_of(["1,234"]).sure
    assert not notation_of(["97.1", "3.250"]).sure


def test_amounts_of_running_text() -> None:
    text = "Năm 2025: 28.100.000.000 đồng (trong đó 3,60 tỷ đồng; 40%), về 3.625 billion VND và VND 12,5."
    found = [(a.value, a.unit.name if a.unit else None, text[a.start : a.end]) for a in find_amounts(text)]
    assert found == [
        (Decimal(2025), None, "2025"),
        (Decimal(28100000000), "đồng", "28.100.000.000 đồng"),
        (Decimal("3.60"), "tỷ đồng", "3,60 tỷ đồng"),
        (Decimal(40), "%", "40%"),
        (Decimal("3.625"), "tỷ đồng", "3.625 billion VND"),
        (Decimal("12.5"), "đồng", "VND 12,5"),
    ]
    exact = [a.exact for a in find_amounts("2.750 tỉ đồng = 2.750.000 triệu đồng")]
    assert exact == [Decimal(2750000000000)] * 2


def test_decomposed_letters_keep_offsets() -> None:
    text = "chi 5 triệu đồng nhé"
    (amount,) = find_amounts(text)
    assert amount.unit is not None
    assert (amount.unit.name, text[amount.start : amount.end]) == ("triệu đồng", "5 triệu đồng")


def test_units_have_exact_scales() -> None:
    unit = unit_named("Tỷ đồng")
    assert unit is not None
    assert times(Decimal("280.65"), unit.scale) == Decimal("280650000000")
    assert unit_named("cái") is None


def test_a_thousand_amounts_survive_a_round_trip() -> None:
    rng = random.Random(20)
    for _ in range(1000):
        value = Decimal(rng.randint(0, 10 ** rng.randint(1, 15))).scaleb(-rng.choice((0, 0, 1, 2)))
        assert parse_number(format_vietnamese(value)) == value
        assert parse_number(f"{value:,f}", ENGLISH) == value


@given(st.decimals(min_value=0, max_value=10**18, places=2))
def test_written_figures_are_read_back(value: Decimal) -> None:
    assert parse_number(format_vietnamese(value)) == value
    assert notation_of([format_vietnamese(value), "1.234,56"]).point_groups


@given(st.lists(st.decimals(min_value=0, max_value=10**24, places=3), max_size=8))
def test_sums_are_exact(values: list[Decimal]) -> None:
    assert plus(values) == sum((int(v * 1000) for v in values), 0) / Decimal(1000) or plus(values) * 1000 == sum(
        int(times(v, Decimal(1000))) for v in values
    )


@given(st.text(alphabet="0123456789.,-() đồngtỷVND%\u0300", max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    for amount in find_amounts(text):
        assert 0 <= amount.start < amount.end <= len(text)
        assert amount.start <= amount.number_end <= len(text)
