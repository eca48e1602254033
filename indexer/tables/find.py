"""Finds every table of a source text, whatever layout each is written in."""

from __future__ import annotations

from indexer.records import Column, Table
from indexer.tables.cell_lines import read_cell_lines
from indexer.tables.cell_stream import heads_alone, read_cell_stream, runs_on
from indexer.tables.comma import may_be_comma, read_comma
from indexer.tables.delimited import may_be_piped, read_pipes, read_tabs
from indexer.tables.fixed import may_be_fixed, read_fixed, seems_fixed
from indexer.tables.flat_around import read_flat_around
from indexer.tables.flat_counts import read_flat_counts
from indexer.tables.flat_indicators import read_flat_indicators
from indexer.tables.flat_levels import read_flat_levels
from indexer.tables.flat_tasks import read_flat_tasks
from indexer.tables.flattened import read_flattened
from indexer.tables.furniture import without_furniture
from indexer.tables.grid import Caption, assemble
from indexer.tables.lexicon import may_head
from indexer.tables.lines import Line, lines_of
from indexer.tables.mixed import read_mixed
from indexer.tables.quality import quality_of
from indexer.tables.raw import RawTable
from indexer.tables.rewrapped import without_rewrapped
from indexer.tables.titles import title_above, unit_above

Found = tuple[RawTable, tuple[Column, ...] | None, int]  # rows, columns where known already, the line after


def find_tables(text: str) -> tuple[Table, ...]:
    """The tables of ``text`` in source order; all offsets are code points of ``text`` as it is."""
    lines = without_furniture(text, without_rewrapped(lines_of(text)))
    tables: list[Table] = []
    at = 0
    while at < len(lines):
        found = _tables_at(text, lines, at)
        if not found:
            at += 1
            continue
        caption = _caption_above(text, lines, at)
        read = [(assemble(text, raw, len(tables), caption, columns), after) for raw, columns, after in found]
        table, after = read[0] if len(read) == 1 else max(read, key=lambda one: quality_of(one[0]))
        tables.append(table)
        at = max(after, at + 1)
    return tuple(tables)


def _caption_above(text: str, lines: list[Line], at: int) -> Caption:
    title, title_span = title_above(text, lines, at)
    unit = unit_above(text, lines, at, title_span)
    return Caption(title, title_span, unit[0] if unit else None, unit[1] if unit else None)


def _tables_at(text: str, lines: list[Line], at: int) -> list[Found]:
    """The ways to read the table that starts at line ``at``, the plainest first; none where there is none.

    Cheap to answer for the lines of running text.
    """
    content = lines[at].text
    if not content or content.isspace():
        return []
    found: tuple[RawTable, int] | None = None
    if may_be_piped(lines, at):
        found = read_pipes(text, lines, at)
    elif "\t" in content:
        found = read_tabs(text, lines, at) or _one_a_line(text, lines, at)
    elif len(content) < 400 and may_be_comma(content):
        found = read_comma(text, lines, at)
    elif len(content) < 400 and may_be_fixed(content):
        found = read_fixed(text, lines, at)  # never as flattened: there the gaps would be lost
    elif len(content) < 400 and seems_fixed(content):
        found = read_fixed(text, lines, at)
    if found is None and _may_be_flat(content):
        around = read_flat_around(text, lines, at, told=True)
        if around is not None:
            other_way = read_mixed(text, lines, at)
            return [(around[0], None, around[1]), *([other_way] if other_way is not None else [])]
        found = _one_a_line(text, lines, at)
        levels = read_flat_levels(text, lines, at) if found is None else None
        mixed = read_mixed(text, lines, at)
        if levels is not None:  # proven by all of its sums
            return [(levels[0], None, levels[1]), *([mixed] if mixed is not None else [])]
        other = (found[0], None, found[1]) if found is not None else _flat(text, lines, at)
        if mixed is None and other is None:
            found = read_flat_around(text, lines, at, told=False)
            return [(found[0], None, found[1])] if found is not None else []
        return [one for one in (mixed, other) if one is not None]
    return [(found[0], None, found[1])] if found else []


def _may_be_flat(content: str) -> bool:
    """Whether a line may start the header of a table without marks; never one whose gaps tell its columns."""
    return "\t" not in content and len(content) < 400 and may_head(content) and not may_be_fixed(content)


def _flat(text: str, lines: list[Line], at: int) -> Found | None:
    indicators = read_flat_indicators(text, lines, at)
    if indicators is not None or heads_alone(text, lines, at):
        return indicators
    for read in (read_flat_counts, read_flattened, read_flat_tasks):
        found = read(text, lines, at)
        if found is not None:
            return found
    return None


def _one_a_line(text: str, lines: list[Line], at: int) -> tuple[RawTable, int] | None:
    """A table with one cell a line: read by its row numbers where no gap follows the header, else by its gaps."""
    if runs_on(text, lines, at):
        return read_cell_stream(text, lines, at) or read_cell_lines(text, lines, at)
    return read_cell_lines(text, lines, at) or read_cell_stream(text, lines, at)
