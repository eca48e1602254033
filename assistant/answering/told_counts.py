"""Numbers of things that one passage or cell tells by year or by group: those that are asked for, or their sum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from assistant.answering.candidates import Candidates
from assistant.answering.count_heads import named_things
from assistant.answering.draft import Citations, place_words
from assistant.answering.filters import named_tables
from assistant.answering.found import Found
from assistant.answering.relevance import relevance
from assistant.answering.row_answer import section_of
from assistant.answering.rows import RowView
from assistant.answering.tallies import Tally, tallies
from assistant.asking import Asked
from assistant.phrases import phrase
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.numbers import format_vietnamese, plus
from indexer.language.tokens import fold_term, syllables
from indexer.records import DocumentEntry, Span, StoredPassage
from indexer.store.reader import OpenIndex

_MARGIN = 3.0  # a passage that tells the number may be this much less relevant than the best
_WHOLE = 2  # words of a thing that is told by one number alone
_MOST = 8  # passages that are read
_LONGEST = 600  # code points from the first number to the last that one quote shows


@dataclass(frozen=True, slots=True)
class _Source:
    """A place that may tell numbers, how relevant it is, and the row that it is."""

    entry: DocumentEntry
    passage: StoredPassage
    span: Span
    weight: float
    view: RowView | None = None


def look_up_told_counts(question: Question, asked: Asked, found: Candidates, citations: Citations) -> Found | None:
    """What the most relevant passage that tells numbers by year or group says of those asked for; None if none does."""
    if not asked.any_of("count", "list") or asked.any_of("percent", "compare", "change", "most", "least"):
        return None
    for place, source in enumerate(_sources(question, found, citations)):
        told = _told(citations.index, source)
        chosen = _chosen(question, asked, told)
        if not chosen and place == 0 and source.view is not None:
            chosen = _single(question, asked, told)
        if chosen:
            return _answer(question, asked, source, chosen, citations)
    return None


def _told(index: OpenIndex, source: _Source) -> Sequence[Tally]:
    def read() -> list[Tally]:
        return list(tallies(index.catalogue.text(source.entry.id), source.span))

    told: Sequence[Tally] = index.prepared.once(("tallies", source.passage.id, source.span.start), read)
    return told


def _sources(question: Question, found: Candidates, citations: Citations) -> Iterator[_Source]:
    """The places to read, the most relevant first; those of a table that is named by its number alone, if one is."""
    named = {
        (entry.id, table.ordinal)
        for entry in {hit.view.entry.id: hit.view.entry for hit in found.rows}.values()
        for table in named_tables(question.standalone, citations.index.catalogue.tables(entry.id))
    }
    sources = [_Source(h.view.entry, h.view.passage, h.view.span, relevance(h.features), h.view) for h in found.rows]
    if named:
        sources = [one for one in sources if one.view and (one.entry.id, one.view.table.ordinal) in named]
    else:
        texts = [one for one in found.clauses if one.passage.table is None]
        sources += [_Source(one.entry, one.passage, one.passage.span, one.relevance) for one in texts]
    sources.sort(key=lambda one: (-one.weight, one.span.start))
    best = sources[0].weight if sources else 0.0
    seen: set[tuple[str, int]] = set()
    for source in sources:
        key = (source.entry.id, source.span.start)
        if key not in seen and len(seen) < _MOST and source.weight >= best - _MARGIN:
            seen.add(key)
            yield source


def _chosen(question: Question, asked: Asked, told: Sequence[Tally]) -> list[Tally]:
    """The numbers of the years and things asked for; none where one of them is not told, or nothing sets them apart."""
    years = {one.year for one in told if one.year is not None}
    timed = [one for one in told if one.year in question.years]
    if question.years and len(years) > 1:
        pool = timed
    elif not question.years and asked.any_of("count"):
        pool = _grouped(question, asked, [one for one in told if one.year is None])
    else:
        return []
    if asks_each_kind(question) and question.years:
        return pool
    if not asked.any_of("count"):
        return []
    things = list(dict.fromkeys(one.thing for one in pool))
    named, _ = named_things(question, asked, things)
    chosen = [one for one in pool if one.thing in {things[at] for at in named}]
    wanted = {(one.words, year) for one in chosen for year in question.years}
    return chosen if wanted <= {(one.words, one.year) for one in chosen} else []


def _single(question: Question, asked: Asked, told: Sequence[Tally]) -> list[Tally]:
    """The one number of just what is counted that the row meant tells, where no time is asked for or told."""
    if question.years or not asked.any_of("count") or any(one.year is not None for one in told):
        return []
    named, _ = named_things(question, asked, [one.thing for one in told])
    chosen = [told[at] for at in named if len(told[at].words) >= _WHOLE]
    return chosen if len(chosen) == 1 else []


def asks_each_kind(question: Question) -> bool:
    """Whether the number of each kind of thing is asked for."""
    line = f" {_line(question.standalone)} "
    return any(f" {_line(words)} " in line for words in load("intents")["each_kind"])


def _grouped(question: Question, asked: Asked, told: Sequence[Tally]) -> list[Tally]:
    """Numbers of one thing by groups ("district level 16 classes"): those of the groups named, all for a sum."""
    line = f" {_line(question.standalone)} "
    heads = [(one.words, _line(one.lead).split(" ")[0]) for one in told]
    groups = [
        one for one, head in zip(told, heads, strict=True) if len(_line(one.lead).split()) > 1 and heads.count(head) > 1
    ]
    if len({one.lead for one in groups}) < 2:
        return []
    named = [one for one in groups if f" {_line(one.lead)} " in line]
    return named or (groups if asked.any_of("sum", "total") else [])


def _answer(question: Question, asked: Asked, source: _Source, chosen: Sequence[Tally], citations: Citations) -> Found:
    english = question.language == "en"
    numbers = _cited(source, chosen, citations)
    where = section_of(source.view) if source.view is not None else _where(source, english=english)
    things = {one.words for one in chosen}
    several = len({(one.year, one.lead) for one in chosen}) > 1
    added = asked.any_of("sum", "total") or _joined(question)
    summed = len(chosen) > 1 and not asks_each_kind(question) and (added or (len(things) == 1 and several))
    if summed and (len(things) == 1 or len({one.words[:1] for one in chosen}) == 1):
        noun = chosen[0].thing if len(things) == 1 else asked.counted if question.language == "vi" else ""
        terms = " + ".join(
            phrase("item", english=english, text=_term(one, chosen), n=n)
            for one, n in zip(chosen, numbers, strict=True)
        )
        shown = f"{format_vietnamese(plus(one.value for one in chosen))} {noun}".strip()
        text = phrase("sum_told", english=english, sum=shown, terms=terms, where=where)
    else:
        text = phrase("told_counts", english=english, told=_listed(question, chosen, numbers), where=where)
    label = source.view.label if source.view is not None else ""
    return Found(source.entry, text, tuple(dict.fromkeys(numbers)), 1.0, kind="counted", label=label)


def _cited(source: _Source, chosen: Sequence[Tally], citations: Citations) -> list[int]:
    """The citation of each number: one for all where one quote can show them."""
    first, last = chosen[0].span.start, chosen[-1].span.end
    if last - first <= _LONGEST:
        return [citations.add_around(source.entry, source.passage, Span(first, last))] * len(chosen)
    return [citations.add_around(source.entry, source.passage, one.span) for one in chosen]


def _where(source: _Source, *, english: bool) -> str:
    words = place_words(source.entry, source.passage.breadcrumb, english=english)
    return f"{words['title']}{words['section']}"


def _shared_words(chosen: Sequence[Tally]) -> str:
    """The words with which all things begin."""
    split = [one.thing.split() for one in chosen]
    same = (len({word.lower() for word in words}) == 1 for words in zip(*split, strict=False))
    return " ".join(split[0][: sum(1 for _ in takewhile(bool, same))])


def _term(one: Tally, chosen: Sequence[Tally]) -> str:
    """A number with what tells it from the others: its thing, its year, its group."""
    parts = [one.written]
    if len({other.words for other in chosen}) > 1:
        parts.append(one.thing)
    years = len({other.year for other in chosen}) > 1
    aside = str(one.year) if years else one.lead if len({other.lead for other in chosen}) > 1 else ""
    return " ".join([*parts, f"({aside})"] if aside and not (len(parts) > 1 and not years) else parts)


def _listed(question: Question, chosen: Sequence[Tally], numbers: Sequence[int]) -> str:
    """The numbers year by year, with what is done with them as the source says it."""
    english = question.language == "en"
    parts: list[str] = []
    year: int | None = None
    lead = ""
    for one, n in zip(chosen, numbers, strict=True):
        opened = one.year is not None and one.year != year
        said = f"{one.lead} " if one.lead and (opened or one.lead != lead) else ""
        text = f"{said}{one.written} {one.thing}"
        when = phrase("period", english=english, year=str(one.year)) if opened else ""
        text = f"{when.rstrip(' ,')}: {text}" if when else text
        parts.append(
            f"{'; ' if opened and parts else ', ' if parts else ''}{phrase('item', english=english, text=text, n=n)}"
        )
        year, lead = one.year, one.lead
    return "".join(parts)


def _joined(question: Question) -> bool:
    line = f" {_line(question.text)} "
    return any(f" {_line(words)} " in line for words in load("intents")["both"])


def _line(text: str) -> str:
    return " ".join(fold_term(word) for word in syllables(text))
