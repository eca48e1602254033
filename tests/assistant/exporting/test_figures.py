"""Figures become numbers only where their notation leaves no doubt."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.exporting.figures import NOT_KNOWN, KnownFigure, fact_rows, number_column
from assistant.exporting.known import known_figures
from assistant.service import Assistant
from tests.assistant.exporting.conftest import COMPARE, LIST, SUM, Exporting, with_first


def test_every_cited_figure_is_a_row_with_its_value_and_its_notation(exporting: Exporting, desk: Assistant) -> None:
    rows = fact_rows(exporting(SUM).exchanges[0], known_figures(desk.index))
    assert [(row.label, row.period, row.written, row.value, row.unit) for row in rows] == [
        ("Máy chủ", "Năm 2031", "5.000", Decimal(5000), "triệu đồng"),
        ("Máy chủ", "Năm 2032", "7.100", Decimal(7100), "triệu đồng"),
        ("Máy chủ", "", "12.100", Decimal(12100), "triệu đồng"),
    ]
    assert [row.base for row in rows] == [
        (Decimal(5_000_000_000), "VND"),
        (Decimal(7_100_000_000), "VND"),
        (Decimal(12_100_000_000), "VND"),
    ]
    assert {row.audit for row in rows} == {"consistent"}


def test_a_source_without_figures_is_a_row_with_its_words(exporting: Exporting, desk: Assistant) -> None:
    exchange = exporting(LIST).exchanges[0]
    rows = fact_rows(exchange, known_figures(desk.index))
    assert [row.source for row in rows] == list(exchange.sources)
    for row in rows:
        assert row.value is None
        assert row.written == " ".join(row.source.citation.quote.split())


def test_a_figure_of_a_source_that_changed_gets_no_value(exporting: Exporting, desk: Assistant) -> None:
    export = exporting(SUM, change=with_first(lambda c: replace(c, start=c.start + 1, end=c.end + 1)))
    rows = fact_rows(export.exchanges[0], known_figures(desk.index))
    assert rows
    assert {row.value for row in rows} == {None}


def test_the_reading_of_the_index_is_the_one_that_counts(exporting: Exporting) -> None:
    rows = fact_rows(exporting(SUM).exchanges[0], lambda _document, _start: KnownFigure(Decimal("5.1"), "mismatch"))
    assert {(row.value, row.audit) for row in rows} == {(Decimal("5.1"), "mismatch")}


def test_a_notation_in_doubt_gives_no_value(exporting: Exporting) -> None:
    english = with_first(
        lambda c: replace(c, quote="1,500", start=0, end=0, parts=(replace(c.parts[1], quote="1,500", start=0, end=0),))
    )
    exchange = exporting(SUM, change=english).exchanges[0]
    exact = replace(exchange, sources=tuple(replace(source, state="exact") for source in exchange.sources))
    assert [row.value for row in fact_rows(exact, lambda _document, _start: NOT_KNOWN)] == [None]


@pytest.mark.parametrize(
    ("cells", "unit", "values"),
    [
        (("3,60 tỷ đồng", "900 triệu đồng"), "VND", ["3600000000", "900000000"]),
        (("12.500", "1.234,5", ""), "", ["12500", "1234.5", None]),
        (("99,5 %", "80 %"), "percent", ["99.5", "80"]),
        (("58", "7"), "", ["58", "7"]),
    ],
)
def test_a_column_of_figures_becomes_numbers(cells: tuple[str, ...], unit: str, values: list[str | None]) -> None:
    column = number_column(cells)
    assert column is not None
    assert column.unit == unit
    assert list(column.values) == [None if value is None else Decimal(value) for value in values]


@pytest.mark.parametrize(
    "cells",
    [
        ("Lai Châu", "Cà Mau"),
        ("3,60 tỷ đồng", "chưa bố trí"),
        ("3 tỷ đồng", "50 %"),
        ("2031", "2032"),
        ("1", "2", "3"),
        ("1,500", "2,500"),
        ("tăng 3 tỷ đồng", "4 tỷ đồng"),
        ("", ""),
    ],
    ids=["words", "some words", "two kinds", "years", "ordinals", "doubtful notation", "sentence", "empty"],
)
def test_any_other_column_stays_as_it_is(cells: tuple[str, ...]) -> None:
    assert number_column(cells) is None


def test_a_comparison_has_figures_of_both_sides(exporting: Exporting, desk: Assistant) -> None:
    rows = fact_rows(exporting(COMPARE).exchanges[0], known_figures(desk.index))
    assert {row.source.citation.document_id for row in rows} == {"lai-chau-85-kh-tu", "ca-mau-1207-kh-ubnd"}
