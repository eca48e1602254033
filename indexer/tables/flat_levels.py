"""Reads flattened tables of money with heads broken over lines, merged ones among them: sums tell the columns.

Every full row ends in as many figures (or dashes) as there are columns; heads beyond that are merged ones, and which
columns stand below them is told by what adds up, or by heads that can only stand there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from indexer.language.figures import is_figure
from indexer.records import Span
from indexer.tables.flat_header import read_flat_header
from indexer.tables.flat_rows import Draft, gather_rows
from indexer.tables.flattened import EndsInFigures
from indexer.tables.level_heads import FlatHead, heads_in
from indexer.tables.level_trees import Tree, best_tree
from indexer.tables.lines import Line
from indexer.tables.raw import Pieces, RawRow, RawTable, hull
from indexer.tables.shape import is_index_row, is_nothing

_FEWEST_ROWS = 3  # with all their figures
_MOST_SHORT = 0.2  # of the rows may lack figures
_LEAST_WIDTH = 3


def read_flat_levels(text: str, lines: list[Line], at: int) -> tuple[RawTable, int] | None:
    """The table whose header starts at line ``at``, and the line after it; None where its columns are not proven."""
    header = read_flat_header(text, lines, at)
    if header is None:
        return None
    used = [line for line in lines[at : header.after] if not line.blank and not is_index_row(line.text.split())]
    heads = heads_in(text, used, header.number)
    if len(heads) < _LEAST_WIDTH:
        return None
    drafts, after = gather_rows(text, lines, header, EndsInFigures(text))
    split = [_split(text, draft) for draft in drafts]
    width = _width([figures for _, figures in split])
    if width < _LEAST_WIDTH:
        return None
    full = [[piece.of(text) for piece in figures[-width:]] for _, figures in split if len(figures) >= width]
    tree = best_tree(heads[1:], full, width)
    if tree is None:
        return None
    rows = [_row(draft, one, width) for draft, one in zip(drafts, split, strict=True)]
    span = hull([header.span, *(row.span for row in rows)])
    return RawTable("flattened", _header(header.number, heads[0], tree), tuple(rows), span, width + 2), after


def _split(text: str, draft: Draft) -> tuple[Pieces, Pieces]:
    """The label of a row, and the figures and dashes that it ends in; those of its last line with figures only."""
    if not draft.pieces:
        return (), ()
    *above, last = draft.pieces
    words = _words(text, last)
    count = 0
    while count < len(words) and _is_cell(words[-1 - count].of(text)):
        count += 1
    figures = tuple(words[len(words) - count :])
    if figures and all(is_nothing(figure.of(text)) for figure in figures):
        figures = ()
    label = words[: len(words) - len(figures)]
    rest = (Span(label[0].start, label[-1].end),) if label else ()
    return (*above, *rest), figures


def _words(text: str, span: Span) -> list[Span]:
    found: list[Span] = []
    at = span.start
    for word in span.of(text).split():
        start = text.index(word, at)
        found.append(Span(start, start + len(word)))
        at = start + len(word)
    return found


def _is_cell(word: str) -> bool:
    return is_figure(word) or is_nothing(word)


def _width(figures: Sequence[Pieces]) -> int:
    """How many figures nearly all rows with figures end in; 0 where no number is the rule."""
    lengths = Counter(len(one) for one in figures if one)
    total = sum(lengths.values())
    if total < _FEWEST_ROWS:
        return 0
    width, times = max(lengths.items(), key=lambda pair: (pair[1], pair[0]))
    longer = sum(count for length, count in lengths.items() if length > width)
    short = total - times - longer
    return width if times >= _FEWEST_ROWS and longer <= 1 and short <= total * _MOST_SHORT else 0


def _row(draft: Draft, split: tuple[Pieces, Pieces], width: int) -> RawRow:
    """The row with its figures in their columns; fewer figures than columns are loose, more end the label."""
    label, figures = split
    number: Pieces = (draft.number,) if draft.number else ()
    unsure = frozenset(range(width + 2)) if draft.doubtful else frozenset[int]()
    spare = max(0, len(figures) - width)
    label, figures = (*label, *figures[:spare]), figures[spare:]
    whole = [*number, *draft.pieces]
    span = hull([Span(piece.start, piece.end) for piece in whole])
    if len(figures) != width:
        return RawRow((number, label, *[()] * width), span, draft.broken, unsure, loose=figures)
    return RawRow((number, label, *((figure,) for figure in figures)), span, draft.broken, unsure)


def _header(number: Span, label: FlatHead, tree: Tree) -> tuple[RawRow, ...]:
    """One row of heads, or two where merged heads stand over others."""
    upper: list[Pieces] = [(number,), (label.span,)]
    lower: list[Pieces] = [(), ()]
    merged = any(column.parent is not None for column in tree)
    before = None
    for column in tree:
        if column.parent is None:
            upper.append((column.head.span,))
            lower.append(())
        else:
            upper.append((column.parent.span,) if column.parent is not before else ())
            lower.append((column.head.span,))
        before = column.parent
    rows = (upper, lower) if merged else (upper,)
    return tuple(RawRow(tuple(row), hull([p for cell in row for p in cell])) for row in rows)
