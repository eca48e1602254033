"""Which columns of a header hold the figures of its rows: a block of as many as a full row has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.records import Column
from indexer.tables.cell_kinds import ColumnKind, kinds_of
from indexer.tables.header import is_funds
from indexer.tables.lexicon import counts_things, is_total_column, key, role_of, starts_with, table_words

_UNFILLED = 1.5
_OVER = 3.0
_SPARE = 2  # figure columns that may be empty in every row
_TEXTS = ("ordinal", "label", "owner", "partner", "time", "basis", "note")


@dataclass(frozen=True, slots=True)
class Block:
    """The columns of figures, from ``first`` up to but not including ``end``; ``fits``: how well the heads agree."""

    first: int
    end: int
    fits: float
    texts: frozenset[int] = frozenset()  # columns under unknown heads: no figures stand there, so texts must
    unknown: bool = False  # some of its heads are in no lexicon: the rows must prove them

    @property
    def width(self) -> int:
        """How many columns it has."""
        return self.end - self.first


def blocks_of(columns: Sequence[Column], most: int) -> Iterator[Block]:
    """The blocks of columns that may hold up to ``most`` figures a row, the likeliest first."""
    if not most:
        return iter((Block(len(columns), len(columns), 0.0),))
    likely = [_likely(c) for c in columns]
    label = next(c.ordinal for c in columns if c.role == "label")
    found = []
    for width in range(most, most + _SPARE + 1):
        for first in range(label + 1, len(columns) - width + 1):
            inside = likely[first : first + width]
            if None in inside:
                continue
            outside = [i for i in range(label + 1, len(columns)) if not first <= i < first + width]
            if any((likely[i] or 0) > 0 for i in outside):
                continue  # a head of figures below which none would stand
            fits = sum(x for x in inside if x is not None) / max(width, 1) - _UNFILLED * (width - most)
            fits -= _OVER * sum(_stands_over(c, columns[c.ordinal + 1 :]) for c in columns[first : first + width])
            texts = frozenset(i for i in outside if likely[i] == 0)
            unknown = 0.0 in inside
            names = [columns[i].path for i in range(first, first + width)]
            if unknown and (width > most or len(set(names)) < width):
                continue
            found.append(Block(first, first + width, fits, texts, unknown))
    return iter(sorted(found, key=lambda block: -block.fits))


def _stands_over(column: Column, after: Sequence[Column]) -> bool:
    """Whether a head of money or of sources is a column of its own in front of a year, or a source, meant below it."""
    if len(column.path) != 1 or column.period is not None or is_total_column(column.path[0]):
        return False
    words = table_words()
    over = starts_with(column.path[0], (*words.fund_heads, *words.group_heads))
    if over and not starts_with(column.path[0], words.fund_sources):
        return bool(after)
    return column.role == "amount" and bool(after) and after[0].period is not None and not is_funds(column)


def _likely(column: Column) -> float | None:
    """How likely figures stand in a column by its head; None where they cannot."""
    if not column.path:
        return 0.0
    last = column.path[-1]
    if column.period or column.role == "amount" or is_total_column(last) or counts_things(last):
        return 1.0
    if is_funds(column) and (len(column.path) > 1 or starts_with(last, table_words().fund_sources)):
        return 1.0
    if starts_with(last, table_words().quantity_heads):
        return 1.0
    if column.role in _TEXTS or key(last) in table_words().unit_captions:
        return None
    return 0.0 if role_of(last) is None else -1.0


def text_kinds(columns: Sequence[Column]) -> tuple[ColumnKind, ...]:
    """What each column of text holds; one that names units is known by its head, also where it may name agencies."""
    captions = table_words().unit_captions
    return tuple(
        "unit" if kind == "agency" and c.path and key(c.path[-1]) in captions else kind
        for c, kind in zip(columns, kinds_of(columns), strict=True)
    )
