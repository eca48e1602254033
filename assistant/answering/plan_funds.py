"""Where the money of a whole plan comes from: the line labelled so, where a question names nothing smaller."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.answering.draft import Citations, place_words
from assistant.answering.excerpt import MAX_QUOTE, clipped, sentences
from assistant.answering.found import Found
from assistant.asking import Asked, content_words
from assistant.phrases import phrase
from assistant.question import Question
from assistant.retrieval import retrieve
from indexer.language.lexicon import load
from indexer.language.page_breaks import told_line
from indexer.records import DocumentEntry, Span
from indexer.store.reader import OpenIndex

_AHEAD = 80  # code points of a sentence in which its label stands
_LOOKED_AT = 8  # passages found by the words of the labels


def look_up_plan_funds(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The first line of a document that says where its money comes from; None where something smaller is asked for."""
    if asked.wants - {"fund", "compare", "list"} or not asked.any_of("fund") or question.context:
        return None
    if content_words(question, asked, documents):
        return None
    words = replace(question, text=" ".join(load("intents")["fund_labels"]), language="vi", context="")
    for entry in documents:
        text = index.catalogue.text(entry.id)
        ranked = retrieve(index, words, allowed={entry.id}, limit=_LOOKED_AT)
        lines = [
            (span.start, one.passage, span)
            for one in ranked
            if one.passage.table is None
            for span in sentences(text, one.passage.span)
            if _labels().search(text, span.start, min(span.end, span.start + _AHEAD))
        ]
        if lines:
            _, passage, span = min(lines, key=lambda line: line[0])
            english = question.language == "en"
            told = clipped(text, Span(span.start, span.end), MAX_QUOTE)
            n = citations.add_around(entry, passage, told)
            where = place_words(entry, passage.breadcrumb, english=english)
            shown = phrase("stated", english=english, quote=told_line(told.of(text)).lstrip("-+• "), n=n, **where)
            return Found(entry, shown, (n,), 1.0, kind="quote")
    return None


@lru_cache(maxsize=1)
def _labels() -> re.Pattern[str]:
    labels = "|".join(map(re.escape, load("intents")["fund_labels"]))
    return re.compile(rf"(?<!\w)(?:{labels})(?!\w)[^.:\n]{{0,30}}:", re.IGNORECASE)
