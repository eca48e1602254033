"""What is still to be done, where text tells how much there is and how much is done: "61 of 114 systems", "41/96"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from assistant.answering.candidates import gather
from assistant.answering.draft import Citations, place_words
from assistant.answering.excerpt import clipped, sentences
from assistant.answering.found import Found
from assistant.answering.reading import Clause
from assistant.answering.tallies import Tally, tallies
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.query import spoken_lines
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.numbers import format_vietnamese, notation_of, parse_number
from indexer.language.page_breaks import told_line
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Span
from indexer.store.reader import OpenIndex

_LEAST = 0.5  # of the topic that the sentence must hold
_READ = 5  # clauses that are looked at
_SHOWN = 300  # code points of a quote
_BEFORE = 40  # code points before a number in which it is said that so much is done
_PART_ENDS = re.compile(r";|\.(?=\s|$)|\n\s*[-+•\n]")  # lines may be wrapped inside a sentence
_OF = re.compile(r"(?<![\d/.,])(?P<part>\d[\d.]*)\s*/\s*(?P<whole>\d[\d.]*)\s+(?P<thing>[^\W\d_][^\d.;:()]{1,60})")


@dataclass(frozen=True, slots=True)
class _Share:
    """So many of so many: both as written, what they are, and the stretch that says it."""

    part: Decimal
    whole: Decimal
    written: tuple[str, str]
    thing: str
    span: Span


def look_up_outstanding(
    index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry], citations: Citations
) -> Found | None:
    """The whole less what is done of it, where it is asked how many are not yet; None unless one line tells both."""
    if not asked.any_of("count") or asked.any_of("money", "percent", "compare", "list", "sum"):
        return None
    if not asked.counted or _asks_rest().search(fold(question.text)) is None:
        return None
    noun = _nouns(question, asked)
    clauses = gather(index, question, asked, [entry.id for entry in documents]).clauses
    able = sorted(clauses, key=lambda clause: -clause.relevance)[:_READ]
    for clause in able:
        if clause.passage.table is not None or clause.features.get("described", 0.0) < _LEAST:
            continue
        text = index.catalogue.text(clause.entry.id)
        span = _line_of(text, clause.passage.span, clause.span)
        for share in _shares(text, span, noun):
            return _told(question, clause, share, text, citations)
    return None


def _nouns(question: Question, asked: Asked) -> frozenset[str]:
    """The first words of what is counted, in the words of the question and those that stand for them."""
    first = fold_term(syllables(asked.counted)[0])
    lines = spoken_lines(question)
    return frozenset({first, *(line.split()[0] for line in lines[2:] if line.split())}) if lines else frozenset({first})


def _line_of(text: str, passage: Span, span: Span) -> Span:
    """The line of the passage that holds ``span``: its sentences belong together."""
    held = [one for one in sentences(text, passage) if one.holds(span) or span.holds(one)]
    start, end = (held[0].start, held[-1].end) if held else (span.start, span.end)
    first = text.rfind("\n\n", passage.start, start)
    last = text.find("\n\n", end, passage.end)
    return Span(passage.start if first < 0 else first + 2, passage.end if last < 0 else last)


def _shares(text: str, span: Span, nouns: frozenset[str]) -> Iterator[_Share]:
    """What the line says of so many of so many of the things that are counted."""
    raw = span.of(text)
    for found in _OF.finditer(raw):
        thing = found["thing"]
        part, whole = (_number(found[key]) for key in ("part", "whole"))
        if part is None or whole is None or part >= whole or fold_term(syllables(thing)[0]) not in nouns:
            continue
        if _not_yet().search(fold(raw[found.start() : _end(raw, found.end())])) is None:
            at = Span(span.start + found.start(), span.start + found.end("whole"))
            noun = next((one.thing for one in tallies(raw[found.start("whole") : found.end()], _all_of(found))), thing)
            yield _Share(part, whole, (found["part"], found["whole"]), noun.split(",")[0], at)
    told = tallies(text, span)
    for first, second in pairwise(told):
        same = first.words[:1] == second.words[:1] or _names(first.words, second.words)
        counted = second.words[:1] and (second.words[0] in nouns or first.words[0] in nouns)
        if not (same and counted) or second.value >= first.value or first.year != second.year:
            continue
        before = fold(text[max(first.span.end, second.span.start - _BEFORE) : second.span.start])
        behind = fold(text[second.span.end : span.start + _end(raw, second.span.end - span.start)])
        done = _done().search(before) or (_done().search(behind) and not _not_yet().search(behind))
        if done and not _not_yet().search(before):
            noun = second.thing if _names(first.words, second.words) else _shared(first, second)
            yield _Share(
                second.value,
                first.value,
                (second.written, first.written),
                noun,
                Span(first.span.start, second.span.end),
            )


def _end(raw: str, at: int) -> int:
    """Where the part of the sentence ends that ``at`` stands in."""
    found = _PART_ENDS.search(raw, at)
    return found.start() if found else len(raw)


def _names(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Whether the part counts something of each of the whole: "files of party members", "party members"."""
    size = min(len(whole), 2)
    return size == 2 and tuple(part[1:]) != tuple(part) and f" {' '.join(whole[:2])} " in f" {' '.join(part[1:])} "


def _shared(first: Tally, second: Tally) -> str:
    """The words with which both things begin."""
    words = first.thing.split()
    same = next((at for at, (a, b) in enumerate(zip(first.words, second.words, strict=False)) if a != b), None)
    return " ".join(words[: same if same is not None else min(len(first.words), len(second.words))])


def _all_of(found: re.Match[str]) -> Span:
    """The number of all things with what stands behind it, counted from that number."""
    return Span(0, found.end() - found.start("whole"))


def _number(written: str) -> Decimal | None:
    return parse_number(written.rstrip("."), notation_of([written.rstrip(".")]))


@lru_cache(maxsize=1)
def _asks_rest() -> re.Pattern[str]:
    return re.compile(load("computing")["asks_rest"])


@lru_cache(maxsize=1)
def _not_yet() -> re.Pattern[str]:
    return re.compile(load("computing")["not_yet"])


@lru_cache(maxsize=1)
def _done() -> re.Pattern[str]:
    return re.compile(load("computing")["done"])


def _told(question: Question, clause: Clause, share: _Share, text: str, citations: Citations) -> Found:
    english = question.language == "en"
    entry, passage = clause.entry, clause.passage
    n = citations.add_around(entry, passage, share.span)
    held = [one for one in sentences(text, passage.span) if one.start < share.span.end and share.span.start < one.end]
    sentence = Span(held[0].start, held[-1].end) if held else share.span
    where = place_words(entry, passage.breadcrumb, english=english)
    shown = phrase(
        "outstanding",
        english=english,
        result=format_vietnamese(share.whole - share.part),
        thing=share.thing,
        whole=share.written[1],
        part=share.written[0],
        quote=told_line(clipped(text, sentence, _SHOWN).of(text)).lstrip("-+• "),
        n=n,
        **where,
    )
    return Found(entry, shown, (n,), 1.0, kind="computed")
