"""The words of ``audit.json``: how running text announces parts, what is stated roughly, the wording of findings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.normal import fold, nfc
from indexer.language.tokens import BIGRAM_JOINT, syllables


@dataclass(frozen=True, slots=True)
class AuditWords:
    """The lexicon of the audit: folded, but for the words right before a figure, which keep their diacritics."""

    exact_lists: re.Pattern[str]
    some_of: re.Pattern[str]
    split_leads: re.Pattern[str]
    whole_of_money: re.Pattern[str]
    shares_of_whole: re.Pattern[str]
    totals: re.Pattern[str]
    roughly: re.Pattern[str]
    leads: re.Pattern[str]
    lead_words: tuple[str, ...]
    given: re.Pattern[str]
    lower_bounds: re.Pattern[str]
    upper_bounds: re.Pattern[str]
    each: re.Pattern[str]
    stages: frozenset[str]
    portions: re.Pattern[str]
    at_hand: re.Pattern[str]
    nobody: frozenset[str]
    people: frozenset[str]
    completed: tuple[str, ...]
    numbers_of: tuple[str, ...]
    messages: dict[str, str]


@lru_cache(maxsize=1)
def audit_words() -> AuditWords:
    """The lexicon of breakdowns."""
    values = load("audit")

    def pattern(key: str, before: str = r"(?<![a-z0-9])", after: str = r"(?![a-z0-9])") -> re.Pattern[str]:
        words = sorted((fold(word) for word in values[key]), key=len, reverse=True)
        listed = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)
        return re.compile(rf"{before}(?:{listed}){after}")

    def spelt(key: str, after: str) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{'|'.join(re.escape(nfc(word)) for word in values[key])}){after}")

    return AuditWords(
        exact_lists=pattern("exact_lists"),
        some_of=pattern("some_of"),
        split_leads=pattern("split_leads", before=r"^\W*"),
        whole_of_money=pattern("whole_of_money"),
        shares_of_whole=pattern("shares_of_whole"),
        totals=pattern("totals", after=r"\s*$"),
        roughly=pattern("roughly", after=r"\s*$"),
        leads=pattern("leads"),
        lead_words=tuple(nfc(word) for word in values["leads"]),
        given=pattern("given", before=r"^\W*"),
        lower_bounds=spelt("lower_bounds", r"\s*(?:\w+\s*)?$"),
        upper_bounds=spelt("upper_bounds", r"\s*(?:\w+\s*)?$"),
        each=spelt("each", r"\b"),
        stages=frozenset(term for word in values["stages"] for term in (BIGRAM_JOINT.join(syllables(word)),)),
        portions=pattern("portions"),
        at_hand=pattern("at_hand"),
        nobody=frozenset(fold(word) for word in values["nobody"]),
        people=frozenset(fold(word) for word in values["people"]),
        completed=tuple(fold(word) for word in values["completed"]),
        numbers_of=tuple(values["numbers_of"]),
        messages=values["messages"],
    )
