"""Whether something is counted in ("đã gồm … chưa"): the sentence that says so, or that it is not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.candidates import gather
from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.evidence import Interest, interest_in
from assistant.answering.excerpt import MAX_QUOTE, sentences
from assistant.answering.reading import Clause
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.query import make_query
from assistant.question import Question
from assistant.records import QuoteBlock
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.records import DocumentEntry, Span
from indexer.store.reader import OpenIndex

_LEAST = 0.5  # of what may be counted in that the sentence holds
_CLAUSES = 60


def tell_included(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The sentence that says whether the thing named is counted in; None where that is not asked, or no one says it."""
    found = re.search(load("intents")["asks_included"], question.text, re.IGNORECASE)
    if found is None or not documents:
        return None
    thing = replace(question, text=found["thing"], context="")
    interest = interest_in(make_query(thing), index.lexical)
    gathered = gather(index, question, asked, [entry.id for entry in documents])
    best: tuple[float, Clause, Span] | None = None
    for clause in gathered.clauses[:_CLAUSES]:
        for sentence in _saying(index.catalogue.text(clause.entry.id), clause):
            held = _held(index, interest, clause, sentence)
            whole = gathered.interest.coverage(f"{clause.passage.breadcrumb}\n{sentence.of(_text(index, clause))}")
            if held >= _LEAST and (best is None or held + whole > best[0]):
                best = (held + whole, clause, sentence)
    return _told(index, question, best[1], best[2]) if best is not None else None


def _saying(text: str, clause: Clause) -> Iterator[Span]:
    """The sentences of the clause's passage that say what is counted in, or what is not."""
    for sentence in sentences(text, clause.passage.span):
        if re.search(load("intents")["says_included"], fold(one_line(sentence.of(text)))):
            yield sentence


def _held(index: OpenIndex, interest: Interest, clause: Clause, sentence: Span) -> float:
    return interest.coverage(sentence.of(_text(index, clause)))


def _text(index: OpenIndex, clause: Clause) -> str:
    return index.catalogue.text(clause.entry.id)


def _told(index: OpenIndex, question: Question, clause: Clause, sentence: Span) -> Draft:
    english = question.language == "en"
    citations = Citations(index)
    kept = Span(sentence.start, min(sentence.end, sentence.start + MAX_QUOTE))
    n = citations.add_around(clause.entry, clause.passage, kept)
    where = place_words(clause.entry, clause.passage.breadcrumb, english=english)
    quote = one_line(kept.of(_text(index, clause))).lstrip("-+• ")
    text = phrase("stated", english=english, quote=quote, n=n, **where)
    return Draft("answered", text, (QuoteBlock(text, (n,)),), tuple(citations.made), "what is counted in")
