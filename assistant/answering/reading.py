"""Running text as evidence: the clause of a passage that answers, as short as it can be and still say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import lru_cache

from assistant.answering.agencies import agency_above, begins_with_agency
from assistant.answering.aspect import Aspect
from assistant.answering.evidence import Interest
from assistant.answering.excerpt import sentences
from assistant.answering.relevance import relevance, text_features
from assistant.asking import Asked
from assistant.question import Question
from indexer.language.lexicon import load, structure_words
from indexer.language.normal import fold, one_line
from indexer.language.numbers import find_amounts
from indexer.language.periods import find_periods
from indexer.language.tokens import document_numbers, syllables
from indexer.records import DocumentEntry, Span, StoredPassage

_COUNTED = r"\d[\d.,]*\s*(?:[-–]\s*\d+\s*)?(?:\w+\s+){{0,{between}}}{noun}\b"
_LABELLED = re.compile(r"^((?:\w+ )?[\w.]{1,6})[.)/] +")  # the number of a heading: "12. ", "Điều 12. "
_DIGIT = re.compile(r"\d")
_COARSE = 0.4
_WHOLE_ROW = 300  # code points of a table row that is read as one clause
_KEPT = 3  # clauses of a passage that are weighed against those of others
SHORT = 300  # code points of a clause window that stands in an answer
_LEAD = re.compile(r"\s*(?:[-–+*•]\s*|\(?\d{1,2}[.)]\s*)?(?P<lead>[^:.;\n]{3,60}:)")
_CLAUSE = re.compile(r"(?<=[;,])\s+|\s+(?=- )|\s+(?=\()|(?<=\))\s+|\n+")


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
    exactness: Callable[[str], float]  # share of a text's weight that the topic holds


def best_clauses(
    text: str, entry: DocumentEntry, passage: StoredPassage, sought: Sought, standing: Mapping[str, float]
) -> list[Clause]:
    """The windows of neighbouring clauses of ``passage`` that say most of what is asked, best first.

    ``standing`` are the features of the passage itself.
    """
    interest, asked = sought.interest, sought.asked
    whole = f"{passage.breadcrumb}\n{passage.span.of(text)}"
    around = interest.coverage(whole)
    heading = passage.breadcrumb.rsplit(" > ", 1)[-1] if asked.any_of("owner", "partner") else ""
    found: list[Clause] = []
    weakest = 0.0  # the score of the last one that is kept
    entire = [passage.span] if passage.table is not None and len(passage.span) <= _WHOLE_ROW else []
    for sentence in (*entire, *sentences(text, passage.span)):
        if _says_nothing(text, sentence, passage, asked):
            continue
        lead = item_lead(text, passage.span, sentence).of(text)
        for window, held in _windows(text, sentence, interest):
            cover = 0.6 * interest.covered(held) + 0.4 * around
            if len(found) >= _KEPT and cover + 0.3 <= weakest:
                continue  # no kind of figure could make up for so little of the topic
            slice_ = window.of(text)
            fits = fit(f"{heading} {lead} {slice_}", asked)
            score = cover + 0.2 * fits + (0.1 if _is_total(slice_, asked) else 0.0) - len(window) / 6000
            if len(found) >= _KEPT and score <= weakest:
                continue
            found.append(Clause(entry, passage, window, score, cover, around, fits))
            found = sorted(found, key=lambda one: -one.score)[:_KEPT]
            weakest = found[-1].score
    if not found:
        return [Clause(entry, passage, passage.span, 0.0, 0.0, around, 0.0)]
    return [_with_features(text, one, whole, sought, standing) for one in found]


def _with_features(text: str, clause: Clause, whole: str, sought: Sought, standing: Mapping[str, float]) -> Clause:
    slice_ = clause.span.of(text)
    lead = item_lead(text, clause.passage.span, clause.span).of(text)
    agency = agency_above(clause.passage.breadcrumb)
    lead = f"{agency} {lead}"
    features = {
        **text_features(sought.interest, sought.question, slice_, f"{lead} {slice_}", whole),
        **({"pairs": sought.interest.pairing(f"{agency} {slice_}")} if agency else {}),
        **standing,
        **sought.aspect.features(slice_, clause.passage.breadcrumb),
        "exact": sought.exactness(slice_),
        "fit": clause.fit if sought.asked.wants else 0.0,
        "unfit": float(clause.fit == 0),
    }
    return replace(clause, relevance=relevance(features), features=features)


def item_lead(text: str, passage: Span, sentence: Span) -> Span:
    """What the line of ``sentence`` begins with up to a colon ("Quý 1/2025:"), if that stands before the sentence."""
    start = text.rfind("\n", passage.start, sentence.start) + 1 or passage.start
    found = _LEAD.match(text, start, sentence.start)
    return Span(found.start("lead"), found.end("lead")) if found else Span(sentence.start, sentence.start)


def _says_nothing(text: str, sentence: Span, passage: StoredPassage, asked: Asked) -> bool:
    """Whether the sentence is the heading that the passage stands under, a bare number, or what it is attached to.

    A heading that is a passage by itself says something where it holds what is asked for ("3. Thời gian: 2027").
    """
    slice_ = sentence.of(text)
    if _attached().match(slice_) or not any(map(str.isalpha, slice_)):
        return True
    if len(sentence) >= len(passage.span) and (not asked.wants or fit(slice_, asked) > 0):
        return False
    line = _plain(slice_)
    return bool(line) and _plain(passage.breadcrumb.rsplit(" > ", 1)[-1]).endswith(line)


@lru_cache(maxsize=1)
def _attached() -> re.Pattern[str]:
    """The line in brackets under the title of an annex: "(Kèm theo …)"."""
    return re.compile(rf"\s*\(+\s*(?:{'|'.join(map(re.escape, structure_words().attached))})\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return _LABELLED.sub(r"\1 ", fold(one_line(text))).strip(" .:*")


def fit(text: str, asked: Asked) -> float:
    """Share, 0 to 1, of the kinds asked for (figure, time, number …) that ``text`` holds; 1 where none is asked."""
    checks: list[float] = []
    if "money" in asked.wants:
        checks.append(_states_money(text))
    if "percent" in asked.wants:
        checks.append("%" in text)
    if "count" in asked.wants:
        checks.append(_counts(text, asked.counted))
    if "where" in asked.wants:
        checks.append(any(f" {cue} " in f" {text.lower()} " for cue in load("intents")["where_cues"]))
    if "time" in asked.wants:
        checks.append(_tells_time(text) * _grain(text, asked))
    if "owner" in asked.wants:
        checks.append(_is_charged(text))
    for want in ("fund", "partner"):
        if want in asked.wants:
            folded = fold(text)
            checks.append(any(cue in folded for cue in load("intents")["fits"][want]))
    if "reference" in asked.wants:
        checks.append(bool(document_numbers(text)))
    return sum(checks) / len(checks) if checks else 1.0


@lru_cache(maxsize=4096)
def _states_money(text: str) -> bool:
    return any(amount.unit is not None and amount.unit.base == "VND" for amount in find_amounts(text))


def _is_total(text: str, asked: Asked) -> bool:
    return asked.any_of("total") and any(cue in fold(text) for cue in total_cues())


@lru_cache(maxsize=1)
def total_cues() -> tuple[str, ...]:
    """The folded words by which a text says that a figure is a total."""
    return tuple(map(fold, load("intents")["total_cues"]))


def _counts(text: str, noun: str) -> float:
    """Most where a number stands right before the counted noun, less where words stand between, 0 without one."""
    if _DIGIT.search(text) is None:
        return 0.0
    words = fold(noun).split()
    folded = fold(text)
    if not words:
        return 1.0
    whole = r"\s+".join(map(re.escape, words[:2]))
    if re.search(_COUNTED.format(noun=whole, between=1), folded):
        return 2.5
    if re.search(_COUNTED.format(noun=whole, between=6), folded):
        return 1.0
    return 0.3 if re.search(_COUNTED.format(noun=re.escape(words[0]), between=6), folded) else 0.0


@lru_cache(maxsize=4096)
def _is_charged(text: str) -> bool:
    """Whether ``text`` gives a task to somebody, or begins with the name of an agency, as its heading does."""
    words = f" {' '.join(map(fold, syllables(text)))} "
    return any(f" {cue} " in words for cue in load("intents")["charged"]) or begins_with_agency(text)


def _tells_time(text: str) -> bool:
    if "/" in text or next(find_periods(text), None) is not None:
        return True
    folded = fold(text)
    return any(cue in folded for cue in load("intents")["fits"]["time"])


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


def _windows(text: str, sentence: Span, interest: Interest) -> Iterator[tuple[Span, AbstractSet[str]]]:
    """The sentence if it is short, else every run of its clauses that is short enough; each with what it holds."""
    if len(sentence) <= SHORT:
        yield sentence, interest.held(sentence.of(text))
        return
    pieces = _pieces(text, sentence)
    words = [interest.held(piece.of(text)) for piece in pieces]
    for first, piece in enumerate(pieces):
        held: AbstractSet[str] = frozenset()
        for last in range(first, len(pieces)):
            if pieces[last].end - piece.start > SHORT and last > first:
                break
            held = held | words[last]
            yield Span(piece.start, min(pieces[last].end, piece.start + SHORT)), held


def grown(text: str, passage: Span, window: Span) -> Span:
    """``window`` with the rest of its sentence, and the next sentence of its line, as far as they are short."""
    for sentence in sentences(text, passage):
        if not sentence.holds(window):
            if sentence.start >= window.end and "\n" not in text[window.end : sentence.start]:
                return Span(window.start, sentence.end) if sentence.end - window.start <= SHORT else window
            continue
        if len(sentence) > SHORT:
            pieces = _pieces(text, sentence)
            ends = [piece.end for piece in pieces if piece.end >= window.end and piece.end - window.start <= SHORT]
            window = Span(window.start, max(ends, default=window.end))
            starts = [piece.start for piece in pieces if piece.start <= window.start]
            starts = [start for start in starts if window.end - start <= SHORT]
            return Span(min(starts, default=window.start), window.end)
        window = sentence
    return window


def _pieces(text: str, sentence: Span) -> Sequence[Span]:
    cuts = [found.span() for found in _CLAUSE.finditer(text, sentence.start, sentence.end)]
    starts = [sentence.start, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), sentence.end]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True) if end > start]
