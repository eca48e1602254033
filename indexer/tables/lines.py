"""The lines of a source text with their offsets, and what a line is by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.language.normal import fold
from indexer.records import Span
from indexer.tables.lexicon import table_words

_PAGE_NUMBER = re.compile(r"\s*[-–—]?\s*(?P<word>[^\W\d_]+\s*)?\d{1,3}\s*(?:/\s*\d{1,3})?\s*[-–—]?\s*")
_DASHES = "-–—"
_RULE = re.compile(r"\s*[-–—_=*.]{3,}\s*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its newline."""

    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where the line stands."""
        return Span(self.start, self.end)

    @property
    def blank(self) -> bool:
        """Whether only white space stands on it."""
        return not self.text.strip()


def lines_of(text: str) -> list[Line]:
    """The lines of ``text``, split at newlines and form feeds."""
    found: list[Line] = []
    at = 0
    for part in re.split("\n|\f", text):
        end = at + len(part)
        content = part[:-1] if part.endswith("\r") else part
        found.append(Line(at, at + len(content), content))
        at = end + 1
    return found


def is_page_number(text: str) -> bool:
    """Whether a line may be the number of a page."""
    content = text.strip()  # a centred number may stand far from the margin
    found = _PAGE_NUMBER.fullmatch(content) if len(content) <= 60 else None
    if found is None:
        return False
    word = found.group("word")
    return word is None or fold(word.strip()) in table_words().page_words


def announces_page(text: str) -> bool:
    """Whether a line can be nothing but the number of a page: "Trang 9", "Page 9/15", "- 9 -"."""
    if not is_page_number(text):
        return False
    content = text.strip()
    framed = len(content) > 1 and content[0] in _DASHES and content[-1] in _DASHES
    return framed or content[0].isalpha()


def is_rule(text: str) -> bool:
    """Whether a line is a drawn rule."""
    return _RULE.fullmatch(text) is not None
