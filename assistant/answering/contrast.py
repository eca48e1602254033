"""Two things of the same documents side by side: which is larger or comes first, and by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from assistant.answering.candidates import RowHit, gather, gather_rows
from assistant.answering.draft import Citations, Draft
from assistant.answering.figures import money_in, readable
from assistant.answering.found import Found
from assistant.answering.lookup import best_row, look_up
from assistant.answering.ratios import asks_ratio, ratio_told
from assistant.answering.row_answer import from_row, short_label
from assistant.answering.scope import names_a_part, parts_named
from assistant.answering.text_amounts import look_up_text_amount
from assistant.answering.totals import look_up_total
from assistant.asking import Asked, content_words
from assistant.marks import MARK
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import AnswerBlock, Citation, TableBlock, TextBlock
from indexer.language.lexicon import load
from indexer.language.periods import parse_period
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

_LEAST = 0.45  # of a part's topic that its row must hold


@dataclass(frozen=True, slots=True)
class Part:
    """One of the two things: what the question calls it, what was found, and what is compared."""

    name: str
    found: Found
    amount: Decimal | None = None  # in đồng
    when: tuple[date, date] | None = None  # the end of its time, then its beginning


def contrast(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    documents: Sequence[DocumentEntry],
    *,
    behind: Sequence[Citation] = (),
) -> Draft | None:
    """The verdict over the two things that the question names, each with its citation; None unless both are found.

    Its citations are numbered after those of ``behind``, which it holds too.
    """
    compared = asked.any_of("compare", "change") or asks_more(question)
    other = asked.any_of("count", "percent") and not asks_ratio(question)
    if not compared or other or asked.any_of("owner", "where", "summary", "check"):
        return None
    look = _timed if asked.any_of("time") else _priced
    for names in _two_parts(question, asked, documents):
        citations = Citations(index, list(behind))
        parts = [part for name in names if (part := look(index, question, asked, documents, name, citations))]
        if len(parts) == 2 and parts[0].found.text != parts[1].found.text:
            return draft_of_parts(question, parts, citations)
    return None


def draft_of_parts(question: Question, parts: Sequence[Part], citations: Citations) -> Draft | None:
    """The verdict over two parts, then what each says; None where there is nothing to tell them apart by."""
    english = question.language == "en"
    verdict = _verdict(parts, english=english)
    if verdict and all(part.amount is not None for part in parts):
        amounts = sorted(part.amount or Decimal(0) for part in parts)
        verdict += ratio_told(question, amounts[1], amounts[0])
    if not verdict:
        return None
    lines = [verdict, *(part.found.text for part in parts)]
    numbers = tuple(dict.fromkeys(n for part in parts for n in part.found.citations))
    rows = tuple((part.name, part.found.text) for part in parts)
    blocks: list[AnswerBlock] = [TextBlock(verdict, numbers), TableBlock(("", ""), rows, numbers)]
    return Draft("answered", "\n".join(lines), tuple(blocks), tuple(citations.made), "two things compared")


def asks_more(question: Question) -> bool:
    """Whether it is asked how much more one thing is than another."""
    words = {fold_term(word) for word in syllables(question.text)}
    return any(words.issuperset(fold_term(word) for word in pair) for pair in load("intents")["more_than"])


def _two_parts(question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Iterator[tuple[str, str]]:
    """The two things that the topic joins: every split where both halves name something, at words before commas."""
    joints = "|".join(re.escape(word) for word in load("intents")["contrast_joints"])
    text = asked.topic_text
    for pattern in (rf"\s(?:{joints})\s", r"[,;]\s"):
        for found in re.finditer(pattern, text, re.IGNORECASE):
            halves = (text[: found.start()].strip(" ,;:?"), text[found.end() :].strip(" ,;:?"))
            if all(_names(question, asked, documents, half) for half in halves):
                yield halves


def _names(question: Question, asked: Asked, documents: Sequence[DocumentEntry], half: str) -> bool:
    return bool(content_words(question, replace(asked, topic=half), documents)) or names_a_part(half)


def _priced(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    documents: Sequence[DocumentEntry],
    name: str,
    citations: Citations,
) -> Part | None:
    part = replace(asked, topic=name, topic_text=name, wants=frozenset({"money", "total"}), before="")
    found = look_up_text_amount(index, question, part, documents, citations)
    if found is None and parts_named(question.text) > 1:  # two tables, by their numbers
        total = look_up_total(index, question, part, documents, citations)
        found = replace(total, label=name) if total else None
    if found is None:
        near = gather(index, question, part, [entry.id for entry in documents], by_topic=True)
        found = look_up(question, part, near, citations)
    if found is None or found.score < _LEAST or found.kind in ("no_year", "only_range", "none", "blank"):
        return None
    amount = found.amount if found.amount is not None else _only_amount(found.text)
    return Part(short_label(found.label or name), found, amount) if amount is not None else None


def _only_amount(text: str) -> Decimal | None:
    """The amount of money that a quote states, if it states just one."""
    stated = {one.exact for one in money_in(MARK.sub(" ", text))}
    return stated.pop() if len(stated) == 1 else None


def _timed(
    index: OpenIndex,
    question: Question,
    asked: Asked,
    documents: Sequence[DocumentEntry],
    name: str,
    citations: Citations,
) -> Part | None:
    part = replace(asked, topic=name, topic_text=name, wants=frozenset({"time"}), before="")
    near = gather_rows(index, question, part, [entry.id for entry in documents])
    hit: RowHit | None = best_row(question, part, near.rows)
    period = parse_period(hit.view.first_text("time")) if hit is not None else None
    if hit is None or hit.score < _LEAST or period is None or period.last is None:
        return None
    found = from_row(question, part, hit, citations)
    return Part(short_label(hit.view.label), found, when=(period.last, period.first or period.last))


def _verdict(parts: Sequence[Part], *, english: bool) -> str:
    first, second = parts
    if first.amount is not None and second.amount is not None:
        if first.amount == second.amount:
            return phrase("equal", english=english, amount=readable(first.amount))
        larger, smaller = sorted(parts, key=lambda part: -(part.amount or Decimal(0)))
        return phrase(
            "larger",
            english=english,
            name=larger.name,
            amount=readable(larger.amount or Decimal(0)),
            other=smaller.name,
            less=readable(smaller.amount or Decimal(0)),
            difference=readable((larger.amount or Decimal(0)) - (smaller.amount or Decimal(0))),
            n=larger.found.citations[0],
            m=smaller.found.citations[0],
        )
    if first.when is None or second.when is None:
        return ""
    if first.when == second.when:
        return phrase("same_time", english=english, name=first.name, other=second.name)
    earlier, later = sorted(parts, key=lambda part: part.when or (date.max, date.max))
    return phrase("earlier", english=english, name=earlier.name, other=later.name)
