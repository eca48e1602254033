"""Invented plans in mixed layouts: the audit is silent where their figures agree, and finds the one error planted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from indexer.facts.extract import audit, extract
from indexer.outline import read_outline
from indexer.records import Finding
from indexer.tables import find_tables
from tests.indexer.facts.made_layouts import LAYOUTS
from tests.indexer.facts.made_plans import ERRORS, made_plan
from tests.indexer.tables import generator, new_tables
from tests.indexer.tables.truth import Case

SEEDS = (1, 2, 3)
WRONG_IN_THE_SOURCE = {"wrong sum in the source", "slipped amount"}


def findings(text: str) -> tuple[Finding, ...]:
    tables = find_tables(text)
    assert len(tables) == 3
    return audit(text, tables, extract(text, read_outline(text, tables), tables))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_that_agrees_with_itself_has_no_findings(seed: int) -> None:
    plan = made_plan(seed)
    assert [f.message for f in findings(plan.text)] == []


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("seed", SEEDS)
def test_the_one_error_of_a_plan_is_found_where_it_stands(seed: int, error: str) -> None:
    right, wrong = made_plan(seed).text, made_plan(seed, error).text
    at = next(i for i, (a, b) in enumerate(zip(right, wrong, strict=False)) if a != b)
    found = findings(wrong)
    assert found
    assert any(span.start <= at < span.end + 2 for finding in found for span in finding.spans)


def test_the_plans_are_written_in_all_layouts() -> None:
    assert {layout for seed in SEEDS for layout in made_plan(seed).layouts} == set(LAYOUTS)


@pytest.mark.parametrize("make", [generator.make_case, new_tables.make_case])
def test_no_sum_fails_in_tables_that_add_up_however_they_are_written(make: Callable[[int], Case]) -> None:
    cases = [make(seed) for seed in range(1, 31)]
    clean = [c for c in cases if not any(t.breakages & WRONG_IN_THE_SOURCE for t in c.tables)]
    assert len(clean) >= 20
    for case in clean:
        tables = find_tables(case.text)
        found = audit(case.text, tables, extract(case.text, None, tables))
        assert [f.message for f in found if f.kind == "mismatch"] == [], f"seed {case.seed}"
