"""What a document says of itself: its number, date and issuer, quoted from where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.draft import Citations, Draft, name_of, short_title
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, TextBlock
from assistant.targets import Targets
from indexer.language.lexicon import load
from indexer.language.normal import fold, nfc
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, StoredPassage
from indexer.store.reader import OpenIndex

_FIELDS = ("symbol", "issued", "issuer")


def about_document(
    index: OpenIndex, question: Question, asked: Asked, targets: Targets, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """Number, date or issuer of the documents that the question names; None if it asks for none, or none is known."""
    wanted = [field for field in _FIELDS if field in asked.wants]
    if wanted and _of_another(question, documents, targets):
        return None
    named = frozenset().union(*targets.sides)
    citations = Citations(index)
    lines: list[str] = []
    for entry in documents if wanted else ():
        if entry.id in named:
            lines += [line for field in wanted if (line := about_line(index, question, entry, field, citations))]
    if not lines:
        return None
    text = "\n".join(lines)
    blocks: tuple[AnswerBlock, ...] = (TextBlock(text, tuple(citation.n for citation in citations.made)),)
    return Draft("answered", text, blocks, tuple(citations.made), f"the document itself: {', '.join(wanted)}")


def _of_another(question: Question, documents: Sequence[DocumentEntry], targets: Targets) -> bool:
    """Whether the question is about a document of another kind, which those that it names only cite."""
    named = frozenset().union(*targets.sides)
    own = {fold(entry.metadata.kind or "") for entry in documents if entry.id in named}
    line = f" {' '.join(fold_term(word) for word in syllables(question.text))} "
    kinds = [fold(kind) for kind in load("intents")["kind_numbers"]]
    first = min((kind for kind in kinds if f" {kind} " in line), key=lambda kind: line.index(f" {kind} "), default=None)
    return first is not None and bool(own) and not any(first in kind or not kind for kind in own)


def about_line(
    index: OpenIndex, question: Question, entry: DocumentEntry, field: str, citations: Citations
) -> str | None:
    """What ``entry`` says of one field of itself, cited; None where it is unknown, or stands in none of its text."""
    about = entry.metadata
    value = {"symbol": about.number, "issued": about.date, "issuer": about.issuer}[field]
    if value is None:
        return None
    passage = _holding(index, entry, _spellings(field, value))
    if passage is None:  # a correction of the manifest stands in no text: nothing could be cited
        return None
    shown = "/".join(reversed(value.split("-"))) if field == "issued" else value
    n = citations.add(entry, passage, passage.span)
    title = name_of(entry) if field == "symbol" else short_title(entry)
    return phrase(f"about_{field}", english=question.language == "en", title=title, value=shown, n=n)


def issued_on(entry: DocumentEntry) -> str:
    """The day on which a document was issued, as YYYY-MM-DD; "" where it is unknown."""
    return entry.metadata.date or ""


def _spellings(field: str, value: str) -> list[str]:
    """Patterns under which the value stands in a text."""
    if field != "issued":
        return [re.escape(nfc(value)).replace(r"\ ", r"\s+").replace(r"\-", r"\s?[-–]\s?")]
    year, month, day = (int(part) for part in value.split("-"))
    return [rf"\b0?{day}\s+\w+\s+0?{month}\s+\w+\s+{year}\b", rf"\b0?{day}\s?[/.]\s?0?{month}\s?[/.]\s?{year}\b"]


def _holding(index: OpenIndex, entry: DocumentEntry, spellings: Sequence[str]) -> StoredPassage | None:
    text = index.catalogue.text(entry.id)
    pattern = re.compile("|".join(spellings), re.I)
    for passage in index.catalogue.passages_of(entry.id):
        if passage.kind == "text" and pattern.search(nfc(passage.span.of(text))):
            return passage
    return None
