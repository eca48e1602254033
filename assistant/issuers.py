"""Who issued a document that is of no province (a ministry, a commune), as a question names it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.question import Question
from indexer.language.tokens import fold_term, syllables
from indexer.store.directory import Directory


def with_issuers(question: Question, documents: Directory) -> Question:
    """``question`` with the issuers among ``documents`` that it, or what it goes on with, names."""
    if not documents.issuers:
        return question
    line = f" {' '.join(map(fold_term, syllables(question.standalone)))} "
    return replace(question, issuers=tuple(name for name in documents.issuers if f" {' '.join(name)} " in line))


def issuer_tokens(question: Question, words: Sequence[str]) -> set[int]:
    """Where the names of the question's issuers stand among ``words``."""
    folded = [fold_term(word) for word in words]
    return {
        at
        for name in question.issuers
        for start in range(len(folded) - len(name) + 1)
        if tuple(folded[start : start + len(name)]) == name
        for at in range(start, start + len(name))
    }
