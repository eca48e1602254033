"""Rows that are named, counted together or compared; by their money as well where that is asked too."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answering.contrast import contrast
from assistant.answering.draft import Citations, Draft
from assistant.answering.named_rows import compares_rows, look_up_named_rows
from assistant.asking import Asked
from assistant.question import Question
from assistant.records import TextBlock
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex


def tell_named_rows(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The sum of the numbers of the named rows, or which is larger, by their money too; None without numbers."""
    citations = Citations(index)
    found = look_up_named_rows(index, question, asked, documents, citations)
    if found is None:
        return None
    counted = TextBlock(found.text, found.citations)
    priced = compares_rows(question, asked) and asked.any_of("money") and not asked.any_of("sum", "total")
    money = contrast(index, question, asked, documents, behind=citations.made) if priced else None
    if money is None:
        return Draft("answered", found.text, (counted,), tuple(citations.made), "named rows")
    text = f"{found.text}\n{money.text}"
    return Draft("answered", text, (counted, *money.blocks), money.citations, "named rows by two measures")
