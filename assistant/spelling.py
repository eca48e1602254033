"""Slips of the finger in a question, put right with the words and word pairs of the documents themselves.

A word is touched only if no passage holds it and no lexicon explains it. What replaces it is one slip away, stands in
the passages, and goes best with the words on both sides of it. The vocabulary is asked word by word, never listed, so
that the cost does not grow with the corpus.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.query import stemmed
from assistant.question import Question, understand
from indexer.language.gazetteer import places
from indexer.language.lexicon import load, provinces
from indexer.language.normal import canonical, fold
from indexer.language.synonyms import synonym_groups
from indexer.language.telex import decode_telex
from indexer.language.tokens import BIGRAM_JOINT, Token, bigrams, fold_term, syllables, tokenize
from indexer.language.vocabulary import distance, is_spelled, is_syllable, is_well_formed, neighbours, spellings
from indexer.store.lexical import Field, LexicalIndex

_MIN_LETTERS = 3
_MIN_ENGLISH = 5  # the glossary holds few of the short words
_MAX_LETTERS = 20
_MAX_WORDS = 12  # corrected in one question; more are no slips
_REMEMBERED = 32  # questions: answering one searches for it several times
_PAIR_GAIN = 2.0
_SLIP_COST = 5.0
_LEXICON_FREQUENCY = 20  # what a word or pair of the lexicons counts, as if so many passages held it
_QUESTION_LEXICONS = ("intents", "synonyms", "asking")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words and word pairs of the passages in one field, and those that questions are made of."""

    lexical: LexicalIndex
    field: Field
    english: bool

    def frequency(self, term: str) -> int:
        known = self.lexical.document_frequency(term, field=self.field)
        return known + (_LEXICON_FREQUENCY if term in self._asked else 0)

    def pair(self, one: str | None, other: str | None) -> int:
        return self.frequency(f"{one}{BIGRAM_JOINT}{other}") if one and other else 0

    def spelled(self, bare: str) -> Iterator[str]:
        """The known words that read ``bare`` without diacritics."""
        if self.english:
            return iter((bare,) if bare in self._asked else ())
        words = (bare,) if self.field == "folded" else (*spellings(bare), bare)
        return (word for word in words if self.frequency(word))

    @property
    def _asked(self) -> frozenset[str]:
        return _english_words() if self.english else _asking_words(folded=self.field == "folded")


@lru_cache(maxsize=_REMEMBERED)
def respelled(question: Question, lexical: LexicalIndex) -> Question:
    """``question`` as it was meant to be typed, understood anew; itself where nothing is amiss."""
    field: Field = "terms" if question.language == "vi" else "folded"
    text = _respelled_text(question.text, _Vocabulary(lexical, field, question.language == "en"))
    if text == question.text:
        return question
    fresh = understand(text)
    return replace(
        fresh,
        language=question.language,
        places=tuple(dict.fromkeys((*question.places, *fresh.places))),
        years=question.years,
        context=question.context,
    )


def _respelled_text(text: str, vocabulary: _Vocabulary) -> str:
    if not any(_is_slip(_term(term, vocabulary), vocabulary) for term in syllables(text)):
        return text
    tokens = list(tokenize(text))
    terms = [_term(token.term, vocabulary) for token in tokens]
    named = [(mention.start, mention.end) for mention in places(text)]
    shouting = text.isupper()
    changes: list[tuple[Token, str]] = []
    for at, token in enumerate(tokens):
        typed = text[token.start : token.end]
        if any(start <= token.start < end for start, end in named) or (typed.isupper() and not shouting):
            continue
        if len(changes) == _MAX_WORDS or not _is_slip(terms[at], vocabulary):
            continue
        around = (terms[at - 1] if at else None, terms[at + 1] if at + 1 < len(terms) else None)
        meant = _meant(terms[at], around, vocabulary, name=at > 0 and typed[:1].isupper() and typed.isascii())
        if meant is not None:
            changes.append((token, _cased(meant, typed)))
            terms[at] = meant.split()[-1]
    for token, meant in reversed(changes):
        text = text[: token.start] + meant + text[token.end :]
    return text


def _term(word: str, vocabulary: _Vocabulary) -> str:
    return fold(word) if vocabulary.field == "folded" else word


def _is_slip(term: str, vocabulary: _Vocabulary) -> bool:
    """Whether no passage holds ``term`` and no lexicon explains it."""
    return (
        (_MIN_ENGLISH if vocabulary.english else _MIN_LETTERS) <= len(term) <= _MAX_LETTERS
        and term.isalpha()
        and not vocabulary.frequency(term)
        and fold(term) not in _explained()
        and not (vocabulary.english and stemmed([term]) in _english_stems())
        and (vocabulary.english or not is_spelled(term, folded=vocabulary.field == "folded"))
    )


def _meant(term: str, around: tuple[str | None, str | None], vocabulary: _Vocabulary, *, name: bool) -> str | None:
    """The word, or the two words, that ``term`` most likely stands for; None where nothing is likely.

    A short word, one built like a syllable, and what looks like a name, change only if the new word makes a known
    pair with a word beside it.
    """
    before, after = around
    alone = len(term) > _MIN_LETTERS and not name and (vocabulary.english or not is_well_formed(term))
    scored: list[tuple[float, str]] = []
    for word in dict.fromkeys(_candidates(term, vocabulary)):
        first, last = word.split()[0], word.split()[-1]
        pairs = (vocabulary.pair(before, first), vocabulary.pair(last, after))
        if not any(pairs) and not alone:
            continue
        inner = vocabulary.pair(first, last) if first != last else vocabulary.frequency(word)
        likely = math.log1p(inner) + _PAIR_GAIN * sum(map(math.log1p, pairs))
        scored.append((likely - _SLIP_COST * _cost(term, word), word))
    return max(scored)[1] if scored else None


def _cost(term: str, word: str) -> float:
    """Slips between what was typed and ``word``; a slip that also lost the diacritics counts half more."""
    return min(distance(term, word), distance(fold(term), fold(word)) + 0.5)


def _candidates(term: str, vocabulary: _Vocabulary) -> Iterator[str]:
    """Known words that ``term`` may stand for, in the spelling of the field."""
    bare = fold(term)
    decoded = decode_telex(term)
    if decoded is not None:
        yield from vocabulary.spelled(fold(decoded))
    yield from vocabulary.spelled(bare)
    if is_syllable(term) and term == bare and not vocabulary.english:
        return  # a syllable whose diacritics were left out
    for slip in dict.fromkeys(neighbours(bare)):
        yield from vocabulary.spelled(slip)
    if vocabulary.english:
        return
    for cut in range(1, len(term)):
        left, right = (_term(canonical(part), vocabulary) for part in (term[:cut], term[cut:]))
        if is_syllable(left) and is_syllable(right) and vocabulary.pair(left, right):
            yield f"{left} {right}"


def _cased(meant: str, typed: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return meant.upper()
    return " ".join(word.capitalize() for word in meant.split()) if typed[:1].isupper() else meant


@lru_cache(maxsize=1)
def _explained() -> frozenset[str]:
    """Folded words that some lexicon explains: abbreviations, foreign words with synonyms, plain English ones."""
    asking = (phrase for phrase in _phrases(load("intents")["wants"]) if phrase.isascii())  # "larger", "spent"
    phrases = [*load("abbreviations")["entries"], *load("stopwords")["en"], *asking]
    foreign = {word for asked, _ in synonym_groups() for phrase in asked for word in phrase.split() if word.isascii()}
    return frozenset(fold(word) for phrase in (*phrases, *foreign) for word in syllables(phrase))


@lru_cache(maxsize=2)
def _asking_words(*, folded: bool) -> frozenset[str]:
    """The words and pairs that questions are made of, and the names of places."""
    phrases = [phrase for name in _QUESTION_LEXICONS for phrase in _phrases(load(name))]
    phrases += [name for province in provinces() for name in (province.name, *province.aliases)]
    return _words_and_pairs(phrases, folded=folded)


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    """The words and pairs of the English glossary."""
    glossary = load("glossary")
    return _words_and_pairs([*glossary["entries"], *glossary["markers"]], folded=True)


@lru_cache(maxsize=1)
def _english_stems() -> frozenset[str]:
    """The words of the glossary without their endings: other forms of them are no slips."""
    words = {word for phrase in load("glossary")["entries"] for word in phrase.split()}
    return frozenset(stemmed([word]) for word in words)


def _words_and_pairs(phrases: Iterable[str], *, folded: bool) -> frozenset[str]:
    found: set[str] = set()
    for phrase in phrases:
        terms = [*map(fold_term, syllables(phrase))] if folded else syllables(phrase)
        found.update(terms)
        found.update(bigrams(terms))
    return frozenset(found)


def _phrases(value: object) -> Iterator[str]:
    """Every text inside a lexicon but the line that explains it to people."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _phrases(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key != "about":
                yield from _phrases(one)
