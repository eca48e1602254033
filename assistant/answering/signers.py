"""Who signed a document: the signature at its end."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.draft import Citations, Draft
from assistant.answering.refusals import not_found
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, Status, TextBlock
from assistant.targets import Targets
from indexer.language.issuers import short_name
from indexer.language.normal import one_line
from indexer.language.signature import Signature, find_signature
from indexer.records import DocumentEntry
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
            found = _signature(index, entry)
            title = _title(entry)
            passage = index.catalogue.passage_at(entry.id, found.span.start) if found is not None else None
            if found is None or passage is None:
                unsigned.append(phrase("unsigned", english=english, title=title))
                continue
            n = citations.add(entry, passage, found.span)
            signature = " ".join(one_line(piece.of(index.catalogue.text(entry.id))) for piece in found.pieces)
            lines.append(phrase("signed", english=english, name=signature, title=title, n=n))
    if not lines:
        return not_found(index, question, None, reason="no signature", said=unsigned) if unsigned else None
    text = "\n".join([*lines, *unsigned])
    blocks: tuple[AnswerBlock, ...] = (TextBlock(text, tuple(c.n for c in citations.made)),)
    status: Status = "clarify" if not targets.sides and len(lines) > 1 else "answered"
    return Draft(status, text, blocks, tuple(citations.made), SIGNATURE)


def _title(entry: DocumentEntry) -> str:
    """The number of a document with its place or issuer, where it has them; else its title."""
    about = entry.metadata
    if about.number is None:
        return about.title
    name = about.place or short_name(about.issuer)
    return f"{about.number} ({name})" if name else about.number


def _signature(index: OpenIndex, entry: DocumentEntry) -> Signature | None:
    text = index.catalogue.text(entry.id)
    closings = (section.span for section in index.catalogue.outline(entry.id).sections if section.kind == "closing")
    return next((one for span in closings if (one := find_signature(text, span)) is not None), None)
