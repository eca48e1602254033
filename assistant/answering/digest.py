"""A whole plan in short: its goals, its tasks, its money and who carries it out, each from the section headed so."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.enumerations import section_items
from assistant.answering.quoting import quoted_items
from assistant.answering.sections import is_of
from assistant.asking import Asked, content_words
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, ListBlock, TextBlock
from indexer.language.lexicon import load
from indexer.language.tokens import document_numbers, fold_term, syllables
from indexer.records import DocumentEntry, Outline, Section
from indexer.store.reader import OpenIndex

_ROOM = 2300


def asks_for_whole(question: Question, asked: Asked) -> bool:
    """Whether nothing but the document itself is named: what is to be summarised is all of it."""
    unsaid = {fold_term(word) for said in load("intents")["document_words"] for word in syllables(said)}
    unsaid |= {fold_term(word) for number in document_numbers(question.text) for word in syllables(number)}
    return not {fold_term(word) for word in content_words(question, asked, ())} - unsaid


def digest(index: OpenIndex, question: Question, entry: DocumentEntry) -> Draft | None:
    """The parts of one plan, each with the first items of its section; None where it has fewer than two of them."""
    english = question.language == "en"
    outline = index.catalogue.outline(entry.id)
    parts = _parts(outline)
    if len(parts) < 2:
        return None
    citations = Citations(index)
    head = phrase("summary_head", english=english, **place_words(entry, "", english=english))
    lines, blocks = [head], list[AnswerBlock]([TextBlock(head)])
    for section in parts:
        passage = index.catalogue.passage_at(entry.id, section.heading_span.start)
        if passage is None:
            continue
        listed = section_items(entry, passage, outline, section.ordinal)
        title = f"{section.label} {section.heading}".strip() + ":"
        items = quoted_items(index, listed, citations, room=_ROOM // len(parts) - len(title))
        if items:
            lines += [title, *(f"- {item.text}" for item in items)]
            blocks += [TextBlock(title), ListBlock(items)]
    return Draft("answered", "\n".join(lines), tuple(blocks), tuple(citations.made), "a whole plan in short")


def _parts(outline: Outline) -> list[Section]:
    """The outermost section of each part of a plan, in source order."""
    found: list[Section] = []
    for heads in load("intents")["plan_parts"]:
        named = [one for one in outline.sections[1:] if _heads(one, heads) and one not in found]
        best = min(named, key=lambda one: (len(outline.path(one.ordinal)), one.ordinal), default=None)
        found += [best] if best is not None else []
    return sorted(found, key=lambda one: one.ordinal)


def _heads(section: Section, heads: Sequence[str]) -> bool:
    return section.kind not in ("closing", "appendix") and is_of(section.heading, heads)
