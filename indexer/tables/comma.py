"""Reads tables that were pasted into a text as comma- or semicolon-separated values."""

from __future__ import annotations

import re

from indexer.records import Span
from indexer.tables.delimited import Cells, from_rows
from indexer.tables.lexicon import is_ordinal_header
from indexer.tables.lines import Line
from indexer.tables.raw import RawTable, piece_text, stripped
from indexer.tables.shape import is_header_start

_FIELDS = {mark: re.compile(rf'\s*(?:"(?P<quoted>[^"\n]*)"|(?P<plain>[^{mark}"\n]*))\s*(?:{mark}|$)') for mark in ",;"}
_FEWEST = 3  # columns; a sentence with a comma is no table


def read_comma(text: str, lines: list[Line], at: int) -> tuple[RawTable, int] | None:
    """The table whose header is line ``at``, every row one line with as many fields; and the line after it."""
    mark = ";" if ";" in lines[at].text else ","
    head = _fields(lines[at], mark)
    if head is None or len(head) < _FEWEST or not is_header_start([piece_text(text, c) for c in head]):
        return None
    rows: list[Cells] = []
    index = at
    while index < len(lines):
        fields = _fields(lines[index], mark)
        if fields is None or len(fields) != len(head):
            break
        rows.append(fields)
        index += 1
    raw = from_rows(text, rows, "comma") if len(rows) > 2 else None
    return None if raw is None else (raw, index)


def may_be_comma(content: str) -> bool:
    """Whether a line may be the header of such a table: the head of the row numbers, then a mark."""
    first = re.split("[,;]", content, maxsplit=1)[0]
    return len(first) < len(content) and is_ordinal_header(first.strip().strip('"'))


def _fields(line: Line, mark: str) -> Cells | None:
    """The fields of a line, quotes taken off; None where a quote is left open."""
    found: Cells = []
    at = 0
    content = line.text.rstrip()
    while True:
        field = _FIELDS[mark].match(content, at)
        if field is None:
            return None
        start, end = field.span("quoted" if field.group("quoted") is not None else "plain")
        pieces = stripped(content, start, end)
        found.append(tuple(Span(line.start + p.start, line.start + p.end) for p in pieces))
        if not field.group().endswith(mark) or field.end() == field.start():
            return found
        at = field.end()
