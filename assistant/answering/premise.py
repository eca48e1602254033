"""What a question takes for granted: amounts that it states and no document does, names that no document holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from assistant.answering.figures import MONEY_BASE
from assistant.asking import Asked
from assistant.question import Question
from indexer.language.abbreviations import abbreviations
from indexer.language.gazetteer import places
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.numbers import find_amounts, times, unit_named
from indexer.language.tokens import Token, bigrams, syllables, tokenize
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_NEAR = Decimal("0.01")  # a question may round
_MOST_FACTS = 10_000
_MOST_RANGES = 64  # documents that are asked for one by one; of more, any passage counts


def unheld_amounts(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> list[str]:
    """The amounts that ``question`` states without asking for anything countable and no document of those holds."""
    if asked.wants - {"check"}:
        return []
    stated = [one for one in find_amounts(question.text) if one.unit is not None and one.unit.base == MONEY_BASE]
    if not stated:
        return []
    held = [value for entry in documents for value in _amounts(index, entry)]
    return [
        question.text[one.start : one.end]
        for one in stated
        if not any(abs(value - one.exact) <= _NEAR * one.exact for value in held)
    ]


def _amounts(index: OpenIndex, entry: DocumentEntry) -> Iterator[Decimal]:
    for stored in index.catalogue.facts(entry.id, role="amount", limit=_MOST_FACTS):
        fact = stored.fact
        unit = unit_named(fact.unit) if fact.unit else None
        if fact.value is not None and unit is not None and unit.base == MONEY_BASE:
            yield times(fact.value, unit.scale)


def unheld_names(index: OpenIndex, question: Question, documents: Sequence[DocumentEntry]) -> list[str]:
    """The names (two or more capitalised words) of ``question`` that none of ``documents`` holds, however written.

    Only a question typed with diacritics shows its names; provinces are looked up elsewhere.
    """
    if question.language != "vi":
        return []
    names = _names(question.text)
    if not names:
        return []
    within = [index.ids[entry.id] for entry in documents if entry.id in index.ids]
    ranges = sorted(within, key=lambda ids: ids.start) if len(within) <= _MOST_RANGES else None
    return [name for name in names if not _held(index, name, ranges)]


def _held(index: OpenIndex, name: str, within: Sequence[range] | None) -> bool:
    """Whether each pair of neighbouring words of ``name`` stands in a passage, or in what an abbreviation means."""
    words = syllables(name)
    for pair, second in zip(bigrams(words), words[1:], strict=True):
        if index.lexical.search({pair: 1.0}, field="terms", limit=1, within=within):
            continue
        fulls = (short for short, full in abbreviations().items() if f" {second} " in f" {full.lower()} ")
        if not any(index.lexical.document_frequency(short, field="folded") for short in fulls):
            return False
    return True


def _names(text: str) -> list[str]:
    taken = places(text)
    names: list[str] = []
    run: list[Token] = []
    for token in [*tokenize(text), None]:
        word = text[token.start : token.end] if token is not None else ""
        named = word[:1].isupper() and (len(word) == 1 or not word.isupper())
        inside = token is not None and any(one.start < token.end and token.start < one.end for one in taken)
        joined = not run or (token is not None and not text[run[-1].end : token.start].strip())
        if token is not None and named and not inside and joined:
            run.append(token)
            continue
        if run and fold(text[run[0].start : run[0].end]) in _opening_words():
            run = run[1:]  # a word before the name: "Trong …", "Nhóm …"
        if len(run) > 1:
            names.append(text[run[0].start : run[-1].end])
        run = [token] if token is not None and named and not inside else []
    return names


@lru_cache(maxsize=1)
def _opening_words() -> frozenset[str]:
    """Folded words that open questions or stand before names, and are no part of them."""
    phrases = [*load("stopwords")["vi"], *load("intents")["table_parts"]]
    return frozenset(fold(phrase) for phrase in phrases if len(syllables(phrase)) == 1)
