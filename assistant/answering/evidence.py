"""What a passage holds of a question: rare shared words weigh most."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from assistant.query import Query
from indexer.language.lexicon import load
from indexer.language.tokens import BIGRAM_JOINT, bigrams, fold_term, syllables
from indexer.store.lexical import LexicalIndex


@dataclass(frozen=True, slots=True)
class Interest:
    """The terms of a question with how much each tells, and whether texts are to be read without diacritics."""

    weights: Mapping[str, float]
    folded: bool

    def words(self, text: str) -> set[str]:
        """The terms of ``text``, in the spelling of this interest."""
        terms = syllables(text)
        if self.folded:
            terms = [fold_term(term) for term in terms]
        return {*terms, *bigrams(terms)}

    def gain(self, text: str) -> float:
        """Summed weight of the question's terms that ``text`` holds."""
        held = self.words(text)
        return sum(weight for term, weight in self.weights.items() if term in held)

    def coverage(self, text: str) -> float:
        """Share, 0 to 1, of the weight of the question's single words that ``text`` holds."""
        held = self.words(text)
        single = {term: weight for term, weight in self.weights.items() if BIGRAM_JOINT not in term}
        total = sum(single.values())
        return sum(weight for term, weight in single.items() if term in held) / total if total else 0.0


def interest_in(query: Query, lexical: LexicalIndex) -> Interest:
    """Weights by inverse document frequency (Robertson's, as in BM25), without the words that only ask."""
    total = lexical.size
    weights: dict[str, float] = {}
    ignored = _stopwords(folded=query.field == "folded")
    for term, weight in query.terms.items():
        if term in ignored:
            continue
        frequency = lexical.document_frequency(term, field=query.field)
        weights[term] = weight * math.log(1 + (total - frequency + 0.5) / (frequency + 0.5))
    return Interest(weights, query.field == "folded")


@lru_cache(maxsize=2)
def _stopwords(*, folded: bool) -> frozenset[str]:
    words = [term for word in load("stopwords")["vi"] for term in syllables(word)]
    if not folded:
        return frozenset(words)
    return frozenset([*(fold_term(word) for word in words), *load("stopwords")["en"]])
