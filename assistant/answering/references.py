"""When a document that is cited was issued: every date that the citing documents give it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.draft import Citations, Draft
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, NoticeBlock, TextBlock
from indexer.language.lexicon import structure_words
from indexer.language.normal import nfc
from indexer.language.tokens import syllables
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

# A document number of the question: "57-NQ/TW", "749/QĐ-TTg".
_NUMBER = re.compile(r"(?<![\w/])(\d{1,5})\s?[-–/]\s?([^\W\d_][\w]*(?:[-/][^\W\d_]\w*)*)")
_FEW = 6  # words of a topic that still name the document alone: "of the province", "on this"
_DATE = r"\W{0,3}(?:\s*\w+){0,2}?\s*(\d{1,2}/\d{1,2}/\d{4})"


@dataclass(frozen=True, slots=True)
class _Mention:
    """One place where a document dates the one it cites."""

    entry: DocumentEntry
    passage: StoredPassage
    span: Span
    date: str


def date_of_cited(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]
) -> Draft | None:
    """The dates that ``documents`` give the document whose full number the question names; None without any.

    When a task of that document is due is another question: only one that asks for issuing, or names hardly anything
    beside the number, is meant.
    """
    named = _NUMBER.search(question.text)
    if named is None or not (asked.any_of("issued") or _alone(named.group(), asked.topic)):
        return None
    mentions = [mention for entry in documents for mention in _mentions(index, entry, named)]
    if not mentions:
        return None
    english = question.language == "en"
    citations = Citations(index)
    by_date: dict[str, int] = {}
    for mention in mentions:
        if mention.date not in by_date:
            by_date[mention.date] = citations.add_around(mention.entry, mention.passage, mention.span)
    listed = "; ".join(phrase("dated_at", english=english, date=date, n=n) for date, n in by_date.items())
    key = "dated" if len(by_date) == 1 else "dates_differ"
    text = phrase(key, english=english, name=named.group(), dates=listed)
    block: AnswerBlock = (TextBlock if len(by_date) == 1 else NoticeBlock)(text, tuple(by_date.values()))
    return Draft("answered", text, (block,), tuple(citations.made), f"date of a cited document: {key}")


def _alone(number: str, topic: str) -> bool:
    kinds = {word for kind in structure_words().kinds for word in syllables(kind)}
    return len([word for word in syllables(topic) if word not in kinds and word not in syllables(number)]) <= _FEW


def _mentions(index: OpenIndex, entry: DocumentEntry, named: re.Match[str]) -> list[_Mention]:
    text = index.catalogue.text(entry.id)
    pattern = re.compile(rf"(?<!\d){named.group(1)}\s?[-–/]\s?{re.escape(nfc(named.group(2)))}{_DATE}", re.I)
    passages = [passage for passage in index.catalogue.passages_of(entry.id) if passage.kind == "text"]
    found: list[_Mention] = []
    for match in pattern.finditer(text):
        holder = next((one for one in passages if one.span.start <= match.start() < one.span.end), None)
        if holder is not None:
            found.append(_Mention(entry, holder, Span(match.start(), match.end()), match.group(1)))
    return found
