"""Sections that a question names in its own words: by their headings, or by the line that announces what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.answering.enumerations import ANNOUNCES, Enumeration, announced, section_items
from assistant.answering.evidence import Interest, interest_in
from assistant.asking import Asked, content_words, names
from assistant.query import make_query
from assistant.question import Question
from indexer.language.abbreviations import abbreviations
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.tokens import fold_term, syllables
from indexer.records import Block, DocumentEntry, Outline, Span
from indexer.store.reader import OpenIndex

_OPENING = 90  # code points at the start of a section without a heading that say whose or what it is
_BODY = 1200  # code points of a section that are weighed beside its heading
_ASPECT = 0.35  # what the headings add that are of the part of a plan that is asked for
_TITLE = 0.1  # the same where its own heading says so
_OF_AGENCIES = 0.25  # what a section of duties adds that stands below the heading for them
_OF_YEAR = 0.3
_DEEPER = 0.02  # of two sections that fit alike, one below the other, the lower one
_COMMON = 0.3  # of its weight that a word counts that all plans hold
_YEAR = re.compile(r"20\d\d")
_RUN_IN = re.compile(r"\s*(?:\(?\w{1,3}[.)/]\s*)?(?P<title>[^:.;\n]{3,60}):")
_LINE = 200  # code points of a line that announces
_OPENS = 0.8
_NAMED = 0.55  # coverage of the topic and share of the title, 0 to 2


@dataclass(frozen=True, slots=True)
class Named:
    """A section, or the items below a line of it (``line``), with how well its title fits the question."""

    score: float
    entry: DocumentEntry
    section: int
    line: Block | None = None


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a title is weighed by: the topic, the words that head the parts of a plan asked for, the years named."""

    interest: Interest
    aspects: tuple[tuple[str, ...], ...]
    years: tuple[str, ...]


def best_named(
    index: OpenIndex, asked: Asked, interest: Interest, documents: Sequence[DocumentEntry], years: Sequence[int]
) -> Named | None:
    """The section or announced list whose headings and words hold most of what a summary is asked of."""
    sought = _Sought(interest, asked_aspects(asked), tuple(map(str, years)))
    found = [
        one
        for entry in documents
        for one in _weighed(index.catalogue.text(entry.id), index.catalogue.outline(entry.id), entry, sought)
    ]
    return max(found, key=lambda one: (one.score, -one.section), default=None)


def agency_section(index: OpenIndex, interest: Interest, documents: Sequence[DocumentEntry]) -> Named | None:
    """The section of the duties of the agency that the question names: headed by it, or beginning with its name."""
    best: Named | None = None
    for entry in documents:
        outline = index.catalogue.outline(entry.id)
        text = index.catalogue.text(entry.id)
        for section in outline.sections[1:]:
            if section.kind in ("closing", "appendix"):
                continue
            title = section.heading or _opening(text, outline, section.ordinal)
            held, share = interest.coverage(title), interest.share_of(title)
            if not section.heading:  # the sentence goes on: it must say nearly all of the name
                share = 0.0
                held = held if held >= _OPENS else 0.0
            duties = any(
                is_of(step.heading, load("intents")["duty_headings"]) for step in outline.path(section.ordinal)
            )
            score = held + share + (_OF_AGENCIES if duties else 0.0)
            named = held + share >= _NAMED and interest.pairing(title) > 0  # single words are in other names too
            if named and (best is None or score > best.score):
                best = Named(score, entry, section.ordinal)
    return best


def items_of(index: OpenIndex, named: Named) -> Enumeration | None:
    """What stands in a section, or below a line of it, to be quoted item by item."""
    outline = index.catalogue.outline(named.entry.id)
    section = outline.sections[named.section]
    start = named.line.span.start if named.line is not None else section.heading_span.start
    passage = index.catalogue.passage_at(named.entry.id, start)
    if passage is None:
        return None
    if named.line is None:
        return section_items(named.entry, passage, outline, named.section)
    text = index.catalogue.text(named.entry.id)
    return Enumeration(named.entry, passage, tuple(announced(text, outline, named.line)), True, lead=named.line.span)


def plain_interest(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Interest:
    """What the topic is about: what all plans speak of counts for less, numbers and names of documents for nothing.

    Where a part of a plan is asked for (its goals …), the words for it and the plan's issuer tell no section either.
    """
    unsaid = {fold_term(word) for phrase in load("intents")["document_words"] for word in syllables(phrase)}
    cues = [cue for one in _aspects(asked) for cue in one["ask"] if names(asked, cue)]
    unsaid |= {fold_term(word) for cue in cues for word in syllables(cue)}
    unsaid |= _issuers(documents) if cues else set()
    words = [word for word in syllables(asked.topic) if not word.isdigit() and fold_term(word) not in unsaid]
    content = {fold_term(word) for word in content_words(question, asked, ())}
    telling = [word for word in words if fold_term(word) in content]
    common = [word for word in words if fold_term(word) not in content and (telling or not cues)]
    return _interest(index, question, telling).with_less(_interest(index, question, common), _COMMON)


def _issuers(documents: Sequence[DocumentEntry]) -> set[str]:
    """The folded words of those who issued the documents, and the abbreviations for them."""
    words = {fold_term(word) for entry in documents for word in syllables(entry.metadata.issuer or "")}
    return words | {
        fold(short) for short, full in abbreviations().items() if set(map(fold_term, syllables(full))) <= words
    }


def _interest(index: OpenIndex, question: Question, words: Sequence[str]) -> Interest:
    return interest_in(make_query(replace(question, text=" ".join(words), context="")), index.lexical)


def asked_aspects(asked: Asked) -> tuple[tuple[str, ...], ...]:
    """The words that head the parts of a plan (goals, weaknesses, money …) for each of them that is asked for."""
    return tuple(tuple(one["heads"]) for one in _aspects(asked))


def _aspects(asked: Asked) -> list[dict[str, list[str]]]:
    return [one for one in load("intents")["aspects"] if any(names(asked, cue) for cue in one["ask"])]


def _weighed(text: str, outline: Outline, entry: DocumentEntry, sought: _Sought) -> Iterator[Named]:
    for section in outline.sections[1:]:
        title = section.heading or run_in(text, section.span)
        if title and section.kind not in ("closing", "appendix"):
            path = " > ".join([*(step.heading for step in outline.path(section.ordinal)[:-1]), title])
            body = section.span.of(text)[:_BODY]
            yield Named(_score(sought, path, title, body), entry, section.ordinal)
    for block, after in pairwise(outline.blocks):
        line = one_line(block.span.of(text))
        if after.kind == "item" and line.endswith(ANNOUNCES) and len(line) <= _LINE:
            path = " > ".join([*(step.heading for step in outline.path(block.section)), line])
            body = Span(block.span.start, min(len(text), block.span.start + _BODY)).of(text)
            yield Named(_score(sought, path, line, body), entry, block.section, block)


def run_in(text: str, section: Span) -> str:
    """What a section without a heading begins with up to a colon ("11. Chế độ báo cáo: các sở …")."""
    found = _RUN_IN.match(text, section.start, section.end)
    return found["title"].strip() if found else ""


def _score(sought: _Sought, path: str, last: str, body: str) -> float:
    interest = sought.interest
    return (
        0.5 * interest.coverage(path)
        + 0.3 * interest.coverage(last)
        + 0.2 * interest.share_of(last)
        + 0.2 * interest.coverage(f"{path}\n{body}")
        + (_ASPECT if any(is_of(path, heads) for heads in sought.aspects) else 0.0)
        + (_TITLE if any(is_of(last, heads) for heads in sought.aspects) else 0.0)
        + (_of_years(sought.years, last) or max(0.0, _of_years(sought.years, path) - _DEEPER))
        + _DEEPER * path.count(" > ")
    )


def _of_years(years: Sequence[str], title: str) -> float:
    """More for a title with a year that is named, less for one of other years."""
    written = _YEAR.findall(title)
    if not years or not written:
        return 0.0
    return _OF_YEAR if set(written) & set(years) else -_OF_YEAR


def is_of(heading: str, heads: Sequence[str]) -> bool:
    """Whether one of the phrases ``heads`` stands in ``heading``, diacritics aside."""
    folded = f" {fold(heading)} "
    return any(fold(head) in folded for head in heads)


def _opening(text: str, outline: Outline, section: int) -> str:
    """The first words of a section without a heading."""
    block = next((one for one in outline.blocks if one.section == section and one.kind != "heading"), None)
    return one_line(Span(block.span.start, min(block.span.end, block.span.start + _OPENING)).of(text)) if block else ""
