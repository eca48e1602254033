"""What the readers of the four layouts hand over: rows of cells as slices of the source, nothing interpreted yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indexer.language.normal import one_line
from indexer.records import Span

Pieces = tuple[Span, ...]  # the slices of one cell, in order; () where nothing stands

_TAGS = re.compile(r"</?[A-Za-z][^<>\n]{0,200}>|\[bookmark:[^\]\n]*\]|\*{1,3}|__")
_HYPHEN = re.compile(r"(?<=\w)-\s*$")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as the source wrote it."""

    cells: tuple[Pieces, ...]
    span: Span
    after_break: bool = False  # a repeated header, a page number or a wide gap stands before it
    unsure: frozenset[int] = field(default=frozenset())  # columns whose cell may belong elsewhere
    loose: Pieces = ()  # figures of a flattened row whose columns are still to be found
    maybe: bool = False  # the first of them may be the end of the label


@dataclass(frozen=True, slots=True)
class RawTable:
    """Header rows and body rows of one table; body rows have one cell for each column."""

    layout: str
    header: tuple[RawRow, ...]
    body: tuple[RawRow, ...]
    span: Span
    width: int


def piece_text(text: str, pieces: Pieces) -> str:
    """The normalised text of a cell: one line, without the remnants of markup."""
    parts = [_TAGS.sub(" ", piece.of(text)) for piece in pieces]
    joined = ""
    for part in parts:
        if joined and _HYPHEN.search(joined.rstrip()) and part.lstrip()[:1].isupper():
            joined = joined.rstrip() + part.lstrip()
        else:
            joined = f"{joined} {part}" if joined else part
    return one_line(joined)


def stripped(text: str, start: int, end: int) -> Pieces:
    """The slice without the white space at its ends, as the pieces of a cell."""
    raw = text[start:end]
    left = len(raw) - len(raw.lstrip())
    right = len(raw.rstrip())
    return (Span(start + left, start + right),) if left < right else ()


def hull(spans: list[Span]) -> Span:
    """The shortest span that holds all ``spans``."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))
