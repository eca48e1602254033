"""The words of ``tables_facts.json``: attribute labels, what is not counted, number words, the wording of findings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from indexer.facts.records import FactRole
from indexer.language.lexicon import load
from indexer.language.normal import fold, nfc, one_line

_ATTRIBUTE_ROLES: dict[str, FactRole] = {"owner": "owner", "partner": "partner", "time": "time", "basis": "basis"}


@dataclass(frozen=True, slots=True)
class FactWords:
    """The lexicon of facts, folded; the words around units keep their diacritics ("bộ" counts, "bố" does not)."""

    attributes: tuple[tuple[str, FactRole], ...]
    not_counted_after: tuple[str, ...]
    no_unit: frozenset[str]
    ends_unit: frozenset[str]
    totals: tuple[str, ...]
    money_headings: tuple[str, ...]
    including: tuple[str, ...]
    and_words: tuple[str, ...]  # as they are written
    appendix: tuple[str, ...]
    yearly: tuple[str, ...]
    before: tuple[str, ...]
    day: tuple[str, ...]
    digits: dict[str, int]
    ten: frozenset[str]
    hundred: frozenset[str]
    zero_ten: frozenset[str]
    scales: dict[str, int]
    digit_ends: frozenset[str]
    messages: dict[str, str]


@lru_cache(maxsize=1)
def fact_words() -> FactWords:
    """The lexicon of facts."""
    values = load("tables_facts")

    def words(key: str) -> tuple[str, ...]:
        return tuple(sorted((fold(w) for w in values[key]), key=len, reverse=True))

    attributes = sorted(((fold(w), _ATTRIBUTE_ROLES[r]) for w, r in values["attributes"]), key=lambda p: -len(p[0]))
    scales = {w: 10**power for name, power in (("thousand", 3), ("million", 6), ("billion", 9)) for w in words(name)}
    return FactWords(
        attributes=tuple(attributes),
        not_counted_after=words("not_counted_after"),
        no_unit=frozenset(nfc(w) for w in values["no_unit"]),
        ends_unit=frozenset(nfc(w) for w in values["ends_unit"]),
        totals=words("totals"),
        money_headings=words("money_headings"),
        including=words("including"),
        and_words=tuple(map(nfc, values["and_words"])),
        appendix=words("appendix"),
        yearly=words("yearly"),
        before=words("before"),
        day=words("day"),
        digits={fold(w): n for w, n in values["number_words"].items()},
        ten=frozenset(words("ten")),
        hundred=frozenset(words("hundred")),
        zero_ten=frozenset(words("zero_ten")),
        scales=scales,
        digit_ends=frozenset(words("digit_ends")),
        messages=values["messages"],
    )


def number_in_words(text: str) -> Decimal | None:
    """The whole number that Vietnamese words state ("hai trăm tám mươi tỷ …"), or None where they state none."""
    lexicon = fact_words()
    parts: list[tuple[int, int]] = []  # (value, scale) of what is complete, larger scales first
    group = 0
    pending: int | None = None
    seen = False
    for word in re.findall(r"[a-z]+", fold(one_line(text))):
        if word in lexicon.digits:
            pending, seen = lexicon.digits[word], True
        elif word in lexicon.ten:
            group, pending, seen = group + 10 * (1 if pending is None else pending), None, True
        elif word in lexicon.hundred and pending is not None:
            group, pending = group + 100 * pending, None
        elif word in lexicon.scales and seen:
            scale = lexicon.scales[word]
            value = group + (pending or 0)
            while parts and parts[-1][1] < scale:  # "hai nghìn … tỷ": the thousand belongs to the billion
                value += parts.pop()[0]
            parts.append((value * scale, scale))
            group, pending = 0, None
        elif word in lexicon.digit_ends:
            break
        elif seen and word not in lexicon.zero_ten:
            return None
    return Decimal(sum(value for value, _ in parts) + group + (pending or 0)) if seen else None
