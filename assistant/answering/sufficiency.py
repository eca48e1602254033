"""Whether what was found holds a thing of the kind asked for: a sum of money, a percentage, a number."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.answering.figures import money_in
from assistant.answering.found import Found
from assistant.answering.timely import asks_only_time
from assistant.answering.times import tells_time
from assistant.asking import Asked, Want
from assistant.marks import MARK
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.tokens import document_numbers, fold_term, syllables

_MONEY: frozenset[Want] = frozenset({"money", "sum", "total", "each"})
_PERCENT: frozenset[Want] = frozenset({"percent"})
_REFERENCE: frozenset[Want] = frozenset({"reference", "time"})
_COUNT: frozenset[Want] = frozenset({"count", "sum", "total", "each"})
_BETWEEN = 3  # words between a number and what it counts
_FAR = 6  # the same where no other number will do
_AFTER = 40  # code points from a noun to the colon and its number
_ROW = "“"  # with which cells of a row are told
_PAIR = 2  # words of a noun that tell it from others
_LISTS = 2  # semicolons of a text that lists things, which can be counted


def lacks_kind(question: Question, asked: Asked, found: Found) -> str | None:
    """The kind of figure that is asked for and that the quote does not hold, or None if nothing is lacking.

    Only a question for one kind of figure, in so many words, is held to it.
    """
    priced = re.search(load("intents")["asks_price"], question.text.lower()) is not None
    if found.kind != "quote" or not (asked.wants or priced):
        return None
    said = found.text[: max((mark.start() for mark in MARK.finditer(found.text)), default=None)]  # the place follows
    if asked.wants <= _MONEY and "money" in asked.wants and in_words(question, "money_words"):
        return None if money_in(said) else "money"
    if priced and asked.wants <= _MONEY:
        return None if money_in(said) else "money"
    if asked.wants == _PERCENT:
        return None if "%" in said else "percent"
    if asks_only_time(asked):
        return None if tells_time(said) else "time"
    if asked.wants <= _REFERENCE and "reference" in asked.wants:
        told = set(document_numbers(said)) - set(document_numbers(question.standalone))
        return None if any(not _said_before(number, question) for number in told) else "reference"
    if "count" in asked.wants and asked.wants <= _COUNT and asked.counted:
        lists = said.count(";") >= _LISTS and not said.startswith(_ROW)
        return None if lists or _counts(question, asked, said) else "count"
    return None


def _counts(question: Question, asked: Asked, said: str) -> bool:
    """Whether the quote counts what is asked for; of English nouns, and of what may be anybody, any number will do."""
    words = fold(asked.counted).split()
    lexicon = load("aspects")
    anybody = re.search(lexicon["counts_people"], fold(question.text)) is not None
    if question.language == "en" or anybody or words[0] in lexicon["anything"]:
        return re.search(r"\d", said) is not None
    return _counting(" ".join(words[:_PAIR])).search(fold(one_line(said))) is not None


@lru_cache(maxsize=64)
def _counting(noun: str) -> re.Pattern[str]:
    """A number right before the first word of ``noun``, some words before it or what counts the same, or after it."""
    first = noun.split(maxsplit=1)[0]
    lexicon = load("aspects")["counted_alike"]
    alike = [noun, *(one for group in lexicon if {noun, first} & {*group} for one in group)]
    nouns = "|".join(r",?\s+".join(map(re.escape, one.split())) for one in alike)
    known = any(noun in group for group in lexicon)
    return re.compile(
        rf"\d[\d.,]*\s*(?:{nouns if known else re.escape(first)})\b"
        rf"|\d[\d.,]*\s*(?:[\w(]+,?\s+){{0,{_FAR}}}(?:{nouns})\b"
        rf"|\b(?:{nouns})\b[^.;\d]{{0,{_AFTER}}}:\s*\d(?!\d{{3}}:)"
    )


def _said_before(number: str, question: Question) -> bool:
    """Whether the question holds the bare number already."""
    return any(digits in question.numbers for digits in re.findall(r"\d+", number)[:1])


def counts_near(asked: Asked, first: str) -> bool:
    """Whether a number stands a few words before the noun that is counted, or before one that counts the same."""
    nouns = fold(asked.counted).split()[:1]
    for group in load("aspects")["counters"]:
        nouns += group if nouns and nouns[0] in group else []
    pattern = rf"\d[\d.,]*\s+(?:\w+\s+){{0,{_BETWEEN}}}(?:{'|'.join(map(re.escape, nouns))})\b"
    return bool(nouns) and re.search(pattern, fold(first)) is not None


def in_words(question: Question, key: str) -> bool:
    """Whether the question holds one of the phrases of the lexicon under ``key``."""
    words = [fold_term(word) for word in syllables(question.text)]
    line = f" {' '.join(words)} "
    return any(f" {_folded(phrase)} " in line for phrase in load("intents")[key])


def _folded(phrase: str) -> str:
    return " ".join(fold_term(word) for word in syllables(phrase))
