"""What a person must know of an answer that rests on a scan: the page was hard to read."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.draft import Draft
from assistant.phrases import phrase
from assistant.places import doubtful_page
from assistant.records import NoticeBlock
from indexer.store.reader import OpenIndex


def with_scan_notices(index: OpenIndex, draft: Draft, *, english: bool) -> Draft:
    """A numbered ``draft`` with a notice for each page that it cites and that is a scan of low confidence."""
    said: dict[tuple[str, int], NoticeBlock] = {}
    for citation in draft.citations:
        doubt = doubtful_page(index.catalogue, citation)
        if doubt is None:
            continue
        page, confidence = doubt
        text = phrase("doubtful_scan", english=english, n=str(citation.n), page=page, confidence=f"{confidence:.0f}")
        said.setdefault((citation.document_id, page), NoticeBlock(text, (citation.n,)))
    if not said:
        return draft
    text = "\n".join([draft.text, *(notice.text for notice in said.values())])
    return replace(draft, text=text, blocks=(*draft.blocks, *said.values()))
