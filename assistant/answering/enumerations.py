"""What lists: a block that enumerates, the items below a line that announces them, a row's details, a section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.candidates import Candidates
from assistant.answering.evidence import Interest
from assistant.answering.rows import continuation
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.records import Block, DocumentEntry, Outline, Row, Span, StoredPassage, Table
from indexer.store.reader import OpenIndex

_LOOKED_AT = 6  # passages whose blocks are weighed
_ENUMERATES = 0.12
_EXCLUDES = 0.8  # what is asked for is named by this word above all
_ROW_MIN = 0.4
ANNOUNCES = ":"


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The spans to quote, in source order, in one passage's section; ``heading`` if they are a section's items.

    ``lead`` is the row that they stand under; without one it is the heading of their section. Items that stand in
    a subsection of ``within`` are shown under its heading.
    """

    entry: DocumentEntry
    passage: StoredPassage
    spans: tuple[Span, ...]
    heading: bool
    table: Table | None = None
    lead: Span | None = None
    within: int | None = None  # the section that the items are of


def find_enumeration(index: OpenIndex, found: Candidates, *, excluding: bool = False) -> Enumeration | None:
    """The best enumeration among the candidates, or None; with ``excluding``, rather one of what is left out."""
    row = _row_details(found) if not excluding else None
    if row is not None:
        return row
    best: tuple[float, Block, StoredPassage, Outline, DocumentEntry] | None = None
    nearest = sorted(found.clauses, key=lambda clause: (-clause.around, clause.passage.id))
    for clause in nearest[:_LOOKED_AT]:
        text = index.catalogue.text(clause.entry.id)
        outline = index.catalogue.outline(clause.entry.id)
        for block in outline.blocks:
            if block.kind in ("paragraph", "item", "heading") and block.section == clause.passage.section:
                score = _score(text, block, clause.passage, found.interest)
                score += _EXCLUDES if excluding and _leaves_out(block.span.of(text)) else 0.0
                if best is None or score > best[0]:
                    best = (score, block, clause.passage, outline, clause.entry)
    if best is None:
        return None
    _, block, passage, outline, entry = best
    text = index.catalogue.text(entry.id)
    heading = passage.breadcrumb.rsplit(" > ", 1)[-1]
    if excluding and _leaves_out(block.span.of(text)):
        return Enumeration(entry, passage, (block.span, *announced(text, outline, block)), False)
    if block.kind == "heading" or found.interest.coverage(heading) >= found.interest.coverage(block.span.of(text)):
        return section_items(entry, passage, outline, passage.section)
    below = announced(text, outline, block)
    return Enumeration(entry, passage, (block.span, *below), False)


def _score(text: str, block: Block, passage: StoredPassage, interest: Interest) -> float:
    slice_ = block.span.of(text)
    lists = slice_.count(";") + slice_.count(",") >= 3 or slice_.rstrip().endswith(ANNOUNCES)
    return (
        0.6 * interest.coverage(slice_)
        + 0.4 * interest.coverage(f"{passage.breadcrumb}\n{slice_}")
        + (_ENUMERATES if lists else 0.0)
    )


def _leaves_out(text: str) -> bool:
    """Whether ``text`` says what something does not include."""
    folded = f" {fold(one_line(text))} "
    return any(f" {fold(cue)}" in folded for cue in load("intents")["excludes"])


def announced(text: str, outline: Outline, block: Block) -> list[Span]:
    """The spans of the blocks that a line ending in a colon announces: deeper items, or the items right below it."""
    if not block.span.of(text).rstrip().endswith(ANNOUNCES):
        return []
    spans: list[Span] = []
    for other in outline.blocks[block.ordinal + 1 :]:
        if other.section != block.section or other.kind not in ("item", "paragraph"):
            break
        numbered = other.span.of(text).startswith("(")
        if block.kind == "item" and other.kind == "item" and other.level <= block.level and not numbered:
            break
        if other.kind == "paragraph" and spans:
            break
        spans.append(other.span)
    return spans


def section_items(entry: DocumentEntry, passage: StoredPassage, outline: Outline, ordinal: int) -> Enumeration:
    """The items of a section, those of its subsections included; of text before any heading, the passage's own.

    A subsection of which nothing but the heading can be quoted stands for itself.
    """
    section = outline.sections[ordinal]
    inside = [b for b in outline.blocks if section.span.holds(b.span) and b.kind in ("paragraph", "item")]
    below = [b for b in inside if b.span.start >= section.heading_span.end]
    blocks = (below if section.heading else inside) or inside
    if not section.heading and not section.label:
        blocks = [block for block in blocks if passage.span.holds(block.span)]
    spans = [block.span for block in blocks] + _bare_headings(outline, ordinal, blocks)
    return Enumeration(entry, passage, tuple(sorted(spans, key=lambda span: span.start)), True, within=ordinal)


def _bare_headings(outline: Outline, ordinal: int, blocks: Sequence[Block]) -> list[Span]:
    """The headings below a section under which no block stands."""
    section = outline.sections[ordinal]
    below = [one for one in outline.sections if one.ordinal != ordinal and section.span.holds(one.span) and one.heading]
    return [one.heading_span for one in below if not any(one.span.holds(block.span) for block in blocks)]


def _row_details(found: Candidates) -> Enumeration | None:
    """The details written below the best row, if it has any and fits better than any text."""
    best = found.rows[0] if found.rows else None
    cover = found.clauses[0].cover if found.clauses else 0.0
    if best is None or best.score < max(_ROW_MIN, cover - 0.25):
        return None
    view = best.view
    details: list[Row] = []
    for row in view.table.rows[view.row.ordinal + 1 :]:
        if row.kind != "detail":
            break
        details.append(row)
    if not details or details == [continuation(view)]:
        return None
    spans = tuple(row.span for row in details)
    return Enumeration(view.entry, view.passage, spans, True, view.table, lead=view.row.span)
