"""Automatic numbers of a Word file, as the reader of the page sees them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from indexer.reading.ooxml.package import Element
from indexer.reading.ooxml.word_styles import W, value_of

_PLACE = re.compile(r"%([1-9])")
_SHOWN_BULLETS = "-–—+*•"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"))
_ROMAN_LOW = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number looks and where it starts."""

    format: str
    text: str
    start: int
    legal: bool = False  # every number of the label in decimal


@dataclass(slots=True)
class Numbering:
    """The lists of a document with their counters; paragraphs must be asked for in reading order."""

    lists: dict[str, tuple[str, dict[int, Level]]]  # list id -> (the definition whose counter it shares, its levels)
    restarts: dict[str, dict[int, int]]
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph of a list, "" for one without."""
        found = self.lists.get(list_id)
        if found is None or level not in found[1]:
            return ""
        counter_id, levels = found
        counters = self._counters.setdefault(counter_id, [None] * 9)
        if list_id not in self._seen:
            self._seen.add(list_id)
            for restarted in self.restarts.get(list_id, {}):
                counters[restarted] = None
        start = self.restarts.get(list_id, {}).get(level, levels[level].start)
        now = counters[level]
        counters[level] = start if now is None else now + 1
        counters[level + 1 :] = [None] * (8 - level)
        return _label(levels, counters, level)


def read_numbering(root: Element | None) -> Numbering:
    """The lists of ``word/numbering.xml``; none where the part is missing."""
    if root is None:
        return Numbering({}, {})
    abstract = {one.get(f"{W}abstractNumId", ""): one for one in root.iter(f"{W}abstractNum")}
    definitions = {key: _levels(one) for key, one in abstract.items()}
    styled = {value_of(one, "styleLink"): key for key, one in abstract.items()}
    lists: dict[str, tuple[str, dict[int, Level]]] = {}
    restarts: dict[str, dict[int, int]] = {}
    for number in root.iter(f"{W}num"):
        key = number.get(f"{W}numId", "")
        definition = value_of(number, "abstractNumId") or ""
        if definition in abstract and not definitions[definition]:
            definition = styled.get(value_of(abstract[definition], "numStyleLink"), definition)
        own: dict[int, Level] = {}
        for override in number.iter(f"{W}lvlOverride"):
            start = value_of(override, "startOverride")
            if start is not None:
                restarts.setdefault(key, {})[_int(override.get(f"{W}ilvl"))] = _int(start)
            own |= _levels(override)
        lists[key] = (definition, definitions.get(definition, {}) | own)
    return Numbering(lists, restarts)


def _levels(parent: Element) -> dict[int, Level]:
    return {
        _int(level.get(f"{W}ilvl")): Level(
            value_of(level, "numFmt") or "decimal",
            value_of(level, "lvlText") or "",
            _int(value_of(level, "start"), 1),
            level.find(f"{W}isLgl") is not None,
        )
        for level in parent.findall(f"{W}lvl")
    }


def _int(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() else default


def _label(levels: dict[int, Level], counters: list[int | None], level: int) -> str:
    own = levels[level]
    if own.format == "bullet":
        return own.text if own.text in tuple(_SHOWN_BULLETS) else "-"  # the letters of symbol fonts say nothing
    if own.format == "none":
        return ""

    def number(place: re.Match[str]) -> str:
        at = int(place.group(1)) - 1
        shown = levels.get(at, own)
        value = counters[at] if at < len(counters) else None
        return numeral(shown.start if value is None else value, "decimal" if own.legal else shown.format)

    return _PLACE.sub(number, own.text)


def numeral(value: int, shown_as: str) -> str:
    """A number in one of Word's number formats; decimal where the format is another."""
    match shown_as:
        case "upperRoman" | "lowerRoman":
            roman = _roman(value)
            return roman if shown_as == "upperRoman" else roman.lower()
        case "upperLetter" | "lowerLetter":
            letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else ""
            return letter.upper() if shown_as == "upperLetter" else letter
        case "decimalZero":
            return f"{value:02d}"
        case "none":
            return ""
    return str(value)


def _roman(value: int) -> str:
    digits = ""
    for size, letters in (*_ROMAN, *_ROMAN_LOW):
        while value >= size and len(digits) < 20:
            digits += letters
            value -= size
    return digits
