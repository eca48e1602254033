"""What a question says beside the words of a lexicon and the names of the documents meant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from assistant.asking import Asked, content_words
from assistant.question import Question
from indexer.language.abbreviations import abbreviations
from indexer.language.lexicon import load
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry


def words_left(
    question: Question, asked: Asked, documents: Sequence[DocumentEntry], *, also: Sequence[str]
) -> set[str]:
    """The folded content words of the question without the phrases of the lists ``also`` of the lexicon of intents.

    Abbreviations count as their words; numbers of documents and what their titles say tell nothing.
    """
    left = {fold_term(word) for word in content_words(question, asked, documents)}
    line = f" {' '.join(asked.words)} "
    for phrase in (phrase for key in also for phrase in _padded(key)):
        if phrase in line:
            left -= set(phrase.split())
    left -= {fold_term(word) for entry in documents for word in syllables(entry.metadata.number or "")}
    shorts = abbreviations()
    spelt = {word: {fold_term(one) for one in syllables(shorts[word])} if word in shorts else {word} for word in left}
    return {one for word, full in spelt.items() if not (word in shorts and full <= _kinds()) for one in full}


@lru_cache(maxsize=64)
def _padded(key: str) -> tuple[str, ...]:
    """The folded phrases of the list ``key``, with a blank on both sides as they stand in a line of words."""
    return tuple(f" {' '.join(map(fold_term, syllables(phrase)))} " for phrase in load("intents")[key])


@lru_cache(maxsize=1)
def _kinds() -> frozenset[str]:
    """The folded words that kinds of documents are named by."""
    return frozenset(fold_term(word) for kind in load("intents")["kind_numbers"] for word in syllables(kind))
