"""The logical tables of ``layouts.json`` with figures of a seed: sums hold, some cells are empty."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.resources import files
from typing import Any

from eval.layouts.records import FIGURES, Fill, LogicalColumn, LogicalRow, LogicalTable, RowForm

_FORMS: dict[int, RowForm] = {-1: "total", -2: "heading", -3: "source"}
_EMPTY = 0.3  # how many cells of years have no money

Values = list[Decimal | None]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The lines above and below a table, and the title that runs over every page."""

    pages: tuple[str, ...]  # the paragraphs above, a page each
    before: tuple[str, ...]
    after: tuple[str, ...]
    running: str


def surroundings() -> Surroundings:
    """What stands around every table of the benchmark."""
    data = _data()
    return Surroundings(tuple(data["pages"]), tuple(data["before"]), tuple(data["after"]), data["running"])


def logical_tables(seed: int) -> tuple[LogicalTable, ...]:
    """All tables with the figures of ``seed``."""
    rng = random.Random(seed)  # noqa: S311
    return tuple(_table(rng, one) for one in _data()["tables"])


def _data() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((files("eval") / "data" / "layouts.json").read_text("utf-8"))
    return found


def _table(rng: random.Random, spec: dict[str, Any]) -> LogicalTable:
    columns = tuple(_column(path, fill) for path, fill in spec["columns"])
    rows = _rows(spec["rows"], columns)
    scale = Decimal(spec.get("factor", 1)) / (10 ** spec.get("decimals", 0))
    values = _values(rng, columns, rows, scale)
    done = tuple(
        replace(row, values=tuple(found), texts=_timed(columns, row, found))
        for row, found in zip(rows, values, strict=True)
    )
    return LogicalTable(
        spec["name"], spec["title"], spec["caption"], spec["unit"], columns, done, tuple(spec["notes"])
    )  # fmt: skip


def _column(path: str, fill: Fill) -> LogicalColumn:
    heads = tuple(path.split("/")) if not path.startswith("Tổng kinh phí") else (path,)
    period = next((h[-4:] for h in reversed(heads) if h[-4:].isdigit()), None)
    return LogicalColumn(heads, fill, period)


def _rows(specs: Sequence[Sequence[Any]], columns: Sequence[LogicalColumn]) -> list[LogicalRow]:
    texts_at = [i for i, c in enumerate(columns) if c.fill not in (*FIGURES, "ordinal", "label")]
    rows: list[LogicalRow] = []
    last: dict[int, int] = {}
    for number, name, level, *texts in specs:
        form = _FORMS.get(level, "row")
        cells = [""] * len(columns)
        for at, content in zip(texts_at, texts, strict=False):
            cells[at] = content
        parent = last.get(level - 1) if form == "row" else None
        last[level] = len(rows)
        rows.append(LogicalRow(number, name, form, parent, tuple(cells), ()))
    return rows


def _values(
    rng: random.Random, columns: Sequence[LogicalColumn], rows: Sequence[LogicalRow], scale: Decimal
) -> list[Values]:
    values: list[Values] = [[None] * len(columns) for _ in rows]
    parents = {row.parent for row in rows}
    leaves = [i for i, row in enumerate(rows) if row.form == "row" and i not in parents]
    for at in leaves:
        values[at] = _leaf(rng, columns, scale)
    for at in reversed(range(len(rows))):  # the innermost groups first
        if at in parents:
            values[at] = _added(columns, [values[i] for i, r in enumerate(rows) if r.parent == at])
    top = [values[i] for i, r in enumerate(rows) if r.form == "row" and r.parent is None]
    for at, row in enumerate(rows):
        if row.form == "total":
            values[at] = _added(columns, top)
        elif row.form == "source":
            values[at] = _added(columns, [values[i] for i in leaves if row.name in rows[i].texts])
    return values


def _timed(columns: Sequence[LogicalColumn], row: LogicalRow, values: Values) -> tuple[str, ...]:
    """The texts of a row, the time of the work being that of its money."""
    years = [c.period for c, v in zip(columns, values, strict=True) if c.period and v is not None]
    span = years[0] if len(years) == 1 else f"{years[0]}-{years[-1]}" if years else ""
    return tuple(span if c.fill == "time" and t and years else t for c, t in zip(columns, row.texts, strict=True))


def _leaf(rng: random.Random, columns: Sequence[LogicalColumn], scale: Decimal) -> Values:
    found: Values = [None] * len(columns)
    parts = [i for i, c in enumerate(columns) if c.fill == "part"]
    filled = [i for i in parts if rng.random() > _EMPTY] or ([rng.choice(parts)] if parts else [])
    if len(parts) == 1:
        filled = parts
    level = Decimal(rng.randint(10, 60))
    for at, column in enumerate(columns):
        if at in filled:
            found[at] = _money(rng) * scale
        elif column.fill == "count":
            found[at] = Decimal(rng.randint(2, 480))
        elif column.fill == "price":
            found[at] = Decimal(rng.randint(1, 90) * 5)
        elif column.fill == "level":
            found[at] = level
            level += rng.randint(1, 13)
    total = sum((found[i] or Decimal(0) for i in filled), Decimal(0))
    product = Decimal(1)
    for at, column in enumerate(columns):
        product *= (found[at] or Decimal(1)) if column.fill in ("count", "price") else Decimal(1)
        if column.fill == "sum":
            found[at] = total
        elif column.fill == "product":
            found[at] = product
    return found


def _money(rng: random.Random) -> Decimal:
    pick = rng.random()
    if pick < 0.4:
        return Decimal(rng.randint(5, 99) * 10)
    return Decimal(rng.randint(21, 380) * 50 if pick < 0.8 else rng.randint(1001, 29999))


def _added(columns: Sequence[LogicalColumn], members: Sequence[Values]) -> Values:
    found: Values = [None] * len(columns)
    for at, column in enumerate(columns):
        present = [v for values in members if values and (v := values[at]) is not None]
        if present and column.fill in ("part", "sum", "count", "product"):
            found[at] = sum(present, Decimal(0))
    counts_units = any(c.fill == "price" for c in columns)
    return [None if counts_units and columns[i].fill == "count" else v for i, v in enumerate(found)]
