"""Cells of a row that are not as many as the table has columns are given to columns, or marked as unsure."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.language.figures import is_figure
from indexer.language.numbers import looks_numeric
from indexer.records import Span
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.raw import Pieces, RawRow, piece_text
from indexer.tables.shape import is_nothing, is_total_label


@dataclass(frozen=True, slots=True)
class Fit:
    """What is known of a table when its rows are aligned."""

    width: int
    figures: frozenset[int]  # columns of figures
    words: frozenset[int]  # columns of text
    capitals: frozenset[int]  # columns whose cells start with a capital
    ordinal: bool  # whether the first column numbers the rows
    explicit: bool  # blank cells are written down; only a last column may be missing


def fit_of(rows: list[list[str]], width: int, *, ordinal: bool, explicit: bool) -> Fit:
    """What the rows of a table show of its columns; a row that is too short lacks its end."""
    figures: set[int] = set()
    words: set[int] = set()
    for column in range(1, width):
        cells = [row[column] for row in rows if column < len(row) and row[column] and not is_nothing(row[column])]
        numeric = sum(map(is_figure, cells))
        if cells and numeric * 10 >= len(cells) * 6:
            figures.add(column)
        elif cells and numeric * 10 < len(cells) * 4:
            words.add(column)
    capitals = {c for c in range(1, width) if _capital([row[c] for row in rows if c < len(row) and row[c]])}
    return Fit(width, frozenset(figures), frozenset(words), frozenset(capitals), ordinal, explicit)


def _capital(cells: list[str]) -> bool:
    return sum(not c[:1].islower() for c in cells) * 10 >= len(cells) * 7


def fit_row(text: str, cells: list[Pieces], span: Span, fit: Fit) -> RawRow:
    """The row with exactly one cell for each column."""
    count = len(cells)
    texts = [piece_text(text, c) for c in cells]
    if count == fit.width:
        return RawRow(tuple(cells), span, unsure=_unsure_when_full(texts, fit))
    if count > fit.width:
        return _too_many(cells, texts, span, fit)
    first = texts[0] if texts else ""
    spans_label = fit.explicit or len(texts) < 2 or bool(texts[1])
    if fit.ordinal and first and parse_ordinal(first) is None and spans_label:
        return _merged_label(cells, texts, span, fit)
    padded = [*cells, *[()] * (fit.width - count)]
    return RawRow(tuple(padded), span, unsure=_unsure_when_padded(texts, fit))


def _unsure_when_full(texts: list[str], fit: Fit) -> frozenset[int]:
    """A cell that goes on in lower case after the label: a broken label, and the last cell left out."""
    if not (fit.explicit and len(texts) > 2 and texts[1] and texts[2][:1].islower()):
        return frozenset()
    if 2 in fit.capitals or not any(texts[3:]):
        return frozenset(range(1, fit.width))
    return frozenset()


def _unsure_when_padded(texts: list[str], fit: Fit) -> frozenset[int]:
    missing = range(len(texts), fit.width)
    misplaced = any(
        t and i > 1 and ((i in fit.figures and not _money(t)) or (i in fit.words and is_figure(t)))
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
    places = [at for at in range(1, fit.width) if _may_join(texts, at, extra, fit)]
    going_on = [at for at in places if all(t[:1].islower() for t in texts[at + 1 : at + extra + 1])]
    straight = all(not texts[c] or _money(texts[c]) for c in fit.figures)
    if not going_on and straight and not any(texts[-extra:]):  # nothing but empty cells too many at the end
        return RawRow(tuple(cells[: fit.width]), span)
    chosen = going_on or places
    at = chosen[0] if chosen else 1
    joined = tuple(p for cell in cells[at : at + extra + 1] for p in cell)
    row = [*cells[:at], joined, *cells[at + extra + 1 :]]
    after = range(1 if fit.ordinal else 0, fit.width)
    return RawRow(tuple(row), span, unsure=frozenset() if len(chosen) == 1 else frozenset(after))


def _may_join(texts: list[str], at: int, extra: int, fit: Fit) -> bool:
    """Whether the cells from ``at`` on may be one, so that every figure comes into a column of figures."""
    pieces = texts[at : at + extra + 1]
    if at in fit.figures or not all(pieces) or any(map(looks_numeric, pieces)):
        return False
    for index, content in enumerate(texts):
        home = _home(index, at, extra)
        if home in fit.figures and content and not _money(content):
            return False
        if home in fit.words and index != at and is_figure(content):
            return False
    return True


def _money(content: str) -> bool:
    return looks_numeric(content) or is_nothing(content)


def _home(index: int, at: int, extra: int) -> int:
    if index <= at:
        return index
    return at if index <= at + extra else index - extra
