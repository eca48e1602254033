"""What the audit found about the figures that an answer shows."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.draft import Draft
from assistant.phrases import phrase
from assistant.records import NoticeBlock
from indexer.language.normal import one_line
from indexer.records import Finding, Span
from indexer.store.reader import OpenIndex

_MOST = 2
_MOST_OPERANDS = 12
_CONTEXT = 14  # code points before a figure
_ROOM = 380  # a notice that would push a short answer beyond a glance stays a block of its own


def _shows(answer: str, text: str, printed: Span) -> bool:
    """Whether the answer shows the figure of just this place: the words before it tell it from its like elsewhere."""
    before = Span(max(0, printed.start - _CONTEXT), printed.end)
    return one_line(before.of(text)) in answer or (one_line(printed.of(text)) in answer and "\n" in before.of(text))


def described(finding: Finding, text: str) -> str:
    """The finding in words, with the figures that were added up where figures were."""
    operands = [one_line(span.of(text)) for span in finding.spans[1:]]
    if finding.computed is None or not 2 <= len(operands) <= _MOST_OPERANDS:
        return finding.message
    return phrase("finding", text=finding.message.rstrip("."), terms=" + ".join(operands))


def with_notices(index: OpenIndex, draft: Draft) -> Draft:
    """``draft`` with a notice for each finding whose printed figure the answer cites and shows."""
    if draft.status not in ("answered", "clarify"):
        return draft
    notices: dict[str, int] = {}  # with the citation that holds the printed figure
    for citation in draft.citations:
        text = index.catalogue.text(citation.document_id)
        quoted = Span(citation.start, citation.end)
        for finding in index.catalogue.findings(citation.document_id):
            printed = finding.spans[0] if finding.spans else None
            shown = printed is not None and quoted.holds(printed) and _shows(draft.text, text, printed)
            if shown and finding.kind != "incomplete":
                notices.setdefault(described(finding, text), citation.n)
    fresh = [notice for notice in notices if notice not in draft.text][:_MOST]
    said = {notice: phrase("mismatch", text=notice) for notice in fresh}
    if not fresh or phrase("inconsistent") in draft.text:
        return draft
    text = "\n".join([draft.text, *(said[one] for one in fresh if len(draft.text) + len(said[one]) <= _ROOM)])
    return replace(
        draft, text=text, blocks=(*draft.blocks, *(NoticeBlock(said[notice], (notices[notice],)) for notice in fresh))
    )
