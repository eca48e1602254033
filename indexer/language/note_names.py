"""What the note below a table says its short names stand for: "Ghi chú: ĐTC: vốn đầu tư công; SN: chi sự nghiệp"."""

from __future__ import annotations

import re

from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line

_REACH = 900  # code points below a table in which its note stands
_NAMED = re.compile(r"(?:^|[;:.,(])\s*(?P<short>[A-ZĐ][A-ZĐ0-9&]{1,7})\s*[:=]\s*(?P<long>[^\W\d_][^;:=.()]{3,80})")


def names_below(text: str, end: int) -> dict[str, str]:
    """The long name of each short one in the note that stands in ``text`` right below a table that ends at ``end``."""
    below = text[end : end + _REACH]
    start = _note_start(below)
    if start is None:
        return {}
    _, _, listed = one_line(below[start:].split("\n\n")[0]).partition(":")
    return {found["short"]: found["long"].strip(" ,") for found in _NAMED.finditer(listed)}


def _note_start(below: str) -> int | None:
    """Where a line begins as notes do, among the first lines with text."""
    marks = tuple(fold(word) for word in load("tables")["notes"] if word.endswith(":"))
    at = 0
    for line in below.split("\n"):
        if fold(line.lstrip("*_ (")).startswith(marks):
            return at
        at += len(line) + 1
    return None
