"""What is left of a total: parts that are told, and "the rest by the provincial budget" without a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache, partial

from assistant.answering.draft import Citations, place_words
from assistant.answering.figures import in_unit, summed
from assistant.answering.found import Found
from assistant.answering.funds import explained_words
from assistant.answering.told import Told, Words, is_total, name_words, spoken_names, told_amounts
from assistant.answering.totals import look_up_total
from assistant.asking import Asked, content_words
from assistant.phrases import phrase
from assistant.query import spoken_lines
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Span
from indexer.store.reader import OpenIndex

_OTHERS = re.compile(r",[^\d.;:()]{2,160}")  # behind the first who takes of the rest


@dataclass(frozen=True, slots=True)
class _Rest:
    """Who takes what is left, the parts told before it, and the whole where the same sentence tells it."""

    name: Words
    written: str
    span: Span
    parts: tuple[Told, ...]
    whole: Told | None
    shared: bool = False  # others take of it too ("the rest by A, B and C")


def look_up_remainder(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The total less the parts that are told, where the question names who takes the rest; else None."""
    if not asked.any_of("money") or asked.any_of("percent", "share", "compare", "list"):
        return None
    for entry in documents:
        for rest in index.prepared.once(("rests", entry.id), partial(_rests, index, entry)):
            if _is_meant(question, asked, entry, rest) or _is_all_else(question, asked, entry, rest):
                found = _less(index, question, asked, entry, rest, citations)
                if found is not None:
                    return found
    return None


def _rests(index: OpenIndex, entry: DocumentEntry) -> Iterator[_Rest]:
    text = index.catalogue.text(entry.id)
    told = told_amounts(index, entry)
    for passage in dict.fromkeys(one.passage for one in told):
        amounts = [one for one in told if one.passage == passage]
        found = _left_over().search(text, amounts[-1].span.end, passage.span.end)
        if found is None:
            continue
        parts = tuple(one for one in amounts if one.name and not is_total(one.name))
        whole = next((one for one in amounts if is_total(one.name)), None)
        name = name_words(found["who"])
        if name and parts and len(parts) + (whole is not None) == len(amounts):
            others = _OTHERS.match(text, found.end(), passage.span.end)
            span = Span(found.start("who"), others.end() if others else found.end("who"))
            yield _Rest(name, one_line(span.of(text)), span, parts, whole, shared=others is not None)


@lru_cache(maxsize=1)
def _left_over() -> re.Pattern[str]:
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in load("computing")["rest"])
    return re.compile(rf"[;,]\s*(?:{words})\s+(?P<who>[^\d.;:,()]{{4,60}})(?=[.;,]|\n|$)", re.I)


def _is_meant(question: Question, asked: Asked, entry: DocumentEntry, rest: _Rest) -> bool:
    lines = spoken_lines(question)
    said = next(
        (words for words in spoken_names(rest.name) if any(f" {' '.join(words)} " in one for one in lines)), None
    )
    if said is None or question.years or rest.shared:
        return False
    known = {*said, *rest.name, *explained_words(), *(word for part in rest.parts for word in part.name)}
    return all(fold_term(word) in known for word in content_words(question, asked, [entry]))


def _is_all_else(question: Question, asked: Asked, entry: DocumentEntry, rest: _Rest) -> bool:
    """Whether the question asks for the other sources beside all of the parts ("ngoài ngân sách tỉnh, nguồn khác")."""
    beside = re.search(load("intents")["leaves_out"], question.text, re.IGNORECASE)
    if beside is None or re.search(load("computing")["other_funds"], fold(question.text)) is None:
        return False
    left_out = f" {' '.join(name_words(beside['but']))} "
    if not all(f" {' '.join(part.name)} " in left_out for part in rest.parts):
        return False
    if question.years and (rest.whole is None or rest.whole.years != (min(question.years), max(question.years))):
        return False
    explained = {fold_term(word) for word in syllables(" ".join(load("computing")["beside_words"]))}
    known = {*explained, *explained_words(), *(word for part in rest.parts for word in part.name)}
    return all(fold_term(word) in known for word in content_words(question, asked, [entry]))


def _less(
    index: OpenIndex, question: Question, asked: Asked, entry: DocumentEntry, rest: _Rest, citations: Citations
) -> Found | None:
    english = question.language == "en"
    whole: tuple[Decimal, int] | None = None
    if rest.whole is not None:
        whole = (rest.whole.amount.dong, citations.add_sentence(entry, rest.whole.passage, rest.whole.span))
    else:
        blank = replace(asked, wants=frozenset({"money", "total"}), topic="", topic_text="", before="")
        total = look_up_total(index, question, blank, [entry], citations)
        if total is not None and total.amount and total.kind != "only_range":
            whole = (total.amount, total.citations[0])
    left = whole[0] - summed(part.amount for part in rest.parts) if whole is not None else Decimal(0)
    if whole is None or left <= 0:
        return None
    numbers = [citations.add_sentence(entry, part.passage, part.span) for part in rest.parts]
    n = citations.add_sentence(entry, rest.parts[0].passage, rest.span)
    unit, words = rest.parts[0].unit, rest.parts[0].amount.written.split(" ", 1)[1]
    terms = " − ".join(
        phrase("term", english=english, amount=part.amount.written, period=part.label, n=one)
        for part, one in zip(rest.parts, numbers, strict=True)
    )
    where = place_words(entry, rest.parts[0].passage.breadcrumb, english=english)
    text = phrase(
        "remainder",
        english=english,
        name=rest.written,
        result=in_unit(left, unit, words),
        whole=in_unit(whole[0], unit, words),
        m=whole[1],
        terms=terms,
        n=n,
        section=f"{where['title']}{where['section']}",
    )
    return Found(
        entry, text, tuple(dict.fromkeys((whole[1], *numbers, n))), 1.0, left, kind="computed", label=rest.written
    )
