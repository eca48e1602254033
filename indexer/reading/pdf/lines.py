"""Words to lines in reading order, lines to paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from indexer.reading.pdf.words import Word

_SAME_ROW = 0.4  # letter heights between the middles of words on one line
_INDENT = 4.0  # letter heights by which a paragraph may start to the right of its other lines
_WIDE_GAP = 1.5  # letter heights between the columns of a head
_MARKER = re.compile(r"[-–+•*]\s|\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]\s|[a-zđ][.)]\s|[IVXL]+\s?[-.–]\s?")
_FULL_SHARE = 0.88  # a line that is broken by the margin is about as wide as the column


@dataclass(frozen=True, slots=True)
class Line:
    """Words at one height, left to right."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """The height of the line's letters."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height of the middle of the letters."""
        return (self.top + self.bottom) / 2


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Lines from the top of the page down; columns far apart are lines of their own."""
    found: list[Line] = []
    for row in rows_of(words):
        start = 0
        for at in range(1, len(row) + 1):
            size = row[at - 1].bottom - row[at - 1].top
            if at == len(row) or row[at].left - row[at - 1].right > size * _WIDE_GAP:
                found.append(_line(row[start:at]))
                start = at
    return found


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """The words by the height at which they stand, from the top down, each row from left to right."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.middle, one.left)):
        if rows:
            first = rows[-1][0]
            lower = min(word.bottom - word.top, first.bottom - first.top)
            if abs(word.middle - first.middle) <= _SAME_ROW * lower:
                rows[-1].append(word)
                continue
        rows.append([word])
    return [sorted(row, key=lambda one: one.left) for row in rows]


def _line(words: Sequence[Word]) -> Line:
    return Line(
        " ".join(word.text for word in words),
        words[0].left,
        min(word.top for word in words),
        words[-1].right,
        max(word.bottom for word in words),
    )


def cell_text(words: Iterable[Word]) -> str:
    """The words of one table cell, its lines joined."""
    text = ""
    for row in rows_of(words):
        text = _join(text, " ".join(word.text for word in row))
    return text


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Lines that the margin broke, joined; an empty string where a wider gap parts two paragraphs."""
    if not lines:
        return []
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    gaps = [b.top - a.bottom for a, b in pairwise(lines) if b.top > a.top]
    usual = median(gaps) if gaps else 0.0
    found = [lines[0].text]
    for before, line in pairwise(lines):
        if _goes_on(before, line, left, right):
            found[-1] = _join(found[-1], line.text)
            continue
        ends_title = _centred(before, left, right) and not _centred(line, left, right)
        if ends_title or line.top - before.bottom > usual + line.size:
            found.append("")
        found.append(line.text)
    return found


def _goes_on(before: Line, line: Line, left: float, right: float) -> bool:
    """Whether ``line`` goes on with the paragraph of the line before it."""
    full = before.right >= left + (right - left) * _FULL_SHARE
    below = 0 < line.top - before.top < 2.2 * before.size
    if not full or not below or _MARKER.match(line.text) or abs(line.size - before.size) > 0.25 * before.size:
        return False
    if -_INDENT * before.size <= line.left - before.left <= before.size * 0.6:
        return True
    return bool(_MARKER.match(before.text)) and line.left - before.left < before.size * 3


def _centred(line: Line, left: float, right: float) -> bool:
    """Whether a line stands in the middle of the column, away from both margins."""
    before, after = line.left - left, right - line.right
    return min(before, after) > line.size * 1.5 and abs(before - after) < line.size * 1.5


def _join(text: str, more: str) -> str:
    broken = text.endswith("-") and len(text) > 1 and text[-2].isalnum()
    return f"{text}{more}" if broken or not text else f"{text} {more}"
