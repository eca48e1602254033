"""A summary: the items of the sections that are asked about, quoted and bounded."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.candidates import gather
from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.excerpt import clipped
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, ListBlock, ListItem, TextBlock
from assistant.targets import Targets
from indexer.language.normal import one_line
from indexer.records import Block, DocumentEntry, Section, Span, StoredPassage
from indexer.store.reader import OpenIndex

MOST_CHARACTERS = 2300
_ITEM = 240
_MOST_ITEMS = 14


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
        items = section_items(index, entry, passage, citations, room=MOST_CHARACTERS // len(sides) - len(head))
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
            0.6 * found.interest.coverage(clause.passage.breadcrumb) + 0.4 * clause.score,
            -clause.passage.id,
            clause.passage,
        )
        for clause in found.clauses
    ]
    return max(scored, key=lambda one: one[:2])[2] if scored else None


def section_items(
    index: OpenIndex, entry: DocumentEntry, passage: StoredPassage, citations: Citations, *, room: int
) -> tuple[ListItem, ...]:
    """The blocks of the passage's section, each quoted from its start, while there is room."""
    text = index.catalogue.text(entry.id)
    outline = index.catalogue.outline(entry.id)
    section = outline.sections[passage.section]
    passages = index.catalogue.passages_of(entry.id)
    items: list[ListItem] = []
    for block in _body(outline.blocks, section):
        holder = next(
            (one for one in passages if one.kind == "text" and one.span.start <= block.span.start < one.span.end), None
        )
        shown = _shown(text, block.span)
        if holder is None or len(items) == _MOST_ITEMS or room - len(shown) < 0:
            break
        room -= len(shown) + 6
        n = citations.add(entry, holder, Span(block.span.start, min(block.span.end, holder.span.end)))
        items.append(ListItem(f"{shown} [{n}]", (n,)))
    return tuple(items)


def _body(blocks: Sequence[Block], section: Section) -> list[Block]:
    """The blocks below the section's heading, those of its subsections included."""
    inside = [b for b in blocks if section.span.holds(b.span) and b.kind in ("paragraph", "item")]
    return [b for b in inside if b.span.start >= section.heading_span.end] or inside


def _shown(text: str, span: Span) -> str:
    kept = clipped(text, span, _ITEM)
    line = one_line(kept.of(text)).lstrip("-+• ")
    return line if kept == span else f"{line}…"
