"""Appendices by number: which one a sentence refers to, which one a table stands in, which ones hold no table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from indexer.facts.words import fact_words
from indexer.language.normal import fold, one_line
from indexer.records import Table
from indexer.tables.lexicon import is_appendix
from indexer.tables.lines import lines_of

_ROMAN = {"i": 1, "v": 5, "x": 10}
_LONGEST_HEADING = 160  # code points of a line that titles an appendix


def appendix_named(text: str) -> str | None:
    """The number of the first appendix that a text names, "" where it names one without a number, None without one."""
    found = _pattern().search(fold(one_line(text)))
    if found is None:
        return None
    return _plain(found.group("number") or "")


def without_table(text: str, tables: Sequence[Table]) -> bool:
    """Whether an appendix stands in the text in which no table was read: there may be a budget that nobody knows."""
    heads = [line.start for line in lines_of(text) if _is_heading(line.text)]
    ends = [*heads[1:], len(text)][: len(heads)]
    return any(
        not any(start <= table.span.start < end for table in tables) for start, end in zip(heads, ends, strict=True)
    )


def _is_heading(line: str) -> bool:
    """Whether a line titles an appendix: in capitals as far as its number."""
    words = line.strip(" *#_\t").split()
    return bool(words) and len(line.strip()) <= _LONGEST_HEADING and words[0].isupper() and is_appendix(" ".join(words))


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in fact_words().appendix)
    return re.compile(rf"(?<!\w)(?:{words})(?:\s+so)?(?:\s+(?P<number>\d{{1,2}}|[ivx]{{1,5}})(?![a-z0-9]))?")


def _plain(number: str) -> str:
    """A number in Arabic digits: "iv" and "04" are "4"."""
    if not number or number.isdigit():
        return number.lstrip("0")
    values = [_ROMAN[c] for c in number]
    return str(sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True)))
