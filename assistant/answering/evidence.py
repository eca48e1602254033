"""What a passage holds of a question: rare shared words weigh most."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.query import Query
from indexer.language.lexicon import load
from indexer.language.tokens import BIGRAM_JOINT, bigrams, fold_term, syllables
from indexer.store.lexical import LexicalIndex

_CLAUSE = 300  # code points
PAIR_SHARE = 0.3  # of its weight that a pair of words counts: syllables alone match too many other words


@dataclass(frozen=True)
class Interest:
    """The terms of a question with how much each tells, and whether texts are to be read without diacritics."""

    weights: Mapping[str, float]
    folded: bool
    passages: int  # in the index, for the weight of further words

    @cached_property
    def _asked(self) -> frozenset[str]:
        return frozenset(self.weights)

    @cached_property
    def _counted(self) -> tuple[tuple[str, float], ...]:
        """The terms with what each counts: word pairs less than words."""
        shares = ((term, PAIR_SHARE if BIGRAM_JOINT in term else 1.0) for term in self.weights)
        return tuple((term, self.weights[term] * share) for term, share in shares)

    @cached_property
    def _total(self) -> float:
        return sum(counted for _, counted in self._counted)

    @cached_property
    def _pairs(self) -> tuple[tuple[str, float], ...]:
        return tuple((term, weight) for term, weight in self.weights.items() if BIGRAM_JOINT in term)

    @cached_property
    def _coverages(self) -> dict[frozenset[str], float]:
        """Those reckoned so far, by the terms that are held: most clauses hold the same few."""
        return {}

    def words(self, text: str) -> AbstractSet[str]:
        """The terms of ``text``, in the spelling of this interest."""
        return _terms(text, self.folded)

    def held(self, text: str) -> frozenset[str]:
        """The question's terms that ``text`` holds."""
        return self._asked & _terms(text, self.folded)

    def gain(self, text: str) -> float:
        """Summed weight of the question's terms that ``text`` holds."""
        held = self.words(text)
        return sum(weight for term, weight in self.weights.items() if term in held)

    def focused(self, words: Collection[str]) -> Interest:
        """The same with double weight for ``words``, the nouns that the question is put to."""
        raised = {term: weight * (2 if term in words else 1) for term, weight in self.weights.items()}
        return Interest(raised, self.folded, self.passages)

    def with_less(self, other: Interest, share: float) -> Interest:
        """The same with the terms of ``other`` added at ``share`` of their weight."""
        added = {term: weight * share for term, weight in other.weights.items()}
        return Interest(added | dict(self.weights), self.folded, self.passages)

    def idf(self, frequency: int) -> float:
        """Robertson's inverse document frequency, as in BM25, of a word that ``frequency`` passages hold."""
        return rarity(frequency, self.passages)

    def pairing(self, text: str) -> float:
        """Share, 0 to 1, of the weight of the question's word pairs that ``text`` holds."""
        held = self.words(text)
        total = sum(weight for _, weight in self._pairs)
        return sum(weight for term, weight in self._pairs if term in held) / total if total else 0.0

    def share_of(self, text: str) -> float:
        """Share, 0 to 1, of the distinct words of ``text`` that the question holds too."""
        words = {word for word in self.words(text) if BIGRAM_JOINT not in word}
        return sum(word in self.weights for word in words) / len(words) if words else 0.0

    def coverage(self, text: str) -> float:
        """Share, 0 to 1, of the question's weight that ``text`` holds; word pairs count for less than words."""
        return self.covered(self.words(text))

    def covered(self, held: AbstractSet[str]) -> float:
        """The same for a text of which the terms, or those of them that the question holds too, are known."""
        known = self._asked & held
        share = self._coverages.get(known)
        if share is None:
            gained = sum([counted for term, counted in self._counted if term in known])
            share = self._coverages[known] = gained / self._total if self._total else 0.0
        return share


def _terms(text: str, folded: bool) -> frozenset[str]:
    """Words and word pairs of a text; passages and their clauses are weighed again for question after question."""
    return _terms_of_clause(text, folded) if len(text) <= _CLAUSE else _terms_of_passage(text, folded)


def _read_terms(text: str, folded: bool) -> frozenset[str]:
    terms = syllables(text)
    if folded:
        terms = [fold_term(term) for term in terms]
    return frozenset((*terms, *bigrams(terms)))


# As many as five documents of fifty pages have; a clause takes about 3 KB, a passage 15 KB.
_terms_of_clause = lru_cache(maxsize=8192)(_read_terms)
_terms_of_passage = lru_cache(maxsize=1536)(_read_terms)


def interest_in(query: Query, lexical: LexicalIndex) -> Interest:
    """Weights by inverse document frequency (Robertson's, as in BM25), without the words that only ask."""
    weights: dict[str, float] = {}
    passages = lexical.size
    ignored = _stopwords(folded=query.field == "folded")
    for term, weight in query.terms.items():
        frequency = lexical.document_frequency(term, field=query.field)
        if frequency and term not in ignored and not all(word in ignored for word in term.split(BIGRAM_JOINT)):
            weights[term] = weight * rarity(frequency, passages)
    return Interest(weights, query.field == "folded", passages)


def rarity(frequency: int, passages: int) -> float:
    """Robertson's inverse document frequency, as in BM25, of a word that ``frequency`` of ``passages`` hold."""
    return math.log(1 + (passages - frequency + 0.5) / (frequency + 0.5))


@lru_cache(maxsize=2)
def _stopwords(*, folded: bool) -> frozenset[str]:
    words = [term for word in load("stopwords")["vi"] for term in syllables(word)]
    if not folded:
        return frozenset(words)
    return frozenset([*(fold_term(word) for word in words), *load("stopwords")["en"]])
