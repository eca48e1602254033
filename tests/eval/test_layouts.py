"""The benchmark of table layouts: what it renders, how it judges, and what the readers reach in it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from eval.__main__ import main
from eval.layouts.page import Style, cell_of
from eval.layouts.records import FIGURES, LogicalTable, Rendering
from eval.layouts.renderings import Layout, layouts, render
from eval.layouts.run import measure, report
from eval.layouts.scoring import Score, score
from eval.layouts.tables import logical_tables
from indexer.language.normal import one_line

_TABLES = {table.name: table for table in logical_tables(5)}
_LAYOUTS = {layout.name: layout for layout in layouts()}


def _rendered(layout: str, table: str) -> Rendering:
    found = render(_LAYOUTS[layout], _TABLES[table], 5)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def found() -> dict[str, Score]:
    return measure([5])


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.name)
def test_every_figure_is_written_where_the_rendering_says(layout: Layout) -> None:
    for table in _TABLES.values():
        rendering = render(layout, table, 5)
        if rendering is None:
            continue
        for (row, column), spans in rendering.cells.items():
            words = one_line(" ".join(span.of(rendering.text) for span in spans))
            expected = {table.rows[row].number, table.rows[row].name, table.rows[row].texts[column], "-"}
            value = table.rows[row].values[column]
            if value is None:
                assert words in expected
            else:
                assert Decimal(words.replace(" ", "").replace(".", "").replace(",", ".")) == value
        figures = sum(v is not None for row in table.rows for v in row.values)
        written = [p for p in rendering.cells if table.rows[p[0]].values[p[1]] is not None]
        assert len(written) == figures


@pytest.mark.parametrize("table", _TABLES.values(), ids=lambda table: table.name)
def test_the_sums_of_the_tables_hold(table: LogicalTable) -> None:
    for column, head in enumerate(table.columns):
        if head.fill not in ("part", "sum"):
            continue
        for at, row in enumerate(table.rows):
            below = [r for r in table.rows if r.parent == at]
            top = [r for r in table.rows if r.form == "row" and r.parent is None]
            members = below if below else top if row.form == "total" else []
            if members:
                assert row.values[column] == (sum(v for r in members if (v := r.values[column]) is not None) or None)


def test_the_same_seed_makes_the_same_tables_and_another_others() -> None:
    assert logical_tables(5) == logical_tables(5)
    assert logical_tables(5) != logical_tables(6)


def test_what_is_read_right_is_right_and_each_kind_of_error_is_wrong() -> None:
    rendering = _rendered("tabs", "budget")
    clean = score(rendering)
    assert (clean.wrong, clean.lost, clean.right) == (0, 0, clean.cells)
    table = rendering.table
    at = next(i for i, row in enumerate(table.rows) if row.values[2] is not None)
    changes = {
        "value": replace(table.rows[at], values=(*table.rows[at].values[:2], Decimal(7), *table.rows[at].values[3:])),
        "row": replace(table.rows[at], name="Một tên khác"),
    }
    for fault, row in changes.items():
        other = replace(table, rows=(*table.rows[:at], row, *table.rows[at + 1 :]))
        judged = score(replace(rendering, table=other))
        assert judged.wrong >= 1
        assert any(f": {fault};" in mistake for mistake in judged.mistakes)
    in_other_unit = score(replace(rendering, table=replace(table, unit="tỷ đồng")))
    assert in_other_unit.right < clean.right
    shifted = tuple(replace(c, period="2031") if c.period == "2026" else c for c in table.columns)
    assert any(": column;" in m for m in score(replace(rendering, table=replace(table, columns=shifted))).mistakes)


def test_a_table_that_is_not_found_loses_all_its_cells() -> None:
    rendering = _rendered("tabs", "short")
    blank = replace(rendering, text=" " * len(rendering.text))
    judged = score(blank)
    assert (judged.right, judged.wrong, judged.found) == (0, 0, 0)
    assert judged.lost == judged.cells > 0


def test_tables_of_texts_alone_are_not_asked_for_on_one_line() -> None:
    assert render(_LAYOUTS["flat, figures last"], _TABLES["tasks"], 5) is None
    assert render(_LAYOUTS["tabs"], _TABLES["tasks"], 5) is not None


def test_empty_cells_are_written_as_the_layout_has_them() -> None:
    table = _TABLES["budget"]
    empty = [(r, c) for r, row in enumerate(table.rows) for c, v in enumerate(row.values) if v is None]
    empty = [(r, c) for r, c in empty if table.columns[c].fill in FIGURES and any(table.rows[r].values)]
    assert empty
    dashes = _rendered("flat, figures last, dashes", "budget")
    assert all(dashes.cells[place][0].of(dashes.text) == "-" for place in empty)
    assert all(cell_of(table, r, c, _style()) == "" for r, c in empty)


def _style() -> Style:
    return Style()


def test_nearly_every_cell_of_the_common_layouts_is_read_and_hardly_one_is_wrong(found: dict[str, Score]) -> None:
    for name, one in found.items():
        if name.startswith(("tabs", "markdown", "flat")) and name != "flat, blanks in figures":
            assert one.right >= (0.7 if "middle" in name else 0.9) * one.cells, (name, one.losses[:5])
            assert one.wrong <= 0.01 * one.cells, (name, one.mistakes[:5])


def test_the_command_prints_a_line_for_each_layout(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["layouts", "--seed", "5", "--seeds", "1", "--only", "tabs", "--table", "short", "--show", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["layout", "tables", "cells", "right", "lost", "WRONG", "loose"]
    assert [line[:6] for line in lines[1:]][-1].strip() == "all"
    assert "1 of 1" in lines[1]
    assert report({"tabs": Score()}).splitlines()[1].split() == ["tabs", "0", "of", "0", "0", "0", "0", "0", "0"]
