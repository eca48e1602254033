"""When the documents that a question names were issued, each with its date, the earliest first."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.about import about_line, issued_on
from assistant.answering.draft import Citations, Draft, short_title
from assistant.answering.plain_words import words_left
from assistant.asking import Asked, names_any
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, TextBlock
from indexer.records import DocumentEntry
from indexer.store.directory import leading_number
from indexer.store.reader import OpenIndex

_FEWEST = 2


def order_of_issue(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The documents named, of all of them where none is, in the order of their dates; None if that is not asked.

    Only a question that names nothing beside the documents is about them; of a task, the order is another matter.
    """
    if not names_any(asked, "issued_words") or not (names_any(asked, "issued_order") or asked.any_of("issued")):
        return None
    named = [entry for entry in documents if _is_named(question, entry)]
    if len(named) < _FEWEST and (named or not names_any(asked, "issued_of_all")):
        return None
    chosen = named or list(documents)
    if words_left(question, asked, chosen, also=("issued_words", "issued_order", "issued_fillers", "cited_kinds")):
        return None
    citations = Citations(index)
    dated = sorted((issued_on(entry), entry.id, entry) for entry in chosen if issued_on(entry))
    lines = [line for _, _, entry in dated if (line := about_line(index, question, entry, "issued", citations))]
    if len(lines) < _FEWEST:
        return None
    english = question.language == "en"
    first, last = short_title(dated[0][2]), short_title(dated[-1][2])
    head = phrase("issued_order", english=english, first=first, last=last)
    text = "\n".join([head, *lines])
    blocks: tuple[AnswerBlock, ...] = (TextBlock(text, tuple(citation.n for citation in citations.made)),)
    return Draft("answered", text, blocks, tuple(citations.made), "documents by their dates")


def _is_named(question: Question, entry: DocumentEntry) -> bool:
    """Whether the question names the place or the number of the document."""
    return entry.metadata.place in question.places or leading_number(entry) in question.numbers
