"""Running text as evidence: the clause of a passage that answers, as short as it can be and still say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from operator import itemgetter

from assistant.answering.agencies import agency_above, begins_with_agency
from assistant.answering.aspect import Aspect
from assistant.answering.evidence import Interest, exactness
from assistant.answering.excerpt import sentences
from assistant.answering.pieces import SHORT, WHOLE, Pieces, Window, item_lead, pieces_of
from assistant.answering.relevance import Features, Held, Surroundings, relevance, text_features
from assistant.answering.times import tells_date
from assistant.asking import Asked
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.numbers import find_amounts
from indexer.language.tokens import document_numbers, fold_term, syllables
from indexer.records import DocumentEntry, Span, StoredPassage

_COUNTED = r"\d[\d.,]*\s*(?:[-–]\s*\d+\s*)?(?:\w+\s+){{0,{between}}}{noun}\b"
_DIGIT = re.compile(r"\d")
_COARSE = 0.4
_MOST_COUNTED = 2.5  # how well a text fits that states the number right before the counted noun
_ROUNDING = 1e-9  # more than what is lost in adding up a score
_COUNTED_GAIN = 0.3  # what a number can make up for, of how little of the topic a window holds
_Check = Callable[[str], float]
_KEPT = 3  # clauses of a passage that are weighed against those of others


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a passage with how well it fits the question, 0 to about 1.3."""

    entry: DocumentEntry
    passage: StoredPassage
    span: Span
    score: float
    cover: float  # the part of the score that is the topic's words
    around: float  # how much of the topic the passage holds, its headings included
    fit: float  # how well it holds things of the kinds that are asked for; 0: not at all
    relevance: float = 0.0  # how likely it is what was asked for, among the candidates of the same question
    features: Mapping[str, float] = field(default_factory=dict)

    @property
    def fits(self) -> bool:
        """Whether it holds a thing of the kind that is asked for."""
        return self.fit > 0


@dataclass(frozen=True, slots=True)
class Sought:
    """What a candidate is weighed by: the question, what it asks for and about, and how rare words are."""

    question: Question
    asked: Asked
    interest: Interest
    aspect: Aspect
    rarities: Mapping[str, float]  # of any word of the documents
    # What was read for this question already, by passage: its steps look into overlapping sets of documents.
    clauses: dict[int, list[Clause]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A window that says much of what is asked, with what makes its score."""

    score: float
    span: Span
    cover: float
    fits: float


def best_clauses(
    text: str, entry: DocumentEntry, passage: StoredPassage, pieces: Pieces, sought: Sought, standing: Features
) -> list[Clause]:
    """The windows of neighbouring clauses of ``passage`` that say most of what is asked, best first.

    ``standing`` are the features of the passage itself.
    """
    held = sought.interest.spread(pieces.masks)
    whole = held.get(WHOLE, 0)
    around = sought.interest.covered(whole)
    found = _chosen(text, passage, pieces, sought, held, around)
    if not found:
        return [Clause(entry, passage, passage.span, 0.0, 0.0, around, 0.0)]
    heading = f"{passage.breadcrumb}\n{passage.span.of(text)}" if sought.question.years else ""
    under = Surroundings(heading, around, sought.interest.paired(whole), standing)
    clauses: list[Clause] = []
    for one in found:
        features = _features(text, passage, pieces, one, sought, under)
        weight = relevance(features)
        clauses.append(Clause(entry, passage, one.span, one.score, one.cover, around, one.fits, weight, features))
    return clauses


def placed_anew(clauses: list[Clause], standing: Features) -> list[Clause]:
    """The ``clauses`` of a passage as they weigh where another search of the same question put it."""
    placed: list[Clause] = []
    for one in clauses:
        features = {**one.features, **standing} if one.features else {}
        placed.append(replace(one, features=features, relevance=relevance(features)))
    return placed


def _chosen(
    text: str, passage: StoredPassage, pieces: Pieces, sought: Sought, held: Mapping[int, int], around: float
) -> list[_Chosen]:
    """The best few windows, read in the order of what each can reach, until no other can be among them."""
    asked = sought.asked
    heading = _read_with(passage, asked)
    checks = _checks(asked)
    total = asked.any_of("total")
    counts = "count" in asked.wants
    most = 0.2 * (_MOST_COUNTED if counts else 1.0) + (0.1 if total else 0.0) + _ROUNDING
    able = [
        (window.cost - (cover + most), at, cover, window)
        for at, (window, cover) in enumerate(_covers(pieces, sought.interest, held, around))
    ]
    if not counts:
        able.sort(key=_reach)
    found: list[tuple[float, int, float, float, Span]] = []
    full, weakest, last = False, 0.0, 0  # the negative score and the place of the last one that is kept
    for reach, at, cover, window in able:
        if full and (reach > weakest or (counts and cover + _COUNTED_GAIN <= -weakest)):
            if counts:
                continue
            break
        slice_ = window.span.of(text)
        if window.heading and asked.wants and _share_held(checks, slice_) <= 0:
            continue  # a heading that is a passage by itself says something where it holds what is asked for
        fits = _share_held(checks, f"{heading} {window.lead} {slice_}")
        score = cover + 0.2 * fits + (0.1 if total and _is_total(slice_) else 0.0) - window.cost
        if full and (-score, at) >= (weakest, last):
            continue
        found.append((-score, at, cover, fits, window.span))
        found.sort(key=_reach)
        del found[_KEPT:]
        full = len(found) == _KEPT
        weakest, last = found[-1][:2]
    return [_Chosen(-score, span, cover, fits) for score, _, cover, fits, span in found]


_reach = itemgetter(0, 1)


def _read_with(passage: StoredPassage, asked: Asked) -> str:
    """The heading that is read in front of each window: the agency, where it is asked who does a thing."""
    return agency_above(passage.breadcrumb) if asked.any_of("owner", "partner") else ""


def _covers(
    pieces: Pieces, interest: Interest, held: Mapping[int, int], around: float
) -> Iterator[tuple[Window, float]]:
    """Each window with how much it and its passage hold of the topic."""
    covers: dict[int, float] = {}  # by the terms held: most windows hold the same few
    bits = 0
    for window in pieces.windows:
        own = held.get(window.place, 0)
        bits = own if window.opens else bits | own
        cover = covers.get(bits)
        if cover is None:
            cover = covers[bits] = 0.6 * interest.covered(bits) + 0.4 * around
        yield window, cover


def _features(
    text: str, passage: StoredPassage, pieces: Pieces, one: _Chosen, sought: Sought, under: Surroundings
) -> dict[str, float]:
    """What is said of a window, besides where search put its passage."""
    interest = sought.interest
    slice_ = one.span.of(text)
    agency = agency_above(passage.breadcrumb)
    lead = f"{agency} {item_lead(text, passage.span, one.span).of(text)}".strip()
    words: Collection[str]
    if len(one.span) < SHORT:
        at = pieces.within(one.span)
        words = terms = pieces.terms[at]
        held = interest.held_among(terms, pieces.pairs[at.start : max(at.start, at.stop - 1)])
        described = interest.held_behind(lead, terms, held) if lead else held
        charged = interest.held_behind(agency, terms, held) if agency else held
    else:  # it may be cut within a word
        words, held = interest.singles(slice_), interest.held(slice_)
        described = interest.held(f"{lead} {slice_}") if lead else held
        charged = interest.held(f"{agency} {slice_}") if agency else held
    return {
        **text_features(interest, sought.question, Held(held, described, f"{lead} {slice_}"), under),
        **({"pairs": interest.paired(charged)} if agency else {}),
        **under.found,
        **sought.aspect.features(slice_, passage.breadcrumb),
        "exact": exactness(interest, sought.rarities, words, held),
        "fit": one.fits if sought.asked.wants else 0.0,
        "unfit": float(one.fits == 0),
    }


def fit(text: str, asked: Asked) -> float:
    """Share, 0 to 1, of the kinds asked for (figure, time, number …) that ``text`` holds; 1 where none is asked."""
    return _share_held(_checks(asked), text)


def _share_held(checks: Sequence[_Check], text: str) -> float:
    return sum([check(text) for check in checks]) / len(checks) if checks else 1.0


def _checks(asked: Asked) -> list[_Check]:
    """How to tell whether a text holds a thing of each kind that is asked for."""
    wants = asked.wants
    checks: list[_Check] = []
    if "money" in wants:
        checks.append(_states_money)
    if "percent" in wants:
        checks.append(lambda text: "%" in text)
    if "count" in wants:
        checks.append(lambda text: counts_noun(text, asked.counted))
    if "where" in wants:
        checks.append(_tells_where)
    if "time" in wants:
        checks.append(lambda text: tells_date(text) * _grain(text, asked))
    if "owner" in wants:
        checks.append(is_charged)
    checks += [partial(_names_cue, want) for want in ("fund", "partner") if want in wants]
    if "reference" in wants:
        checks.append(lambda text: bool(document_numbers(text)))
    return checks


def _tells_where(text: str) -> bool:
    line = f" {text.lower()} "
    return any(f" {cue} " in line for cue in load("intents")["where_cues"])


def _names_cue(want: str, text: str) -> bool:
    folded = fold(text)
    return any(cue in folded for cue in load("intents")["fits"][want])


@lru_cache(maxsize=4096)
def _states_money(text: str) -> bool:
    return any(amount.unit is not None and amount.unit.base == "VND" for amount in find_amounts(text))


def _is_total(text: str) -> bool:
    folded = fold(text)
    return any(cue in folded for cue in total_cues())


@lru_cache(maxsize=1)
def total_cues() -> tuple[str, ...]:
    """The folded words by which a text says that a figure is a total."""
    return tuple(map(fold, load("intents")["total_cues"]))


def counts_noun(text: str, noun: str) -> float:
    """Most where a number stands right before the counted noun, less where words stand between, 0 without one."""
    if _DIGIT.search(text) is None:
        return 0.0
    close, near, far = _counted(noun)
    if close is None or near is None or far is None:
        return 1.0
    folded = fold(text)
    if _noun_head(noun) not in folded:  # each of them ends with it
        return 0.0
    if close.search(folded):
        return _MOST_COUNTED
    if near.search(folded):
        return 1.0
    return 0.3 if far.search(folded) else 0.0


@lru_cache(maxsize=64)
def _noun_head(noun: str) -> str:
    """The first word of ``noun``, folded."""
    return fold(noun).split()[0]


@lru_cache(maxsize=64)
def _counted(noun: str) -> tuple[re.Pattern[str] | None, ...]:
    """A number next to ``noun``, some words before it, and before its first word; None where there is no noun."""
    words = fold(noun).split()
    if not words:
        return None, None, None
    whole = r",?\s+".join(map(re.escape, words[:2]))  # "thôn, bản" is asked for as "thôn bản"
    return (
        re.compile(_COUNTED.format(noun=whole, between=1)),
        re.compile(_COUNTED.format(noun=whole, between=6)),
        re.compile(_COUNTED.format(noun=re.escape(words[0]), between=6)),
    )


@lru_cache(maxsize=4096)
def is_charged(text: str) -> bool:
    """Whether ``text`` gives a task to somebody, or begins with the name of an agency, as its heading does."""
    words = f" {' '.join(map(fold_term, syllables(text)))} "
    return any(cue in words for cue in _charges()) or begins_with_agency(text)


@lru_cache(maxsize=1)
def _charges() -> tuple[str, ...]:
    """The words that give somebody a task, each with a blank on both sides."""
    return tuple(f" {cue} " for cue in load("intents")["charged"])


def _grain(text: str, asked: Asked) -> float:
    """1 where ``text`` tells the time as finely as it is asked for (a day, a month, a quarter, a year), else less."""
    pattern = _grain_asked(asked.words)
    return 1.0 if pattern is None or pattern.search(fold(text)) else _COARSE


@lru_cache(maxsize=16)
def _grain_asked(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """What a text holds that tells the time as finely as the ``words`` ask; None where they do not say."""
    line = f" {' '.join(words)} "
    grains = load("intents")["grains"]
    find = next((entry["find"] for entry in grains if any(f" {cue} " in line for cue in entry["ask"])), None)
    return re.compile(find) if find is not None else None


def grown(text: str, passage: Span, window: Span) -> Span:
    """``window`` with the rest of its sentence, and the next sentence of its line, as far as they are short."""
    for sentence in sentences(text, passage):
        if not sentence.holds(window):
            if sentence.start >= window.end and "\n" not in text[window.end : sentence.start]:
                return Span(window.start, sentence.end) if sentence.end - window.start <= SHORT else window
            continue
        if len(sentence) > SHORT:
            pieces = pieces_of(text, sentence)
            ends = [piece.end for piece in pieces if piece.end >= window.end and piece.end - window.start <= SHORT]
            window = Span(window.start, max(ends, default=window.end))
            starts = [piece.start for piece in pieces if piece.start <= window.start]
            starts = [start for start in starts if window.end - start <= SHORT]
            return Span(min(starts, default=window.start), window.end)
        window = sentence
    return window
