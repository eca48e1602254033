"""Headers that a new page repeats with other line breaks: the same words, so the same head once more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from indexer.tables.header import has_unit_caption
from indexer.tables.lexicon import is_appendix, is_ordinal_header, key, may_head
from indexer.tables.lines import Line, is_page_number
from indexer.tables.ordinals import numbers_first_row, parse_ordinal
from indexer.tables.shape import is_continued, is_index_row, is_total_label

_LONGEST = 24  # lines of a header, blank ones included
_FEWEST_WORDS = 4


def without_rewrapped(lines: Sequence[Line]) -> list[Line]:
    """``lines`` without repeated headers whose lines break elsewhere, and the page numbers right above these."""
    dropped: set[int] = set()
    known: list[tuple[str, list[str]]] = []  # the words of each header, and its lines
    for at, line in enumerate(lines):
        if is_appendix(line.text) and not is_continued(line.text):
            known.clear()  # another table may have the same heads
        if at in dropped or len(line.text.split()) < 2 or not _heads(line.text):
            continue
        again = next((found for words, used in known if (found := _again(lines, at, words, used))), None)
        if again is not None and _titled(lines, at):
            again, known = None, []
        if again is not None:
            dropped |= again | _number_above(lines, at)
            continue
        used = _header(lines, at)
        words = " ".join(map(key, used))
        if len(words.split()) >= _FEWEST_WORDS:
            known.append((words, used))
    return [line for at, line in enumerate(lines) if at not in dropped] if dropped else list(lines)


def _heads(content: str) -> bool:
    """Whether a line begins a header with several heads on one line, no mark between them."""
    return may_head(content) and not is_ordinal_header(content) and "\t" not in content and "|" not in content


def _header(lines: Sequence[Line], at: int) -> list[str]:
    """The lines of the header at ``at`` with text, up to the first row; [] where no row follows."""
    found: list[str] = []
    for line in lines[at : at + _LONGEST]:
        if line.blank or is_index_row(line.text.split()):
            continue
        if found and (numbers_first_row(line.text) or is_total_label(line.text)):
            return found
        found.append(" ".join(line.text.split()))
    return []


def _again(lines: Sequence[Line], at: int, words: str, used: list[str]) -> set[int] | None:
    """The lines from ``at`` on that say ``words`` in other lines than ``used``, with a row of column numbers below."""
    said = ""
    own: list[str] = []
    for index in range(at, min(len(lines), at + _LONGEST)):
        content = " ".join(lines[index].text.split())
        if not content:
            continue
        said = f"{said} {key(content)}".strip()
        own.append(content)
        if not f"{words} ".startswith(f"{said} "):
            return None
        if said == words:
            below = [i for i in range(index + 1, min(len(lines), index + 3)) if not lines[i].blank]
            numbers = takewhile(lambda i: is_index_row(lines[i].text.split()), below)
            return {*range(at, index + 1), *numbers} if own != used else None
    return None


def _titled(lines: Sequence[Line], at: int) -> bool:
    """Whether a title, a unit or a sentence stands above a header, so that another table begins there."""
    above = next((line.text for line in reversed(lines[max(0, at - 6) : at]) if not _fills(line)), "")
    if has_unit_caption(above):
        return True
    words = above.split()
    numbered = bool(words) and parse_ordinal(words[0]) is not None
    return above.rstrip().endswith((":", ".")) or (above.isupper() and not numbered and not is_total_label(above))


def _fills(line: Line) -> bool:
    """Whether a line is blank or a page number."""
    return line.blank or is_page_number(line.text)


def _number_above(lines: Sequence[Line], at: int) -> set[int]:
    """The page number that stands alone above a repeated header."""
    above = at - 1
    while above > 0 and lines[above].blank:
        above -= 1
    alone = above > 0 and lines[above - 1].blank and lines[above + 1].blank
    return {above} if alone and is_page_number(lines[above].text) else set()
