"""Questions whether a document agrees with itself: what the audit found in its tables, place by place."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Citations, Draft, short_title
from assistant.answering.notices import LISTED, described, two_places
from assistant.asking import Asked, without_generic
from assistant.marks import mark
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import ListBlock, ListItem, TextBlock
from indexer.language.lexicon import load
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

_MOST = 8


def list_inconsistencies(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """What the audit found, if the question asks where figures disagree and about no row in particular; else None."""
    if not asked.any_of("check") or _particular(question, asked):
        return None
    english = question.language == "en"
    citations = Citations(index)
    items: list[ListItem] = []
    for entry in documents:
        for finding in index.catalogue.findings(entry.id):
            printed = finding.spans[0] if finding.spans else None
            passage = index.catalogue.passage_at(entry.id, printed.start) if printed is not None else None
            if passage is None or finding.kind == "incomplete" or len(items) == _MOST:
                continue
            n = citations.add(entry, passage, passage.span)
            others = [one for span in finding.spans[1:2] if (one := _beside(index, entry, span)) is not None]
            cited = (n, *(citations.add(entry, one, one.span) for one in others if two_places(finding)))
            said = described(finding, index.catalogue.text(entry.id))
            text = f"{short_title(entry)}: {said}" if len(documents) > 1 else said
            marks = "".join(f" [{mark(one)}]" for one in dict.fromkeys(cited))
            items.append(ListItem(f"{text}{marks}", tuple(dict.fromkeys(cited))))
    if not items:
        return None
    head = phrase("findings_head", english=english, count=len(items))
    text = "\n".join([head, *(f"- {item.text}" for item in items)])
    return Draft("answered", text, (TextBlock(head), ListBlock(tuple(items))), tuple(citations.made), LISTED)


def _beside(index: OpenIndex, entry: DocumentEntry, span: Span) -> StoredPassage | None:
    """The passage of the other place of a finding."""
    return index.catalogue.passage_at(entry.id, span.start)


def _particular(question: Question, asked: Asked) -> bool:
    """Whether the topic names a thing, besides the words for tables, figures and places in them."""
    folded = question.language != "vi"
    words = {fold_term(word) for phrase_ in load("intents")["audit_words"] for word in syllables(phrase_)}
    left = {fold_term(word) for word in without_generic(asked.topic, folded=folded)}
    return bool({word for word in left - words if len(word) > 1 and not word.isdigit()})
