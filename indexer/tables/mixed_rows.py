"""The parsed lines below a header become rows: which words go on with the row above, which begin the one below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from indexer.records import Span
from indexer.tables.mixed_line import Parsed

_LONGEST_ROW = 24  # lines


@dataclass(slots=True)
class MixedRow:
    """A row while it is gathered; ``before`` are words that stand above its number."""

    number: Span | None
    total: bool
    before: list[Span] = field(default_factory=list)
    words: list[Span] = field(default_factory=list)
    below: list[Span] = field(default_factory=list)  # words below the figures that go on with the label
    figures: list[Span] = field(default_factory=list)
    tail: list[Span] = field(default_factory=list)
    lines: int = 0
    last: int = 0  # the last of its lines
    broken: bool = False
    doubtful: bool = False
    closed: bool = False  # its figures stand on lines of their own: the label ended above them

    @property
    def cells(self) -> list[Span]:
        """What stands between the number and the figures, then the figures and what is behind them."""
        return [*self.before, *self.words[:1], *self.below, *self.words[1:], *self.figures, *self.tail]


def rows_of(lines: Sequence[Parsed], *, figures: bool, most: int, between: bool) -> list[MixedRow]:
    """The rows of the table; ``most``: how many figures a row may have, ``between``: texts stand in front of them."""
    rows: list[MixedRow] = []
    pending: list[int] = []  # lines of words behind a row that has its figures
    for at, line in enumerate(lines):
        row = rows[-1] if rows else None
        if line.form != "more":
            rows += _begun(lines, row, pending, at, between=between)
            pending = []
        elif row is None:
            if line.figures:
                return rows
            pending.append(at)
        elif line.figures:
            if pending or (row.figures and len(row.figures) + len(line.figures) > most):
                break
            row.closed = row.closed or not (line.words or row.figures)
            _take(row, line, at)
        elif row.figures and figures:
            pending.append(at)
        else:
            _take(row, line, at)
        if len(pending) > _LONGEST_ROW or (rows and rows[-1].lines > _LONGEST_ROW):
            break
    if rows:
        _last(rows[-1], [lines[i] for i in pending], pending)
    return [row for row in rows if row.before or row.words or row.figures]


def _begun(
    lines: Sequence[Parsed], above: MixedRow | None, pending: Sequence[int], at: int, *, between: bool
) -> list[MixedRow]:
    """The row that begins at a line, behind one for a heading above it where one stands there."""
    line = lines[at]
    fresh = MixedRow(line.number, line.form == "total", broken=line.broken)
    found = [fresh]
    if above is None:
        fresh.before += [s for i in pending for s in lines[i].words]
    elif above.total and pending and line.form == "bullet":
        heading = MixedRow(None, total=False)  # "by source:" between a total and its parts
        for i in pending:
            _take(heading, lines[i], i)
        found.insert(0, heading)
    else:
        _share(above, fresh, [lines[i] for i in pending], line, between=between)
    _take(fresh, line, at)
    return found


def _take(row: MixedRow, line: Parsed, at: int) -> None:
    row.words += line.words
    row.figures += line.figures
    if line.tail is not None:
        row.tail.append(line.tail)
    row.lines += 1
    row.last = at


def _share(above: MixedRow, below: MixedRow, pending: Sequence[Parsed], line: Parsed, *, between: bool) -> None:
    """Give the lines of words between two rows to the one or the other."""
    count = len(pending)
    if not count:
        return
    needs = bool(line.figures) and (not line.named or line.lower)
    starts = [i for i, one in enumerate(pending) if not one.lower]
    if not needs:
        split = count
        if (above.before or between) and starts:  # the words may as well belong below
            below.doubtful = above.doubtful = True
    elif not starts:
        split = 0
    elif len(starts) == 1:
        split = starts[0]
    else:
        wanted = len(above.before)
        split = min(starts, key=lambda s: abs(wanted - s))
        others = [s for s in starts if abs(wanted - s) == abs(wanted - split)]
        if len(others) > 1:
            above.doubtful = below.doubtful = True
    _below(above, pending[:split])
    below.before += [s for one in pending[split:] for s in one.words]


def _below(row: MixedRow, lines: Sequence[Parsed]) -> None:
    """Words below the figures go on with the label where they begin in lower case, with what stands behind else."""
    for one in lines:
        if not row.closed and (one.lower or row.doubtful or (row.before and not row.tail)):
            row.below += one.words
        else:
            row.tail += one.words


def _last(row: MixedRow, pending: Sequence[Parsed], places: Sequence[int]) -> None:
    """The lines behind the last row that go on with it."""
    for one, at in zip(pending, places, strict=True):
        if one.gap or not (one.lower or row.closed):
            break
        _below(row, [one])
        row.last = at
