"""Generated tables in further layouts: nothing is read with certainty and wrong, and nearly everything is read."""

from __future__ import annotations

import pytest

from tests.indexer.tables import new_tables
from tests.indexer.tables.score import Score, measure

LAYOUTS = ("stream", "tabs", "pipes", "fixed", "csv")


@pytest.fixture(scope="module")
def score() -> Score:
    return measure(seed=1, count=250, make=new_tables.make_case)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_decidable_cells_are_read_and_none_is_certain_and_wrong(score: Score, layout: str) -> None:
    decidable, right = score.of_layout[layout, "decidable"], score.of_layout[layout, "right"]
    assert decidable > 1000
    assert right >= 0.99 * decidable, [f for f in score.failures if f" {layout} [" in f][:5]
    assert score.of_layout[layout, "wrong"] == 0, [f for f in score.failures if "CERTAIN" in f or "invented" in f][:5]


def test_rows_stand_below_their_group(score: Score) -> None:
    assert score.parents_right >= 0.99 * score.rows


def test_all_shapes_and_breakages_are_covered() -> None:
    seen = {b for seed in range(1, 150) for t in new_tables.make_case(seed).tables for b in t.breakages}
    assert seen >= {
        *new_tables.SHAPES, "blank: line", "blank: -", "blank: –", "blank: left out", "two-level header",
        "broken header", "numbered columns", "repeated header", "caption goes on", "footnote mark", "double spaced",
    }  # fmt: skip
