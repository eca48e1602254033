"""What a cell looks like by itself, what a column holds by its header, and how badly the one fits the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from indexer.language.figures import is_figure
from indexer.language.numbers import unit_named
from indexer.language.periods import find_periods, is_bare_period
from indexer.records import Column
from indexer.tables.header import is_funds, unit_column
from indexer.tables.lexicon import names_agency, starts_with, table_words
from indexer.tables.shape import is_nothing

CellKind = Literal["blank", "figure", "nil", "year", "period", "agency", "text"]
ColumnKind = Literal["ordinal", "label", "figure", "agency", "time", "unit", "count", "any", "text"]

FORBIDDEN = 1000.0
_LONGEST_TIME = 40
_LONGEST_UNIT = 20
_UNKNOWN_UNIT = 0.5  # a word in a column of units that is in no list of them

_KINDS: tuple[CellKind, ...] = ("blank", "figure", "nil", "year", "period", "agency", "text")
_MISFIT: dict[ColumnKind, tuple[float, ...]] = {
    "ordinal": (0, *[FORBIDDEN] * 6),
    "label": (2, 4, 4, 4, 2, 0.8, 0),
    "figure": (0, 0, 0, 0, 4, 5, 4),
    "agency": (0, 4, 0, 4, 2.5, 0, 0.8),
    "time": (0, 4, 0, 0, 0, 2.5, 1.2),
    "unit": (0, 3, 0.5, 3, 3, 0, 0),
    "count": (0, 0, 0, 0.5, 1.5, 2, 1),
    "any": (0, 0, 0, 0, 0.5, 0.4, 0.4),
    "text": (0, 1.2, 0, 0.8, 0.8, 0.5, 0),
}


@lru_cache(maxsize=4096)  # every cell is looked at for each row that it may belong to
def kind_of(text: str) -> CellKind:
    """What a cell holds, by its own words."""
    if not text:
        return "blank"
    if is_nothing(text):
        return "nil"
    if is_figure(text):
        return "figure"
    if len(text) == 4 and is_bare_period(text):
        return "year"  # a year, or a figure
    if len(text) <= _LONGEST_TIME and _is_time(text):
        return "period"
    return "agency" if names_agency(text) else "text"


def _is_time(text: str) -> bool:
    if is_bare_period(text):
        return True
    found = list(find_periods(text))
    covered = sum(f.end - f.start for f in found)
    return covered * 5 >= len(text) * 2 if found else starts_with(text, table_words().steady)


def kinds_of(columns: Sequence[Column]) -> tuple[ColumnKind, ...]:
    """What each column holds, by its headers."""
    units = unit_column(columns)
    return tuple("unit" if units is not None and c.ordinal == units.ordinal else _by_role(c) for c in columns)


def _by_role(column: Column) -> ColumnKind:
    if column.role in ("ordinal", "label", "time"):
        return column.role
    if column.role == "amount":
        return "figure"
    if column.period or is_funds(column):
        return "any"  # money of a year, or what is done in it: only the cells can tell
    return "agency" if column.role in ("owner", "partner") else "text"


def learned(kinds: Sequence[ColumnKind], filled: Sequence[Sequence[str]]) -> tuple[ColumnKind, ...]:
    """The kinds of columns corrected by the cells of rows that surely stand in them."""
    done: list[ColumnKind] = []
    for kind, texts in zip(kinds, filled, strict=True):
        cells = [kind_of(t) for t in texts if t and not is_nothing(t)]
        figures = sum(c in ("figure", "year") for c in cells)
        if kind == "any" and cells and figures in (0, len(cells)):
            done.append("figure" if figures else "text")
        elif kind in ("text", "time", "any") and cells and figures * 10 >= len(cells) * 7:
            done.append("count")
        elif kind == "figure" and cells and not figures:
            done.append("time" if all(c == "period" for c in cells) else "text")
        else:
            done.append(kind)
    return tuple(done)


def _is_unit(text: str) -> bool:
    return text.lower() in table_words().row_units or unit_named(text) is not None


def misfit(text: str, column: ColumnKind) -> float:
    """How badly ``text`` stands in a column of that kind; 0 where it belongs there."""
    if column == "unit" and len(text) > _LONGEST_UNIT:
        return 2.0
    if column == "unit" and kind_of(text) == "text" and not _is_unit(text):
        return _UNKNOWN_UNIT
    return _MISFIT[column][_KINDS.index(kind_of(text))]
