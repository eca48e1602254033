"""What a question says beside the words of a lexicon and the names of the documents meant."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.asking import Asked, content_words
from assistant.question import Question
from indexer.language.abbreviations import abbreviations
from indexer.language.lexicon import load
from indexer.language.normal import fold
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
    for phrase in (phrase for key in also for phrase in load("intents")[key]):
        words = " ".join(fold_term(word) for word in syllables(phrase))
        if f" {words} " in line:
            left -= set(words.split())
    left -= {fold_term(word) for entry in documents for word in syllables(entry.metadata.number or "")}
    shorts = {fold(short): full for short, full in abbreviations().items()}
    spelt = {word: {fold_term(one) for one in syllables(shorts[word])} if word in shorts else {word} for word in left}
    kinds = {fold_term(word) for kind in load("intents")["kind_numbers"] for word in syllables(kind)}
    return {one for word, full in spelt.items() if not (word in shorts and full <= kinds) for one in full}
