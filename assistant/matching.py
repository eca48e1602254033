"""Why a result came: the words of the query that stand in it, the telling ones first."""

from __future__ import annotations

from assistant.grouping import Result
from assistant.query import make_query
from assistant.question import Question
from indexer.language.tokens import BIGRAM_JOINT, bigrams, fold_term, syllables
from indexer.store.reader import OpenIndex

_MOST = 8


def matched_words(index: OpenIndex, question: Question, result: Result) -> str:
    """The words of the query that the passages or their headings hold, rarest first; a pair stands for its words."""
    query = make_query(question, index.weights)
    text = index.catalogue.text(result.document_id)
    held: set[str] = set()
    for passage in result.passages:
        words = syllables(f"{passage.breadcrumb}\n{passage.span.of(text)}")
        words = [fold_term(word) for word in words] if query.field == "folded" else words
        held |= {*words, *bigrams(words)}
    found = [term for term in query.terms if term in held]
    ranked = sorted(found, key=lambda term: (index.lexical.document_frequency(term, field=query.field), term))
    pairs = [term for term in ranked if BIGRAM_JOINT in term]
    covered = {word for pair in pairs for word in pair.split(BIGRAM_JOINT)}
    kept = [term.replace(BIGRAM_JOINT, " ") for term in ranked if term in pairs or term not in covered][:_MOST]
    return f"{query.field}: {', '.join(kept)}" if kept else ""
