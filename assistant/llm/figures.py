"""Whether a figure may be said: its value and bound, and the thing, time and place that it is said of."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from typing import Literal

from assistant.llm.binding import Bound
from assistant.llm.claims import Figure
from assistant.llm.grounds import Support
from assistant.llm.lexicon import lexicon
from indexer.language.numbers import plus

FigureFault = Literal["figure", "bound", "each", "swapped", "time", "place"]
Known = Sequence[tuple[Bound, str | None]]  # figures, each with the place of its document
_CENT = Decimal("0.01")


def figure_fault(said: Bound, held: Support, *, english: bool) -> FigureFault | None:
    """What is wrong with one figure: its value, its bound, or the time or place that it is said of."""
    figure = said.figure
    if not figure.weighs:
        return _count_fault(said, held, english=english)
    same = [(one, place) for one, place in held.figures if _equal(one, said)]
    if not same:
        return "figure"
    if figure.bound not in {one.figure.bound for one, _ in same}:
        return "bound"
    return _meant_otherwise(said, same, held.figures, english=english)


def _meant_otherwise(said: Bound, same: Known, known: Known, *, english: bool) -> FigureFault | None:
    """What is wrong with a figure that is held: said of each, of another thing, of another time or place."""
    if said.figure.each and not any(_told_of_each(one.figure) for one, _ in same):
        return "each"
    if said.figure.base == "percent" and not english and _shares_another(said, known):
        return "swapped"
    if said.time is not None and not any(one.time == said.time for one, _ in same):
        taken = any(one.time == said.time for one, _ in known if not _equal(one, said))
        if taken or any(one.time is not None for one, _ in same):
            return "time"
    behind = max((len(said.label & one.after) for one, _ in same if one.figure.noun), default=0)
    alike = max(behind, *(_likeness(words, same) for words in (said.label, said.after)))
    if _likeness(said.label, known, unlike=said) > alike:
        return "swapped"
    if said.place is not None and not any((one.place or place or said.place) == said.place for one, place in same):
        return "place"
    return None


def _likeness(words: frozenset[str], known: Known, *, unlike: Bound | None = None) -> int:
    """The most of ``words`` that stand beside one of the ``known`` figures (of its kind, but of another value)."""
    return max(
        (
            len(words & one.label)
            for one, _ in known
            if unlike is None or (one.figure.base == unlike.figure.base and not _equal(one, unlike))
        ),
        default=0,
    )


def _count_fault(said: Bound, held: Support, *, english: bool) -> FigureFault | None:
    same = [one.figure for one in held.counts if one.figure.value == said.figure.value and not one.figure.weighs]
    if not same:
        return None if said.figure.value in held.loose_numbers and not said.figure.noun else "figure"
    if not english and not any(_counts_same(said.figure, one) for one in same):
        return "figure"
    if said.figure.each and not any(_told_of_each(one) for one in same):
        return "each"
    return None if said.figure.bound in {one.bound for one in same} else "bound"


def _counts_same(said: Figure, known: Figure) -> bool:
    """Whether a count is one of what stands beside it in the evidence, first of what stands right behind it there."""
    return known.near.issuperset(said.noun) and (
        not said.noun or not known.noun or not set(said.noun).isdisjoint(known.noun)
    )


def _shares_another(said: Bound, known: Known) -> bool:
    """Whether a share is said of something else than in the evidence: of what stands behind another share there."""
    if not said.figure.noun:  # nothing stands right behind it
        return False
    same = [one for one, _ in known if _equal(one, said)]
    others = [one for one, _ in known if one.figure.base == "percent" and not _equal(one, said)]
    best = max((len(said.after & (one.after | one.label)) for one in same), default=0)
    if any(len(said.after & one.after) > best for one in others):
        return True
    nouns = [set(one.figure.noun) for one in same]
    return all(noun and noun.isdisjoint(said.figure.noun) for noun in nouns)


def _told_of_each(figure: Figure) -> bool:
    return not figure.near.isdisjoint(lexicon().distributive | lexicon().distributive_of_times)


def _equal(one: Bound, other: Bound) -> bool:
    return (one.figure.value, one.figure.base) == (other.figure.value, other.figure.base)


def computed(said: Bound, bound: Sequence[Bound], held: Support) -> bool:
    """Whether a figure is the sum, the difference or the share of figures that stand beside it and are held."""
    known = {(one.figure.value, one.figure.base) for one, _ in held.figures}
    operands = [
        one.figure.value
        for one in bound
        if one is not said and one.figure.base == "VND" and (one.figure.value, "VND") in known
    ]
    if said.figure.bound or len(operands) < 2:
        return False
    value = said.figure.value
    if said.figure.base == "VND":
        return plus(operands) == value or any(abs(a - b) == value for a, b in combinations(operands, 2))
    if said.figure.base == "percent":
        pairs = [(a, b) for a in operands for b in operands if b and a < b]
        return any((a / b * 100).quantize(_CENT) == value.quantize(_CENT) for a, b in pairs)
    return False
