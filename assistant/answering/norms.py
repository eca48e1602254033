"""A stated norm times a stated number: "65 centres by the norm of 05 computers for each centre" makes 325 computers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, partial

from assistant.answering.draft import Citations, place_words
from assistant.answering.excerpt import clipped, sentences
from assistant.answering.figures import MONEY_BASE, readable
from assistant.answering.found import Found
from assistant.answering.funds import explained_words
from assistant.asking import Asked, content_words, names
from assistant.phrases import phrase
from assistant.query import spoken_lines
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.numbers import Amount, find_amounts, format_vietnamese, times
from indexer.language.page_breaks import told_line
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

_SHOWN = 300
_LEAST = 0.5  # of the content words of the question that the sentence of the norm must hold
_NOUN = re.compile(r"\s*(?P<noun>[^\d,.;:()/]{2,40})")


@dataclass(frozen=True, slots=True)
class _Each:
    """What falls to each holder: a number of things, or (``noun`` empty) an amount of money in đồng."""

    value: Decimal
    noun: tuple[str, ...]
    written: str


@dataclass(frozen=True, slots=True)
class _Norm:
    """How many holders there are, and what falls to each, in one sentence."""

    entry: DocumentEntry
    passage: StoredPassage
    sentence: Span
    words: frozenset[str]
    count: Decimal
    holders: str
    each: tuple[_Each, ...]


def look_up_norm(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """What the norm makes for all its holders, where the question asks for that; else None."""
    if not asked.any_of("count", "money") or not asked.any_of("sum", "total"):
        return None
    if asked.any_of("compare", "percent", "share", "list", "each"):
        return None
    lines = spoken_lines(question)
    for entry in documents:
        words = {fold_term(word) for word in content_words(question, asked, [entry])} - explained_words()
        for norm in index.prepared.once(("norms", entry.id), partial(_norms, index, entry)):
            wanted = [one for one in norm.each if _is_asked(one, asked, lines)]
            if wanted and words and len(words & norm.words) >= _LEAST * len(words):
                return _told(question, norm, wanted, citations)
    return None


def _is_asked(each: _Each, asked: Asked, lines: Sequence[str]) -> bool:
    if not each.noun:  # money that is stated as a sum comes first
        return asked.any_of("money") and any(names(asked, words) for words in load("computing")["norm_named"])
    return asked.any_of("count") and any(f" {' '.join(each.noun)} " in line for line in lines)


def _norms(index: OpenIndex, entry: DocumentEntry) -> Iterator[_Norm]:
    """The norms of the document's running text; only sentences that count something are read."""
    text = index.catalogue.text(entry.id)
    done: set[Span] = set()
    for role in ("count", "amount"):
        for stored in index.catalogue.facts(entry.id, role="count" if role == "count" else "amount"):
            span = stored.fact.span
            passage = index.catalogue.passage_at(entry.id, span.start)
            if stored.fact.table is not None or passage is None or passage.table is not None:
                continue
            sentence = next((one for one in sentences(text, passage.span) if one.holds(span)), None)
            if sentence is not None and sentence not in done:
                done.add(sentence)
                read = _read(one_line(sentence.of(text)))
                if read is not None:
                    words = frozenset(fold_term(word) for word in syllables(sentence.of(text)))
                    yield _Norm(entry, passage, sentence, words, *read)


def _read(sentence: str) -> tuple[Decimal, str, tuple[_Each, ...]] | None:
    """The number of holders, the holders, and what falls to each; None where the sentence states no norm."""
    found = (_read_at(sentence, cue) for cue in _norm_cue().finditer(sentence))
    return next((one for one in found if one is not None), None)


def _read_at(sentence: str, cue: re.Match[str]) -> tuple[Decimal, str, tuple[_Each, ...]] | None:
    ends = _each_of().search(sentence, cue.end())
    if ends is None:
        return None
    head = syllables(ends["holder"])[:1]
    amounts = list(find_amounts(sentence))
    holders = [
        (one, found["noun"].strip())
        for one in amounts
        if one.end <= cue.start() and one.unit is None and (found := _NOUN.match(sentence, one.number_end, cue.start()))
        if head and head[0] in syllables(found["noun"]) and not _is_yearly(sentence[: one.start])
    ]
    each = tuple(_falls(sentence, one) for one in amounts if cue.end() <= one.start < ends.start())
    if len(holders) != 1 or not each or any(one is None for one in each):
        return None
    count, noun = holders[0]
    return (
        count.value,
        f"{sentence[count.start : count.number_end]} {noun}",
        tuple(one for one in each if one is not None),
    )


def _is_yearly(before: str) -> bool:
    """Whether the number is what one year gets: "mỗi năm 10 xã"."""
    return fold(before).rstrip().endswith(tuple(map(fold, load("computing")["each_year"])))


def _falls(sentence: str, amount: Amount) -> _Each | None:
    if amount.unit is not None:
        money = amount.unit.base == MONEY_BASE
        return _Each(amount.exact, (), sentence[amount.start : amount.end]) if money else None
    found = _NOUN.match(sentence, amount.number_end)
    if found is None:
        return None
    noun = _joint().split(found["noun"].strip())[0]
    words = tuple(fold_term(word) for word in syllables(noun))
    return _Each(amount.value, words, f"{sentence[amount.start : amount.number_end]} {noun}") if words else None


@lru_cache(maxsize=1)
def _norm_cue() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("computing")["norms"])), re.I)


@lru_cache(maxsize=1)
def _each_of() -> re.Pattern[str]:
    """Where a norm says for each of what: "mỗi trung tâm", "/xã"."""
    words = "|".join(map(re.escape, load("computing")["for_each"]))
    return re.compile(rf"(?:\s(?:{words})\s+|/)(?P<holder>[^\W\d_]+)", re.I)


@lru_cache(maxsize=1)
def _joint() -> re.Pattern[str]:
    """What ends the noun of a number: "and" before the next, "for each" behind it."""
    words = [*load("tables_facts")["and_words"], *load("computing")["for_each"]]
    return re.compile(rf"\s(?:{'|'.join(map(re.escape, words))})(?:\s|$)", re.I)


def _told(question: Question, norm: _Norm, wanted: Sequence[_Each], citations: Citations) -> Found:
    english = question.language == "en"
    text = citations.index.catalogue.text(norm.entry.id)
    n = citations.add_around(norm.entry, norm.passage, norm.sentence)
    results = "; ".join(
        phrase("norm_term", english=english, result=_result(norm, one), holders=norm.holders, each=one.written)
        for one in wanted
    )
    where = place_words(norm.entry, norm.passage.breadcrumb, english=english)
    quote = told_line(clipped(text, norm.sentence, _SHOWN).of(text)).lstrip("-+ ")
    shown = phrase("norm_of", english=english, results=results, quote=quote, n=n, **where)
    amount = times(norm.count, wanted[0].value) if len(wanted) == 1 and not wanted[0].noun else None
    return Found(norm.entry, shown, (n,), 1.0, amount, kind="computed")


def _result(norm: _Norm, each: _Each) -> str:
    value = times(norm.count, each.value)
    if not each.noun:
        return readable(value)
    return f"{format_vietnamese(value.normalize())} {each.written.split(' ', 1)[1]}"
