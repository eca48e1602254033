"""Reads tables without marks whose lines hold words, figures or both: rows of a PDF text layer, however wrapped.

The rows are told by their numbers, the words of a row by where they stand to its figures, the columns by what stands
in them; of all ways to read the header the one is taken in which the rows fit best and their sums hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from indexer.records import Column
from indexer.tables.grid import Caption, assemble
from indexer.tables.header import columns_of
from indexer.tables.lexicon import counts_things, is_total_column, key, may_head, role_of, starts_with, table_words
from indexer.tables.lines import Line
from indexer.tables.mixed_columns import Block, blocks_of
from indexer.tables.mixed_header import Head, read_heads, readings_of, stand_alone
from indexer.tables.mixed_line import Heads
from indexer.tables.mixed_lines import parse_lines
from indexer.tables.mixed_placing import place_rows
from indexer.tables.mixed_rows import MixedRow, rows_of
from indexer.tables.ordinals import numbers_first_row, parse_ordinal
from indexer.tables.quality import quality_of
from indexer.tables.raw import RawRow, RawTable, hull
from indexer.tables.shape import is_index_row, is_subhead, is_total_label

_LONGEST_HEADER = 30  # lines, blank ones included
_BADLY = 2.2  # the mean cost of a row above which the lines are no table
_MOST_READINGS = 24
_MOST_TRIED = 6
_LOOKED_AT = 120  # lines by which the place of empty lines is known
_FEWEST_BLOCKS = 3
_TEXTS = ("owner", "partner", "basis", "other")


def read_mixed(text: str, lines: list[Line], at: int) -> tuple[RawTable, tuple[Column, ...], int] | None:
    """The table whose header starts at line ``at``, its columns, and the line after it; None where there is none."""
    if not may_head(lines[at].text):
        return None
    after = _first_row(lines, at)
    heads = read_heads(text, lines[at:after]) if after is not None else []
    if after is None or not heads:
        return None
    told = replace(_told(lines[at:after], heads), blocked=_in_blocks(lines, after))
    parsed, places = parse_lines(text, lines, after, told)
    some = any(one.figures for one in parsed)
    rows = rows_of(parsed, figures=told.figures and some, most=len(heads), between=told.between)
    most = max((len(row.figures) for row in rows), default=0)
    alone = stand_alone(lines[at:after], heads)
    if len(rows) < 2 or not (most or alone):
        return None
    best = max(_readings(text, heads, rows, most, alone=alone), key=lambda r: r.quality, default=None)
    if best is None or best.cost > _BADLY * len(rows):
        return None
    return best.raw, best.columns, places[max(row.last for row in rows)] + 1


@dataclass(frozen=True, slots=True)
class _Reading:
    raw: RawTable
    columns: tuple[Column, ...]
    cost: float
    quality: float


def _readings(
    text: str, heads: Sequence[Head], rows: Sequence[MixedRow], most: int, *, alone: bool
) -> Iterator[_Reading]:
    """The rows below every way to read the header, with every block of columns that may hold their figures."""
    found: list[tuple[float, tuple[RawRow, ...], tuple[Column, ...], Block]] = []
    for header, width in list(readings_of(heads))[:_MOST_READINGS]:
        columns = columns_of(text, header, width)
        if not any(c.role == "label" for c in columns) or any(not c.path for c in columns):
            continue
        if len(header) > 1 and all(len(c.path) < 2 for c in columns):
            continue
        found += [(block.fits - 0.1 * len(found), header, columns, block) for block in blocks_of(columns, most)]
    found.sort(key=lambda one: -one[0])
    span = hull([*(p for head in heads for p in head.pieces)])
    for fits, header, columns, block in found[:_MOST_TRIED]:
        placed = place_rows(text, rows, columns, block, alone=alone)
        if placed is None:
            continue
        raw_rows, cost, known = placed
        raw = RawTable("flattened", header, tuple(raw_rows), hull([span, *(r.span for r in raw_rows)]), len(columns))
        quality = quality_of(assemble(text, raw, 0, Caption(), known)) + fits - cost
        yield _Reading(raw, known, cost, quality)


def _first_row(lines: list[Line], at: int) -> int | None:
    """The first line below the header: number one of some kind, or a total."""
    for index in range(at + 1, min(len(lines), at + _LONGEST_HEADER)):
        line = lines[index]
        if line.blank or is_index_row(line.text.split()):
            continue
        if "\t" in line.text.strip():
            return None
        if numbers_first_row(line.text) or (is_total_label(line.text) and not is_total_column(line.text)):
            return index
    return None


def _in_blocks(lines: Sequence[Line], after: int) -> bool:
    """Whether empty lines stand between the rows and nowhere else: below each stands a number or a total."""
    opens = others = 0
    for index in range(after, min(len(lines), after + _LOOKED_AT)):
        if lines[index].blank or not lines[index - 1].blank:
            continue
        first = lines[index].text.split()[0]
        if parse_ordinal(first) is not None or is_total_label(lines[index].text):
            opens += 1
        else:
            others += 1
    return opens >= _FEWEST_BLOCKS and others * _FEWEST_BLOCKS <= opens


def _told(lines: Sequence[Line], heads: Sequence[Head]) -> Heads:
    filled = [line for line in lines if not line.blank]
    contents = frozenset(" ".join(line.text.split()) for line in filled)
    units = {key(word) for word in table_words().unit_captions}
    roles = [role_of(head.text) for head in heads]
    money = [i for i, head in enumerate(heads) if is_subhead(head.text) or roles[i] == "amount"]
    first = money[0] if money else len(heads)
    figures = any(
        is_subhead(head.text)
        or role in ("amount", None)
        or counts_things(head.text)
        or starts_with(head.text, table_words().quantity_heads)
        for head, role in zip(heads[2:], roles[2:], strict=True)
    )
    return Heads(
        contents,
        units=any(key(head.text) in units for head in heads),
        times="time" in roles,
        figures=figures,
        between=any(role in _TEXTS for role in roles[2:first]),
        whole=" ".join(" ".join(line.text.split()) for line in filled),
        spaced=len(lines) >= 2 * len(filled) - 1 and len(filled) > 1,
    )
