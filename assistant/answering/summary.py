"""A summary: the items of the sections that are asked about, quoted and bounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.candidates import Candidates, gather
from assistant.answering.digest import asks_for_whole, digest
from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.enumerations import Enumeration, section_items
from assistant.answering.evidence import Interest
from assistant.answering.gathered import with_places
from assistant.answering.quoting import quoted_items
from assistant.answering.sections import asked_aspects, best_named, items_of, plain_interest
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, ListBlock, TextBlock
from assistant.targets import Targets
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.reader import OpenIndex

MOST_CHARACTERS = 2300
_EMPTY = 0.5
_SURE = 0.5  # a section is what the question names, not merely the best of those that are there
_MOST_NAMED = 20  # documents whose headings are all read


def summarise(
    index: OpenIndex, question: Question, asked: Asked, targets: Targets, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The items of the best section of each document named (of the best document if none is)."""
    english = question.language == "en"
    sides = [[entry for entry in documents if entry.id in side] for side in targets.sides] or [list(documents)]
    if len(sides) == len(sides[0]) == 1 and asks_for_whole(question, asked) and not asked_aspects(asked):
        whole = digest(index, question, sides[0][0])
        if whole is not None:
            return whole
    citations = Citations(index)
    lines: list[str] = []
    blocks: list[AnswerBlock] = []
    for side in sides:
        listed = _listed(index, question, asked, side)
        if listed is None:
            continue
        section = index.catalogue.outline(listed.entry.id).sections[listed.passage.section].span
        inside = all(section.holds(span) for span in listed.spans)
        where = place_words(listed.entry, listed.passage.breadcrumb if inside else "", english=english)
        head = phrase("summary_head", english=english, **where)
        items = quoted_items(index, listed, citations, room=MOST_CHARACTERS // len(sides) - len(head))
        lines += [head, *(f"- {item.text}" for item in items)]
        blocks += [TextBlock(head), ListBlock(items)]
    if not lines:
        return None
    return Draft("answered", "\n".join(lines), tuple(blocks), tuple(citations.made), "summary of sections")


def _listed(index: OpenIndex, question: Question, asked: Asked, side: Sequence[DocumentEntry]) -> Enumeration | None:
    """What the section or the announced list says that the question names, else the section of the best passage."""
    found = gather(index, question, asked, [entry.id for entry in side])
    plain = plain_interest(index, question, asked, side)
    named = best_named(index, asked, plain, side, question.years) if len(side) <= _MOST_NAMED else None
    passage = _best_passage(index, replace(found, interest=plain))
    if named is not None and (passage is None or named.score >= passage[0]):
        listed = items_of(index, named)
        if listed is not None and _says(index, listed):
            return with_places(index, asked, found, listed, named=named.score >= _SURE)
    if passage is None:
        return None
    entry, best = passage[1:]
    outline, section = index.catalogue.outline(entry.id), best.section
    listed = section_items(entry, best, outline, section)
    while not listed.spans and (above := outline.sections[section].parent) is not None:
        section = above  # a point that is all heading is summed up with its neighbours
        listed = section_items(entry, best, outline, section)
    return with_places(index, asked, found, listed, named=False) if listed.spans else None


def _best_passage(index: OpenIndex, found: Candidates) -> tuple[float, DocumentEntry, StoredPassage] | None:
    """The passage whose headings and words hold most of the topic, with how much."""
    scored = [
        (
            _headed(found.interest, clause.passage) + 0.2 * clause.around + _said(index, clause.entry, clause.passage),
            -clause.passage.id,
            clause,
        )
        for clause in found.clauses
    ]
    best = max(scored, key=lambda one: one[:2], default=None)
    return (best[0], best[2].entry, best[2].passage) if best is not None else None


def _said(index: OpenIndex, entry: DocumentEntry, passage: StoredPassage) -> float:
    """Less than nothing for a section with hardly a word of its own, such as the caption of a table."""
    listed = section_items(entry, passage, index.catalogue.outline(entry.id), passage.section)
    return 0.0 if _says(index, listed) else -_EMPTY


def _says(index: OpenIndex, listed: Enumeration) -> bool:
    text = index.catalogue.text(listed.entry.id)
    return any(not span.of(text).lstrip().startswith("(") for span in listed.spans)


def _headed(interest: Interest, passage: StoredPassage) -> float:
    """How well the headings above a passage name the topic: all of them, and the nearest one above all."""
    last = passage.breadcrumb.rsplit(" > ", 1)[-1]
    return 0.5 * interest.coverage(passage.breadcrumb) + 0.3 * interest.coverage(last) + 0.2 * interest.share_of(last)
