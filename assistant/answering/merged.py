"""What a person must know of an answer from documents that bear another name than the question: provinces merged."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.draft import Draft
from assistant.mergers import unit_now
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import NoticeBlock
from indexer.language.lexicon import load
from indexer.store.directory import Directory


def with_merger_notices(question: Question, draft: Draft, documents: Directory) -> Draft:
    """A numbered ``draft`` that says, of each cited document of a place under its other name, how the two are one."""
    notices: list[NoticeBlock] = []
    for asked, written in question.renamed:
        ids = documents.of_place(written)
        cited = tuple(citation.n for citation in draft.citations if citation.document_id in ids)
        if cited:
            notices.append(NoticeBlock(_said(asked, written, english=question.language == "en"), cited))
    if not notices:
        return draft
    text = "\n".join([draft.text, *(notice.text for notice in notices)])
    return replace(draft, text=text, blocks=(*draft.blocks, *notices))


def _said(asked: str, written: str, *, english: bool) -> str:
    gazetteer = load("provinces")
    now = unit_now(written)
    year, month, day = gazetteer["since"].split("-")
    return phrase(
        "merged_place",
        english=english,
        old=asked if written == now else written,
        now=now,
        since=gazetteer["since"] if english else f"{int(day)}/{int(month)}/{year}",
        source=gazetteer["source"],
        written=written,
    )
