"""Evidence removed by passage: each question asked of its documents without the places that hold its evidence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eval.evidence import EvidenceItem, evidence_held
from eval.judge import DIRECT_TYPES
from eval.questions import QuestionLine
from indexer.build import parse
from indexer.records import ParsedDocument, SourceText, Span

_WINDOW = 8  # passages side by side that hold evidence together, where none does alone


@dataclass(frozen=True, slots=True)
class Bereft:
    """A question with the documents in which nothing holds its evidence any more."""

    question: QuestionLine
    documents: tuple[ParsedDocument, ...]


def bereft(questions: Sequence[QuestionLine], documents: Sequence[ParsedDocument]) -> Iterator[Bereft]:
    """The answerable questions of a single turn that ask for one thing, each with its documents cut.

    Left out is one whose evidence is not found. Of a list, a comparison or a summary the rest would still be an answer.
    """
    known = {one.source.document_id: one for one in documents}
    for question in questions:
        if question.type not in DIRECT_TYPES or not question.answerable or question.history or not question.evidence:
            continue
        cuts = {item.doc: places(known[item.doc], question.evidence) for item in question.evidence if item.doc in known}
        if len(cuts) < len({item.doc for item in question.evidence}) or not all(cuts.values()):
            continue
        changed = {name: _cut(known[name], spans) for name, spans in cuts.items()}
        yield Bereft(question, tuple(changed.get(one.source.document_id, one) for one in documents))


def places(document: ParsedDocument, evidence: Sequence[EvidenceItem]) -> tuple[Span, ...]:
    """Where a document holds any of its evidence items whole, in one passage or in the fewest side by side."""
    found: list[Span] = []
    for item in evidence:
        if item.doc == document.source.document_id:
            found += _places(document, item.contains)
    return tuple(found)


def _places(document: ParsedDocument, contains: Sequence[str]) -> list[Span]:
    text = document.source.text
    spans = sorted({passage.span for passage in document.passages}, key=lambda span: (span.start, span.end))
    for size in range(1, _WINDOW + 1):
        windows = [Span(spans[at].start, spans[at + size - 1].end) for at in range(len(spans) - size + 1)]
        found = [window for window in windows if evidence_held(contains, window.of(text))]
        if found:
            return found
    return []


def _cut(document: ParsedDocument, spans: Sequence[Span]) -> ParsedDocument:
    """The document read anew from its text without ``spans``; what is known of it stays."""
    text, source = document.source.text, document.source
    kept: list[str] = []
    at = 0
    for span in sorted(spans, key=lambda one: one.start):
        kept.append(text[at : max(at, span.start)])
        at = max(at, span.end)
    left = "".join([*kept, text[at:]])
    sha256 = hashlib.sha256(left.encode()).hexdigest()
    read = parse(SourceText(source.document_id, source.path, sha256, left, source.encoding))
    return replace(read, metadata=document.metadata)
