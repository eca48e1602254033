"""Whether what was found holds a thing of the kind asked for: a sum of money, a percentage, a number."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.answering.agencies import names_agency
from assistant.answering.aspect import read_aspect
from assistant.answering.figures import money_in
from assistant.answering.found import Found
from assistant.answering.reading import is_charged
from assistant.answering.timely import asks_only_time
from assistant.answering.times import tells_time
from assistant.asking import Asked, Want
from assistant.marks import MARK
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.tokens import document_numbers, fold_term, syllables

_MONEY: frozenset[Want] = frozenset({"money", "sum", "total", "each"})
FIGURES: frozenset[Want] = frozenset({"money", "count", "percent", "sum", "total", "each"})
_OWNER: frozenset[Want] = frozenset({"owner", "partner"})
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
    """The kind of thing that is asked for and that the quote does not hold, or None if nothing is lacking.

    Only a question for one kind of thing, in so many words, is held to it.
    """
    kind = _kind(question, asked) if found.kind == "quote" else None
    said = found.text[: max((mark.start() for mark in MARK.finditer(found.text)), default=None)]  # the place follows
    return kind if kind is not None and not _holds(kind, question, asked, said) else None


def _kind(question: Question, asked: Asked) -> str | None:
    """The one kind of thing that is asked for; None where it is none of these, or several."""
    wants = asked.wants
    priced = wants <= _MONEY and re.search(load("intents")["asks_price"], question.text.lower()) is not None
    kinds = (
        (
            "measure",
            bool(wants)
            and not asked.counted
            and wants <= FIGURES
            and _asks_figure(question)
            and _measure(question, asked) is not None,
        ),
        ("money", priced or ("money" in wants and wants <= _MONEY and _asks_money(question))),
        ("percent", wants == _PERCENT),
        ("time", asks_only_time(asked)),
        ("owner", bool(wants) and wants <= _OWNER),
        ("reference", "reference" in wants and wants <= _REFERENCE),
        ("count", "count" in wants and wants <= _COUNT and bool(asked.counted)),
    )
    return next((kind for kind, is_asked in kinds if is_asked), None)


def _holds(kind: str, question: Question, asked: Asked, said: str) -> bool:
    """Whether the quote holds a thing of that kind."""
    holds: dict[str, Callable[[], bool]] = {
        "measure": lambda: (measure := _measure(question, asked)) is not None and measure.search(said) is not None,
        "money": lambda: bool(money_in(said)),
        "percent": lambda: "%" in said,
        "time": lambda: tells_time(said),
        "owner": lambda: names_agency(said) or is_charged(said),
        "reference": lambda: _refers(question, said),
        "count": lambda: _lists(said) or _counts(question, asked, said),
    }
    return holds[kind]()


def _measure(question: Question, asked: Asked) -> re.Pattern[str] | None:
    return read_aspect(question, asked).measure


def _refers(question: Question, said: str) -> bool:
    told = set(document_numbers(said)) - set(document_numbers(question.standalone))
    return any(not _said_before(number, question) for number in told)


def _lists(said: str) -> bool:
    return said.count(";") >= _LISTS and not said.startswith(_ROW)


def _asks_figure(question: Question) -> bool:
    """Whether "how much" or "how many" is asked, in Vietnamese, where these words ask for nothing else."""
    return question.language != "en" and in_words(question, "count")


def _asks_money(question: Question) -> bool:
    return in_words(question, "money_words") or _asks_figure(question)


def _counts(question: Question, asked: Asked, said: str) -> bool:
    """Whether the quote counts what is asked for; of English nouns, and of what may be anybody, any number will do."""
    words = fold(asked.counted).split()
    lexicon = load("aspects")
    anybody = re.search(lexicon["counts_people"], fold(question.text)) is not None
    if question.language == "en" or anybody or words[0] in lexicon["anything"]:
        return re.search(r"\d", said) is not None
    line, noun = one_line(said), " ".join(syllables(asked.counted)[:_PAIR])
    pattern, nouns = _counting(noun)
    told = (line[found.start() : found.end()] for found in pattern.finditer(fold(line)))
    return any(question.language != "vi" or _says_one_of(nouns, text) for text in told)


def _says_one_of(nouns: Sequence[str], text: str) -> bool:
    """Whether one of ``nouns`` stands in ``text`` with its diacritics or with none: "cán bộ" is not "cần bổ"."""
    words = f" {' '.join(syllables(text))} "
    return text.isascii() or any(f" {noun} " in words or f" {fold(noun)} " in words for noun in nouns)


@lru_cache(maxsize=64)
def _counting(noun: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """A number right before the first word of ``noun``, some words before it or what counts the same, or after it.

    With the pattern, which is folded, the nouns that it finds.
    """
    first = noun.split(maxsplit=1)[0]
    groups = [[" ".join(syllables(one)) for one in group] for group in load("aspects")["counted_alike"]]
    known = [group for group in groups if any(fold(one) in (fold(noun), fold(first)) for one in group)]
    alike = [noun, *(one for group in known for one in group)]
    nouns = "|".join(r",?\s+".join(map(re.escape, fold(one).split())) for one in alike)
    whole = any(fold(noun) == fold(one) for one in alike[1:])
    pattern = re.compile(
        rf"\d[\d.,]*\s*(?:{nouns if whole else re.escape(fold(first))})\b"
        rf"|\d[\d.,]*\s*(?:[\w(]+,?\s+){{0,{_FAR}}}(?:{nouns})\b"
        rf"|\b(?:{nouns})\b[^.;\d]{{0,{_AFTER}}}:\s*\d(?!\d{{3}}:)"
    )
    return pattern, (*alike, *([] if whole else [first]))


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


@lru_cache(maxsize=512)  # phrases of the lexicon
def _folded(phrase: str) -> str:
    return " ".join(fold_term(word) for word in syllables(phrase))
