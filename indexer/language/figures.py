"""Cells that are one figure."""

from __future__ import annotations

from indexer.language.numbers import looks_numeric
from indexer.language.periods import is_bare_period

_YEAR = 4  # digits


def is_figure(text: str) -> bool:
    """Whether a cell is one figure and no year."""
    return looks_numeric(text) and not (is_bare_period(text) and len(text) == _YEAR)
