"""The lines below a header that belong to its table: without what page breaks leave, and up to where it is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from indexer.language.numbers import looks_numeric
from indexer.tables.flat_rows import is_heading, mark_of
from indexer.tables.header import has_unit_caption
from indexer.tables.lexicon import is_appendix, may_head
from indexer.tables.lines import Line, announces_page, is_page_number, is_rule
from indexer.tables.mixed_line import Heads, Numbers, Parsed, parse_line
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.shape import is_continued, is_index_row, is_note, is_total_label

_LONGEST_LINE = 260
_LONGEST_END = 90  # a line behind an empty one, without figures, that is longer than this belongs to the text
_RECURS = 3  # times that a line stands in a document before it is known as a running line
_SHORTEST_NOTE = 6  # code points: less is the mark of a note, at the end of a label
_MOST_LINES = 4000
_BULLETS = ("-", "+", "–", "•")


def parse_lines(text: str, lines: Sequence[Line], after: int, heads: Heads) -> tuple[list[Parsed], list[int]]:
    """The lines that may belong to the table, and for each its place among ``lines``."""
    found: list[Parsed] = []
    places: list[int] = []
    numbers = Numbers([])
    hungry = ended = broken = False
    gap = 0
    for index in range(after, min(len(lines), after + _MOST_LINES)):
        line = lines[index]
        if line.blank:
            gap += 1
            continue
        content = " ".join(line.text.split())
        again = content in heads.contents or heads.begins_with(content)
        if (again and (broken or may_head(content))) or _is_furniture(content):
            broken, gap = True, 0
            continue
        if is_page_number(content) and _is_page(lines, index, gap, numbers, heads):
            broken, gap = True, 0
            continue
        if (broken or _above_page(lines, index)) and _runs_over_pages(lines, content):
            continue
        if found and is_heading(content) and not _expected(content, numbers):
            break
        divides = ended and _divides_below(lines, index)
        if not divides and _ends(line, gap, heads, ended=ended, hungry=hungry, started=bool(found)):
            break
        inside = heads.blocked and gap == 0 and bool(found)
        one = parse_line(text, line, numbers, heads, hungry=hungry, inside=inside)
        one = replace(one, broken=broken, gap=gap)
        if one.ordinal is not None and one.number is not None:
            numbers.enter(one.ordinal, mark_of(one.number.of(text)))
        if one.form in ("row", "total", "bullet"):
            hungry = heads.figures and not one.figures and one.form != "bullet"
        elif one.figures:
            hungry = False
        ended = (one.form == "total" and bool(one.figures)) or (ended and one.form in ("bullet", "more"))
        found.append(one)
        places.append(index)
        broken, gap = False, 0
    return found, places


def _is_furniture(content: str) -> bool:
    """Whether a line says by itself that it is no row."""
    if is_rule(content) or announces_page(content) or is_continued(content):
        return True
    return has_unit_caption(content) or is_index_row(content.split())


def _above_page(lines: Sequence[Line], index: int) -> bool:
    """Whether a bare number stands below a line."""
    below = _below(lines, index)
    return below < len(lines) and is_page_number(lines[below].text)


def _runs_over_pages(lines: Sequence[Line], content: str) -> bool:
    """Whether a line comes again and again, as the running title of the pages does."""
    if len(content) <= _SHORTEST_NOTE or looks_numeric(content) or content[:1].islower():
        return False
    return sum(line.text.strip() == content for line in lines) >= _RECURS


def _is_page(lines: Sequence[Line], index: int, gap: int, numbers: Numbers, heads: Heads) -> bool:
    """Whether a bare number is that of a page: it stands apart, and the rows go on without it."""
    below = _below(lines, index)
    apart = (gap >= 2 and below - index >= 2) if heads.spaced else gap > 0
    if not apart and not (below < len(lines) and " ".join(lines[below].text.split()) in heads.contents):
        return False
    ordinal = parse_ordinal(lines[index].text)
    if ordinal is None or not (numbers.may_follow(ordinal, "") or numbers.goes_on(ordinal)):
        return True
    if below >= len(lines):
        return True
    if " ".join(lines[below].text.split()) in heads.contents or has_unit_caption(lines[below].text):
        return True
    after = parse_ordinal(lines[below].text.split()[0])
    return after is not None and after == ordinal


def _below(lines: Sequence[Line], index: int) -> int:
    """The next line with text."""
    below = index + 1
    while below < len(lines) and lines[below].blank:
        below += 1
    return below


def _expected(content: str, numbers: Numbers) -> bool:
    """Whether the number that a line begins with is the next of the table."""
    head = content.split(maxsplit=1)[0]
    ordinal = parse_ordinal(head)
    return ordinal is not None and (numbers.may_follow(ordinal, mark_of(head)) or numbers.goes_on(ordinal))


def _divides_below(lines: Sequence[Line], index: int) -> bool:
    """Whether a short line below a total stands above its parts: "- budget of the province 5,850"."""
    below = _below(lines, index)
    if below >= len(lines) or len(lines[index].text) > _LONGEST_END or is_note(lines[index].text.strip()):
        return False
    words = lines[below].text.split()
    return words[0] in _BULLETS and len(words) > 2 and looks_numeric(words[-1])


def _ends(line: Line, gap: int, heads: Heads, *, ended: bool, hungry: bool, started: bool) -> bool:
    """Whether the table is over above a line."""
    content = line.text.strip()
    if (is_note(content) and len(content) > _SHORTEST_NOTE) or is_appendix(content) or len(content) > _LONGEST_LINE:
        return True
    if "\t" in content or content.startswith("|"):
        return True
    if not started or hungry:
        return False
    apart = gap > (1 if heads.spaced else 0)
    first = content.split()[0]
    ordinal = parse_ordinal(first)
    opens = ordinal is not None or is_total_label(content)
    if ended and not opens and not any(map(looks_numeric, content.split()[1:])):
        return apart or len(content) > _LONGEST_END or content.endswith(".")
    heading = ordinal is not None and first[-1:] in ".)" and len(content) > _LONGEST_END
    return heading or (apart and not opens and (len(content) > _LONGEST_END or content.endswith((".", ":"))))
