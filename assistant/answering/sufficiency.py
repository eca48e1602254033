"""Whether what was found holds a thing of the kind asked for: a sum of money, a percentage, a number."""

from __future__ import annotations

import re

from assistant.answering.figures import money_in
from assistant.answering.found import Found
from assistant.answering.timely import asks_only_time
from assistant.answering.times import tells_time
from assistant.asking import Asked, Want
from assistant.marks import MARK
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.tokens import document_numbers, fold_term, syllables

_MONEY: frozenset[Want] = frozenset({"money", "sum", "total", "each"})
_PERCENT: frozenset[Want] = frozenset({"percent"})
_REFERENCE: frozenset[Want] = frozenset({"reference", "time"})
_COUNT: frozenset[Want] = frozenset({"count"})
_LISTS = 2  # semicolons of a text that lists things, which can be counted


def lacks_kind(question: Question, asked: Asked, found: Found) -> str | None:
    """The kind of figure that is asked for and that the quote does not hold, or None if nothing is lacking.

    Only a question for one kind of figure, in so many words, is held to it.
    """
    if found.kind != "quote" or not asked.wants:
        return None
    said = found.text[: max((mark.start() for mark in MARK.finditer(found.text)), default=None)]  # the place follows
    if asked.wants <= _MONEY and "money" in asked.wants and in_words(question, "money_words"):
        return None if money_in(said) else "money"
    if asked.wants == _PERCENT:
        return None if "%" in said else "percent"
    if asks_only_time(asked):
        return None if tells_time(said) else "time"
    if asked.wants <= _REFERENCE and "reference" in asked.wants:
        told = set(document_numbers(said)) - set(document_numbers(question.standalone))
        return None if any(not _said_before(number, question) for number in told) else "reference"
    if asked.wants == _COUNT and asked.counted:
        return None if re.search(r"\d", said) or said.count(";") >= _LISTS else "count"
    return None


def _said_before(number: str, question: Question) -> bool:
    """Whether the question holds the bare number already."""
    return any(digits in question.numbers for digits in re.findall(r"\d+", number)[:1])


def in_words(question: Question, key: str) -> bool:
    """Whether the question holds one of the phrases of the lexicon under ``key``."""
    words = [fold_term(word) for word in syllables(question.text)]
    line = f" {' '.join(words)} "
    return any(f" {_folded(phrase)} " in line for phrase in load("intents")[key])


def _folded(phrase: str) -> str:
    return " ".join(fold_term(word) for word in syllables(phrase))
