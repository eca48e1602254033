"""Amounts of money that running text tells: each with its name, its years, and the exact place of the figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.answering.figures import Money, money, money_unit
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.numbers import Unit
from indexer.language.periods import find_periods
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

_LEAST_DONG = Decimal(100_000)  # "11 đồng chí" is no money
_LONGEST_NAME = 8  # words; a longer label is a sentence

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One amount: what it is for ("" where its label is only a time), for which years, and where it stands."""

    entry: DocumentEntry
    passage: StoredPassage
    span: Span
    amount: Money
    unit: Unit
    label: str  # as the source writes it
    name: Words  # the label, folded, without its time and the words that only join
    years: tuple[int, int] | None

    @property
    def period(self) -> str:
        """The years as people write them, or ""."""
        if self.years is None:
            return ""
        first, last = self.years
        return str(first) if first == last else f"{first}–{last}"


def told_amounts(index: OpenIndex, entry: DocumentEntry) -> tuple[Told, ...]:
    """The amounts that the running text of ``entry`` tells as wholes, in source order; rates and limits left out."""
    return index.prepared.once(("told", entry.id), lambda: list(_told(index, entry)))


def _told(index: OpenIndex, entry: DocumentEntry) -> Iterator[Told]:
    text = index.catalogue.text(entry.id)
    for stored in index.catalogue.facts(entry.id, role="amount"):
        fact = stored.fact
        unit = money_unit(fact.unit)
        if fact.table is not None or not fact.certain or unit is None or fact.value is None:
            continue
        passage = index.catalogue.passage_at(entry.id, fact.span.start)
        amount = money(fact.value, fact.text.split(" ")[0], unit, fact.unit or "")
        if passage is None or amount.dong < _LEAST_DONG or not _is_whole(text, fact.span):
            continue
        name = name_words(fact.label)
        if len(name) <= _LONGEST_NAME:
            years = fact.period.years if fact.period is not None else None
            yield Told(entry, passage, fact.span, amount, unit, fact.label, name, years)


def _is_whole(text: str, span: Span) -> bool:
    """Whether the figure is an amount by itself: not one for each of something, nor a number of other things."""
    after = text[span.end : span.end + 12].lstrip()
    spelt = fold(span.of(text)).endswith(load("computing")["currency"])
    return not after.startswith("/") and not fold(after).startswith(_each()) and (spelt or not after[:1].isalpha())


@lru_cache(maxsize=1)
def _each() -> tuple[str, ...]:
    return tuple(fold(word) + " " for word in load("computing")["for_each"])


def name_words(label: str) -> Words:
    """The folded words of a label that name something: without times, brackets, and words that only join."""
    kept, end = [], 0
    for at in find_periods(label):
        kept.append(label[end : at.start])
        end = at.end
    text = one_line(" ".join([*kept, label[end:]])).split("(")[0]
    words = tuple(fold_term(word) for word in syllables(text))
    return _cut(words)


def _cut(words: Words) -> Words:
    leads, tails = _phrases("name_leads"), _phrases("name_tails")
    changed = True
    while changed:
        changed = False
        for tail in tails:
            if words[-len(tail) :] == tail:
                words, changed = words[: -len(tail)], True
        for lead in leads:
            if words[: len(lead)] == lead and len(words) - len(lead) != 1:  # "of the province" names nothing alone
                words, changed = words[len(lead) :], True
    return () if words in _phrases("time_words") or all(word.isdigit() for word in words) else words


@lru_cache(maxsize=8)
def _phrases(key: str) -> tuple[Words, ...]:
    """The folded phrases of the lexicon under ``key``, longest first."""
    found = (tuple(fold_term(word) for word in syllables(phrase)) for phrase in load("computing")[key])
    return tuple(sorted(found, key=len, reverse=True))


def known_fund(name: Words) -> bool:
    """Whether ``name`` is one of the sources of money that plans have in common."""
    return any(_within(group[0], name) for group in _same_funds())


def is_total(name: Words) -> bool:
    """Whether ``name`` begins as the total of a document does."""
    return any(name[: len(head)] == head for head in _phrases("name_heads"))


def spoken_names(name: Words) -> Sequence[Words]:
    """``name`` and the words that people say for it, longest first."""
    same = [group for group in _same_funds() if _within(group[0], name)]
    return sorted({name, *(words for group in same for words in group)}, key=len, reverse=True)


@lru_cache(maxsize=1)
def _same_funds() -> tuple[tuple[Words, ...], ...]:
    groups = load("computing")["same_funds"]
    return tuple(tuple(tuple(fold_term(word) for word in syllables(phrase)) for phrase in group) for group in groups)


def _within(wanted: Words, words: Words) -> bool:
    return f" {' '.join(wanted)} " in f" {' '.join(words)} "
