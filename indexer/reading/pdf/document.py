"""The pages of a PDF to one linear text: furniture taken out, tables as rows, pages parted by a form feed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.reading.linear import LineWriter
from indexer.reading.pdf.breaks import joined
from indexer.reading.pdf.grids import Grid, find_grids
from indexer.reading.pdf.lines import Line, lines_of, paragraphs
from indexer.reading.pdf.unruled import Table, split_tables
from indexer.reading.pdf.words import PageContent
from indexer.tables.lines import is_page_number

_EDGE = 0.1  # of the page's height, at its top and bottom
_EDGE_LINES = 3
_SAME_HEIGHT = 6.0
_DIGITS = re.compile(r"[0-9]+")


@dataclass(frozen=True, slots=True)
class Laid:
    """A page taken apart into tables and the lines around them."""

    height: float
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...]
    confidence: float | None = None  # of a scan that was recognised


def lay_out(content: PageContent) -> Laid:
    """The ruled tables of a page, and the lines outside them."""
    grids = tuple(find_grids(content))
    free = [word for word in content.words if not any(grid.holds(word) for grid in grids)]
    return Laid(content.height, tuple(lines_of(free)), grids)


def write_pages(pages: Sequence[Laid]) -> LineWriter:
    """The text of all pages in order; furniture goes aside, tables that a page break cuts are made whole."""
    writer = LineWriter()
    kept = _without_furniture(pages, writer.aside)
    _join_over_breaks(kept)
    for page in kept:
        writer.page(mark=True, confidence=page.confidence)
        _write(writer, page)
    return writer


def _without_furniture(pages: Sequence[Laid], aside: list[str]) -> list[Laid]:
    """The pages without running headers and page numbers, which go to ``aside``."""
    furniture = _furniture(pages)
    kept: list[Laid] = []
    for page in pages:
        lines: list[Line] = []
        for line in page.lines:
            taken = _at_edge(line, page) and (is_page_number(line.text) or _key(line) in furniture)
            if taken:
                aside.append(line.text)
            else:
                lines.append(line)
        kept.append(replace(page, lines=tuple(lines)))
    return kept


def _join_over_breaks(pages: list[Laid]) -> None:
    """Puts tables right, in place, that go on from the end of one page to the start of the next."""
    header: Sequence[tuple[str, ...]] = ()
    for at in range(1, len(pages)):
        before, after = pages[at - 1], pages[at]
        found = None
        if _ends_in_table(before) and _starts_in_table(after):
            if len(before.grids) > 1 or not header:
                header = before.grids[-1].rows
            found = joined(before.grids[-1], after.grids[0], header)
        if found is None:
            header = ()
            continue
        pages[at - 1] = replace(before, grids=(*before.grids[:-1], found[0]))
        pages[at] = replace(after, grids=(found[1], *after.grids[1:]))


def _ends_in_table(page: Laid) -> bool:
    return bool(page.grids) and not any(line.top > page.grids[-1].top for line in page.lines)


def _starts_in_table(page: Laid) -> bool:
    return bool(page.grids) and not any(line.top < page.grids[0].top for line in page.lines)


def _write(writer: LineWriter, page: Laid) -> None:
    top = 0.0
    for grid in page.grids:
        _write_lines(writer, [line for line in page.lines if top <= line.top < grid.top])
        writer.rows(grid.rows)
        top = grid.top
    _write_lines(writer, [line for line in page.lines if line.top >= top])


def _write_lines(writer: LineWriter, lines: Sequence[Line]) -> None:
    for part in split_tables(lines):
        if isinstance(part, Table):
            writer.rows(part.rows)
            continue
        for paragraph in paragraphs(part):
            if paragraph:
                writer.line(paragraph)
            else:
                writer.blank()


def _furniture(pages: Sequence[Laid]) -> frozenset[tuple[str, int]]:
    """What stands at the same place of the edge of at least two pages and half of all; numbers may differ."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edge = [line for line in page.lines if _at_edge(line, page)]
        counts.update({_key(line) for line in (*edge[:_EDGE_LINES], *edge[-_EDGE_LINES:])})
    return frozenset(key for key, count in counts.items() if count >= max(2, len(pages) / 2))


def _at_edge(line: Line, page: Laid) -> bool:
    return line.bottom <= page.height * _EDGE or line.top >= page.height * (1 - _EDGE)


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.top / _SAME_HEIGHT)
