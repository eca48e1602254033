"""Ruled tables of a page: lines to a grid of cells, merged ones found by the lines that are missing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer.reading.pdf.lines import cell_text
from indexer.reading.pdf.words import PageContent, Rule, Word

_SAME = 3.0  # points between the two edges of one drawn line, or between lines that meet
_MOST_LINES = 400
_SMALL = 5.0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its place on the page."""

    columns: tuple[float, ...]  # the places of the vertical lines
    top: float
    bottom: float
    rows: tuple[tuple[str, ...], ...]
    cut: bool = False  # no line below the last row: it goes on overleaf

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word stands inside the table."""
        return (
            self.columns[0] <= (word.left + word.right) / 2 <= self.columns[-1]
            and self.top <= word.middle <= self.bottom
        )


def find_grids(page: PageContent) -> list[Grid]:
    """The ruled tables of a page from the top down; frames around a single text are none."""
    across, down = _merged(page.across), _merged(page.down)
    found: list[Grid] = []
    for rows, columns in _groups(across, down):
        # A row that a page break cuts has no line at the cut: there the vertical lines end
        ends = (min(rule.start for rule in columns), max(rule.end for rule in columns))
        xs, ys = _places(rule.at for rule in columns), _places([*(rule.at for rule in rows), *ends])
        if rows and len(xs) >= 3 and len(ys) >= 2 and len(xs) < 80:
            grid = _grid(xs, ys, rows, columns, page.words)
            if sum(any(row) for row in grid.rows) >= 1:
                found.append(grid)
    return sorted(found, key=lambda grid: grid.top)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Pieces and double edges of one line made one."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (one.at, one.start)):
        for at in range(len(found) - 1, max(-1, len(found) - 60), -1):
            other = found[at]
            near = abs(other.at - rule.at) <= _SAME
            if near and rule.start <= other.end + _SAME and other.start <= rule.end + _SAME:
                found[at] = Rule(other.at, min(other.start, rule.start), max(other.end, rule.end))
                break
        else:
            found.append(rule)
    return found


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that meet one another, as the rows and columns of one table."""
    if len(across) > _MOST_LINES or len(down) > _MOST_LINES:
        return []  # a drawing
    groups: list[tuple[list[Rule], list[Rule]]] = []
    left_across, left_down = list(across), list(down)
    while left_down:
        rows: list[Rule] = []
        columns = [left_down.pop()]
        grown = True
        while grown:
            new_rows = [one for one in left_across if any(_meet(one, column) for column in columns)]
            rows += new_rows
            left_across = [one for one in left_across if one not in new_rows]
            new_columns = [one for one in left_down if any(_meet(row, one) for row in rows)]
            columns += new_columns
            left_down = [one for one in left_down if one not in new_columns]
            grown = bool(new_rows or new_columns)
        groups.append((rows, columns))
    return groups


def _meet(row: Rule, column: Rule) -> bool:
    inside = row.start - _SAME <= column.at <= row.end + _SAME
    return inside and column.start - _SAME <= row.at <= column.end + _SAME


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SMALL:
            places.append(value)
    return places


def _grid(xs: list[float], ys: list[float], rows: list[Rule], columns: list[Rule], words: Sequence[Word]) -> Grid:
    width, height = len(xs) - 1, len(ys) - 1
    owner = {(row, column): (row, column) for row in range(height) for column in range(width)}
    for row in range(height):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(1, width):
            if not _drawn(columns, xs[column], middle):
                owner[row, column] = owner[row, column - 1]
    for column in range(width):
        middle = (xs[column] + xs[column + 1]) / 2
        for row in range(1, height):
            if not _drawn(rows, ys[row], middle):
                owner[row, column] = owner[owner[row - 1, column]]
    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        place = (_index(ys, word.middle), _index(xs, (word.left + word.right) / 2))
        if min(place) >= 0:
            held.setdefault(owner[place], []).append(word)
    texts = tuple(tuple(cell_text(held.get((row, column), ())) for column in range(width)) for row in range(height))
    return Grid(tuple(xs), ys[0], ys[-1], texts, cut=ys[-1] - max(rule.at for rule in rows) > _SMALL)


def _drawn(rules: Iterable[Rule], at: float, along: float) -> bool:
    return any(abs(rule.at - at) <= _SMALL and rule.start - 1 <= along <= rule.end + 1 for rule in rules)


def _index(places: Sequence[float], value: float) -> int:
    """Between which two places a value lies; -1 for outside."""
    at = bisect_right(places, value) - 1
    return at if at < len(places) - 1 else -1
