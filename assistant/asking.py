"""What a question asks for: amounts, agencies, times, lists …, and the topic words that are left.

Phrases come from ``intents.json``; the longest phrase at a place wins, and what a phrase covers is no topic any more.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal, cast

from assistant.foreign import SYLLABLE
from assistant.issuers import issuer_tokens
from assistant.meant import Cue, counts_time, cues_in, ends_with_amount, names_rate, settled
from assistant.price_asked import asks_unit_price
from assistant.query import translated
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
_MAX_COUNTED = 3
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


@dataclass(frozen=True, slots=True)
class _Cues:
    """Phrases by their words; a phrase may stand for several wants."""

    phrases: Mapping[tuple[str, ...], tuple[frozenset[Want], bool]]
    longest: int
    count: frozenset[tuple[str, ...]]
    count_first: frozenset[tuple[str, ...]]
    count_not: frozenset[tuple[str, ...]]
    count_ends: frozenset[tuple[str, ...]]  # words that are no things: times, joints
    count_inside: frozenset[tuple[str, ...]]  # pairs of words that are one thing
    figure_last: frozenset[tuple[str, ...]]
    skips: frozenset[str]
    money: frozenset[str]
    all_of: list[str]
    empty: frozenset[str]  # words that are never counted: "ai", "vậy"
    generic: Mapping[str, tuple[tuple[str, ...], ...]]  # by their first words
    ordinal: frozenset[tuple[str, ...]]  # words before which a number is a rank, and counts nothing
    machines: frozenset[tuple[str, ...]]  # two words each; only without diacritics they look like counts
    asks: frozenset[str]  # words that ask for something


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
    cues = _cues(folded=folded)
    found = settled(words, _cues_in(words, cues), len(question.places), folded=folded)
    found = [cue for cue in found if not _counts_things(words, cue, cues, folded=folded)]
    wants = {cast(Want, want) for cue in found for want in cue.wants}
    taken = {at for cue in found if not cue.kept for at in range(cue.start, cue.end)}
    counted = _counted(words, taken, cues)
    if counted and "money" in wants and not _asks_money_besides(words, counted, cues):
        wants.discard("money")
    if question.language == "en":
        counted = _in_vietnamese(counted)
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
    plural = {word for phrase in load("intents")["plural"] for word in _words(phrase, folded=folded)}
    which = {word for phrase in load("intents")["which"] for word in _words(phrase, folded=folded)}
    asking = {at for at, word in enumerate(words) if word in which and at not in taken}
    nouns = [_words(phrase, folded=folded) for phrase in load("intents")["list_nouns"]]
    exists = {word for phrase in load("intents")["exists"] for word in _words(phrase, folded=folded)}
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
    which = {word for phrase in intents["which"] for word in _words(phrase, folded=folded)}
    before = {word for phrase in intents["before_lists"] for word in _words(phrase, folded=folded)}
    if words[-1:] and words[-1] in which and len(words) > _PLURAL_REACH and words[-2] not in before:
        return False
    first = [_words(phrase, folded=folded) for phrase in intents["lists_first"]]
    return any(tuple(words[: len(phrase)]) == phrase for phrase in first)


def _has_phrase(words: Sequence[str], key: str, *, folded: bool) -> bool:
    line = f" {' '.join(words)} "
    return any(f" {' '.join(_words(phrase, folded=folded))} " in line for phrase in load("intents")[key])


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
    generic = _cues(folded=folded).generic
    covered: set[int] = set()
    for at, word in enumerate(words):
        for phrase in generic.get(word, ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                covered |= set(range(at, at + len(phrase)))
    return [word for at, word in enumerate(words) if at not in covered and word not in also]


def content_words(question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> list[str]:
    """The words of the topic that say something: not how it is asked, not what all plans or the titles say."""
    folded = question.language != "vi"
    ignored = {word for entry in documents for word in _words(entry.metadata.title, folded=folded)}
    ignored |= stopwords(folded=folded) | set(question.numbers)
    left = without_generic(asked.topic, folded=folded, also=ignored)
    return [word for word in left if len(word) > 1 and not word.isdigit()]


@lru_cache(maxsize=2)
def stopwords(*, folded: bool) -> frozenset[str]:
    """The words of both languages that only join others."""
    phrases = (phrase for listed in ("vi", "en") for phrase in load("stopwords")[listed])
    return frozenset(word for phrase in phrases for word in _words(phrase, folded=folded))


def names(asked: Asked, phrase: str) -> bool:
    """Whether the question holds the words of ``phrase`` one after the other, an abbreviation spelt out included."""
    wanted = _padded(phrase)
    return bool(wanted) and wanted in _spoken_line(asked.words)


@lru_cache(maxsize=4096)  # phrases of the lexicons
def _padded(phrase: str) -> str:
    """The folded words of ``phrase`` with a blank on both sides, as they stand in a line of words."""
    words = _words(phrase, folded=True)
    return f" {' '.join(words)} " if words else ""


@lru_cache(maxsize=16)
def _spoken_line(spoken: tuple[str, ...]) -> str:
    """The words of a question as one line, once as they are and once with abbreviations spelt out."""
    return f" {' '.join(spoken)} | {' '.join(_spelt_out(spoken))} "


@lru_cache(maxsize=2)
def filler_words(*, folded: bool) -> frozenset[str]:
    """The words with which questions about rows are filled and that name no row."""
    return frozenset(word for phrase in load("intents")["row_fillers"] for word in _words(phrase, folded=folded))


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
        if f" {' '.join(_words(half, folded=True))} " in line:
            line += f"{' '.join(_words(quarters, folded=True))} "
    (quarter,) = _words(load("intents")["quarter"][0], folded=True)
    return tuple(re.sub(rf"(?<= {quarter} )([1-4])(?= )", lambda found: _ROMAN[int(found[1]) - 1], line).split())


def in_quarters(asked: Asked) -> bool:
    """Whether quarters of a year are asked for, which columns of tables hold rather than sentences."""
    (quarter,) = _words(load("intents")["quarter"][0], folded=True)
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
    asking = {word for phrase in load("intents")["which"] for word in _words(phrase, folded=folded)}
    return frozenset(before for before, word in pairwise(words) if word in asking and before not in asking)


def asks_which(question: Question) -> bool:
    """Whether the question asks for a thing ("which", "what"), not only for a figure."""
    words = {fold_term(word) for word in syllables(question.text)}
    return not words.isdisjoint(map(fold, load("intents")["asks_thing"]))


def _cues_in(words: Sequence[str], cues: _Cues) -> list[Cue]:
    return cues_in(words, cues.phrases, cues.longest, cues.count, cues.money)


def _counted(words: Sequence[str], taken: Collection[int], cues: _Cues) -> list[str]:
    """The words after "how many" (or after "số" at the start), up to three, unless they ask for money."""
    if tuple(words[:1]) in cues.count_first and tuple(words[1:2]) not in cues.count_not:
        return list(words[1 : _MAX_COUNTED + 1])
    for at in range(len(words)):
        for size in (2, 1):
            free = at not in taken or words[at - 2 : at] == cues.all_of  # "quý mấy" counts nothing
            free = free and not _is_machine(words, at, cues) and tuple(words[at - 1 : at]) not in cues.ordinal
            if tuple(words[at : at + size]) in cues.count and free:
                beyond = words[at + size : at + size + _MAX_COUNTED + 1]
                whole = tuple(beyond[:2]) in cues.count_inside  # "người dùng" are no "người"
                after = [word for word in beyond if word not in cues.skips or whole] or list(beyond[:1])
                after = list(beyond[:1]) if after and after[0] in cues.empty else after  # "people in a meeting"
                of_things = after and (whole or after[0] not in cues.money)  # "đồng chí" are no money
                if of_things and after[0] not in cues.empty and not after[0].isdigit():
                    return after[:_MAX_COUNTED]
    return []


def _counts_things(words: Sequence[str], cue: Cue, cues: _Cues, *, folded: bool) -> bool:
    """Whether a phrase for money that ends in "how many" stands before a thing: "is granted how many computers"."""
    if "money" not in cue.wants or tuple(words[cue.end - 2 : cue.end]) not in cues.count:
        return False
    return any(tuple(words[cue.end : cue.end + len(head)]) == head for head in _counted_heads(folded=folded))


@lru_cache(maxsize=2)
def _counted_heads(*, folded: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(_words(head, folded=folded) for head in load("computing")["counted_heads"])


def _asks_money_besides(words: Sequence[str], counted: Sequence[str], cues: _Cues) -> bool:
    """Whether money is asked for beside "how many X": "is granted how many" is of things where a thing follows."""
    if (counted[0],) in cues.count_ends:
        return True
    at = next((at for at in range(1, len(words)) if list(words[at : at + len(counted)]) == list(counted)), 0)
    size = next((size for size in (2, 1) if tuple(words[max(0, at - size) : at]) in cues.count), 0)
    if not size:
        return True
    beside = (*_cues_in(words[: at - size], cues), *_cues_in(words[at:], cues))
    return any("money" in cue.wants for cue in beside)


def _is_machine(words: Sequence[str], at: int, cues: _Cues) -> bool:
    """Whether "may" without diacritics is "máy": before what machines are called, where another word asks."""
    others = cues.asks.intersection([*words[:at], *words[at + 1 :]])
    return bool(others) and (words[at], *words[at + 1 : at + 2]) in cues.machines


def _in_vietnamese(counted: Sequence[str]) -> list[str]:
    """The head of an English phrase ("dedicated officers", "pages of archives") in Vietnamese, or as it is."""
    stops = [at for at, word in enumerate(counted) if word in load("stopwords")["en"] or (at and word.endswith("ed"))]
    head = counted[: stops[0]] if stops else counted
    for at in range(len(head)):
        phrases, rest = translated(" ".join(head[at:]))
        if len(phrases) == 1 and not rest:
            return [fold_term(word) for word in syllables(phrases[0])]
    return list(counted)


def _year_tokens(words: Sequence[str], *, folded: bool) -> set[int]:
    """The years, each with the word that announces it ("năm 2031"), unless that ends the name of a half of it."""
    years = {at for at, word in enumerate(words) if _YEAR.fullmatch(word)}
    announced = {_words(word, folded=folded) for word in load("asking")["range"]["year"]}
    halves = [_words(half, folded=folded) for half, _ in load("intents")["halves"]]
    before = {at - 1 for at in years if at and (words[at - 1],) in announced}
    return years | {at for at in before if not any(tuple(words[max(0, at + 1 - len(h)) : at + 1]) == h for h in halves)}


def _place_tokens(text: str, tokens: Sequence[Token]) -> set[int]:
    mentions = places(text)
    return {
        at
        for at, token in enumerate(tokens)
        if any(mention.start <= token.start and token.end <= mention.end for mention in mentions)
    }


@lru_cache(maxsize=2)
def _cues(*, folded: bool) -> _Cues:
    loaded = load("intents")
    phrases: dict[tuple[str, ...], tuple[frozenset[Want], bool]] = {}
    for want, entry in loaded["wants"].items():
        kept = {_words(phrase, folded=folded) for phrase in entry["keep"]}
        for phrase in (*entry["cues"], *entry["keep"]):
            words = _words(phrase, folded=folded)
            wants, keep = phrases.get(words, (frozenset(), False))
            phrases[words] = (wants | {want}, keep or words in kept)
    return _Cues(
        phrases=phrases,
        all_of=list(_words(loaded["all_of"], folded=folded)),
        longest=max(map(len, phrases)),
        count=frozenset(_words(phrase, folded=folded) for phrase in loaded["count"]),
        count_first=frozenset(_words(phrase, folded=folded) for phrase in loaded["count_first"]),
        count_not=frozenset(_words(phrase, folded=folded) for phrase in loaded["count_not"]),
        count_ends=frozenset(
            _words(phrase, folded=folded) for phrase in loaded["count_ends_bare" if folded else "count_ends"]
        ),
        count_inside=frozenset(_words(phrase, folded=folded) for phrase in loaded["count_inside"]),
        figure_last=frozenset(_words(phrase, folded=folded) for phrase in loaded["figure_last"]),
        skips=frozenset(word for phrase in loaded["count_skips"] for word in _words(phrase, folded=folded)),
        money=frozenset(word for phrase in loaded["money_words"] for word in _words(phrase, folded=folded)),
        empty=frozenset()
        if folded
        else frozenset(
            words[0] for phrase in load("stopwords")["vi"] if len(words := _words(phrase, folded=folded)) == 1
        )
        - frozenset(word for phrase in loaded["count_skips"] for word in _words(phrase, folded=folded)),
        ordinal=frozenset(_words(phrase, folded=folded) for phrase in loaded["ordinal"]),
        machines=frozenset(_words(machine, folded=True) for machine in loaded["machines"] if folded),
        asks=frozenset(word for phrase in loaded["interrogatives"] for word in _words(phrase, folded=folded)),
        generic=_by_first_word([_words(phrase, folded=folded) for phrase in loaded["generic"]]),
    )


def _by_first_word(phrases: Sequence[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    firsts = {phrase[0] for phrase in phrases}
    return {first: tuple(phrase for phrase in phrases if phrase[0] == first) for first in firsts}


@lru_cache(maxsize=4096)  # phrases of the lexicons, titles, headers
def _words(phrase: str, *, folded: bool) -> tuple[str, ...]:
    return tuple(fold_term(word) if folded else word for word in syllables(phrase))
