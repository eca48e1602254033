"""Attributes in running text: "Cơ quan chủ trì: …", "Thời gian thực hiện: …" lines below a heading or a task."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.candidates import Candidates
from assistant.answering.draft import Citations, clipped_words, place_words
from assistant.answering.found import Found
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.abbreviations import expanded
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.records import DocumentEntry, Span, StoredPassage

WANTS = ("owner", "partner", "time")
MIN_COVER = 0.45
_LINE = re.compile(r"^[ \t]*(?:[-–+*•]\s*)?([^:\n]{4,60}):[ \t]*", re.M)
_TITLE = 140


@dataclass(frozen=True, slots=True)
class AttributeBlock:
    """A task in running text with the spans of what is said of it."""

    entry: DocumentEntry
    passage: StoredPassage
    title: str
    values: tuple[tuple[str, Span], ...]  # want -> the words after its label
    cover: float
    relevance: float  # of the best clause of its passage


def best_attributes(question_texts: Citations, asked: Asked, found: Candidates) -> AttributeBlock | None:
    """The block that says what is asked of the task that holds most of the topic; None without a good one."""
    others = asked.any_of("money", "reference", "count", "percent", "basis", "fund")
    wanted = [] if others else [want for want in WANTS if want in asked.wants]
    best: AttributeBlock | None = None
    for clause in found.clauses if wanted else ():
        text = question_texts.index.catalogue.text(clause.entry.id)
        values = attribute_lines(text, clause.passage.span)
        if not any(want in wanted for want, _ in values):
            continue
        head = text[clause.passage.span.start : values[0][1].start]
        cover = found.interest.coverage(f"{clause.passage.breadcrumb.rsplit(' > ', 1)[-1]}\n{head}")
        if cover >= MIN_COVER and (best is None or cover > best.cover):
            title, passage = _title(clause.passage, head), clause.passage
            relevance = max(one.relevance for one in found.clauses if one.passage.id == passage.id)
            best = AttributeBlock(clause.entry, passage, title, tuple(values), cover, relevance)
    return best


def from_attributes(question: Question, asked: Asked, block: AttributeBlock, citations: Citations) -> Found:
    """What the block says of what is asked, in its own words."""
    english = question.language == "en"
    text = citations.index.catalogue.text(block.entry.id)
    wanted = [(want, span) for want, span in block.values if want in asked.wants]
    n = citations.add_around(block.entry, block.passage, Span(wanted[0][1].start, wanted[-1][1].end))
    fields = "; ".join(
        phrase(want, english=english, value=expanded(one_line(span.of(text)).rstrip(" ."))) for want, span in wanted
    )
    section = place_words(block.entry, block.passage.breadcrumb, english=english)
    place = f"{section['title']}{section['section']}"
    shown = phrase("fields", english=english, fields=fields, n=n, label=block.title, section=place)
    return Found(block.entry, shown, (n,), block.cover, kind="fields", label=block.title)


def attribute_lines(text: str, span: Span) -> list[tuple[str, Span]]:
    """The attributes named at the start of lines of ``span``, with the words up to the next such line."""
    starts = [
        (want, found)
        for found in _LINE.finditer(text, span.start, span.end)
        if (want := attribute_want(found.group(1)))
    ]
    found: list[tuple[str, Span]] = []
    for at, (want, line) in enumerate(starts):
        end = starts[at + 1][1].start() if at + 1 < len(starts) else span.end
        value = text[line.end() : end].rstrip()
        if value.strip():
            found.append((want, Span(line.end(), line.end() + len(value))))
    return found


def attribute_want(label: str) -> str | None:
    """What a line with that label tells: who, with whom or when; None for other labels."""
    folded = fold(one_line(label))
    return next((want for want, labels in _labels() if folded in labels), None)


@lru_cache(maxsize=1)
def _labels() -> Sequence[tuple[str, frozenset[str]]]:
    return [(want, frozenset(map(fold, labels))) for want, labels in load("intents")["attributes"].items()]


def _title(passage: StoredPassage, head: str) -> str:
    lines = [one_line(line) for line in head.splitlines() if line.strip()]
    last = passage.breadcrumb.rsplit(" > ", 1)[-1]
    return clipped_words(last if len(last) > 3 else (lines[0] if lines else last), _TITLE)
