"""What a question asks for: amounts, agencies, times, lists …, and the topic words that are left.

Phrases come from ``intents.json``; the longest phrase at a place wins, and what a phrase covers is no topic any more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, cast

from assistant.asking_counts import asks_money_besides, counted_in_vietnamese, counted_words, counts_things, cues_found
from assistant.asking_cues import cues_of, words_of
from assistant.foreign import SYLLABLE
from assistant.issuers import issuer_tokens
from assistant.meant import counts_time, ends_with_amount, names_rate, settled
from assistant.price_asked import asks_unit_price
from assistant.question import Question
from indexer.language.abbreviations import abbreviations
from indexer.language.gazetteer import places
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.tokens import Token, fold_term, syllables, tokenize
from indexer.records import DocumentEntry

Want = Literal[
    "money", "percent", "count", "owner", "partner", "time", "basis", "fund", "signer", "where", "reference",
    "list", "duties", "summary", "sum", "total", "compare", "each", "check", "none",
    "issued", "symbol", "issuer", "most", "least", "share", "change",
]  # fmt: skip
_YEAR = re.compile(r"20\d{2}")
_PLURAL_REACH = 6  # words from a plural to the "which" that belongs to it
_ROMAN = ("i", "ii", "iii", "iv")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is wanted, the noun that is counted ("how many X"), and the words that say what about."""

    wants: frozenset[Want]
    counted: str
    topic: str
    topic_text: str = ""  # the topic with the punctuation and joining words between its parts
    before: str = ""  # the topic of the question before it, for a follow-up
    words: tuple[str, ...] = ()  # all words of the question, folded, in order

    def any_of(self, *wants: Want) -> bool:
        """Whether at least one of ``wants`` is asked for."""
        return not self.wants.isdisjoint(wants)


def read_asked(question: Question) -> Asked:
    """What ``question`` asks for and about; a follow-up keeps the topic, and what is asked if it asks nothing new."""
    asked = _read(question.text, question)
    if not question.context:
        return asked
    before = _read(question.context, question)
    if asked.wants - {"sum"}:
        return replace(asked, before=before.topic, words=(*asked.words, *before.words))
    wants = before.wants | asked.wants
    words = (*asked.words, *before.words)
    return replace(asked, wants=wants, counted=before.counted, before=before.topic, words=words)


def _read(text: str, question: Question) -> Asked:
    folded = question.language != "vi"
    tokens = list(tokenize(text))
    words = [fold_term(token.term) if folded else token.term for token in tokens]
    cues = cues_of(folded=folded)
    found = settled(words, cues_found(words, cues), len(question.places), folded=folded)
    found = [cue for cue in found if not counts_things(words, cue, cues, folded=folded)]
    wants = {cast(Want, want) for cue in found for want in cue.wants}
    taken = {at for cue in found if not cue.kept for at in range(cue.start, cue.end)}
    counted = counted_words(words, taken, cues)
    if counted and "money" in wants and not asks_money_besides(words, counted, cues):
        wants.discard("money")
    if question.language == "en":
        counted = counted_in_vietnamese(counted)
    counted = [] if "time" in wants and counts_time(counted, folded=folded) else counted
    if words[:1] == [load("intents")["who"]] and wants.isdisjoint(("owner", "signer")):
        wants.add("owner")
    opens = not wants and not counted and _opens_a_list(words, folded=folded)
    if opens or ("where" not in wants and _asks_for_several(words, taken, folded=folded)):
        wants.add("list")
    if "reference" in wants and _has_phrase(words, "basis_words", folded=folded):
        wants.add("basis")
    if _has_phrase(words, "beneficiary", folded=folded):
        wants -= {"money", "owner"}
    if re.search(load("intents")["gathers_words"], fold(text)):  # sentences are gathered, no figures
        wants = wants - {"sum", "total"} | {"summary"}
    if "%" in text:
        wants.add("percent")
    wants |= {"check"} if re.search(load("doubts")["checks"], fold(text)) else set()
    if "share" not in wants and "percent" in wants:
        wants -= {"money", "total", "sum"}  # a percentage is stated; only a share is computed
    if not counted and ends_with_amount(text, words, wants, cues.figure_last):
        wants.add("percent" if names_rate(words, folded=folded) else "money")
    wants |= {"money"} if not (counted or wants) and asks_unit_price(text, question.language) else set()
    if counted and wants.isdisjoint(("money", "percent")):
        wants.add("count")
    if not wants.isdisjoint(("sum", "total")) and wants.isdisjoint(("count", "percent")):
        wants.add("money")
    taken |= _place_tokens(text, tokens) | issuer_tokens(question, words) | _year_tokens(words, folded=folded)
    left = [text[token.start : token.end] for at, token in enumerate(tokens) if at not in taken]
    spoken = _with_quarters(tuple(fold_term(token.term) for token in tokens))
    return Asked(
        frozenset(wants - {"none"}), " ".join(counted), " ".join(left), _between(text, tokens, taken), words=spoken
    )


def _asks_for_several(words: Sequence[str], taken: Collection[int], *, folded: bool) -> bool:
    """Whether a plural stands a few words before a "which" or "what" that asks for nothing else."""
    plural = {word for phrase in load("intents")["plural"] for word in words_of(phrase, folded=folded)}
    which = {word for phrase in load("intents")["which"] for word in words_of(phrase, folded=folded)}
    asking = {at for at, word in enumerate(words) if word in which and at not in taken}
    nouns = [words_of(phrase, folded=folded) for phrase in load("intents")["list_nouns"]]
    exists = {word for phrase in load("intents")["exists"] for word in words_of(phrase, folded=folded)}
    opens = {at for at, word in enumerate(words) if word in plural}
    opens |= {
        at
        for at, word in enumerate(words)
        if word in exists and any(tuple(words[at + 1 : at + 1 + len(noun)]) == noun for noun in nouns)
    }
    return any(not asking.isdisjoint(range(at + 2, at + _PLURAL_REACH)) for at in opens)


def _opens_a_list(words: Sequence[str], *, folded: bool) -> bool:
    """Whether the question begins with a plural or a word for lists, and so names what is to be listed.

    Not one that ends by asking for one thing ("các cơ quan … bằng loại USB gì").
    """
    intents = load("intents")
    which = {word for phrase in intents["which"] for word in words_of(phrase, folded=folded)}
    before = {word for phrase in intents["before_lists"] for word in words_of(phrase, folded=folded)}
    if words[-1:] and words[-1] in which and len(words) > _PLURAL_REACH and words[-2] not in before:
        return False
    first = [words_of(phrase, folded=folded) for phrase in intents["lists_first"]]
    return any(tuple(words[: len(phrase)]) == phrase for phrase in first)


def _has_phrase(words: Sequence[str], key: str, *, folded: bool) -> bool:
    line = f" {' '.join(words)} "
    return any(f" {' '.join(words_of(phrase, folded=folded))} " in line for phrase in load("intents")[key])


def _between(text: str, tokens: Sequence[Token], taken: set[int]) -> str:
    """``text`` without the tokens ``taken``, what stands between the others kept, words that join things too."""
    joints = {fold(word) for word in load("intents")["joints"]}
    between = _phrase_tokens(text, tokens, load("intents")["joints_kept"])
    kept: list[str] = []
    end = 0
    for at, token in enumerate(tokens):
        word = text[token.start : token.end]
        kept.append(text[end : token.start])
        joins = fold(word) in joints and at > 0 and taken.isdisjoint((at - 1, at + 1))
        kept.append(word if at not in taken or joins or at in between else "")
        end = token.end
    return one_line("".join([*kept, text[end:]]))


def _phrase_tokens(text: str, tokens: Sequence[Token], phrases: Sequence[str]) -> set[int]:
    """The places of the tokens that one of ``phrases`` is made of."""
    words = [fold(text[token.start : token.end]) for token in tokens]
    known = frozenset(words)
    found: set[int] = set()
    for phrase in map(fold, phrases):
        parts = phrase.split()
        size = len(parts)
        for at in range(len(words) - size + 1) if known.issuperset(parts) else ():
            if " ".join(words[at : at + size]) == phrase:
                found |= set(range(at, at + size))
    return found


def without_generic(text: str, *, folded: bool, also: Collection[str] = ()) -> list[str]:
    """The words of ``text`` that no phrase common to all plans covers, nor any of the words ``also``."""
    words = [fold_term(word) if folded else word for word in syllables(text)]
    generic = cues_of(folded=folded).generic
    covered: set[int] = set()
    for at, word in enumerate(words):
        for phrase in generic.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                covered |= set(range(at, at + len(phrase)))
    return [word for at, word in enumerate(words) if at not in covered and word not in also]


def content_words(question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> list[str]:
    """The words of the topic that say something: not how it is asked, not what all plans or the titles say."""
    folded = question.language != "vi"
    ignored = {word for entry in documents for word in words_of(entry.metadata.title, folded=folded)}
    ignored |= stopwords(folded=folded) | set(question.numbers)
    left = without_generic(asked.topic, folded=folded, also=ignored)
    return [word for word in left if len(word) > 1 and not word.isdigit()]


@lru_cache(maxsize=2)
def stopwords(*, folded: bool) -> frozenset[str]:
    """The words of both languages that only join others."""
    phrases = (phrase for listed in ("vi", "en") for phrase in load("stopwords")[listed])
    return frozenset(word for phrase in phrases for word in words_of(phrase, folded=folded))


def names(asked: Asked, phrase: str) -> bool:
    """Whether the question holds the words of ``phrase`` one after the other, an abbreviation spelt out included."""
    wanted = _padded(phrase)
    return bool(wanted) and wanted in _spoken_line(asked.words)


@lru_cache(maxsize=4096)  # phrases of the lexicons
def _padded(phrase: str) -> str:
    """The folded words of ``phrase`` with a blank on both sides, as they stand in a line of words."""
    words = words_of(phrase, folded=True)
    return f" {' '.join(words)} " if words else ""


@lru_cache(maxsize=16)
def _spoken_line(spoken: tuple[str, ...]) -> str:
    """The words of a question as one line, once as they are and once with abbreviations spelt out."""
    return f" {' '.join(spoken)} | {' '.join(_spelt_out(spoken))} "


@lru_cache(maxsize=2)
def filler_words(*, folded: bool) -> frozenset[str]:
    """The words with which questions about rows are filled and that name no row."""
    return frozenset(word for phrase in load("intents")["row_fillers"] for word in words_of(phrase, folded=folded))


def names_any(asked: Asked, key: str) -> bool:
    """Whether the question holds one of the phrases of the lexicon under ``key``."""
    line = _spoken_line(asked.words)
    return any(phrase in line for phrase in _all_padded(key))


@lru_cache(maxsize=256)  # lists of the lexicon
def _all_padded(key: str) -> tuple[str, ...]:
    """The phrases of the lexicon under ``key`` as they stand in a line of words."""
    return tuple(filter(None, map(_padded, load("intents")[key])))


def _with_quarters(spoken: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the quarters of a half-year after them, and "quý 4" as "quý IV", as headers write it."""
    line = f" {' '.join(spoken)} "
    for half, quarters in load("intents")["halves"]:
        if f" {' '.join(words_of(half, folded=True))} " in line:
            line += f"{' '.join(words_of(quarters, folded=True))} "
    (quarter,) = words_of(load("intents")["quarter"][0], folded=True)
    return tuple(re.sub(rf"(?<= {quarter} )([1-4])(?= )", lambda found: _ROMAN[int(found[1]) - 1], line).split())


def in_quarters(asked: Asked) -> bool:
    """Whether quarters of a year are asked for, which columns of tables hold rather than sentences."""
    (quarter,) = words_of(load("intents")["quarter"][0], folded=True)
    return any(one == quarter and other in _ROMAN for one, other in pairwise(asked.words))


def _spelt_out(words: Sequence[str]) -> list[str]:
    """The folded words with what each abbreviation stands for in its place; a syllable ("tư") is none."""
    entries = abbreviations()
    spelt = (one if SYLLABLE.fullmatch(one) else entries.get(one, one) for one in words)
    return [fold_term(word) for one in spelt for word in syllables(one)]


def focus_words(question: Question) -> frozenset[str]:
    """The nouns that the question is put to: those right before "what" or "which" (Vietnamese puts these last)."""
    folded = question.language != "vi"
    words = [fold_term(word) if folded else word for word in syllables(question.text)]
    asking = {word for phrase in load("intents")["which"] for word in words_of(phrase, folded=folded)}
    return frozenset(before for before, word in pairwise(words) if word in asking and before not in asking)


def asks_which(question: Question) -> bool:
    """Whether the question asks for a thing ("which", "what"), not only for a figure."""
    words = {fold_term(word) for word in syllables(question.text)}
    return not words.isdisjoint(map(fold, load("intents")["asks_thing"]))


def _year_tokens(words: Sequence[str], *, folded: bool) -> set[int]:
    """The years, each with the word that announces it ("năm 2031"), unless that ends the name of a half of it."""
    years = {at for at, word in enumerate(words) if _YEAR.fullmatch(word)}
    announced = {words_of(word, folded=folded) for word in load("asking")["range"]["year"]}
    halves = [words_of(half, folded=folded) for half, _ in load("intents")["halves"]]
    before = {at - 1 for at in years if at and (words[at - 1],) in announced}
    return years | {at for at in before if not any(tuple(words[max(0, at + 1 - len(h)) : at + 1]) == h for h in halves)}


def _place_tokens(text: str, tokens: Sequence[Token]) -> set[int]:
    mentions = places(text)
    return {
        at
        for at, token in enumerate(tokens)
        if any(mention.start <= token.start and token.end <= mention.end for mention in mentions)
    }
