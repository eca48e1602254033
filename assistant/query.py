"""A question as weighted terms of the lexical index: its own words, and what the lexicons say they also mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.question import Language, Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.synonyms import mentions
from indexer.language.tokens import BIGRAM_JOINT, bigrams, document_numbers, fold_term, syllables, tokenize
from indexer.store.lexical import Field
from indexer.store.reader import DEFAULT_WEIGHTS, Weights

_ENDING = re.compile(r"(?<=[a-z]{3})(?:(?<=([a-z]))\1)?(?:ations?|ing|ies|ed|es|e|s|y)$")
_GLUED_NUMBER = re.compile(r"([^\W\d]{2,3})(\d{1,5})")
_OR = "|"  # between what an English phrase may say in Vietnamese
_TO_NUMBER = 2  # words after the kind of a document among which its number stands: "số 27"


@dataclass(frozen=True, slots=True)
class Concept:
    """A phrase of the question, and the phrases of which any says the same; each as words in the field's spelling."""

    asked: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Query:
    """Weighted terms for one field of the lexical index, and the words for the encoder."""

    field: Field
    terms: Mapping[str, float]
    text: str
    concepts: tuple[Concept, ...] = ()
    added: frozenset[str] = frozenset()  # terms that only stand for others: the question itself does not hold them


@lru_cache(maxsize=32)  # an answer searches and weighs with the same question several times
def make_query(question: Question, weights: Weights = DEFAULT_WEIGHTS) -> Query:
    """The query for ``question``; a question without diacritics searches the folded field."""
    if question.language == "en":
        return _english(question, weights)
    folded = question.language == "vi-ascii"
    words = _spelled(question.standalone, folded=folded)
    terms: dict[str, float] = {}
    _add(terms, words, 1.0)
    own = frozenset(terms)
    for phrase in _expansions(words, folded=folded):
        _add(terms, _spelled(phrase, folded=folded), weights.abbreviation)
    concepts = _concepts(words, folded=folded)
    for concept in concepts:
        for other in concept.others:
            _add_phrase(terms, other, weights.synonym / len(concept.others))
    added = frozenset(terms) - own
    for number in [*document_numbers(question.standalone), *_named_numbers(words, question.language)]:
        terms[number] = max(terms.get(number, 0.0), weights.number)
    return Query("folded" if folded else "terms", terms, question.standalone, concepts, added)


def _english(question: Question, weights: Weights) -> Query:
    """Vietnamese phrases for the English ones, and every remaining word as it stands (names, abbreviations)."""
    readings, rest = _read(question.standalone)
    terms: dict[str, float] = {}
    _add(terms, [fold_term(word) for word in rest], 1.0)
    spelled = [tuple(_spelled(phrase, folded=True) for phrase in reading) for reading in readings]
    for words, *_ in spelled:
        _add(terms, words, weights.translation)
    own = frozenset(terms)
    concepts = tuple(concept for reading in spelled for concept in _meant(reading))
    for concept in concepts:
        for other in concept.others:
            _add_phrase(terms, other, weights.translation * weights.synonym / len(concept.others))
    added = frozenset(terms) - own
    named = _named_numbers(_spelled(question.standalone, folded=True), "en")
    for number in [*document_numbers(question.standalone), *named]:
        terms.setdefault(number, weights.number)
    return Query("folded", terms, " ".join([*(phrase for phrase, *_ in readings), *rest]), concepts, added)


def _meant(reading: tuple[list[str], ...]) -> tuple[Concept, ...]:
    """The phrases that may stand for the first Vietnamese of an English one: the others of the glossary, synonyms."""
    first, *others = reading
    alike = _concepts(first, folded=True)
    if not others:
        return alike
    whole = next((concept for concept in alike if concept.asked == tuple(first)), None)
    said = (*map(tuple, others), *(whole.others if whole is not None else ()))
    return (Concept(tuple(first), tuple(dict.fromkeys(said))), *(one for one in alike if one is not whole))


def _named_numbers(words: list[str], language: Language) -> list[str]:
    """The bigrams under which documents named in words are filed: "quyết định (số) 27", "QĐ 27", "QĐ27" as 27_qđ."""
    parted = [part for word in words for part in _parts_of(word)]
    found: list[str] = []
    if not any(map(str.isdigit, parted)):
        return found
    known = frozenset(parted)
    for kind, short in _kind_numbers(language):
        if kind[0] not in known:
            continue
        size = len(kind)
        for at in range(len(parted) - size):
            if parted[at] == kind[0] and tuple(parted[at : at + size]) == kind:
                after = [word for word in parted[at + size : at + size + _TO_NUMBER] if word.isdigit()]
                found += [f"{number}{BIGRAM_JOINT}{short}" for number in after]
    return found


def _parts_of(word: str) -> tuple[str, ...]:
    glued = _GLUED_NUMBER.fullmatch(word)
    return glued.groups() if glued else (word,)


@lru_cache(maxsize=3)
def _kind_numbers(language: Language) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The words of each kind of document, or what it is shortened to, and how its numbers end."""
    folded = language != "vi"
    kinds = load("intents")["kind_numbers"]
    named = [*kinds.items(), *((short, short) for short in dict.fromkeys(kinds.values()))]
    if language == "en":
        named += [(english, kinds[words]) for english, words in load("glossary")["entries"].items() if words in kinds]
    return tuple((tuple(_spelled(kind, folded=folded)), fold(short) if folded else short) for kind, short in named)


def translated(text: str) -> tuple[list[str], list[str]]:
    """The Vietnamese of the phrases that the glossary knows, longest first, and the words left that say something."""
    readings, rest = _read(text)
    return [phrase for phrase, *_ in readings], rest


def _read(text: str) -> tuple[list[tuple[str, ...]], list[str]]:
    """The same with all that a phrase may say in Vietnamese, the likeliest first."""
    glossary, longest = _glossary()
    tokens = list(tokenize(text))
    words = [token.term for token in tokens]
    shouted = [text[token.start : token.end].isupper() for token in tokens]
    small = [word in _small_words() and not loud for word, loud in zip(words, shouted, strict=True)]
    phrases: list[tuple[str, ...]] = []
    rest: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(longest, len(words) - at), 1 if small[at] else 0, -1):
            phrase = words[at : at + size]
            found = glossary.get(" ".join(phrase)) or glossary.get(stemmed(phrase))
            if found is not None:
                phrases.append(found)
                at += size
                break
        else:
            if not small[at]:
                rest.append(words[at])
            at += 1
    return phrases, rest


def spoken_lines(question: Question) -> tuple[str, ...]:
    """What the question says, folded, a line each with a blank at both ends: its text, and what its parts also mean.

    These are its abbreviations spelt out, the words of plans for everyday phrases, and the Vietnamese of English ones.
    """
    words = _spelled(question.standalone, folded=True)
    known = _abbreviations()
    spelt = [fold_term(one) for word in _pairs_spelt(words) for one in syllables(known.get(word, word))]
    lines = [words, spelt]
    if question.language == "en":
        lines += [_spelled(phrase, folded=True) for reading in _read(question.standalone)[0] for phrase in reading]
    else:
        folded = question.language == "vi-ascii"
        concepts = _concepts(_spelled(question.standalone, folded=folded), folded=folded)
        lines += [[fold_term(word) for word in other] for concept in concepts for other in concept.others]
    return tuple(dict.fromkeys(f" {' '.join(line)} " for line in lines))


def _pairs_spelt(words: Sequence[str]) -> Iterator[str]:
    """``words`` with what each abbreviation of two of them stands for ("GD&ĐT", "MTTQ-CĐ") in their place."""
    known = _abbreviations()
    at = 0
    while at < len(words):
        pair = words[at : at + 2]
        full = (known.get("&".join(pair)) or known.get("-".join(pair))) if len(pair) > 1 else None
        yield full or words[at]
        at += 2 if full else 1


def stemmed(words: Sequence[str]) -> str:
    """English words without their endings, so that "digitises" finds "digitising"; for nothing but comparison."""
    return " ".join(_ENDING.sub("", word) or word for word in words)


def _spelled(text: str, *, folded: bool) -> list[str]:
    terms = syllables(text)
    return [fold_term(term) for term in terms] if folded else terms


def _add(terms: dict[str, float], words: list[str], weight: float) -> None:
    if not weight:
        return
    for term in [*words, *bigrams(words)]:
        terms[term] = max(terms.get(term, 0.0), weight)


def _add_phrase(terms: dict[str, float], words: Sequence[str], weight: float) -> None:
    """A phrase that may stand for another: its pairs, for its single words are those of many other phrases."""
    _add(terms, list(words), weight)


def _expansions(words: list[str], *, folded: bool) -> list[str]:
    """What the abbreviations among ``words`` stand for."""
    known = _abbreviations()
    found = [known.get(fold(word) if folded else word) for word in words]
    found += [known.get(f"{a}-{b}") or known.get(f"{a}&{b}") for a, b in pairwise(words)]
    return [phrase for phrase in found if phrase]


def _concepts(words: list[str], *, folded: bool) -> tuple[Concept, ...]:
    """The phrases of the question for which other words may stand."""
    found = mentions(words, folded=folded)
    return tuple(Concept(tuple(words[mention.start : mention.end]), mention.others) for mention in found)


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    """By canonical spelling and, for questions without diacritics, by folded spelling."""
    entries = load("abbreviations")["entries"]
    known = {fold(short): full for short, full in entries.items()}
    return known | {"-".join(syllables(short)): full for short, full in entries.items()}


@lru_cache(maxsize=1)
def _glossary() -> tuple[dict[str, tuple[str, ...]], int]:
    """English phrases, as they stand and without their endings, with their Vietnamese; and the longest in words."""
    entries = load("glossary")["entries"].items()
    exact = {" ".join(syllables(english)): tuple(vietnamese.split(_OR)) for english, vietnamese in entries}
    # Of two phrases that differ in their endings alone, the first one of the file speaks for other forms of them.
    stems = {stemmed(english.split()): exact[english] for english in reversed(exact)}
    return stems | exact, max(len(phrase.split()) for phrase in exact)


@lru_cache(maxsize=1)
def _small_words() -> frozenset[str]:
    """English words that say nothing by themselves; in capitals they are abbreviations."""
    return frozenset([*load("glossary")["markers"], *load("glossary")["small"], *load("stopwords")["en"]])
