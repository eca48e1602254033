"""Which slots of an answer are right: the value, its unit, the year, the agency, the date.

A right answer needs all of them; counted apart they say what goes wrong. Slot accuracy as in slot filling (Mesnil et
al., Using recurrent neural networks for slot filling in spoken language understanding, IEEE/ACM TASLP 23(3), 2015),
over the slots that the gold line names, with the judging rule's own readings of amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from eval.amounts import Figure, Value, figures, same, states, wanted
from eval.evidence import fold
from eval.judge import judged_text
from eval.questions import QuestionLine
from eval.support import MARKS, strict

SlotName = Literal["value", "unit", "year", "agency", "date"]
SLOTS: tuple[SlotName, ...] = ("value", "unit", "year", "agency", "date")
_YEAR = re.compile(r"(?<![\d./-])(?:19|20)\d\d(?![\d./])")
_DATE = re.compile(r"\d{1,2}\s*[/-]\s*\d{1,4}|\d{1,2} tháng \d{1,2}|(?:quý|tháng) [ivx\d]+|\d{1,2} [a-z]{3,9} \d{4}")
_THOUSANDS = tuple(10.0**power for power in (-9, -6, -3, 3, 6, 9))


@dataclass(frozen=True, slots=True)
class Slot:
    """One thing that a right answer names, and whether the answer does."""

    name: SlotName
    right: bool


def slots(gold: QuestionLine, answer: str) -> tuple[Slot, ...]:
    """The slots of an answerable question, in the order value, unit, year, agency, date."""
    if not gold.answerable:
        return ()
    said = judged_text(gold, MARKS.sub("", answer))
    found = [slot for value in gold.values for slot in _amount(value, said)]
    found += _years(gold, said)
    for group in gold.must:
        name = _named(gold, group)
        if name is not None:
            found.append(Slot(name, any(fold(variant) in fold(said) for variant in group)))
    return tuple(found)


def scale_error(gold: QuestionLine, answer: str) -> bool:
    """Whether a wanted amount of money is given a thousand, a million or a billion times too great or too small.

    Read strictly: ``3.600`` before a billion is no 3.6 billion here, though the judge lets it pass as English.
    """
    said = judged_text(gold, MARKS.sub("", answer))
    return gold.answerable and any(_misscaled(value, said) for value in gold.values if not _strictly(value, said))


def false_figure(gold: QuestionLine, answer: str) -> bool:
    """Whether the answer lacks a wanted sum or share and states another that the reference does not: a false figure."""
    said = judged_text(gold, MARKS.sub("", answer))
    missing = {wanted(value)[1] for value in gold.values if not states(said, value)}
    familiar = [value for text in (gold.question, gold.answer) for one in figures(text) for value in one.scaled]
    return gold.answerable and any(
        figure.kind in missing - {"count"}
        and not any(same(value, other) for value in figure.scaled for other in familiar)
        for figure in figures(said)
    )


def _amount(value: Value, said: str) -> list[Slot]:
    """The value is right by its digits, whatever scale they are given; the unit is right where the amount is."""
    stated = states(said, value)
    return [Slot("value", stated or _misscaled(value, said)), Slot("unit", stated)]


def _misscaled(value: Value, said: str) -> bool:
    """Whether the digits of ``value`` stand with the scale of another power of a thousand."""
    number, kind = wanted(value)
    return kind == "money" and any(
        same(reading * factor, number)
        for figure in figures(said)
        for reading in _money(figure)
        for factor in _THOUSANDS
    )


def _strictly(value: Value, said: str) -> bool:
    """Whether the amount of money itself stands in the text, in Vietnamese notation."""
    number, _ = wanted(value)
    return any(same(reading, number) for figure in figures(said) for reading in _money(figure))


def _money(figure: Figure) -> list[float]:
    """What a figure states as money; no plain count does."""
    return [one * figure.factor for one in strict(figure)] if figure.kind == "money" else []


def _years(gold: QuestionLine, said: str) -> list[Slot]:
    """The years that question and reference name: an answer may leave them out, but name no other in their place."""
    asked = set(_YEAR.findall(gold.question)) & set(_YEAR.findall(gold.answer))
    stated = set(_YEAR.findall(said))
    return [Slot("year", year in stated or not stated) for year in sorted(asked)]


def _named(gold: QuestionLine, group: tuple[str, ...]) -> SlotName | None:
    """What a group of variants names: a date by its form, a year alone, the agency that an owner question asks for."""
    if any(_DATE.search(fold(variant)) for variant in group):
        return "date"
    if any(_YEAR.fullmatch(variant.strip()) for variant in group):
        return "year"
    return "agency" if gold.type == "owner" and not any(character.isdigit() for character in group[0]) else None


def stated_share(gold: QuestionLine, answer: str) -> tuple[int, int]:
    """How many nuggets (wanted values and groups of variants) an answer states, and how many there are.

    Nugget recall: Voorhees, Overview of the TREC 2003 question answering track; every nugget is vital here.
    """
    said = MARKS.sub("", answer)
    values = [states(said, value) for value in gold.values]
    groups = [any(fold(variant) in fold(said) for variant in group) for group in gold.must]
    return sum(values) + sum(groups), len(values) + len(groups)
