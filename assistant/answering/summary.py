"""A summary: the items of the sections that are asked about, quoted and bounded."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import gather
from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.enumerations import section_items
from assistant.answering.evidence import Interest
from assistant.answering.quoting import quoted_items
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, ListBlock, TextBlock
from assistant.targets import Targets
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.reader import OpenIndex

MOST_CHARACTERS = 2300
_EMPTY = 0.5


def summarise(
    index: OpenIndex, question: Question, asked: Asked, targets: Targets, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The items of the best section of each document named (of the best document if none is)."""
    english = question.language == "en"
    sides = [[entry for entry in documents if entry.id in side] for side in targets.sides] or [list(documents)]
    citations = Citations(index)
    lines: list[str] = []
    blocks: list[AnswerBlock] = []
    for side in sides:
        passage = best_section_passage(index, question, asked, side)
        if passage is None:
            continue
        entry = next(one for one in side if one.id == passage.document_id)
        where = place_words(entry, passage.breadcrumb, english=english)
        head = phrase("summary_head", english=english, **where)
        outline = index.catalogue.outline(entry.id)
        listed = section_items(entry, passage, outline, passage.section)
        items = quoted_items(index, listed, citations, room=MOST_CHARACTERS // len(sides) - len(head))
        lines += [head, *(f"- {item.text}" for item in items)]
        blocks += [TextBlock(head), ListBlock(items)]
    if not lines:
        return None
    return Draft("answered", "\n".join(lines), tuple(blocks), tuple(citations.made), "summary of sections")


def best_section_passage(
    index: OpenIndex, question: Question, asked: Asked, side: Sequence[DocumentEntry]
) -> StoredPassage | None:
    """The passage whose headings and words hold most of the topic."""
    found = gather(index, question, asked, [entry.id for entry in side])
    scored = [
        (
            _headed(found.interest, clause.passage) + 0.2 * clause.around + _said(index, clause.entry, clause.passage),
            -clause.passage.id,
            clause.passage,
        )
        for clause in found.clauses
    ]
    return max(scored, key=lambda one: one[:2])[2] if scored else None


def _said(index: OpenIndex, entry: DocumentEntry, passage: StoredPassage) -> float:
    """Less than nothing for a section with hardly a word of its own, such as the caption of a table."""
    items = section_items(entry, passage, index.catalogue.outline(entry.id), passage.section)
    text = index.catalogue.text(entry.id)
    return 0.0 if any(not span.of(text).lstrip().startswith("(") for span in items.spans) else -_EMPTY


def _headed(interest: Interest, passage: StoredPassage) -> float:
    """How well the headings above a passage name the topic: all of them, and the nearest one above all."""
    last = passage.breadcrumb.rsplit(" > ", 1)[-1]
    return 0.5 * interest.coverage(passage.breadcrumb) + 0.3 * interest.coverage(last) + 0.2 * interest.share_of(last)
