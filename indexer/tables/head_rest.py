"""Headers whose words were broken over several rows of cells: "Tổng" above "kinh phí", "Năm" above "2026"."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.language.figures import is_figure
from indexer.language.periods import is_bare_period
from indexer.tables.lexicon import key, table_words
from indexer.tables.raw import Pieces, piece_text
from indexer.tables.shape import is_nothing

_LONGEST = 60  # code points of a cell


def is_header_rest(cells: Sequence[str], above: Sequence[Sequence[str]]) -> bool:
    """Whether a row without number and label goes on with the header rows ``above``: each cell ends or names a head.

    A cell ends the head above it (lower case, or a year below "year"), or stands below a merged one.
    """
    filled = [at for at, cell in enumerate(cells) if cell]
    if len(cells) < 3 or not filled or cells[0] or cells[1] or any(len(cells[at]) > _LONGEST for at in filled):
        return False
    if any(map(is_nothing, cells)):
        return False
    if any(is_figure(cells[at]) and not is_bare_period(cells[at]) for at in filled):
        return False
    return all(_ends(cells[at], _above(above, at)) or _below_merged(above, at) for at in filled)


def joined_heads(text: str, rows: Sequence[Sequence[Pieces]]) -> list[list[Pieces]]:
    """The header rows with each cell that only ends the head above it joined to that head; empty rows left out."""
    done: list[list[Pieces]] = []
    for row in rows:
        cells = list(row)
        for at, pieces in enumerate(cells):
            target = next((r for r in reversed(done) if at < len(r) and r[at]), None)
            if pieces and target is not None and at > 0:
                below, head = piece_text(text, pieces), piece_text(text, target[at])
                if _ends(below, head):
                    target[at] = (*target[at], *pieces)
                    cells[at] = ()
        if any(cells):
            done.append(cells)
    return done


def _ends(below: str, head: str) -> bool:
    """Whether a cell is the rest of the head above it."""
    if not head:
        return False
    if is_bare_period(below) and len(below) == 4:
        return key(head) in table_words().year_heads
    return below[:1].islower() or below[:1] == "("


def _above(rows: Sequence[Sequence[str]], at: int) -> str:
    return next((row[at] for row in reversed(rows) if at < len(row) and row[at]), "")


def _below_merged(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the first row with a head over column ``at`` or to its left leaves blanks there, as merged cells do."""
    for row in rows:
        if at >= len(row):
            return True
        if not row[at]:
            return any(row[1:at])
        if at + 1 < len(row) and not row[at + 1]:
            return True
    return False
