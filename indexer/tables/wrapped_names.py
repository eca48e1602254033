"""Which of the lines between two lines of figures end the name above, and which begin the one below.

A name begins with a capital and goes on where its line was full; a name that stands around its figures has as many
lines above as below. Of all ways to divide the lines of a table the one that breaks these habits least is taken; where
another is nearly as good, both names are in doubt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_FULL = 0.8  # of the longest line: what may be as wide as the column, letters being of many widths
_CLEAR = 1.4  # by how much a way must be better than any other
_NEVER = 1000.0
_OPEN = (",", "(", "-", "–", "/", ";")


@dataclass(frozen=True, slots=True)
class Named:
    """The words beside a row's figures, and whether its number stands on that line too."""

    beside: str
    numbered: bool
    bare: bool = False  # a total, whose name is whole


@dataclass(frozen=True, slots=True)
class Division:
    """How many of the lines of each gap end the name above them, and whether no other number is nearly as good."""

    above: tuple[int, ...]
    sure: tuple[bool, ...]


def divide(rows: Sequence[Named], gaps: Sequence[Sequence[str]], fixed: Sequence[int | None]) -> Division:
    """The division of ``gaps`` (before the first row, between rows, behind the last) where ``fixed`` does not say.

    There is one gap more than rows.
    """
    longest = max((len(line) for gap in gaps for line in gap), default=0)
    choices = [[told] if told is not None else list(range(len(gap) + 1)) for gap, told in zip(gaps, fixed, strict=True)]

    def cost(at: int, above: int, below: int) -> float:
        return _cost(rows[at], gaps[at][above:], gaps[at + 1][:below], longest)

    forward: list[dict[int, float]] = [dict.fromkeys(choices[0], 0.0)]
    for at in range(len(rows)):
        steps = {b: min(forward[at][a] + cost(at, a, b) for a in choices[at]) for b in choices[at + 1]}
        forward.append(steps)
    backward: list[dict[int, float]] = [dict.fromkeys(choices[-1], 0.0)]
    for at in range(len(rows) - 1, -1, -1):
        backward.insert(0, {a: min(backward[0][b] + cost(at, a, b) for b in choices[at + 1]) for a in choices[at]})
    above: list[int] = []
    sure: list[bool] = []
    for there, here in zip(forward, backward, strict=True):
        ranked = sorted((there[c] + here[c], c) for c in there)
        above.append(ranked[0][1])
        sure.append(ranked[0][0] < _NEVER and (len(ranked) == 1 or ranked[1][0] - ranked[0][0] >= _CLEAR))
    return Division(tuple(above), tuple(sure))


def _cost(row: Named, before: Sequence[str], after: Sequence[str], longest: int) -> float:
    """How unlike a name the lines are; see the module's docstring."""
    if row.bare:
        return 10.0 * (len(before) + len(after))
    lines = [*before, *([row.beside] if row.beside else []), *after]
    if not lines:
        return _NEVER
    found = 0.0 if _begins(lines[0]) else 6.0
    for above, below in pairwise(lines):
        found += _joint(above, below, longest)
    whole = " ".join(lines)
    if lines[-1].endswith(_OPEN) or whole.count("(") > whole.count(")"):
        found += 5.0
    if whole.count(")") > whole.count("("):
        found += 5.0
    return found + _lopsided(row, len(before), len(after))


def _begins(line: str) -> bool:
    return line[:1].isupper() or line[:1].isdigit() or line.startswith(("-", "+"))


def _joint(above: str, below: str, longest: int) -> float:
    """What speaks against ``below`` going on with ``above``."""
    open_end = above.endswith(_OPEN) or above.count("(") > above.count(")")
    room = len(above) + 1 + len(below.split(maxsplit=1)[0]) <= longest * _FULL
    against = 2.5 if room else 0.0
    if below[:1].isupper() and not open_end:
        against += 1.0
    return against


def _lopsided(row: Named, before: int, after: int) -> float:
    if not row.numbered:
        return 0.2 * after  # the number was above: the name ends with its figures, mostly
    if row.beside and not (before and after):
        return 0.5 * (before + after)  # the figures stand beside the first line, or the last
    return 1.5 * abs(before - after)
