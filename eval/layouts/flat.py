"""Renderings of the text layer of PDF files: a row's figures on one line, its name broken around them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from eval.layouts.page import HEAD, Page, Piece, Style, breaks_after, cells_of, wrapped
from eval.layouts.records import FIGURES, LogicalTable
from eval.layouts.stacked import broken_heads, head_lines
from eval.layouts.tables import surroundings

_WIDE = 36  # characters of the column of names


@dataclass(frozen=True, slots=True)
class Flat:
    """Where the figures of a row stand, how its header is broken, and what a page break leaves."""

    figures: Literal["last", "first", "middle"] = "last"
    number: Literal["alone", "inline"] = "inline"
    head: Literal["line", "split", "broken"] = "line"
    end: str = "\n"
    paged: Literal["", "number", "header", "half"] = ""


def flat(page: Page, table: LogicalTable, rng: random.Random, style: Style, how: Flat) -> None:
    """Write ``table`` as ``how`` says."""
    _header(page, table, how)
    after = breaks_after(rng, table) if how.paged else -1
    for at in range(len(table.rows)):
        _row(page, table, at, style, how)
        if at == after:
            page.line(end="\n\n")
            page.line(("12", None))
            page.line((surroundings().running, None))
            if how.paged == "header":
                _header(page, table, how)
            elif how.paged == "half":
                page.line(*head_lines(table)[:2])


def _header(page: Page, table: LogicalTable, how: Flat) -> None:
    heads = head_lines(table)
    upper = [h for h in heads if h[1] is None or h[0] == table.columns[h[1][1]].path[0]]
    lower = [h for h in heads if h not in upper]
    if how.head == "line":
        page.line(*upper, end=how.end)
        if lower:
            page.line(*lower, end=how.end)
    elif how.head == "broken":
        for head in broken_heads(table):
            page.line(head, end=how.end)
    else:
        cut = next((i for i, h in enumerate(upper) if _is_figure(table, h)), len(upper))
        for part in (upper[:2], upper[2:cut], upper[cut:], lower):
            if part:
                page.line(*part, end=how.end)


def _is_figure(table: LogicalTable, head: Piece) -> bool:
    return head[1] is not None and table.columns[head[1][1]].fill in FIGURES


def _row(page: Page, table: LogicalTable, at: int, style: Style, how: Flat) -> None:
    number, label, *rest = cells_of(table, at, style)
    tail = [cell for cell in rest if cell[0]]
    names: list[list[Piece]] = [[(words, label[1])] for words in wrapped(label[0], _WIDE)]
    lead = [number] if number[0] else []
    if len(names) == 1:
        _lines(page, [[*lead, *names[0], *tail]], how)
        return
    if how.figures == "middle":
        middle = len(names) // 2
        lines = [list(line) for line in names]
        lines[middle] = [*lead, *lines[middle], *tail]
        if len(names) == 2:  # what is centred between two lines stands on a line of its own
            lines = [names[0], [*lead, *tail], names[1]]
        _lines(page, lines, how)
        return
    lines = [list(line) for line in names]
    if how.number == "alone" and lead:
        lines.insert(0, lead)
    else:
        lines[0] = [*lead, *lines[0]]
    if how.figures == "first":
        first = 1 if how.number == "alone" and lead else 0
        lines[first] = [*lines[first], *tail]
    else:
        lines.append(tail)
    _lines(page, lines, how)


def _lines(page: Page, lines: Sequence[Sequence[Piece]], how: Flat) -> None:
    for line in lines:
        if line:
            page.line(*line, end=how.end)


def columns_of_text(table: LogicalTable) -> bool:
    """Whether a row's words cannot be told apart once they stand on one line: two texts side by side."""
    texts = [c for c in table.columns if c.fill in ("owner", "partner", "time", "other")]
    return len(texts) > 1 and all(c.fill not in FIGURES for c in table.columns)


__all__ = ["HEAD", "Flat", "columns_of_text", "flat"]
