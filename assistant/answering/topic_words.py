"""The words that say what a question is about: how much each tells, and what else says the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.evidence import rarity
from assistant.asking import Asked, content_words, filler_words
from assistant.query import make_query, translated
from assistant.question import Question
from indexer.language.abbreviations import abbreviations
from indexer.language.normal import fold
from indexer.language.synonyms import mentions
from indexer.language.tokens import fold_term, syllables, tokenize
from indexer.store.lexical import Field
from indexer.store.reader import OpenIndex

_INITIALS = 2


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A word of the topic with its weight by rarity; ``known`` if a document holds it or what says the same."""

    text: str
    weight: float
    known: bool
    named: bool  # written with a capital inside the question
    others: tuple[tuple[str, ...], ...] = ()

    def held_in(self, terms: frozenset[str]) -> bool:
        """Whether a text with these words says it, in this word or in others."""
        return self.text in terms or any(terms.issuperset(other) for other in self.others)

    @property
    def spellings(self) -> frozenset[str]:
        """The word and all words that may stand for it."""
        return frozenset((self.text,)).union(*self.others)


def topic_words(index: OpenIndex, question: Question, asked: Asked) -> tuple[TopicWord, ...]:
    """The words of the topic that say something, each once, in order.

    Of a question in English, those that the glossary translates, and those that a document holds as they stand.
    """
    folded = question.language != "vi"
    field: Field = "folded" if folded else "terms"
    others = _others(question, folded=folded)
    named = _capitals(question, folded=folded)

    def held(word: str) -> bool:
        return index.lexical.document_frequency(word, field=field) > 0

    found: dict[str, TopicWord] = {}
    for word in _content(question, asked):
        if word in found or _stands_for_place(word, question) or (question.language == "en" and not held(word)):
            continue
        weight = rarity(index.lexical.document_frequency(word, field=field), index.lexical.size)
        said = others.get(word, ())
        known = held(word) or any(all(map(held, other)) for other in said)
        found[word] = TopicWord(word, weight, known, word in named, said)
    return tuple(found.values())


def _content(question: Question, asked: Asked) -> list[str]:
    folded = question.language != "vi"
    if question.language == "en":
        phrases, rest = translated(asked.topic or question.text)
        return [fold_term(word) for phrase in (*phrases, *rest) for word in syllables(phrase)]
    fillers = filler_words(folded=folded)
    return [word for word in content_words(question, asked, ()) if word not in fillers]


def _others(question: Question, *, folded: bool) -> dict[str, tuple[tuple[str, ...], ...]]:
    """For each word of the question, the phrases that may stand for a phrase with it, and for itself."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for concept in make_query(question).concepts:
        for word in concept.asked:
            alone = mentions([word], folded=folded) if len(concept.asked) > 1 else ()
            others = (*concept.others, *(other for one in alone for other in one.others))
            found[word] = (*found.get(word, ()), *(other for other in others if word not in other))
    for word, full in _written_out(question, folded=folded):
        found[word] = (*found.get(word, ()), full)
    return found


def _written_out(question: Question, *, folded: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    known = _abbreviations()
    for word in syllables(question.text):
        full = known.get(fold(word))
        if full is not None:
            yield (
                fold_term(word) if folded else word,
                tuple(fold_term(one) if folded else one for one in syllables(full)),
            )


@lru_cache(maxsize=1)
def _abbreviations() -> dict[str, str]:
    return {fold(short): full for short, full in abbreviations().items()}


def _capitals(question: Question, *, folded: bool) -> frozenset[str]:
    """The words that are written with a capital, the first of the question left out."""
    tokens: Sequence[tuple[str, bool]] = [
        (fold_term(token.term) if folded else token.term, question.text[token.start].isupper())
        for token in tokenize(question.text)
    ]
    return frozenset(word for word, capital in tokens[1:] if capital)


def _stands_for_place(word: str, question: Question) -> bool:
    """Whether a word is the initials of a place that the question names, or its first letter with its last syllable."""
    bare = fold(word)
    for place in question.places:
        parts = fold(place).split()
        if len(parts) >= _INITIALS and bare in ("".join(part[0] for part in parts), parts[0][0] + parts[-1]):
            return True
    return False
