"""Which row number may follow which: the order of I, 1, 2, …, II, 1 is the evidence that lines are rows of a table."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.tables.ordinals import RANK, Ordinal

_GAP = 4.0  # a number left out: a row was lost, or this is no row
_RESTART = 3.0  # 1 again without a heading above


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of the rows that are open, outermost first, and the last number below any heading."""

    stack: tuple[Ordinal, ...] = ()
    last: int = 0

    def then(self, ordinal: Ordinal) -> tuple[float, Numbering]:
        """How badly ``ordinal`` follows (0: as it should), and the numbering after it."""
        cost, kept = self._place(ordinal)
        last = ordinal.last if ordinal.style == "number" else self.last
        return cost, Numbering((*kept, ordinal), last)

    def _place(self, ordinal: Ordinal) -> tuple[float, tuple[Ordinal, ...]]:
        if ordinal.style == "dotted" and not any(map(ordinal.follows, self.stack)):
            for depth in range(len(self.stack) - 1, -1, -1):
                if self.stack[depth].values == ordinal.values[:-1]:
                    return _first(ordinal), self.stack[: depth + 1]
        for depth in range(len(self.stack) - 1, -1, -1):
            there = self.stack[depth]
            if there.style != ordinal.style or len(there.values) != len(ordinal.values):
                continue
            if ordinal.follows(there):
                return 0.0, self.stack[:depth]
            return (_RESTART if ordinal.last == 1 else _GAP), self.stack[:depth]
        outer = tuple(o for o in self.stack if RANK[o.style] < RANK[ordinal.style])
        goes_on = ordinal.style == "number" and ordinal.last == self.last + 1
        return (0.0 if goes_on else _first(ordinal)), outer


def _first(ordinal: Ordinal) -> float:
    return 0.0 if ordinal.last == 1 else _GAP
