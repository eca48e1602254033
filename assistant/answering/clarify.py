"""Several documents may be meant: each candidate with its answer and citation, and the question which."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Citations, Draft, side_name
from assistant.answering.found import Found
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import ListBlock, ListItem, TextBlock
from indexer.records import DocumentEntry

MOST = 4


def clarify(question: Question, candidates: Sequence[tuple[DocumentEntry, Found]], citations: Citations) -> Draft:
    """The best candidates, each with what it says, and the question which one is meant."""
    english = question.language == "en"
    best = sorted(candidates, key=lambda one: -one[1].score)[:MOST]
    head, ask = phrase("clarify", english=english), phrase("clarify_ask", english=english)
    lines = [phrase("side", english=english, name=side_name(entry), text=found.text) for entry, found in best]
    items = tuple(ListItem(line, found.citations) for line, (_, found) in zip(lines, best, strict=True))
    text = "\n".join([head, *(f"- {line}" for line in lines), ask])
    blocks = (TextBlock(head), ListBlock(items), TextBlock(ask))
    return Draft("clarify", text, blocks, tuple(citations.made), "several documents answer")
