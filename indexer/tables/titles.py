"""What stands above a table: its title ("PHỤ LỤC …") and the unit of its figures."""

from __future__ import annotations

import re
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.normal import one_line
from indexer.language.numbers import unit_named
from indexer.records import Span
from indexer.tables.header import has_unit_caption, unit_in
from indexer.tables.lexicon import is_appendix, starts_with, table_words
from indexer.tables.lines import Line, is_page_number, is_rule
from indexer.tables.raw import piece_text

_LONGEST_UNIT = 30  # code points
_LONGEST_LINE = 80
_REACH = 12  # lines with text that may stand between the title and the header


def title_above(text: str, lines: list[Line], at: int) -> tuple[str, Span | None]:
    """The title of the table whose header is line ``at``, and where it stands; "" where there is none."""
    found: list[Line] = []
    top: Line | None = None
    for line in reversed(lines[max(0, at - 4 * _REACH) : at]):
        if line.blank:
            continue
        if "\t" in line.text.strip() or line.text.lstrip().startswith("|") or len(found) >= _REACH:
            break
        if len(line.text.strip()) > 300:
            break
        found.append(line)
        if starts_with(line.text, table_words().appendix):
            top = line
            if is_appendix(line.text):
                break
    if top is None:
        return _caption(text, found)
    below = [line for line in reversed(found) if line.start >= top.start]
    kept = _subject(below)
    pieces = tuple(_inner(line) for line in kept)
    return piece_text(text, pieces), Span(pieces[0].start, pieces[-1].end)


def unit_above(text: str, lines: list[Line], at: int, title: Span | None) -> tuple[str, Span] | None:
    """The unit that is announced between the title and the header, and where."""
    for line in reversed(lines[max(0, at - 3 * _REACH) : at]):
        if line.blank:
            continue
        if has_unit_caption(line.text):
            return unit_in(text, line.span) or _counted_in(text, line)
        reckoned = _reckoned_in(text, line)
        if reckoned:
            return reckoned
        if "\t" in line.text.strip() or (title and line.end < title.start) or (title is None and len(line.text) > 200):
            break
        inside = unit_in(text, line.span) if len(line.text) < 200 and "(" in line.text else None
        if inside:
            return inside
    return None


def _counted_in(text: str, line: Line) -> tuple[str, Span] | None:
    """What figures are counted in, in words that no list of units knows: "unit: thousand A4 pages"."""
    words = line.text.rpartition(":")[2].strip(" *_.()")
    if not words or not words[0].isalpha() or len(words) > _LONGEST_UNIT:
        return None
    start = text.index(words, line.start, line.end)
    return one_line(words), Span(start, start + len(words))


def _reckoned_in(text: str, line: Line) -> tuple[str, Span] | None:
    """The unit of a short line such as "Số trang tính theo nghìn trang A4": of money, or one that begins by a scale."""
    found = _reckoned().search(line.text) if len(line.text.strip()) <= _LONGEST_LINE else None
    if found is None:
        return None
    words = found["unit"].strip(" *_.()")
    known = unit_named(words)
    if known is None and (len(words) > _LONGEST_UNIT or words.split(" ")[0].lower() not in load("intents")["scales"]):
        return None
    start = text.index(words, line.start + found.start("unit"), line.end)
    return known.name if known else one_line(words), Span(start, start + len(words))


@lru_cache(maxsize=1)
def _reckoned() -> re.Pattern[str]:
    words = "|".join(map(re.escape, load("tables")["reckoned_in"]))
    return re.compile(rf"\s(?:{words})\s+(?P<unit>[^.;:]+)", re.IGNORECASE)


def _subject(lines: list[Line]) -> list[Line]:
    kept = [lines[0]]
    for line in lines[1:]:
        bare = line.text.strip().lstrip("(")
        if is_rule(line.text) or has_unit_caption(line.text) or starts_with(bare, table_words().attached):
            break
        if line.text.strip().startswith("("):
            break
        kept.append(line)
    return kept


def _caption(text: str, found: list[Line]) -> tuple[str, Span | None]:
    """Without an appendix heading: a short line in capitals or ending in a colon right above the header."""
    for line in found:
        content = line.text.strip()
        if is_rule(line.text) or has_unit_caption(line.text) or is_page_number(line.text) or content.startswith("("):
            continue
        if len(content) <= 200 and (content.isupper() or content.endswith(":")):
            span = _inner(line)
            return piece_text(text, (span,)), span
        break
    return "", None


def _inner(line: Line) -> Span:
    left = len(line.text) - len(line.text.lstrip())
    return Span(line.start + left, line.start + len(line.text.rstrip()))
