"""A stated percentage of a stated base: "running costs of about 20% of the total investment", "up to 30% of a fund".

The percentage and its base must stand side by side in the text, and the base must be told by the document itself: its
total, or the figure of the item that the question names under that fund.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache, partial
from itertools import pairwise

from assistant.answering.candidates import gather_rows
from assistant.answering.draft import Citations, place_words
from assistant.answering.excerpt import clipped, sentences
from assistant.answering.figures import readable
from assistant.answering.found import Found
from assistant.answering.funds import explained_words
from assistant.answering.lookup import best_row
from assistant.answering.row_answer import short_label
from assistant.answering.told import Words, name_words
from assistant.answering.totals import look_up_total
from assistant.asking import Asked, content_words, names_any
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.abbreviations import abbreviations
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.numbers import format_vietnamese, times
from indexer.language.page_breaks import told_line
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

_LEAST_ROW = 0.5  # of the topic that the row of the base must hold
_REACH = 60  # code points behind a percentage in which its base begins
_SHOWN = 300
_LEAD = re.compile(r"[,;:(]")


@dataclass(frozen=True, slots=True)
class Rate:
    """A percentage with what it is taken of: the whole, or (``fund``, folded) a source of an item's money."""

    entry: DocumentEntry
    passage: StoredPassage
    sentence: Span
    percent: Decimal
    subject: Words  # what it is for: the folded words of the clause that leads to it
    fund: str


def look_up_rate(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The percentage of its base that the question asks for as money; None unless both are stated."""
    amount = asked.any_of("money") or (names_any(asked, "count") and not asked.counted)
    if not amount or asked.any_of("percent", "share", "compare", "list"):
        return None
    for entry in documents:
        for rate in index.prepared.once(("rates", entry.id), partial(_rates, index, entry)):
            words = _words(question, asked, entry)
            sentence = _folded(rate.sentence.of(index.catalogue.text(entry.id)))
            left = [word for word in words if not _held(word, sentence)]
            if not _about(words, sentence, rate):
                continue
            found = (_of_item if rate.fund else _of_whole)(index, question, asked, rate, left, citations)
            if found is not None:
                return found
    return None


def _rates(index: OpenIndex, entry: DocumentEntry) -> Iterator[Rate]:
    text = index.catalogue.text(entry.id)
    for stored in index.catalogue.facts(entry.id, role="percent"):
        fact = stored.fact
        passage = index.catalogue.passage_at(entry.id, fact.span.start)
        if fact.table is not None or fact.value is None or passage is None or passage.table is not None:
            continue
        base = _base().match(fold(one_line(text[fact.span.end : fact.span.end + _REACH])))
        sentence = next((one for one in sentences(text, passage.span) if one.holds(fact.span)), None)
        if base is None or sentence is None:
            continue
        lead = name_words(_LEAD.split(text[sentence.start : fact.span.start])[-1])
        subject = tuple(word for word in lead if word not in map(fold, load("computing")["measures"]))
        of_money = any(word in fold(passage.breadcrumb) for word in load("computing")["money_heads"])
        if subject and (base["fund"] or of_money):
            yield Rate(entry, passage, sentence, fact.value, subject, (base["fund"] or "").strip())


@lru_cache(maxsize=1)
def _base() -> re.Pattern[str]:
    """What a percentage is taken of: a total, or the part of an item's money that one source pays."""
    words = load("computing")["bases"]
    joints, wholes, funds, names = (
        "|".join(map(re.escape, map(fold, words[k]))) for k in ("of", "whole", "part", "fund")
    )
    return re.compile(rf"\s*(?:(?:{joints})\s*)?(?:(?:{wholes})\b|(?:{funds})\s+(?P<fund>{names})\b)")


def _words(question: Question, asked: Asked, entry: DocumentEntry) -> list[str]:
    return [fold_term(word) for word in content_words(question, asked, [entry])]


def _folded(text: str) -> list[str]:
    return [fold_term(word) for word in syllables(text)]


def _held(word: str, sentence: Sequence[str]) -> bool:
    """Whether the sentence holds the word, or all the words that it is short for."""
    return word in sentence or set(_folded(abbreviations().get(word, word))) <= set(sentence)


def _about(words: Sequence[str], sentence: Sequence[str], rate: Rate) -> bool:
    """Whether the question says what the percentage is of, in two words that stand side by side in the sentence too."""
    held = set(pairwise(sentence))
    said = any(pair in held and not set(rate.subject).isdisjoint(pair) for pair in pairwise(words))
    return said and set(rate.subject) <= set(words)


def _of_whole(
    index: OpenIndex, question: Question, asked: Asked, rate: Rate, left: Sequence[str], citations: Citations
) -> Found | None:
    if set(left) - explained_words():
        return None
    whole = replace(asked, wants=frozenset({"money", "total"}), topic="", topic_text="", before="")
    total = look_up_total(index, replace(question, years=()), whole, [rate.entry], citations)
    if total is None or not total.amount or total.kind == "only_range":
        return None
    return _told(
        question, rate, total.amount, phrase("whole", english=question.language == "en"), total.citations[0], citations
    )


def _of_item(
    index: OpenIndex, question: Question, asked: Asked, rate: Rate, left: Sequence[str], citations: Citations
) -> Found | None:
    topic = " ".join(word for word in syllables(asked.topic) if fold_term(word) in left)
    part = replace(asked, topic=topic, topic_text=topic, before="", wants=frozenset({"money"}))
    hit = best_row(question, part, gather_rows(index, question, part, [rate.entry.id]).rows) if topic else None
    if hit is None or hit.score < _LEAST_ROW:
        return None
    cells = [cell for cell in hit.view.amounts() if rate.fund in fold(cell.aspect) and cell.cell.certain]
    if len(cells) != 1:
        return None
    n = citations.add(rate.entry, hit.view.passage, hit.view.span, hit.view.table)
    label = f"{short_label(hit.view.label)}, {cells[0].aspect}"
    return _told(question, rate, cells[0].amount.dong, label, n, citations)


def _told(question: Question, rate: Rate, base: Decimal, label: str, m: int, citations: Citations) -> Found:
    english = question.language == "en"
    text = citations.index.catalogue.text(rate.entry.id)
    n = citations.add_around(rate.entry, rate.passage, rate.sentence)
    result = times(base, rate.percent) / 100
    where = place_words(rate.entry, rate.passage.breadcrumb, english=english)
    shown = phrase(
        "rate_of",
        english=english,
        result=readable(result),
        percent=format_vietnamese(rate.percent.normalize()),
        base=readable(base),
        label=label,
        m=m,
        quote=told_line(clipped(text, rate.sentence, _SHOWN).of(text)).lstrip("-+ "),
        n=n,
        **where,
    )
    return Found(rate.entry, shown, (n, m), 1.0, kind="computed", label=label)
