"""One parser for Vietnamese and English figures, exact to the last digit, with the evidence of their neighbours.

A separator followed by exactly three digits may group thousands or start decimals; what the other figures of
the same table or sentence look like decides. Money is never a float.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from functools import lru_cache

from indexer.language.folded import folded
from indexer.language.lexicon import load
from indexer.language.normal import fold

NUMBER = re.compile(r"[-−]?\d+(?:[.,\u00a0\u202f]\d+)*")
_WHOLE = re.compile(r"\(?[-−]?\d+(?:[.,\u00a0\u202f ]\d+)*\)?")
_SPACES = re.compile(r"[\s\u00a0\u202f]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Notation:
    """How figures are written: what a point or a comma before exactly three digits means."""

    point_groups: bool = True
    comma_groups: bool = False
    sure: bool = True  # False: the figures at hand do not decide, the Vietnamese custom was taken

    def others(self) -> tuple[Notation, ...]:
        """The readings to try where the figures alone do not decide, this one first."""
        if self.sure:
            return (self,)
        every = (self, VIETNAMESE, ENGLISH, Notation(point_groups=False))
        return tuple(dict.fromkeys(replace(n, sure=True) for n in every))


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of figures: ``scale`` times the base unit."""

    name: str
    base: str
    scale: Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as written in running text: where it stands, its value and its unit."""

    start: int
    end: int
    value: Decimal
    unit: Unit | None
    number_end: int  # where the digits end

    @property
    def exact(self) -> Decimal:
        """The value in the base unit."""
        return self.value if self.unit is None else times(self.value, self.unit.scale)


VIETNAMESE = Notation()
ENGLISH = Notation(point_groups=False, comma_groups=True)


def times(value: Decimal, scale: Decimal) -> Decimal:
    """The exact product, however many digits it has."""
    with localcontext() as context:
        context.prec = 200
        return value * scale


def plus(values: Iterable[Decimal]) -> Decimal:
    """The exact sum."""
    with localcontext() as context:
        context.prec = 200
        return sum(values, Decimal(0))


def looks_numeric(raw: str) -> bool:
    """Whether ``raw`` is one figure and nothing else."""
    return _WHOLE.fullmatch(raw.strip()) is not None


def notation_of(raws: Iterable[str]) -> Notation:
    """The notation that the given figures, taken together, are written in."""
    figures = [r.strip() for r in raws if looks_numeric(r)]
    point = _evidence(figures, ".", ",")
    comma = _evidence(figures, ",", ".")
    plain = sum(1 for f in figures if f.isdigit() and len(f) <= 3)
    if point < 0 < comma or (comma > 0 and point == 0):
        return ENGLISH
    if point > 0 or comma < 0:
        return Notation(point_groups=point >= 0, comma_groups=comma > 0)
    if point < 0:
        return Notation(point_groups=False, comma_groups=False, sure=not any(_three_after(f, ".") for f in figures))
    ambiguous = [f for f in figures if _three_after(f, ",")]
    if len(ambiguous) >= 2 and plain and not any(_three_after(f, ".") for f in figures):
        return ENGLISH  # "1,500" beside "900": nobody writes three decimals and none in one column
    return Notation(sure=not ambiguous)


def parse_number(raw: str, notation: Notation = VIETNAMESE) -> Decimal | None:
    """The value of one figure, or None where ``raw`` is none."""
    text = raw.strip()
    if not _WHOLE.fullmatch(text):
        return None
    negative = text.startswith(("-", "−")) or (text.startswith("(") and text.endswith(")"))
    digits = _SPACES.sub("", text.strip("()-−"))
    plain = _plain(digits, notation)
    if plain is None:
        return None
    return -Decimal(plain) if negative and Decimal(plain) else Decimal(plain)


def units() -> tuple[tuple[str, Unit], ...]:
    """Every spelling of every unit, folded, longest first."""
    return _units()


@lru_cache(maxsize=512)  # the units of columns and captions
def unit_named(text: str) -> Unit | None:
    """The unit that ``text`` as a whole names."""
    wanted = _SPACES.sub(" ", fold(text)).strip(" .:;()")
    return next((unit for spelling, unit in _units() if spelling == wanted), None)


def find_amounts(text: str, notation: Notation | None = None) -> Iterator[Amount]:
    """The figures of running text with the units written after (or before) them, in order.

    A number inside a date, a document number or a dotted heading is found too; the caller knows its context.
    """
    if _DIGIT.search(text) is None:  # spares the folding of most clauses
        return
    search = folded(text)
    for found in NUMBER.finditer(search.text):
        unit, end = _unit_after(search.text, found.end())
        start = found.start()
        if unit is None:
            unit, start = _unit_before(search.text, found.start())
        value = parse_number(found.group(), notation or _notation_beside(unit, search.text[found.end() : end]))
        if value is not None:
            yield Amount(search.source(start), search.source(end), value, unit, number_end=search.source(found.end()))


def format_vietnamese(value: Decimal, *, places: int | None = None) -> str:
    """``value`` with points between thousands and a decimal comma."""
    shown = value if places is None else value.quantize(Decimal(1).scaleb(-places))
    sign, digits, exponent = shown.as_tuple()
    if not isinstance(exponent, int):
        raise ValueError(f"not a finite number: {value}")
    text = "".join(map(str, digits)) + "0" * max(exponent, 0)
    cut = max(-exponent, 0)
    text = text.rjust(cut + 1, "0")
    whole, fraction = (text[:-cut], text[-cut:]) if cut else (text, "")
    whole = whole.lstrip("0") or "0"
    grouped = f"{int(whole):,}".replace(",", ".")
    return ("-" if sign and value else "") + grouped + ("," + fraction if fraction else "")


def _plain(digits: str, notation: Notation) -> str | None:
    """``digits`` as Python writes a number, or None where the separators make no sense."""
    marks = [c for c in digits if c in ".,"]
    if not marks:
        return digits
    if len(set(marks)) == 2:
        decimal = marks[-1]
        whole, _, fraction = digits.rpartition(decimal)
        group = "," if decimal == "." else "."
        if decimal in whole or not _grouped(whole, group):
            return None
        return whole.replace(group, "") + "." + fraction
    mark = marks[0]
    groups = notation.point_groups if mark == "." else notation.comma_groups
    if len(marks) > 1:
        return digits.replace(mark, "") if _grouped(digits, mark) else None
    if _grouped(digits, mark) and groups:
        return digits.replace(mark, "")
    return digits.replace(mark, ".")


def _grouped(digits: str, mark: str) -> bool:
    head, *rest = digits.split(mark)
    return 1 <= len(head) <= 3 and (not head.startswith("0")) and all(len(part) == 3 for part in rest)


def _three_after(figure: str, mark: str) -> bool:
    other = "," if mark == "." else "."
    return figure.count(mark) == 1 and other not in figure and _grouped(figure.strip("()-−"), mark)


def _evidence(figures: list[str], mark: str, other: str) -> int:
    """Above 0: ``mark`` surely groups thousands; below 0: it surely starts decimals; 0: neither is shown."""
    groups = decimals = 0
    for figure in figures:
        bare = figure.strip("()-−")
        if bare.count(mark) > 1 and _grouped(bare.split(other)[0], mark):
            groups += 2
        elif mark in bare and other in bare:
            groups, decimals = (
                (groups + 2, decimals) if bare.rfind(mark) < bare.rfind(other) else (groups, decimals + 2)
            )
        elif bare.count(mark) == 1 and not _grouped(bare, mark):
            decimals += 1
    if groups:
        return 1
    ambiguous = any(_three_after(f, mark) for f in figures)
    plain = any(f.isdigit() for f in figures)
    # "10.5" among "1.000" and "900": the point does both; three digits after it are a group where whole figures stand.
    if decimals and ambiguous and plain and mark == ".":
        return 1
    return -1 if decimals else 0


@lru_cache(maxsize=1)
def _units() -> tuple[tuple[str, Unit], ...]:
    pairs = [
        (fold(spelling), Unit(row["name"], row["base"], Decimal(row["scale"])))
        for row in load("tables_units")["units"]
        for spelling in row["spellings"]
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@lru_cache(maxsize=1)
def _unit_pattern() -> re.Pattern[str]:
    spellings = "|".join(re.escape(s).replace(r"\ ", r"\s+") for s, _ in _units())
    return re.compile(rf"\s*/?\s*({spellings})(?![a-z0-9])")


@lru_cache(maxsize=1)
def _before_pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(fold(w)) for w in load("tables_units")["before_number"])
    return re.compile(rf"(?<![a-z0-9])({words})\s*$")


def _unit_after(folded: str, at: int) -> tuple[Unit | None, int]:
    found = _unit_pattern().match(folded, at)
    if not found:
        return None, at
    spelling = re.sub(r"\s+", " ", found.group(1))
    return next(unit for s, unit in _units() if s == spelling), found.end()


def _unit_before(folded: str, at: int) -> tuple[Unit | None, int]:
    found = _before_pattern().search(folded, max(0, at - 8), at)
    if not found:
        return None, at
    return next(unit for s, unit in _units() if s == found.group(1)), found.start()


def _notation_beside(unit: Unit | None, written: str) -> Notation:
    """English words after a figure ("3.625 billion VND") mean that the figure is written in English."""
    if unit is None or not written.strip():
        return VIETNAMESE
    return ENGLISH if set(written.split()) & _english_words() else VIETNAMESE


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    return frozenset(load("tables_units")["english_words"])
