"""Words of a Vietnamese question that are no Vietnamese: names of products, firms, technologies."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.tokens import syllables, tokenize

# A folded Vietnamese syllable: onset, vowels, coda.
SYLLABLE = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")


def foreign_words(question: Question) -> list[str]:
    """Words of a Vietnamese question that are no Vietnamese syllables: names of products, firms, technologies."""
    if question.language == "en":
        return []
    known = _lexicon_words()
    words = (question.text[token.start : token.end] for token in tokenize(question.text))
    return [
        word
        for word in words
        if len(word) > 2 and word.isalpha() and not SYLLABLE.fullmatch(fold(word)) and fold(word) not in known
    ]


@lru_cache(maxsize=1)
def _lexicon_words() -> frozenset[str]:
    """Folded words that are parts of abbreviations."""
    return frozenset(fold(word) for short in load("abbreviations")["entries"] for word in syllables(short))
