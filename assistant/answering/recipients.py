"""Who a document is sent to: the list under its "Nơi nhận"."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.enumerations import Enumeration
from assistant.asking import Asked, names_any
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.records import DocumentEntry, Outline, Span
from indexer.store.directory import leading_number
from indexer.store.reader import OpenIndex


def recipients(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Enumeration | None:
    """The recipients of the one document that is meant; None if they are not asked for or not listed."""
    if not names_any(asked, "recipients"):
        return None
    numbered = [entry for entry in documents if leading_number(entry) in question.numbers]
    if len(numbered or documents) != 1:
        return None
    entry = (numbered or documents)[0]
    spans = _listed(index.catalogue.text(entry.id), index.catalogue.outline(entry.id))
    passage = index.catalogue.passage_at(entry.id, spans[0].start) if spans else None
    return Enumeration(entry, passage, tuple(spans), True) if passage is not None else None


def _listed(text: str, outline: Outline) -> list[Span]:
    """The items behind the line that begins "Nơi nhận", up to the first block that is none."""
    heads = tuple(map(fold, load("intents")["recipients_head"]))
    for at, block in enumerate(outline.blocks):
        if not fold(one_line(block.span.of(text))).startswith(heads):
            continue
        spans: list[Span] = []
        for other in outline.blocks[at + 1 :]:
            if other.kind != "item":
                break
            spans.append(other.span)
        return spans
    return []
