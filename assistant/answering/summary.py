"""A summary: the items of the sections that are asked about, quoted and bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.candidates import gather
from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.enumerations import Enumeration, section_body
from assistant.answering.evidence import Interest
from assistant.answering.excerpt import MAX_QUOTE, clipped
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, ListBlock, ListItem, TextBlock
from assistant.targets import Targets
from indexer.language.normal import one_line
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

MOST_CHARACTERS = 2300
_LEAST = 120  # code points of an item that still say something
_MARK = 8  # what a citation mark and a bullet take
_MOST_ITEMS = 20


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
        spans = tuple(block.span for block in section_body(outline, outline.sections[passage.section]))
        listed = Enumeration(entry, passage, spans, heading=True)
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
        (_headed(found.interest, clause.passage) + 0.2 * clause.around, -clause.passage.id, clause.passage)
        for clause in found.clauses
    ]
    return max(scored, key=lambda one: one[:2])[2] if scored else None


def _headed(interest: Interest, passage: StoredPassage) -> float:
    """How well the headings above a passage name the topic: all of them, and the nearest one above all."""
    last = passage.breadcrumb.rsplit(" > ", 1)[-1]
    return 0.5 * interest.coverage(passage.breadcrumb) + 0.3 * interest.coverage(last) + 0.2 * interest.share_of(last)


def quoted_items(index: OpenIndex, listed: Enumeration, citations: Citations, *, room: int) -> tuple[ListItem, ...]:
    """The spans of an enumeration, each quoted from its start, so long that all of them find room."""
    text = index.catalogue.text(listed.entry.id)
    passages = [one for one in index.catalogue.passages_of(listed.entry.id) if one.kind == listed.passage.kind]
    spans = listed.spans[:_MOST_ITEMS]
    share = max(_LEAST, room // max(1, len(spans)) - _MARK)
    items: list[ListItem] = []
    for span in spans:
        holder = next((one for one in passages if one.span.start <= span.start < one.span.end), listed.passage)
        for piece in _quotable(text, Span(span.start, max(span.start, min(span.end, holder.span.end))), share):
            shown = _shown(text, piece, span)
            if room < len(shown) + _MARK:
                return tuple(items)
            room -= len(shown) + _MARK
            n = citations.add(listed.entry, holder, piece, listed.table)
            items.append(ListItem(phrase("item", text=shown, n=n), (n,)))
    return tuple(items)


def _quotable(text: str, span: Span, share: int) -> Iterator[Span]:
    """``span`` in pieces that a citation may hold, up to ``share`` code points in all."""
    kept = clipped(text, span, share)
    start = kept.start
    while start < kept.end:
        piece = clipped(text, Span(start, kept.end), MAX_QUOTE)
        yield piece
        start = piece.end + 1


def _shown(text: str, piece: Span, whole: Span) -> str:
    line = one_line(piece.of(text))
    line = line.lstrip("-+• ") if piece.start == whole.start else line
    return line if piece.end >= whole.end else f"{line}…"
