"""Sheets of cells to lines: a title above the table as paragraphs, the table as tab-separated rows."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from indexer.errors import UnreadableDocument
from indexer.reading.linear import Linear, LineWriter
from indexer.reading.textfile import decode

_DELIMITERS = ";,\t|"
_SAMPLE_LINES = 50
_WIDE_ROW = 3  # cells that make a row part of a table for certain
MAX_CELLS = 5_000_000


def read_csv(raw: bytes, name: str) -> Linear:
    """The linear text of a file of delimited values, in any encoding that text files may have."""
    text = decode(raw, name)[0]
    writer = LineWriter()
    try:
        rows = list(csv.reader(StringIO(text), delimiter=_delimiter(text)))
    except csv.Error as problem:
        raise UnreadableDocument(name, f"damaged: no table of values ({problem})") from problem
    write_sheet(writer, rows)
    return writer.finish("csv")


def write_sheet(writer: LineWriter, rows: Sequence[Sequence[str]]) -> None:
    """Writes one sheet; columns and rows without any text are left out."""
    filled = [[" ".join(cell.split()) for cell in row] for row in rows if any(cell.strip() for cell in row)]
    counts = [sum(map(bool, row)) for row in filled]
    wide = min(_WIDE_ROW, max(counts, default=0))
    inside = [at for at, count in enumerate(counts) if count >= max(wide, 2)]
    first, last = (inside[0], _last_row(counts, inside[-1])) if inside else (len(filled), len(filled) - 1)
    for row in filled[:first]:
        for cell in filter(None, row):
            writer.line(cell)
    writer.rows(_trimmed(filled[first : last + 1]))
    for row in filled[last + 1 :]:
        for cell in filter(None, row):
            writer.line(cell)


def _last_row(counts: Sequence[int], at: int) -> int:
    """The last row of the table: narrower rows right below the last wide one, such as a total, belong to it."""
    while at + 1 < len(counts) and counts[at + 1] >= 2:
        at += 1
    return at


def _trimmed(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    width = max(map(len, rows), default=0)
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    used = [at for at in range(width) if any(row[at] for row in full)]
    return [row[used[0] : used[-1] + 1] for row in full] if used else []


def _delimiter(text: str) -> str:
    """The sign that splits the first lines into the most and the most even columns."""
    lines = [line for line in text.splitlines() if line.strip()][:_SAMPLE_LINES]

    def evenness(sign: str) -> tuple[int, int]:
        widths = [len(row) for row in csv.reader(lines, delimiter=sign)]
        common = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 1
        return (widths.count(common) if common > 1 else 0), common

    return max(_DELIMITERS, key=evenness)
