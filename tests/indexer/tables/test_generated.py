"""Generated plan tables with mixed breakages: what is read with certainty is right, and nearly everything is read."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.facts.extract import audit, extract
from indexer.tables import find_tables
from tests.indexer.tables.generator import make_case, running_text
from tests.indexer.tables.score import Score, measure


@pytest.fixture(scope="module")
def score() -> Score:
    return measure(seed=1, count=500)


def test_no_cell_is_certain_and_wrong(score: Score) -> None:
    assert score.tables >= 500
    assert score.false_certain == 0, [f for f in score.failures if "CERTAIN" in f or "invented" in f][:5]


def test_nearly_all_decidable_cells_are_read(score: Score) -> None:
    assert score.share >= 0.97, score.failures[:5]
    assert score.decidable > 0.9 * score.cells  # the generator calls little undecidable


def test_rows_stand_below_their_group(score: Score) -> None:
    assert score.parents_right >= 0.99 * score.rows


def test_all_layouts_and_breakages_are_covered() -> None:
    tables = [t for seed in range(1, 200) for t in make_case(seed).tables]
    assert {t.layout for t in tables} == {"cell-per-line", "tabs", "pipes", "flattened"}
    seen = {b for t in tables for b in t.breakages}
    assert seen >= {
        "two-level header", "missing last cell", "merged total label", "repeated header", "page-split row",
        "slipped amount", "lists in cells", "vanished cells", "page number", "stripped tabs", "line break in a cell",
        "label on two lines", "numbered columns", "no indentation", "dash for nothing", "wrong sum in the source",
        "subtitle on a line of its own", "text between label and figures", "no figures",
    }  # fmt: skip


def test_consistent_tables_raise_no_alarm_and_wrong_sums_do() -> None:
    spoiled = caught = consistent = 0
    for seed in range(1, 120):
        case = make_case(seed)
        tables = find_tables(case.text)
        findings = audit(case.text, tables, extract(case.text, None, tables))
        for index, truth in enumerate(case.tables):
            table = next((t for t in tables if t.title.startswith(f"PHỤ LỤC {index + 1}:")), None)
            mine = [f for f in findings if table is not None and f.table == table.ordinal]
            if "wrong sum in the source" in truth.breakages:
                spoiled += 1
                caught += bool(mine)
            elif "slipped amount" not in truth.breakages:
                consistent += 1
                assert mine == []
    assert consistent > 100
    assert spoiled == caught > 5


def test_running_text_is_no_table() -> None:
    for seed in range(100):
        assert find_tables(running_text(random.Random(seed)) * 3) == ()


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="STT TT\t\n|-12 I.,5000 Nội dung kinh phí 2026 2027 Cộng\r\f", max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    tables = find_tables(text)
    for table in tables:
        assert 0 <= table.span.start <= table.span.end <= len(text)
        assert all(table.span.holds(r.span) for r in table.rows)
    audit(text, tables, extract(text, None, tables))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 5000), start=st.integers(0, 3000), length=st.integers(0, 3000))
def test_a_document_may_be_cut_anywhere(seed: int, start: int, length: int) -> None:
    text = make_case(seed).text[start : start + length]
    tables = find_tables(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(tables))
    for table in tables:
        for row in table.rows:
            for cell in row.cells:
                assert cell.span is None or cell.span.of(text).strip()
