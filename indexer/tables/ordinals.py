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
_STYLES: dict[str, OrdinalStyle] = {
    "upper": "upper", "roman": "roman", "number": "number", "dotted": "dotted", "letter": "letter", "bullet": "bullet",
}  # fmt: skip
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
    if not found or found.lastgroup is None:
        return None
    style, written = _STYLES[found.lastgroup], found.group(found.lastgroup)
    values = tuple(_value(style, part) for part in written.split("."))
    return Ordinal(style, values) if values[0] or style == "bullet" else None


def _value(style: OrdinalStyle, written: str) -> int:
    if written.isdigit():
        return int(written)
    if style == "letter":
        return _LETTERS.find(written) + 1
    if style == "upper":
        return ord(written) - ord("A") + 1
    return 0 if style == "bullet" else roman_value(written)


def roman_value(text: str) -> int:
    """The value of a Roman numeral below 90, 0 where ``text`` is none."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    total = 0
    for here, after in zip(text, text[1:] + " ", strict=True):
        value = _VALUES[here]
        total += -value if _VALUES.get(after, 0) > value else value
    return total


def numbers_first_row(line: str) -> bool:
    """Whether a line with text starts with the first number of a table's rows, of whatever style."""
    ordinal = parse_ordinal(line.split(maxsplit=1)[0])
    return ordinal is not None and ordinal.style in ("roman", "number", "upper", "dotted") and ordinal.last == 1
