"""Questions that name a section by its heading ("mục tiêu chung là gì?"): the section itself is the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.enumerations import section_items
from assistant.answering.quoting import quoted_items
from assistant.asking import Asked, content_words
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import ListBlock, TextBlock
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.reader import OpenIndex

ROOM = 1100
_MOST_DOCUMENTS = 20


@dataclass(frozen=True, slots=True)
class _Headed:
    """A section whose heading holds every content word of the question, and how many words more it has."""

    extra: int
    entry: DocumentEntry
    section: int


def answer_by_heading(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The items of the section that the question names; None if it asks for something in particular."""
    if asked.wants or len(documents) > _MOST_DOCUMENTS:
        return None
    best = min(_matches(index, question, asked, documents), key=lambda one: one.extra, default=None)
    passage = _passage(index, best) if best is not None else None
    if best is None or passage is None:
        return None
    listed = section_items(best.entry, passage, index.catalogue.outline(best.entry.id), best.section)
    citations = Citations(index)
    english = question.language == "en"
    head = phrase("section_head", english=english, **place_words(best.entry, passage.breadcrumb, english=english))
    items = quoted_items(index, listed, citations, room=ROOM - len(head))
    if not items:
        return None
    text = "\n".join([*(f"- {item.text}" for item in items), head])
    return Draft(
        "answered", text, (ListBlock(items), TextBlock(head)), tuple(citations.made), "a section by its heading"
    )


def _matches(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> list[_Headed]:
    folded = question.language != "vi"
    found: list[_Headed] = []
    for entry in documents:
        wanted = set(content_words(question, asked, [entry]))
        for section in index.catalogue.outline(entry.id).sections if wanted else ():
            words = {fold_term(word) if folded else word for word in syllables(section.heading)}
            if wanted <= words:
                found.append(_Headed(len(words - wanted), entry, section.ordinal))
    return found


def _passage(index: OpenIndex, headed: _Headed) -> StoredPassage | None:
    section = index.catalogue.outline(headed.entry.id).sections[headed.section]
    return index.catalogue.passage_at(headed.entry.id, section.heading_span.start)
