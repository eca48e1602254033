"""Who holds a role (head of a committee, leader of a group): only what names the role says who."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Citations
from assistant.answering.reading import Clause
from assistant.answering.required import role_words
from assistant.question import Question
from indexer.language.tokens import syllables


def role_clause(question: Question, clauses: Sequence[Clause], citations: Citations) -> Clause | None:
    """The most relevant clause that names the role whose holder is asked for; None if none is or no clause does."""
    words = role_words(question)
    texts = citations.index.catalogue.text
    holding = [one for one in clauses if words and _holds(one.span.of(texts(one.entry.id)), words)]
    return max(holding, key=lambda one: (one.relevance, -one.passage.id), default=None)


def _holds(text: str, words: Sequence[str]) -> bool:
    line = f" {' '.join(syllables(text))} "
    return any(f" {' '.join(syllables(word))} " in line for word in words)
