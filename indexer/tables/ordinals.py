"""Row numbers as written in the first column (A, I, 1, 1.1, a) and the order in which they follow each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

OrdinalStyle = Literal["upper", "roman", "number", "dotted", "letter", "bullet"]

_ROMAN = re.compile(r"(?=[IVXL])(?:X{0,3}|XL|L)(?:IX|IV|V?I{0,3})")
_FORM = re.compile(
    r"\(?(?P<roman>[IVXL]+)[.)]?|\(?(?P<dotted>(?:\d{1,2}|[IVX]{1,4})(?:\.\d{1,2}){1,4})[.)]?"
    r"|\(?(?P<number>\d{1,3})[.)]?|\(?(?P<upper>[A-HK])[.)]?|\(?(?P<letter>[a-zđ])[.)]?|(?P<bullet>[-–+*•])"
)
RANK = {"upper": 0, "roman": 1, "number": 2, "dotted": 3, "letter": 4, "bullet": 5}
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_LETTERS = "abcdđeghiklmnopqrstuvxyz"


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A row's number: its style and its value; a dotted one has several values."""

    style: OrdinalStyle
    values: tuple[int, ...]

    @property
    def last(self) -> int:
        """The value that counts among siblings."""
        return self.values[-1]

    def follows(self, other: Ordinal) -> bool:
        """Whether this is the next sibling after ``other``."""
        return self.style == other.style and self.values[:-1] == other.values[:-1] and self.last == other.last + 1


def parse_ordinal(text: str) -> Ordinal | None:
    """The row number that ``text`` as a whole is, or None."""
    found = _FORM.fullmatch(text.strip())
    if not found or not text.strip():
        return None
    get = found.groupdict()
    if get["roman"]:
        value = roman_value(get["roman"])
        return Ordinal("roman", (value,)) if value else None
    if get["dotted"]:
        parts = get["dotted"].split(".")
        head = int(parts[0]) if parts[0].isdigit() else roman_value(parts[0])
        return Ordinal("dotted", (head, *(int(p) for p in parts[1:]))) if head else None
    if get["number"]:
        return Ordinal("number", (int(get["number"]),))
    if get["upper"]:
        return Ordinal("upper", (ord(get["upper"]) - ord("A") + 1,))
    if get["letter"]:
        at = _LETTERS.find(get["letter"])
        return Ordinal("letter", (at + 1,)) if at >= 0 else None
    return Ordinal("bullet", (0,))


def roman_value(text: str) -> int:
    """The value of a Roman numeral below 90, 0 where ``text`` is none."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    total = 0
    for here, after in zip(text, text[1:] + " ", strict=True):
        value = _VALUES[here]
        total += -value if _VALUES.get(after, 0) > value else value
    return total
