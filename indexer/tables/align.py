"""Cells of a row that are not as many as the table has columns are given to columns, or marked as unsure."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.language.numbers import looks_numeric
from indexer.records import Span
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.raw import Pieces, RawRow, piece_text
from indexer.tables.shape import is_figure, is_total_label


@dataclass(frozen=True, slots=True)
class Fit:
    """What is known of a table when its rows are aligned."""

    width: int
    figures: frozenset[int]  # columns of figures
    words: frozenset[int]  # columns of text
    ordinal: bool  # whether the first column numbers the rows
    explicit: bool  # blank cells are written down; only a last column may be missing


def fit_of(rows: list[list[str]], width: int, *, ordinal: bool, explicit: bool) -> Fit:
    """What the complete rows of a table show of its columns."""
    figures: set[int] = set()
    words: set[int] = set()
    for column in range(1, width):
        cells = [row[column] for row in rows if row[column]]
        numeric = sum(map(is_figure, cells))
        if cells and numeric * 10 >= len(cells) * 6:
            figures.add(column)
        elif cells and numeric * 10 < len(cells) * 4:
            words.add(column)
    return Fit(width, frozenset(figures), frozenset(words), ordinal, explicit)


def fit_row(text: str, cells: list[Pieces], span: Span, fit: Fit) -> RawRow:
    """The row with exactly one cell for each column."""
    count = len(cells)
    if count == fit.width:
        return RawRow(tuple(cells), span)
    texts = [piece_text(text, c) for c in cells]
    if count > fit.width:
        return _too_many(cells, texts, span, fit)
    first = texts[0] if texts else ""
    if fit.ordinal and first and parse_ordinal(first) is None:
        return _merged_label(cells, texts, span, fit)
    padded = [*cells, *[()] * (fit.width - count)]
    return RawRow(tuple(padded), span, unsure=_unsure_when_padded(texts, fit))


def _unsure_when_padded(texts: list[str], fit: Fit) -> frozenset[int]:
    missing = range(len(texts), fit.width)
    misplaced = any(
        t and i > 1 and ((i in fit.figures and not looks_numeric(t)) or (i in fit.words and is_figure(t)))
        for i, t in enumerate(texts)
    )
    filled = [i for i, t in enumerate(texts) if t]
    if not misplaced and (not filled or max(filled) <= 1):
        return frozenset()  # a heading: a number and a label
    if not misplaced and fit.explicit and len(missing) == 1:
        return frozenset()
    blanks_inside = any(i in fit.figures and not t for i, t in enumerate(texts))
    all_figures = all(i < len(texts) and texts[i] for i in fit.figures)
    if not misplaced and all_figures and not blanks_inside and fit.figures:
        return frozenset(i for i in range(max(fit.figures) + 1, fit.width) if i < len(texts) and texts[i])
    if not misplaced and not any(i < len(texts) and texts[i] for i in fit.figures) and fit.explicit:
        return frozenset()
    return frozenset(range(2 if fit.ordinal else 1, fit.width))


def _merged_label(cells: list[Pieces], texts: list[str], span: Span, fit: Fit) -> RawRow:
    """A row whose first cell spans the number and the label, as totals have it."""
    rest = cells[1:]
    room = fit.width - 2
    if len(rest) == room:
        return RawRow(((), cells[0], *rest), span)
    if len(rest) == 0:
        return RawRow(((), cells[0], *[()] * room), span)
    found = [c for c, t in zip(rest, texts[1:], strict=True) if is_figure(t)]
    row: list[Pieces] = [(), cells[0], *[()] * room]
    columns = sorted(fit.figures)
    if found and len(found) == len(columns):
        for column, cell in zip(columns, found, strict=True):
            row[column] = cell
        return RawRow(tuple(row), span)
    if found and len(found) < len(columns) and is_total_label(texts[0]):
        for column, cell in zip(columns, found, strict=False):
            row[column] = cell  # one figure that spans several columns
        return RawRow(tuple(row), span, unsure=frozenset(columns))
    padded = [(), *cells, *[()] * (fit.width - 1 - len(cells))]
    return RawRow(tuple(padded[: fit.width]), span, unsure=frozenset(range(2, fit.width)))


def _too_many(cells: list[Pieces], texts: list[str], span: Span, fit: Fit) -> RawRow:
    """A row in which some cell was broken over several; text goes together, figures stand alone."""
    extra = len(cells) - fit.width
    while extra and not texts[-1]:  # nothing but empty cells too many at the end
        cells, texts, extra = cells[:-1], texts[:-1], extra - 1
    if not extra:
        return RawRow(tuple(cells), span)
    options = [at for at in range(1, fit.width) if at not in fit.figures]
    fitting = [
        at for at in options
        if all(
            not t or is_figure(t) for i, t in enumerate(texts) if _home(i, at, extra) in fit.figures
        )
        and not any(is_figure(t) for i, t in enumerate(texts) if at <= i <= at + extra)
        and all(texts[at : at + extra + 1])
    ]  # fmt: skip
    at = fitting[0] if fitting else (1 if fit.width > 1 else 0)
    joined = tuple(p for cell in cells[at : at + extra + 1] for p in cell)
    row = [*cells[:at], joined, *cells[at + extra + 1 :]]
    after = range(1 if fit.ordinal else 0, fit.width)
    return RawRow(tuple(row), span, unsure=frozenset() if len(fitting) == 1 else frozenset(after))


def _home(index: int, at: int, extra: int) -> int:
    if index <= at:
        return index
    return at if index <= at + extra else index - extra
