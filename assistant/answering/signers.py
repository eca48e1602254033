"""Who signed a document: the signature at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.draft import Citations, Draft
from assistant.answering.refusals import not_found
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, Status, TextBlock
from assistant.targets import Targets
from indexer.language.normal import one_line
from indexer.language.structure import is_signature
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.directory import leading_number
from indexer.store.reader import OpenIndex

SIGNATURE = "signature"  # the reason of these answers
_FEW = 5  # documents whose signers are all named where the question names none


def who_signed(
    index: OpenIndex, question: Question, targets: Targets, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The signers of the documents that the question names; of a few documents if it names none."""
    english = question.language == "en"
    named = frozenset().union(*targets.sides)
    if not named and len(documents) <= _FEW and not question.numbers:
        named = frozenset(entry.id for entry in documents)
    others = [number for number in question.numbers if len(number) > 1]
    if others and not any(leading_number(entry) in question.numbers for entry in documents):
        return None  # a document that is only cited: who signed it does not stand here
    citations = Citations(index)
    lines: list[str] = []
    unsigned: list[str] = []
    for entry in documents:
        if entry.id in named:
            passage = _signature(index, entry)
            title = entry.metadata.number or entry.metadata.title
            if passage is None or entry.metadata.signer is None:
                unsigned.append(phrase("unsigned", english=english, title=title))
                continue
            span = _to_name(index.catalogue.text(entry.id), passage.span, entry.metadata.signer)
            n = citations.add(entry, passage, span)
            signature = one_line(span.of(index.catalogue.text(entry.id)))
            lines.append(phrase("signed", english=english, name=signature, title=title, n=n))
    if not lines:
        return not_found(index, question, None, reason="no signature", said=unsigned) if unsigned else None
    text = "\n".join([*lines, *unsigned])
    blocks: tuple[AnswerBlock, ...] = (TextBlock(text, tuple(c.n for c in citations.made)),)
    status: Status = "clarify" if not targets.sides and len(lines) > 1 else "answered"
    return Draft(status, text, blocks, tuple(citations.made), SIGNATURE)


def _to_name(text: str, span: Span, name: str) -> Span:
    """The signature up to the name; what an extraction left behind it is no part of it."""
    pattern = re.compile(r"\s+".join(map(re.escape, name.split())))
    found = pattern.search(text, span.start, span.end)
    return Span(span.start, found.end()) if found else span


def _signature(index: OpenIndex, entry: DocumentEntry) -> StoredPassage | None:
    text = index.catalogue.text(entry.id)
    for passage in index.catalogue.passages_of(entry.id):
        if is_signature(passage.span.of(text)):
            return passage
    return None
