"""What a unit announces: a part, an article, a numbered heading, an appendix, a list item, or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.lexicon import structure_words
from indexer.language.normal import nfc, one_line
from indexer.language.structure import is_signature
from indexer.outline.units import Unit
from indexer.records import SectionKind

MAX_HEADING = 170
_SIGNING = 60  # code points of a line that says in whose name
_LEVELS: dict[SectionKind, int] = {"part": 1, "appendix": 1, "closing": 1, "chapter": 2, "roman": 3, "article": 4}
_ATTACHED_LEVEL, _NUMBER_LEVEL, _LETTER_LEVEL = 0, 5, 9
_ROMAN = re.compile(r"([IVXL]+)\s?[-–.)]+\s?(?=\S)")
_NUMBER = re.compile(r"(?:([0-9]{1,3}(?:\.[0-9]{1,2})*)[.)]\s+|([0-9]{1,2}(?:\.[0-9]{1,2})+)\s+)(?=\S)")
_LETTER = re.compile(r"([a-zđ])[.)]\s+(?=\S)")
_ITEM = re.compile(r"(?:([-–—•])|([+*]))\s*(?=\S)|\([0-9a-z]{1,2}\)\s")


@dataclass(frozen=True, slots=True)
class Marker:
    """A unit that opens a section: its kind, label as written, level in the tree, and heading text."""

    kind: SectionKind
    label: str
    level: int
    heading: str
    titled_below: bool = False  # the heading stands on the next line


def section_marker(unit: Unit, *, after_closing: bool) -> Marker | None:
    """The section that ``unit`` opens, if it opens one."""
    text = nfc(unit.text)
    named = _named(text) or _closing(text)
    if named:
        return named
    if after_closing:
        return _attached(text)
    return _signing(text) or _numbered(text)


def item_level(unit: Unit) -> int | None:
    """The nesting of a list item (0 or 1), or None for anything else."""
    found = _ITEM.match(unit.text)
    if not found:
        return None
    return 1 if found.group(2) else 0


def _heading(rest: str) -> str:
    line = one_line(rest).strip(" *:")
    return line if len(line) <= MAX_HEADING and not line.endswith((".", ";")) else ""


def _numbered(text: str) -> Marker | None:
    roman = _ROMAN.match(text)
    if roman and (text[roman.end()].isupper() or text[roman.end()].isdigit()):
        return Marker("roman", roman.group(1), _LEVELS["roman"], _heading(text[roman.end() :]))
    number = _NUMBER.match(text)
    if number:
        label = number.group(1) or number.group(2)
        if any(part.startswith("0") for part in label.split(".")) or text[number.end()].islower():
            return None
        return Marker("number", label, _NUMBER_LEVEL + label.count("."), _heading(text[number.end() :]))
    letter = _LETTER.match(text)
    if letter:
        return Marker("letter", letter.group(1), _LETTER_LEVEL, _heading(text[letter.end() :]))
    return None


@lru_cache(maxsize=1)
def _named_patterns() -> tuple[tuple[SectionKind, re.Pattern[str]], ...]:
    words = structure_words()

    def one_of(options: tuple[str, ...]) -> str:
        return "|".join(re.escape(option) for option in options)

    count = r"[IVXL]+|[0-9]+"
    number = one_of(words.number_label)
    return (
        ("part", re.compile(rf"(({one_of(words.part)})\s+({one_of(words.part_ordinals)}|{count}))\b[\s:.–-]*", re.I)),
        ("chapter", re.compile(rf"(({one_of(words.chapter)})\s+({count}))\b[\s:.–-]*", re.I)),
        ("roman", re.compile(rf"((?i:({one_of(words.division)})\s+({count})))(?=[\s:.–-]*(?:$|\n|[A-ZĐ]))[\s:.–-]*")),
        ("article", re.compile(rf"(({one_of(words.article)})\s+([0-9]+[a-zđ]?))(?:[.:]\s*|\s*$)", re.I)),
        ("appendix", re.compile(rf"(({one_of(words.appendix)})(?:\s+(?:{number})?\s*({count}))?)\b[\s:.–-]*", re.I)),
    )  # fmt: skip


def _named(text: str) -> Marker | None:
    if not text[:1].isupper():
        return None
    for kind, pattern in _named_patterns():
        found = pattern.match(text)
        if found and (kind != "appendix" or _announces_appendix(text, found)):
            rest = text[found.end() :]
            label, titled_below = one_line(found.group(1)), kind != "article" and not rest.strip(" *:")
            return Marker(kind, label, _LEVELS[kind], _heading(rest), titled_below)
    return None


def _announces_appendix(text: str, found: re.Match[str]) -> bool:
    rest = text[found.end() :]
    separated = found.group().rstrip(" \t") != found.group(1) or not rest
    return found.group(2).isupper() or (len(text) <= MAX_HEADING and separated and rest[:1].upper() == rest[:1])


def _closing(text: str) -> Marker | None:
    words = structure_words()
    line = one_line(text).lower()
    announced = tuple(f"{opening} {kind}" for opening in words.closing for kind in words.kinds)
    if line.startswith((*words.recipients, *announced)):
        return Marker("closing", "", _LEVELS["closing"], "")
    return None


def _signing(text: str) -> Marker | None:
    """A signature that no list of recipients stands in front of: in whose name, or an office alone, in capitals."""
    first = one_line(text.split("\n", 1)[0])
    names = is_signature(first) and len(first) <= _SIGNING
    if first.isupper() and (names or first.lower() in structure_words().offices):
        return Marker("closing", "", _LEVELS["closing"], "")
    return None


def _attached(text: str) -> Marker | None:
    """A document that follows the signature of the one that carries it: its kind in capitals."""
    first = one_line(text.split("\n", 1)[0])
    if first.isupper() and first.lower() in structure_words().kinds:
        rest = text[len(first) :]
        return Marker("part", first, _ATTACHED_LEVEL, _heading(rest), not rest.strip(" *:"))
    return None
