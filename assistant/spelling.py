"""Slips of the finger in a question, put right with the words and word pairs of the documents themselves.

A word is touched only if no passage holds it and no lexicon explains it. What replaces it is one slip away, stands in
the passages, and goes best with the words on both sides of it. The vocabulary is asked word by word, never listed, so
that the cost does not grow with the corpus.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.question import Question, understand
from indexer.language.gazetteer import places
from indexer.language.lexicon import load
from indexer.language.normal import canonical, fold
from indexer.language.telex import decode_telex
from indexer.language.tokens import BIGRAM_JOINT, Token, syllables, tokenize
from indexer.language.vocabulary import distance, is_syllable, neighbours, spellings
from indexer.store.lexical import Field, LexicalIndex

_MIN_LETTERS = 3
_MAX_LETTERS = 20
_MAX_WORDS = 12  # corrected in one question; more are no slips
_PAIR_GAIN = 2.0
_SLIP_COST = 1.5
_FOREIGN_LETTERS = 6  # a word that is no syllable needs so many letters, or a known pair, to be taken for another


@dataclass(frozen=True, slots=True)
class _Corpus:
    """The words of the passages in one field."""

    lexical: LexicalIndex
    field: Field

    def frequency(self, term: str) -> int:
        return self.lexical.document_frequency(term, field=self.field)

    def pair(self, one: str | None, other: str | None) -> int:
        return self.frequency(f"{one}{BIGRAM_JOINT}{other}") if one and other else 0


def respelled(question: Question, lexical: LexicalIndex) -> Question:
    """``question`` as it was meant to be typed, understood anew; itself where nothing is amiss or it is English."""
    if question.language == "en":
        return question
    text = _respelled_text(question.text, _Corpus(lexical, "terms" if question.language == "vi" else "folded"))
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


def _respelled_text(text: str, corpus: _Corpus) -> str:
    tokens = list(tokenize(text))
    terms = [_term(token.term, corpus.field) for token in tokens]
    named = [(mention.start, mention.end) for mention in places(text)]
    shouting = text.isupper()
    changes: list[tuple[Token, str]] = []
    for at, token in enumerate(tokens):
        typed = text[token.start : token.end]
        if any(start <= token.start < end for start, end in named) or (typed.isupper() and not shouting):
            continue
        if not _is_slip(terms[at], corpus):
            continue
        around = (terms[at - 1] if at else None, terms[at + 1] if at + 1 < len(terms) else None)
        meant = _meant(terms[at], around, corpus)
        if meant is not None:
            changes.append((token, _cased(meant, typed)))
            terms[at] = meant.split()[-1]
    for token, meant in reversed(changes[:_MAX_WORDS]):
        text = text[: token.start] + meant + text[token.end :]
    return text


def _term(word: str, field: Field) -> str:
    return fold(word) if field == "folded" else word


def _is_slip(term: str, corpus: _Corpus) -> bool:
    """Whether no passage holds ``term`` and no lexicon explains it."""
    return (
        _MIN_LETTERS <= len(term) <= _MAX_LETTERS
        and term.isalpha()
        and not corpus.frequency(term)
        and fold(term) not in _explained()
        and not (is_syllable(term) and (term != fold(term) or corpus.field == "folded"))
    )


def _meant(term: str, around: tuple[str | None, str | None], corpus: _Corpus) -> str | None:
    """The word, or the two words, that ``term`` most likely stands for; None where nothing is likely."""
    before, after = around
    scored: list[tuple[float, str]] = []
    for word in dict.fromkeys(_candidates(term, corpus)):
        first, last = word.split()[0], word.split()[-1]
        pairs = corpus.pair(before, first) + corpus.pair(last, after)
        inner = corpus.pair(first, last) if first != last else 0
        if not pairs and not inner and (len(term) < _FOREIGN_LETTERS or not corpus.frequency(word)):
            continue
        cost = 1.0 if first != last else min(distance(term, word), distance(fold(term), fold(word)) + 0.5)
        likely = math.log1p(corpus.frequency(word) + inner) + _PAIR_GAIN * (
            math.log1p(corpus.pair(before, first)) + math.log1p(corpus.pair(last, after))
        )
        scored.append((likely - _SLIP_COST * cost, word))
    return max(scored)[1] if scored else None


def _candidates(term: str, corpus: _Corpus) -> Iterator[str]:
    """Words of the passages that ``term`` may stand for, in the spelling of the field."""
    decoded = decode_telex(term)
    bare = fold(term)
    for folded in dict.fromkeys([*([fold(decoded)] if decoded else ()), bare, *neighbours(bare)]):
        if not corpus.lexical.document_frequency(folded, field="folded"):
            continue
        spelled = (folded,) if corpus.field == "folded" else (*spellings(folded), folded)
        yield from (word for word in spelled if corpus.frequency(word))
    for cut in range(1, len(term)):
        left, right = _term(canonical(term[:cut]), corpus.field), _term(canonical(term[cut:]), corpus.field)
        if is_syllable(left) and is_syllable(right) and corpus.pair(left, right):
            yield f"{left} {right}"


def _cased(meant: str, typed: str) -> str:
    if typed.isupper() and len(typed) > 1:
        return meant.upper()
    return " ".join(word.capitalize() for word in meant.split()) if typed[:1].isupper() else meant


@lru_cache(maxsize=1)
def _explained() -> frozenset[str]:
    """Folded words that some lexicon explains: abbreviations and everyday words with synonyms."""
    phrases = [*load("abbreviations")["entries"], *(p for group in load("synonyms")["groups"] for p in group["ask"])]
    return frozenset(fold(word) for phrase in phrases for word in syllables(phrase))
