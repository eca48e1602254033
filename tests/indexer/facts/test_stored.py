"""Facts in the catalogue are found by the words of their row and column, by time, unit, role and cell."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from indexer.language.periods import Period, year, years
from indexer.store.catalogue import Catalogue
from indexer.store.generation import current_generation
from indexer.store.schema import CATALOGUE
from tests.indexer.plans import ALL, PARTY, parsed


@pytest.fixture(scope="module")
def catalogue(plans_index: Path) -> Catalogue:
    return Catalogue(current_generation(plans_index) / CATALOGUE)


def texts(catalogue: Catalogue, document_id: str | None = PARTY, **asked: object) -> list[str]:
    return [stored.fact.text for stored in catalogue.facts(document_id, **asked)]  # type: ignore[arg-type]


@pytest.mark.parametrize("label", ["Máy chủ", "MÁY CHỦ", "may chu", "chủ máy", "ma\u0301y chu\u0309"])
def test_a_row_is_found_by_its_words_however_they_are_typed(catalogue: Catalogue, label: str) -> None:
    assert texts(catalogue, label=label, table=0) == ["5.000", "7.100", "12.100"]


def test_all_words_must_stand_in_the_label(catalogue: Catalogue) -> None:
    assert texts(catalogue, label="máy chủ dự phòng", table=0) == []
    assert texts(catalogue, label="chu", table=0) == texts(catalogue, label="máy chủ", table=0)
    assert texts(catalogue, label="ch", table=0) == []
    assert texts(catalogue, label="…") == []


def test_a_cell_by_row_and_column(catalogue: Catalogue) -> None:
    (found,) = catalogue.facts(PARTY, label="tập huấn", column="năm 2032", table=0)
    fact = found.fact
    assert (fact.value, fact.unit, fact.period, fact.row) == (Decimal("2000"), "triệu đồng", year(2032), 2)
    text = catalogue.text(PARTY)
    assert fact.span.of(text) == "2.000"
    assert fact.label_span is not None
    assert fact.label_span.of(text) == "Tập huấn"
    assert {part.role: part.span.of(text) for part in fact.parts} == {"period": "Năm 2032", "unit": "triệu đồng"}
    assert texts(catalogue, table=0, row=2) == ["250", "2.000", "2.250"]


def test_a_period_holds_what_lies_inside_it(catalogue: Catalogue) -> None:
    assert texts(catalogue, period=year(2031), table=0) == ["1.200", "5.000", "250", "6.450"]
    stage = texts(catalogue, period=years(2031, 2032), table=0)
    assert stage == texts(catalogue, table=0)
    deadline = catalogue.facts(PARTY, role="time", period=year(2032))
    assert [one.fact.period for one in deadline] == [Period("day", None, date(2032, 6, 30), deadline=True)]
    assert texts(catalogue, period=Period("day", date(2032, 7, 1), None), role="time") == []


def test_units_roles_and_limits(catalogue: Catalogue) -> None:
    money = texts(catalogue, unit="Triệu  Đồng")
    assert money[:2] == ["47.350 triệu đồng", "12.500 triệu đồng"]
    assert texts(catalogue, unit="TRIEU DONG") == money
    assert "58 máy chủ" in texts(catalogue, role="count")
    assert texts(catalogue, unit="triệu đồng", limit=2) == money[:2]
    assert texts(catalogue, "khong-co") == []


def test_without_a_document_all_are_searched(catalogue: Catalogue) -> None:
    everything = catalogue.facts(limit=100_000)
    assert [one.document_id for one in everything] == sorted(one.document_id for one in everything)
    assert len(everything) == sum(len(parsed(document_id).facts) for document_id in ALL)
    shared = catalogue.facts(role="count")
    assert len({one.document_id for one in shared}) > 1


def test_values_stay_exact(catalogue: Catalogue) -> None:
    written = [fact.value for document_id in sorted(ALL) for fact in parsed(document_id).facts]
    stored = [one.fact.value for one in catalogue.facts(limit=100_000)]
    assert [str(value) for value in stored] == [str(value) for value in written]
