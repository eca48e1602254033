"""A sum over things that the question names one by one: a row for each, added exactly."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.answering.amounts import choose_amounts
from assistant.answering.candidates import RowHit, gather
from assistant.answering.draft import Citations
from assistant.answering.figures import Money, readable, summed
from assistant.answering.filters import selected
from assistant.answering.found import Found
from assistant.answering.listing import item_rows
from assistant.answering.lookup import answers, best_row
from assistant.answering.row_answer import short_label
from assistant.asking import Asked, filler_words, without_generic
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.tokens import syllables
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex

MOST_PARTS = 6
MIN_SCORE = 0.4
MIN_SHARED = 0.25
MIN_OWN = 0.6  # of a part's words that the label of its row holds


def look_up_parts(
    index: OpenIndex, question: Question, asked: Asked, documents: Collection[str], citations: Citations
) -> Found | None:
    """The sum of the figures of all parts that the topic names; None unless each part has a row of its own."""
    if not asked.any_of("sum") or asked.any_of("compare"):
        return None
    for parts in (split_parts(asked.topic_text, commas=False), split_parts(asked.topic_text)):
        if 2 <= len(parts) <= MOST_PARTS:
            hits = _apart(index, question, asked, documents, parts) or _together(
                index, question, asked, documents, parts
            )
            if hits:
                return _added(question, asked, hits, citations)
    return None


def _apart(
    index: OpenIndex, question: Question, asked: Asked, documents: Collection[str], parts: Sequence[str]
) -> list[RowHit]:
    """The best row of each part by itself; empty unless each has one of its own."""
    hits: list[RowHit] = []
    for part in parts:
        found = gather(index, question, replace(asked, topic=part), documents, by_topic=True)
        hit = best_row(question, asked, found.rows)
        own = found.interest.coverage(hit.view.label) if hit is not None else 0.0
        if hit is None or hit.score < MIN_SCORE or own < MIN_OWN or _key(hit) in map(_key, hits):
            return []
        hits.append(hit)
    return hits


def _together(
    index: OpenIndex, question: Question, asked: Asked, documents: Collection[str], parts: Sequence[str]
) -> list[RowHit]:
    """The same where the parts share words that are said once: rows of the whole topic, told apart by each part."""
    rows = gather(index, question, asked, documents, by_topic=True).rows
    hits: list[RowHit] = []
    for part in parts:
        own = gather(index, question, replace(asked, topic=part), documents, by_topic=True).interest
        fitting = [hit for hit in rows if hit.score >= MIN_SHARED and answers(question, asked, hit.view)]
        best = max(fitting, key=lambda hit: (own.coverage(hit.view.label), hit.score), default=None)
        if best is None or own.coverage(best.view.label) < MIN_OWN or _key(best) in map(_key, hits):
            return []
        hits.append(best)
    return hits


def _key(hit: RowHit) -> tuple[str, int, int]:
    return hit.view.entry.id, hit.view.table.ordinal, hit.view.row.ordinal


def look_up_selected(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The sum of the rows of an agency; None if fewer than two rows are meant."""
    if not asked.any_of("sum", "total") or asked.any_of("compare"):
        return None
    rows = [view for entry in documents for view in item_rows(index, entry) if view.amounts()]
    chosen = selected(question, asked, documents, rows, by_owner=True)
    return _added(question, asked, [RowHit(view, 1.0) for view in chosen], citations) if len(chosen) > 1 else None


def split_parts(topic: str, *, commas: bool = True) -> list[str]:
    """``topic`` cut at the words that join things and at ``commas``; a piece of one word names nothing by itself."""
    joints = "|".join(re.escape(word) for word in load("intents")["joints"])
    marks = ",|;|" if commas else ""
    pieces = [piece.strip() for piece in re.split(rf"{marks}\s(?:{joints})\s", topic)]
    return [piece for piece in pieces if len(piece.split()) >= 2 and _names_something(piece)]


def _names_something(piece: str) -> bool:
    """Whether a word is left that not every question holds: "two projects" names none."""
    stopwords = {word for phrase in load("stopwords")["vi"] for word in syllables(phrase)}
    left = without_generic(piece, folded=False, also=stopwords | filler_words(folded=False))
    return any(not word.isdigit() for word in left)


def _added(question: Question, asked: Asked, hits: list[RowHit], citations: Citations) -> Found | None:
    english = question.language == "en"
    terms: list[tuple[Money, str, int]] = []
    for hit in hits:
        chosen = choose_amounts(hit.view, asked, question.years)
        if chosen.kind == "blank":
            continue
        if chosen.kind not in ("one", "sum") or not all(cell.cell.certain for cell in chosen.cells):
            return None
        n = citations.add(hit.view.entry, hit.view.passage, hit.view.span, hit.view.table)
        terms += [(cell.amount, hit.view.label, n) for cell in chosen.cells]
    if not terms:
        return None
    dong = summed(money for money, _, _ in terms)
    listed = " + ".join(
        phrase("term_labelled", english=english, amount=money.written, label=short_label(label), n=n)
        for money, label, n in terms
    )
    text = phrase("sum_sides", english=english, sum=readable(dong), terms=listed)
    numbers = tuple(dict.fromkeys(n for _, _, n in terms))
    return Found(hits[0].view.entry, text, numbers, min(hit.score for hit in hits), dong, tuple(terms), "sum")
