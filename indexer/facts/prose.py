"""The running text of a document as paragraphs: hard-wrapped lines joined, tables left out, headings above known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.language.normal import one_line
from indexer.records import Outline, Span, Table
from indexer.tables.lines import Line, is_page_number, is_rule, lines_of
from indexer.tables.ordinals import RANK, Ordinal, parse_ordinal

_MARK = re.compile(
    r"\s*(?:\[bookmark:[^\]]*\])*\s*(?P<mark>[-–+•*](?=\s)|(?P<number>[IVXL\d]+(?:\.\d+)*[.)-]|[a-zđ][.)])(?=\s))?\s*"
)
_FEWEST_WRAPS = 8  # lines that go on in lower case before a text counts as hard-wrapped
_LONGEST_HEADING = 400
_ENDS = (".", ";", ":", "!", "?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or list item: its whole slice, its text without the mark, and the headings above it."""

    span: Span
    body: Span
    mark: str
    path: tuple[str, ...]
    path_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _Heading:
    ordinal: Ordinal
    text: str
    span: Span


def prose_of(text: str, outline: Outline | None, tables: Sequence[Table]) -> list[Paragraph]:
    """The paragraphs outside the tables, in order."""
    chunks = _chunks(text, tables)
    headings: list[_Heading] = []
    paragraphs = []
    for lines in chunks:
        span = Span(lines[0].start, lines[-1].start + len(lines[-1].text.rstrip()))
        found = _MARK.match(text, span.start, span.end)
        body = Span(found.end() if found else span.start, max(span.end, found.end() if found else span.start))
        mark = (found.group("mark") or "") if found else ""
        ordinal = parse_ordinal(mark.rstrip("-")) if mark else None
        if ordinal is not None and ordinal.style != "bullet":
            while (
                headings
                and RANK[headings[-1].ordinal.style] >= RANK[ordinal.style]
                and not _below(headings[-1], ordinal)
            ):
                headings.pop()
        path, spans = _path(outline, headings, span)
        paragraphs.append(Paragraph(span, body, mark, path, spans))
        if ordinal is not None and ordinal.style != "bullet" and len(span) <= _LONGEST_HEADING:
            headings.append(_Heading(ordinal, one_line(body.of(text)).rstrip(":."), body))
    return paragraphs


def _below(heading: _Heading, ordinal: Ordinal) -> bool:
    """Whether a dotted number belongs under a heading of the same rank ("2.1.1" under "2.1")."""
    return ordinal.style == "dotted" and ordinal.values[:-1] == heading.ordinal.values


def _path(outline: Outline | None, headings: list[_Heading], span: Span) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    if outline is None:
        return tuple(h.text for h in headings), tuple(h.span for h in headings)
    inside = [s for s in outline.sections[1:] if s.span.holds(span) and not s.heading_span.holds(span)]
    return tuple(s.heading for s in inside), tuple(s.heading_span for s in inside)


def _chunks(text: str, tables: Sequence[Table]) -> list[list[Line]]:
    chunks: list[list[Line]] = []
    spans = [t.span for t in tables]
    lines = lines_of(text)
    full = _full_line(lines)
    current = 0
    for line in lines:
        while current < len(spans) and spans[current].end <= line.start:
            current += 1
        if current < len(spans) and line.end > spans[current].start:
            chunks.append([])
            continue
        if line.blank or is_rule(line.text) or is_page_number(line.text):
            continue
        if chunks and chunks[-1] and _continues(chunks[-1][-1], line, full):
            chunks[-1].append(line)
        else:
            chunks.append([line])
    return [c for c in chunks if c]


def _full_line(lines: Sequence[Line]) -> int | None:
    """From what length on a line of a hard-wrapped text is full; None where the text is not hard-wrapped."""
    filled = [line.text.strip() for line in lines if not line.blank]
    wrapped = sorted(len(a) for a, b in pairwise(filled) if b[:1].islower() and not a.endswith(_ENDS) and len(a) < 130)
    if len(wrapped) < _FEWEST_WRAPS or len(wrapped) * 8 < len(filled):
        return None
    return wrapped[len(wrapped) // 2] * 4 // 5


def _continues(above: Line, line: Line, full: int | None) -> bool:
    before, here = above.text.strip(), line.text.strip()
    found = _MARK.match(line.text)
    if found and found.group("mark"):
        return False
    if before.endswith(_ENDS):  # a full line that happens to break behind a semicolon
        return before.endswith(";") and here[:1].islower() and full is not None and len(before) >= full
    if here[:1].islower():
        return True
    return full is not None and len(before) >= full and not before.isupper()
