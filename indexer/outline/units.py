"""Lines to logical units: a heading, list item or paragraph, also where extraction broke it over several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.language.footnotes import opens_footnote
from indexer.language.page_breaks import resumes
from indexer.records import Span

# What extraction leaves in front of a line: bookmark marks, Markdown emphasis and headings, white space.
_LEADING_NOISE = re.compile(r"(?:\[[a-z]+:[^\]\n]*\]|\[[a-z]+\]|\*\*|#{1,6}\s|\s)+")
_STARTS_UNIT = re.compile(
    r"(?:[-–—•+*]\s|\(?[0-9]{1,3}(?:\.[0-9]{1,2})*[.)]\s|[0-9]{1,2}(?:\.[0-9]{1,2})+\s|[IVXL]+\s?[-.–)]\s?|[a-zđ][.)]\s|\(?[a-z0-9]\)\s)"
)
_ENDS_UNIT = re.compile(r"[.;:!?…]['\"”)\]]*$")
_RULE = re.compile(r"^[\W_]+$")
_MIN_WRAP = 50  # shorter lines say nothing about where a page ended them
_WRAP_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Unit:
    """One logical piece of running text; ``span`` starts after the noise in front of it."""

    span: Span
    text: str  # the source slice, as it stands


def read_units(text: str, skipped: Sequence[Span]) -> list[Unit]:
    """The units of ``text`` in order, leaving out the spans in ``skipped`` (tables, sorted by start)."""
    lines = [line for line in _content_lines(text, skipped) if len(line)]
    wrap = _wrap_width(text, lines)
    units: list[Unit] = []
    start: int | None = None
    resumed = 0  # behind the foot of a page that stands in the middle of a unit
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        start = line.start if start is None else start
        if line.end <= resumed or (following is not None and _continues(text, line, following, wrap, skipped)):
            continue
        place = _runs_on(text, line, skipped) if len(line) >= _MIN_WRAP else None
        if place is not None:
            resumed = place
            continue
        span = Span(start, line.end)
        units.append(Unit(span, span.of(text)))
        start = None
    return units


def is_rule(text: str) -> bool:
    """Whether ``text`` is only a drawn line or ornament."""
    return _RULE.match(text) is not None


def _content_lines(text: str, skipped: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    position, skip = 0, 0
    for raw in text.splitlines(keepends=True):
        start, position = position, position + len(raw)
        while skip < len(skipped) and skipped[skip].end <= start:
            skip += 1
        if skip < len(skipped) and skipped[skip].start < position and start < skipped[skip].end:
            continue
        found.append(_trimmed(text, start, position))
    return found


def _trimmed(text: str, start: int, end: int) -> Span:
    noise = _LEADING_NOISE.match(text, start, end)
    if noise:
        start = noise.end()
    return Span(start, _without_trailing_noise(text, start, end))


def _without_trailing_noise(text: str, start: int, end: int) -> int:
    """The end of a line without white space and emphasis; from the right, for a pattern would be quadratic."""
    while end > start:
        if text[end - 1].isspace():
            end -= 1
        elif text.endswith("**", start, end):
            end -= 2
        else:
            break
    return end


def _wrap_width(text: str, lines: Sequence[Span]) -> int | None:
    """The length from which a line counts as broken by the page, or None where lines are whole paragraphs."""
    long = [line for line in lines if len(line) >= _MIN_WRAP]
    if len(long) < 8:
        return None
    open_ended = sum(
        1
        for line, following in pairwise(lines)
        if len(line) >= _MIN_WRAP and text[following.start].islower() and not _ENDS_UNIT.search(line.of(text))
    )
    if open_ended < _WRAP_SHARE * len(long):
        return None
    lengths = sorted(len(line) for line in long)
    return int(lengths[int(len(lengths) * 0.9)] * 0.75)


def _runs_on(text: str, line: Span, skipped: Sequence[Span]) -> int | None:
    """Where the unit that a page breaks behind ``line`` goes on; None where it ends, or a table stands between."""
    if _ENDS_UNIT.search(line.of(text)):
        return None
    place = resumes(text, line.end, len(text))
    return None if place is None or any(line.end <= table.start < place for table in skipped) else place


def _continues(text: str, line: Span, following: Span, wrap: int | None, skipped: Sequence[Span]) -> bool:
    if any(line.end <= table.start < following.start for table in skipped):
        return False
    ahead = text[following.start : following.end]
    if _STARTS_UNIT.match(ahead) or is_rule(ahead) or is_rule(line.of(text)):
        return False
    if _ENDS_UNIT.search(line.of(text)) or opens_footnote(text[line.end : following.start], ahead):
        return False
    if ahead[0].islower():
        return wrap is not None or len(line) >= _MIN_WRAP
    return wrap is not None and len(line) >= wrap and not line.of(text).isupper()
