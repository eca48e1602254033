"""Where the rows of a table begin when its cells stand one a line and nothing parts them: the likeliest sequence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from indexer.tables.cell_kinds import ColumnKind
from indexer.tables.numbering import Numbering
from indexer.tables.ordinals import RANK, Ordinal, parse_ordinal
from indexer.tables.row_fit import RowFit, fit_cells
from indexer.tables.shape import is_total_label

_REWARD = 4.0  # what a row that fits is worth; a row that fits worse than this is none
_SLACK = 12  # lines that a row may have beyond one for each column: broken labels, lists in cells
_ABRUPT = 1.5  # the table ends where the text simply goes on
_EMPTY = 3.0  # a row with a number and a label only, above no rows of its own
_BEAM = 3
_LONGEST_HEADING = 150


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row: its cells from ``start`` to ``end``, and the column of each."""

    start: int
    end: int
    fit: RowFit


@dataclass(frozen=True, slots=True)
class _Way:
    """One reading of the cells before a row."""

    score: float
    numbering: Numbering
    rows: tuple[FoundRow, ...]


@dataclass(frozen=True)
class Search:
    """The cells below a header, and what their columns hold."""

    cells: Sequence[str]
    kinds: Sequence[ColumnKind]

    @cached_property
    def starts(self) -> dict[int, Ordinal | None]:
        """The cells at which a row may begin: a row number, or None for a total or a heading without one."""
        found: dict[int, Ordinal | None] = {}
        for index, cell in enumerate(self.cells):
            ordinal = parse_ordinal(cell) if len(cell) <= 8 else None
            if ordinal is not None and ordinal.style != "bullet":
                found[index] = ordinal
            elif cell and (is_total_label(cell) or self._heads(index)):
                found[index] = None
        return found

    def _heads(self, index: int) -> bool:
        """Whether a line in capitals stands right above a row number, as an unnumbered heading does."""
        cell = self.cells[index]
        below = self.cells[index + 1] if index + 1 < len(self.cells) else ""
        first = parse_ordinal(below) if len(below) <= 8 else None
        above = self.cells[index - 1] if index else ""
        if len(above) <= 8 and parse_ordinal(above) is not None:
            return False  # its number stands on the line above
        return first is not None and first.last == 1 and cell.isupper() and 6 <= len(cell) <= _LONGEST_HEADING

    def best(self) -> tuple[float, tuple[FoundRow, ...]]:
        """The score and the rows of the best reading; no rows where nothing reads as a table."""
        if 0 not in self.starts:
            return 0.0, ()
        ways: dict[int, list[_Way]] = {0: [_Way(0.0, _numbered(Numbering(), self.starts[0])[1], ())]}
        best: _Way = _Way(0.0, Numbering(), ())
        while ways:
            at = min(ways)
            for way in sorted(ways.pop(at), key=lambda w: -w.score)[:_BEAM]:
                best = max(best, *self._ends(at, way), key=lambda w: w.score)
                for after, longer in self._goes_on(at, way):
                    ways.setdefault(after, []).append(longer)
        return best.score, best.rows

    def _ends(self, at: int, way: _Way) -> list[_Way]:
        """The readings in which the row at ``at`` is the last."""
        found = [way]
        whole = at + len(self.kinds) - (self.starts[at] is None)
        for end in range(at + 2, min(whole + _SLACK, len(self.cells)) + 1):
            if end != whole and end < len(self.cells) and self.cells[end]:
                continue
            if not self.cells[end - 1] and end > whole:
                break
            fit = self._fit(at, end)
            if fit is not None:
                abrupt = end < len(self.cells) and bool(self.cells[end])
                found.append(
                    self._longer(way, at, end, fit, _REWARD if self._bare(at, end) else _ABRUPT if abrupt else 0.0)
                )
        return found

    def _goes_on(self, at: int, way: _Way) -> list[tuple[int, _Way]]:
        """The readings in which another row follows the one at ``at``, and where it starts."""
        found = []
        for after in range(at + 1, min(at + len(self.kinds) + _SLACK, len(self.cells))):
            if after not in self.starts:
                continue
            fit = self._fit(at, after)
            if fit is None:
                continue
            cost, numbering = _numbered(way.numbering, self.starts[after])
            if self._bare(at, after) and not self._deeper(at, after):
                cost += _EMPTY
            longer = self._longer(way, at, after, fit, cost)
            if longer.score > way.score - _REWARD:
                found.append((after, _Way(longer.score, numbering, longer.rows)))
        return found

    def _bare(self, at: int, end: int) -> bool:
        """Whether a row has nothing but its number and its label."""
        return self.starts[at] is not None and sum(map(bool, self.cells[at:end])) == 2

    def _deeper(self, at: int, after: int) -> bool:
        """Whether the row at ``after`` can stand below the one at ``at``."""
        above, below = self.starts[at], self.starts[after]
        return above is None or below is None or RANK[below.style] > RANK[above.style]

    def _longer(self, way: _Way, at: int, end: int, fit: RowFit, cost: float) -> _Way:
        score = way.score + _REWARD - fit.cost - cost
        return _Way(score, way.numbering, (*way.rows, FoundRow(at, end, fit)))

    def _fit(self, at: int, end: int) -> RowFit | None:
        if (at, end) not in self._fits:
            self._fits[at, end] = fit_cells(self.cells[at:end], self.kinds, 1 if self.starts[at] is None else 0)
        return self._fits[at, end]

    @cached_property
    def _fits(self) -> dict[tuple[int, int], RowFit | None]:
        return {}


def _numbered(numbering: Numbering, ordinal: Ordinal | None) -> tuple[float, Numbering]:
    return (0.0, numbering) if ordinal is None else numbering.then(ordinal)
