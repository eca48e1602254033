"""Budget tables whose names wrap around their figures: each figure is read under its row and year, or not at all."""

from __future__ import annotations

from collections import Counter

import pytest

from indexer.language.periods import parse_period
from indexer.records import Table
from indexer.tables.find import find_tables
from indexer.tables.lexicon import is_total_column, key
from tests.indexer.tables.around import AroundCase, AroundRow, around_case

SEEDS = range(30)


def _column(table: Table, year: int | None) -> int | None:
    """The column of a year, of the total for None."""
    for column in table.columns:
        if column.role != "amount":
            continue
        period = parse_period(column.period) if column.period else None
        if year is None and period is None and is_total_column(column.path[0]):
            return column.ordinal
        if year is not None and period is not None and period.years == (year, year):
            return column.ordinal
    return None


def _written(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _counted(case: AroundCase) -> tuple[Counter[str], list[str]]:
    """How many figures and names are right, doubtful or lost, and what is wrong without doubt."""
    tables = [t for t in find_tables(case.text) if any(c.role == "amount" for c in t.columns)]
    found: Counter[str] = Counter()
    wrong: list[str] = []
    read = [row for table in tables for row in table.rows]
    wanted = {(at, key(row.name)): row for at, row in enumerate(case.rows)}
    names = Counter(key(row.name) for row in case.rows)
    for table in tables:
        numbered = table.columns[0].role == "ordinal"
        for row in table.rows:
            name = row.cells[1].text
            same = [w for w in wanted.values() if key(w.name) == key(name)]
            if not same:
                found["name in doubt" if not row.cells[1].certain else "name wrong"] += 1
                if row.cells[1].certain:
                    wrong.append(f"no such name: {name!r}")
                continue
            assert numbered
            if row.cells[0].text not in {w.number for w in same}:
                wrong.append(f"number {row.cells[0].text!r} of {name!r}")
            if names[key(name)] == 1:
                _compare(table, row.ordinal, same[0], case, found, wrong)
    found["rows lost"] += max(0, len(case.rows) - len(read))
    return found, wrong


def _compare(table: Table, at: int, wanted: AroundRow, case: AroundCase, found: Counter[str], wrong: list[str]) -> None:
    row = table.rows[at]
    for year, value in zip((None, *case.years), wanted.figures, strict=True):
        column = _column(table, year)
        if column is None:
            wrong.append(f"no column of {year}")
            continue
        cell = row.cells[column]
        right = cell.text == _written(value) if value else cell.text in ("", "-")
        found["right" if right else "doubtful" if not cell.certain else "lost" if not cell.text else "wrong"] += 1
        if not right and cell.certain:
            wrong.append(f"{row.cells[1].text!r} {year}: {cell.text!r} for {value}")


@pytest.mark.parametrize("seed", SEEDS)
def test_no_figure_stands_under_another_row_or_year(seed: int) -> None:
    case = around_case(seed)
    _, wrong = _counted(case)
    assert not wrong, case.text


def test_nearly_all_figures_are_read() -> None:
    total: Counter[str] = Counter()
    wanted = 0
    for seed in SEEDS:
        case = around_case(seed)
        total += _counted(case)[0]
        names = Counter(key(row.name) for row in case.rows)
        wanted += sum(len(row.figures) for row in case.rows if names[key(row.name)] == 1)
    print(dict(total), "of", wanted)
    assert total["right"] >= 0.9 * wanted
