"""How enumerations are told: each with its place and count, quoted item by item; and those that have a place of
their own in a document: the duties of an agency, the recipients."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.enumerations import Enumeration
from assistant.answering.quoting import quoted_items, worded
from assistant.answering.recipients import recipients
from assistant.answering.sections import agency_section, items_of, plain_interest
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, ListBlock, QuoteBlock, TextBlock
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

MOST_CHARACTERS = 2300


def list_recipients(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """Who the document is sent to, if that is asked."""
    sent_to = recipients(index, question, asked, documents)
    return told(index, question, [sent_to]) if sent_to is not None else None


def list_duties(
    index: OpenIndex, question: Question, asked: Asked, sides: Sequence[Sequence[DocumentEntry]]
) -> Draft | None:
    """What the agency that the question names is to do, on each side; None unless each side has a section of it."""
    interest = plain_interest(index, question, asked, [entry for side in sides for entry in side])
    named = [one for side in sides if (one := agency_section(index, interest, side)) is not None]
    if len(named) < len(sides):
        return None
    return told(index, question, [listed for one in named if (listed := items_of(index, one)) is not None])


def told(index: OpenIndex, question: Question, lists: Sequence[Enumeration]) -> Draft | None:
    """The enumerations, one after the other, in at most :data:`MOST_CHARACTERS`; None if they hold no item."""
    kept = [one for listed in lists if (one := worded(index, listed)).spans]
    citations = Citations(index)
    lines: list[str] = []
    blocks: list[AnswerBlock] = []
    for listed in kept:
        more = tell(index, question, listed, citations, MOST_CHARACTERS // len(kept))
        lines += more[0]
        blocks += more[1]
    if not lines:
        return None
    return Draft("answered", "\n".join(lines), tuple(blocks), tuple(citations.made), "an enumeration")


def tell(
    index: OpenIndex, question: Question, listed: Enumeration, citations: Citations, room: int
) -> tuple[list[str], list[AnswerBlock]]:
    """One enumeration in at most ``room`` code points, as lines and as blocks."""
    english = question.language == "en"
    where = place_words(listed.entry, listed.passage.breadcrumb, english=english)
    head = phrase("list_head", english=english, count=len(listed.spans), **where)
    items = quoted_items(index, listed, citations, room=room - len(head))
    if listed.heading:
        return [head, *(f"- {item.text}" for item in items)], [TextBlock(head), ListBlock(items)]
    place = f"({where['title']}{where['section']})"
    return [*(item.text for item in items), place], [
        *(QuoteBlock(item.text, item.citations) for item in items),
        TextBlock(place),
    ]
