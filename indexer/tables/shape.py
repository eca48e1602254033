"""What a single row looks like: header, numbering of the columns, total, note; shared by the readers of all layouts."""

from __future__ import annotations

import re
from itertools import pairwise

from indexer.language.figures import is_figure
from indexer.language.normal import fold, nfc, one_line
from indexer.language.periods import is_bare_period
from indexer.tables.lexicon import is_ordinal_header, is_total_column, key, role_of, starts_with, table_words
from indexer.tables.ordinals import parse_ordinal

_INDEX = re.compile(r"\(?(\d{1,2}|[A-HĐ])\)?(?:\s*=.*)?")
_LONGEST_HEADER = 120
_LONGEST_CAPTION = 200


def is_header_cell(text: str) -> bool:
    """Whether a cell reads as the head of a column."""
    if not text or len(text) > _LONGEST_HEADER:
        return False
    return is_ordinal_header(text) or is_bare_period(text) or role_of(text) is not None or is_total_column(text)


def is_subhead(text: str) -> bool:
    """Whether a cell can be the name of a column below a merged one: a period, a source of funds, a total."""
    return is_bare_period(text) or is_total_column(text) or starts_with(text, table_words().fund_sources)


def is_header_start(cells: list[str]) -> bool:
    """Whether a row of cells is the first header row of a table."""
    filled = [c for c in cells if c]
    if len(filled) < 2 or any(len(c) > _LONGEST_HEADER for c in filled):
        return False
    if is_ordinal_header(filled[0]):
        return True
    return sum(is_header_cell(c) for c in filled) >= max(2, (len(filled) + 1) // 2) and not any(map(is_figure, filled))


def is_header_more(cells: list[str]) -> bool:
    """Whether a row below a header row still belongs to the header."""
    filled = [c for c in cells if c]
    if not filled or any(is_total_label(c) for c in cells[:2]):
        return False
    if cells[0] and parse_ordinal(cells[0]) is not None and not is_bare_period(cells[0]):
        return False
    if all(is_bare_period(c) or is_total_column(c) for c in filled):
        return True
    return all(is_header_cell(c) and len(c) <= 60 for c in filled) and (len(filled) >= 2 or not cells[0])


def is_header_below(cells: list[str], above: list[list[str]]) -> bool:
    """Whether a row names the columns below merged header cells: it fills every blank that the rows above leave.

    ``above`` are the header rows so far; no word need be known, the blanks of a merged cell are the evidence.
    """
    width = max(map(len, above))
    heads = [next((row[i] for row in reversed(above) if i < len(row) and row[i]), "") for i in range(width)]
    if is_ordinal_header(cells[0]) and len(cells) == width and key(cells[0]) == key(heads[0]):
        return _names_below(cells, heads)
    filled = [c for c in cells if c]
    blank = [i for i, head in enumerate(heads) if not head]
    if not filled or not heads[0] or any(len(c) > _LONGEST_HEADER or _is_content(c) for c in filled):
        return False
    if len(cells) >= width - 1 and len(cells) >= 3 and not cells[0]:
        merged = {i for b in blank for i in (b - 1, b)} | ({width - 1} if len(cells) > width else set())
        over = [i for i, c in enumerate(cells) if c]
        inside = all(i in merged or i >= width for i in over)
        return bool(blank or len(cells) > width) and inside and all(i < len(cells) and cells[i] for i in blank)
    runs = sum(1 for b in blank if b - 1 not in blank)  # no leading blanks: only the names themselves are left
    return bool(blank) and len(cells) == len(filled) == len(blank) + runs


def _names_below(cells: list[str], heads: list[str]) -> bool:
    """Whether a row repeats the heads, but has names below a merged head that is written out over its columns."""
    other = [i for i, (cell, head) in enumerate(zip(cells, heads, strict=True)) if key(cell) != key(head)]
    beside = [key(heads[i]) in {key(h) for h in (*heads[max(0, i - 1) : i], *heads[i + 1 : i + 2])} for i in other]
    return bool(other) and all(beside) and not any(_is_content(cells[i]) for i in other)


def _is_content(cell: str) -> bool:
    return (is_total_label(cell) and not is_total_column(cell)) or (is_figure(cell) or is_nothing(cell))


def is_index_row(cells: list[str]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), or A B 1 2."""
    filled = [c for c in cells if c]
    found = [_INDEX.fullmatch(c) for c in filled]
    if len(filled) < 3 or not all(found):
        return False
    numbers = [int(m.group(1)) for m in found if m and m.group(1).isdigit()]
    return len(numbers) >= 2 and all(b - a == 1 for a, b in pairwise(numbers)) and numbers[0] <= 2


def is_nothing(text: str) -> bool:
    """Whether a cell says with a dash that there is no money."""
    return text in ("-", "–", "—")


def is_total_label(text: str) -> bool:
    """Whether a label announces a total of the table or of a part of it."""
    words = table_words()
    if starts_with(text, words.total_row_exceptions):
        return False
    if is_subtotal_label(text):
        return True
    folded = key(text)
    if not _spoken_as_total(text):
        return False
    for word in words.total_rows:
        if folded == key(word):
            return True
        if folded.startswith(key(word) + " ") and (len(word) > 4 or one_line(text)[len(word) :].lstrip()[:1] in "(:+"):
            return True
    return False


def _spoken_as_total(text: str) -> bool:
    """Whether the first word is no other word than one for a total: "công" and "cống" are none, "cong" may be one."""
    first = nfc(one_line(text)).lower().lstrip("*_ (").split(" ", 1)[0].strip("(:+)*_")
    return first.isascii() or first in table_words().spoken_totals


def is_subtotal_label(text: str) -> bool:
    """Whether a label announces the total of one group."""
    if starts_with(text, table_words().subtotal_rows):
        return True
    head, _, rest = one_line(text).partition(" ")
    return fold(head) in table_words().sum_words and bool(rest) and parse_ordinal(rest.strip("()+: ")) is not None


def is_continued(text: str) -> bool:
    """Whether a line says that a table goes on: "Appendix I (continued)"."""
    words = table_words()
    inner = text[text.rfind("(") + 1 :] if "(" in text else text
    return len(text) <= _LONGEST_CAPTION and starts_with(inner, words.continued) and (inner != text or len(text) <= 30)


def is_note(text: str) -> bool:
    """Whether a row is a note below the table and no row of it."""
    return starts_with(text, table_words().notes)


def same_header(cells: list[str], header: list[str]) -> bool:
    """Whether a row repeats a header row, as it does on every page."""
    here, there = [key(c) for c in cells], [key(c) for c in header]
    filled = [c for c in there if c]
    if not filled or not any(here):
        return False
    if len(here) == len(there):
        equal = sum(1 for a, b in zip(here, there, strict=True) if b and a == b)
        extra = sum(1 for a, b in zip(here, there, strict=True) if a and a != b)
        return equal * 10 >= len(filled) * 7 and extra <= len(filled) - equal
    return [c for c in here if c] == filled
