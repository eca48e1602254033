"""Questions about a whole division that text tells: its phases, all funds but one, each fund with its money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.answering.contrast import asks_more
from assistant.answering.divisions import fund_divisions, phases
from assistant.answering.draft import Citations, place_words
from assistant.answering.figures import in_unit, readable, summed
from assistant.answering.found import Found
from assistant.answering.funds import explained_words
from assistant.answering.told import Told, Words, is_total, spoken_names
from assistant.asking import Asked, content_words, names
from assistant.phrases import phrase
from assistant.query import spoken_lines
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry
from indexer.store.reader import OpenIndex


def look_up_division(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The phases of a plan, or its sources of funds without one or all of them; None where neither is asked for."""
    if asked.any_of("percent", "share", "count", "owner", "check"):
        return None
    looked = (index, question, asked, documents, citations)
    return _phases_told(*looked) or _all_but_one(*looked) or _each_fund(*looked)


def _phases_told(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """Each phase with its amount, the larger one first where they are compared, their sum where that is asked."""
    if not asked.any_of("money", "compare") or not _says(question, "phases") or question.years:
        return None
    for entry in documents:
        told = phases(index, entry)
        if told and not _left(question, asked, entry, ()):
            more = asked.any_of("compare", "most", "least") or asks_more(question)
            more = more or any(names(asked, words) for words in load("computing")["more"])
            return _listed(question, entry, told, citations, added=asked.any_of("sum"), compared=more)
    return None


def _all_but_one(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """What all sources of funds give together but the one that the question leaves out."""
    left_out = _without().search(fold(question.text))
    if left_out is None or not asked.any_of("money", "fund", "sum"):
        return None
    line = f" {left_out['what']} "
    for entry in documents:
        for division in fund_divisions(index, entry):
            if question.years and division.whole.years != (min(question.years), max(question.years)):
                continue
            out = [one for one in division.parts if any(_in(words, line) for words in spoken_names(one.name))]
            rest = [one for one in division.parts if one not in out]
            if len(out) == 1 and rest and not _left(question, asked, entry, division.parts):
                return _listed(question, entry, rest, citations, added=True)
    return None


def _each_fund(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """Every source of funds of the whole plan with its amount, where each is asked for."""
    if not _says(question, "each_fund") or question.years or question.context:
        return None
    for entry in documents:
        divisions = [one for one in fund_divisions(index, entry) if is_total(one.whole.name)]
        if divisions and not _left(question, asked, entry, divisions[0].parts):
            return _listed(question, entry, divisions[0].parts, citations)
    return None


def _left(question: Question, asked: Asked, entry: DocumentEntry, parts: Sequence[Told]) -> set[str]:
    """The words of the topic that neither the parts nor words of asking explain: something narrower is meant."""
    lines = " | ".join(spoken_lines(question))
    said = {word for one in parts for words in spoken_names(one.name) if _in(words, lines) for word in words}
    known = explained_words() | said | {word for one in parts for word in one.name} | _asking()
    words = map(fold_term, content_words(question, asked, [entry]))
    return {word for word in words if word not in known}


def _in(words: Words, line: str) -> bool:
    return f" {' '.join(words)} " in line


@lru_cache(maxsize=1)
def _asking() -> frozenset[str]:
    keys = ("phases", "each_fund", "rest", "without", "explained_sets")
    return frozenset(fold_term(word) for key in keys for words in load("computing")[key] for word in syllables(words))


def _says(question: Question, key: str) -> bool:
    line = f" {fold(question.text)} "
    return any(re.search(rf"\b{re.escape(fold(words))}\b", line) for words in load("computing")[key])


@lru_cache(maxsize=1)
def _without() -> re.Pattern[str]:
    words = "|".join(re.escape(fold(word)) for word in load("computing")["without"])
    return re.compile(rf"\b(?:{words})\s+(?P<what>[^,;()?]+)")


def _listed(
    question: Question,
    entry: DocumentEntry,
    told: Sequence[Told],
    citations: Citations,
    *,
    added: bool = False,
    compared: bool = False,
) -> Found:
    english = question.language == "en"
    numbers = [citations.add_sentence(entry, one.passage, one.span) for one in told]
    where = place_words(entry, told[0].passage.breadcrumb, english=english)
    section = f"{where['title']}{where['section']}"
    place = f"{entry.metadata.place} " if entry.metadata.place else ""
    dong = summed(one.amount for one in told)
    if added and len(told) > 1:
        terms = " + ".join(
            phrase("term", english=english, amount=one.amount.written, period=_name(one), n=n)
            for one, n in zip(told, numbers, strict=True)
        )
        total = in_unit(dong, told[0].unit, told[0].amount.written.split(" ", 1)[1])
        text = phrase("told_sum", english=english, place=place, sum=total, terms=terms, section=section)
    else:
        listed = "; ".join(
            phrase("amount_by_period", english=english, period=_name(one), amount=one.amount.shown, n=n)
            for one, n in zip(told, numbers, strict=True)
        )
        text = f"{listed} ({section})."
    if compared and len(told) > 1:
        text = f"{_verdict(told, numbers, section, english=english)}\n{text}"
    terms_found = tuple((one.amount, one.period, n) for one, n in zip(told, numbers, strict=True))
    amount = dong if added or len(told) == 1 else None
    return Found(entry, text, tuple(dict.fromkeys(numbers)), 1.0, amount, terms_found, "told set", explained=True)


def _name(one: Told) -> str:
    """The label as the source writes it, its years where it has no other name."""
    label = one.label.strip(" :-–")
    return label if one.name or not one.period else one.period


def _verdict(told: Sequence[Told], numbers: Sequence[int], where: str, *, english: bool) -> str:
    ordered = sorted(zip(told, numbers, strict=True), key=lambda pair: -pair[0].amount.dong)
    (larger, n), (smaller, m) = ordered[0], ordered[1]
    if larger.amount.dong == smaller.amount.dong:
        return phrase("equal", english=english, amount=readable(larger.amount.dong))
    return phrase(
        "told_compared",
        english=english,
        name=_name(larger),
        amount=larger.amount.shown,
        n=n,
        other=_name(smaller),
        less=smaller.amount.shown,
        m=m,
        difference=readable(larger.amount.dong - smaller.amount.dong),
        where=where,
    )
