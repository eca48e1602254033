"""The columns of a table laid out with blanks: strips of characters, parted where lines leave them free."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.tables.lines import Line

_SEGMENT = re.compile(r"\S+(?: \S+)*")  # words with single blanks between
_RULE = re.compile(r"[-–—_=.]{3,}")
_GAP = 2  # blanks between columns
_MOST_CROSSING = 0.2  # of the lines: those in which a long cell reaches the next column


@dataclass(frozen=True, slots=True, order=True)
class Segment:
    """A run of words in a line, by columns of characters."""

    start: int
    end: int

    def meets(self, other: Segment) -> bool:
        """Whether the two share a column of characters."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Laid:
    """A line of the table with its segments."""

    line: Line
    segments: tuple[Segment, ...]
    after_blank: bool = False  # an empty line stands above

    def text(self, index: int = 0) -> str:
        """The words of one segment, the first unless said otherwise."""
        segment = self.segments[index]
        return self.line.text[segment.start : segment.end]

    def is_rule(self, index: int) -> bool:
        """Whether a segment is a drawn rule, as stands below a merged head."""
        return _RULE.fullmatch(self.text(index)) is not None


def laid_out(line: Line, *, after_blank: bool = False) -> Laid:
    """A line with its segments: words parted by single blanks only."""
    found = tuple(Segment(m.start(), m.end()) for m in _SEGMENT.finditer(line.text))
    return Laid(line, found, after_blank)


def strips(laid: Sequence[Laid]) -> list[Segment]:
    """The columns of characters in which some line has words, parted where no line has any."""
    covered = sorted(s for one in laid for i, s in enumerate(one.segments) if not one.is_rule(i))
    found: list[Segment] = []
    for segment in covered:
        if found and segment.start - found[-1].end < _GAP:
            found[-1] = Segment(found[-1].start, max(found[-1].end, segment.end))
        else:
            found.append(segment)
    return found


def strips_of_most(laid: Sequence[Laid]) -> list[Segment]:
    """The columns where most lines leave the parting free, though a long cell of some reaches over it."""
    most = int(len(laid) * _MOST_CROSSING)
    width = max((one.segments[-1].end for one in laid), default=0)
    covering: Counter[int] = Counter()
    for one in laid:
        for i, segment in enumerate(one.segments):
            if not one.is_rule(i):
                covering.update(range(segment.start, segment.end))
    found: list[Segment] = []
    start = None
    for at in range(width + 1):
        taken = covering[at] > most if at < width else False
        if taken and start is None:
            start = at
        elif not taken and start is not None:
            found.append(Segment(start, at))
            start = None
    return _widened(found, laid)


def _widened(columns: Sequence[Segment], laid: Sequence[Laid]) -> list[Segment]:
    """The columns as wide as the segments that lie over one of them only; such as no segment begins or ends in go."""
    kept = [c for c in columns if any(s.meets(c) for one in laid for s in one.segments)]
    done: list[Segment] = []
    for number, column in enumerate(kept):
        left = kept[number - 1].end if number else 0
        right = kept[number + 1].start if number + 1 < len(kept) else 10_000
        own = [s for one in laid for s in one.segments if s.meets(column) and s.start >= left and s.end <= right]
        done.append(Segment(min((s.start for s in own), default=column.start), max((s.end for s in own), default=0)))
    return done


def edges(laid: Sequence[Laid], columns: Sequence[Segment]) -> list[frozenset[int]]:
    """For each column, where the cells begin that lie over it alone."""
    found: list[set[int]] = [set() for _ in columns]
    for one in laid:
        for segment in one.segments:
            over = [i for i, c in enumerate(columns) if segment.meets(c)]
            if len(over) == 1:
                found[over[0]].add(segment.start)
    return [frozenset(starts) for starts in found]


def parted(laid: Laid, columns: Sequence[Segment], begins: Sequence[frozenset[int]]) -> Laid | None:
    """The line with a segment that reaches over several columns cut at a single blank: before where cells begin.

    None where no blank stands there: then the line's cells cannot be told apart. ``begins``: see ``edges``.
    """
    done: list[Segment] = []
    for segment in laid.segments:
        over = [i for i, c in enumerate(columns) if segment.meets(c)]
        start = segment.start
        for left, right in pairwise(over):
            blanks = [at for at in range(start + 1, segment.end) if laid.line.text[at] == " "]
            aligned = [at for at in blanks if at + 1 in begins[right]]
            between = [at for at in blanks if columns[left].end - 1 <= at <= columns[right].start]
            if not (aligned or between):
                return None
            cut = (aligned or between)[-1]
            done.append(Segment(start, cut))
            start = cut + 1
        done.append(Segment(start, segment.end))
    return Laid(laid.line, tuple(done), laid.after_blank)
