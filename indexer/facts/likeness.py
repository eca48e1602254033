"""How alike two short texts of one document are: rare shared words weigh most."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from indexer.language.abbreviations import abbreviations
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.tokens import BIGRAM_JOINT, bigrams, syllables, tokenize

_PAIR = 0.4  # of its weight that a pair of words counts: single syllables are shared by too many words


@dataclass(frozen=True, slots=True)
class Likeness:
    """Weights of the words of one document, by in how few of its texts each stands."""

    weights: Mapping[str, float]

    def weight(self, terms: Collection[str]) -> float:
        """The summed weight of ``terms``."""
        return sum(self.weights.get(term, 0.0) for term in terms)

    def share(self, held: frozenset[str], of: frozenset[str]) -> float:
        """Share, 0 to 1, of the weight of the terms ``of`` that ``held`` has too."""
        total = self.weight(of)
        return self.weight(held & of) / total if total else 0.0


def likeness_of(texts: Iterable[frozenset[str]]) -> Likeness:
    """The weights of all terms of ``texts``, each the terms of one place of the document."""
    counted: Counter[str] = Counter()
    number = 0
    for terms in texts:
        counted.update(terms)
        number += 1
    return Likeness(
        {
            term: (_PAIR if BIGRAM_JOINT in term else 1.0) * math.log(1 + (number - n + 0.5) / (n + 0.5))
            for term, n in counted.items()
        }
    )


@lru_cache(maxsize=8192)
def terms_of(text: str) -> frozenset[str]:
    """Words and pairs of words of ``text`` without figures and words that say nothing, abbreviations spelt out."""
    # A heading in capitals holds no abbreviation that could be told.
    told = _told if text.isupper() and " " in text else _spelt_out
    kept = [*chain.from_iterable(map(told, text.split()))]
    return frozenset((*kept, *bigrams(kept)))


@lru_cache(maxsize=32768)
def _spelt_out(run: str) -> tuple[str, ...]:
    """The words that say something of a run of text without blanks, abbreviations spelt out."""
    words = [word for t in tokenize(run) for word in _spelt(run[t.start : t.end], t.term)]
    return tuple(word for word in words if word not in _stopwords() and not word[0].isdigit())


def _told(run: str) -> tuple[str, ...]:
    """The same without abbreviations."""
    return tuple(word for word in syllables(run) if word not in _stopwords() and not word[0].isdigit())


def _spelt(written: str, term: str) -> list[str]:
    full = abbreviations().get(fold(written)) if written.isupper() else None
    return [term] if full is None else syllables(full)


@lru_cache(maxsize=1)
def _stopwords() -> frozenset[str]:
    listed = (*load("stopwords")["vi"], *load("audit")["says_nothing"])
    return frozenset(word for phrase in listed for word in syllables(phrase))
