"""Lines of a flattened table that hold a row's figures, with what stands in front of them and behind."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.language.figures import is_figure
from indexer.records import Span
from indexer.tables.lexicon import starts_with, table_words
from indexer.tables.lines import Line
from indexer.tables.shape import is_nothing

_WORD = re.compile(r"\S+")
_FEWEST = 2  # figures and dashes of a row: its total and one part
_LONGEST_TAIL = 6  # words behind the figures
_LEAST_ROWS = 4
_LEAST_WHOLE = 3  # rows


@dataclass(frozen=True, slots=True)
class Anchor:
    """A line with figures: the words in front, the figures and dashes, the words behind; all as places."""

    at: int  # the line's number
    lead: tuple[Span, ...]
    cells: tuple[Span, ...]
    tail: tuple[Span, ...]


def words_of(line: Line) -> list[Span]:
    """The places of the words of a line."""
    return [Span(line.start + w.start(), line.start + w.end()) for w in _WORD.finditer(line.text)]


def anchor_at(text: str, lines: Sequence[Line], at: int) -> Anchor | None:
    """The line as one that holds the figures of a row; None where it holds none."""
    words = words_of(lines[at])
    said = [word.of(text) for word in words]
    cell = [is_figure(word) or is_nothing(word) for word in said]
    end = len(words)
    while end and not cell[end - 1]:
        end -= 1
    start = end
    while start and cell[start - 1]:
        start -= 1
    figures = sum(is_figure(word) for word in said[start:end])
    tail = said[end:]
    if end - start < _FEWEST or not figures or len(tail) > _LONGEST_TAIL or (tail and not _may_follow(" ".join(tail))):
        return None
    return Anchor(at, tuple(words[:start]), tuple(words[start:end]), tuple(words[end:]))


def _may_follow(tail: str) -> bool:
    return tail[:1].isupper() or starts_with(tail, table_words().fund_sources)


def widths_of(anchors: Sequence[Anchor]) -> list[int]:
    """How many figures and dashes whole rows may have, the most first: some rows may lack some, or have one more."""
    lengths = Counter(len(anchor.cells) for anchor in anchors)
    if sum(lengths.values()) < _LEAST_ROWS:
        return []
    return sorted((length for length, count in lengths.items() if count >= _LEAST_WHOLE), reverse=True)
