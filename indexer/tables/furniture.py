"""What a page break puts between the rows of a table: page numbers, running lines, the head of the table again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.tables.lexicon import may_head
from indexer.tables.lines import Line, announces_page, is_page_number
from indexer.tables.ordinals import numbers_first_row

_OF_PAGES = re.compile(r"\s*(?P<page>\d{1,3})\s*/\s*(?P<pages>\d{1,3})\s*")
_RECURS = 3  # times that a line stands at a page break before it is known as a running line
_LONGEST_RUNNING = 120  # code points
_LONGEST_HEAD = 24  # lines of a repeated head, blank ones included


def without_furniture(text: str, lines: Sequence[Line]) -> list[Line]:
    """``lines`` without page numbers that say so, running lines beside them, and heads repeated below them.

    A bare number is dropped only where a form feed stands beside it: elsewhere it may be a cell.
    """
    numbers = {at for at, line in enumerate(lines) if _is_number(text, lines, at, line)} | _counted(lines)
    if not numbers:
        return list(lines)
    breaks = _Breaks(text, lines, numbers)
    dropped = set(numbers) | breaks.running()
    for at in sorted(numbers):
        dropped |= breaks.after(at, dropped)
    return [line for at, line in enumerate(lines) if at not in dropped]


def _is_number(text: str, lines: Sequence[Line], at: int, line: Line) -> bool:
    if announces_page(line.text):
        return True
    return is_page_number(line.text) and "\f" in text and _beside_feed(text, lines, at)


def _beside_feed(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a form feed stands above or below the line, blank lines between."""
    below = at
    while below + 1 < len(lines) and lines[below + 1].blank and not _feeds(text, lines[below].end):
        below += 1
    above = at - 1
    while above > 0 and lines[above].blank and not _feeds(text, lines[above].end):
        above -= 1
    return _feeds(text, lines[below].end) or (above >= 0 and _feeds(text, lines[above].end))


def _counted(lines: Sequence[Line]) -> set[int]:
    """The lines "9/15", "10/15", …: of one total, and each the next of the one before it."""
    found: dict[int, dict[int, int]] = {}
    for at, line in enumerate(lines):
        match = _OF_PAGES.fullmatch(line.text)
        if match:
            found.setdefault(int(match["pages"]), {})[at] = int(match["page"])
    pages: set[int] = set()
    for total, numbered in found.items():
        values = list(numbered.values())
        if len(values) >= _RECURS and values == list(range(values[0], values[-1] + 1)) and values[-1] <= total:
            pages |= set(numbered)
    return pages


def _feeds(text: str, end: int) -> bool:
    """Whether the line that ends at ``end`` ends a page."""
    return text[end : end + 1] == "\f"


@dataclass(frozen=True, slots=True)
class _Breaks:
    """The lines of a text, and which of them are page numbers."""

    text: str
    lines: Sequence[Line]
    numbers: set[int]

    def running(self) -> set[int]:
        """The lines beside page numbers that stand at several of them and nowhere else."""
        beside = {at for number in self.numbers for at in (self._next(number, -1), self._next(number, 1))}
        beside -= self.numbers
        texts = {at: self._plain(at) for at in beside if at is not None}
        everywhere = Counter(self._plain(at) for at, line in enumerate(self.lines) if not line.blank)
        here = Counter(texts.values())
        known = {
            content
            for content, count in here.items()
            if count >= _RECURS and count == everywhere[content] and 3 < len(content) <= _LONGEST_RUNNING
        }
        return {at for at, content in texts.items() if content in known}

    def after(self, number: int, dropped: set[int]) -> set[int]:
        """The head of a table that stands below a page number again, and the blank lines around it.

        These stay where none stand above the number: then they are the empty cells that a row ends in.
        """
        at = number + 1
        while at < len(self.lines) and (self.lines[at].blank or at in dropped):
            at += 1
        head = self._repeated(at) if at < len(self.lines) and may_head(self.lines[at].text) else set()
        below = set(range(number + 1, max(head, default=at - 1) + 2)) - dropped
        while below and max(below) + 1 < len(self.lines) and self.lines[max(below) + 1].blank:
            below.add(max(below) + 1)
        blank = {one for one in below if one < len(self.lines) and self.lines[one].blank}
        if number == 0 or not self.lines[number - 1].blank:
            blank = {one for one in blank if _feeds(self.text, self.lines[one].end)}  # nothing but the page's end
        return head | blank

    def _repeated(self, start: int) -> set[int]:
        """The lines from ``start`` on that are the head of an earlier table once more."""
        first = self._plain(start)
        earlier = next((at for at in range(start - 1, -1, -1) if self._plain(at) == first), None)
        if earlier is None:
            return set()
        at, found = start, {start}
        above, below = earlier, start
        while True:
            following, again = self._next(above, 1), self._next(below, 1)
            if following is None or again is None or again - start > _LONGEST_HEAD:
                break
            content = self._plain(again)
            if content != self._plain(following) or numbers_first_row(content):
                break
            above, below = following, again
            found |= set(range(at, again + 1))
            at = again
        return found

    def _next(self, at: int, step: int) -> int | None:
        """The next line with text, up or down."""
        at += step
        while 0 <= at < len(self.lines):
            if not self.lines[at].blank:
                return at
            at += step
        return None

    def _plain(self, at: int) -> str:
        return " ".join(self.lines[at].text.split())
