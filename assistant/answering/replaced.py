"""Which documents a plan replaces: the sentence that says so, for each that is named in it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.excerpt import sentences
from assistant.asking import Asked, names_any
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import QuoteBlock
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.page_breaks import told_line
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex


def what_it_replaces(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """What the one document meant says it replaces; None if that is not asked, or it replaces none."""
    if len(documents) != 1 or not names_any(asked, "asks_replaced"):
        return None
    (entry,) = documents
    citations = Citations(index)
    lines: list[str] = []
    for passage, span in _said(index, entry):
        n = citations.add_sentence(entry, passage, span)
        where = place_words(entry, passage.breadcrumb, english=question.language == "en")
        quote = told_line(span.of(index.catalogue.text(entry.id))).lstrip("-+• ")
        lines.append(phrase("stated", english=question.language == "en", quote=quote, n=n, **where))
    if not lines:
        return None
    text = "\n".join(lines)
    block = QuoteBlock(text, tuple(citation.n for citation in citations.made))
    return Draft("answered", text, (block,), tuple(citations.made), "what the document replaces")


def _said(index: OpenIndex, entry: DocumentEntry) -> list[tuple[StoredPassage, Span]]:
    """The sentences that say that a document is replaced and name it, each once, in source order."""
    text = index.catalogue.text(entry.id)
    words = [fold(word) for word in load("relations")["replaces"]]
    numbers = {fold(name.split()[-1]) for name in entry.metadata.replaces}
    found: list[tuple[StoredPassage, Span]] = []
    for passage in index.catalogue.passages_of(entry.id) if numbers else ():
        for span in sentences(text, passage.span) if passage.table is None else ():
            said = fold(told_line(span.of(text)))
            if any(word in said for word in words) and any(number in said for number in numbers):
                found.append((passage, span))
    return found
