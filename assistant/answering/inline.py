"""A list inside one sentence or one cell: the one whose announcing words say what the question asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.asked_number import AskedNumber, asked_number, value_of
from assistant.answering.candidates import Candidates, gather
from assistant.answering.draft import Citations, Draft, place_words
from assistant.answering.enumerations import Enumeration
from assistant.answering.evidence import Interest
from assistant.answering.excerpt import MAX_QUOTE, sentences
from assistant.answering.listed import told
from assistant.answering.rows import RowView, continuation
from assistant.answering.series import Series, find_series
from assistant.asking import Asked, stopwords, without_generic
from assistant.phrases import phrase
from assistant.question import Question
from assistant.records import QuoteBlock
from indexer.language.lexicon import load
from indexer.language.normal import fold, one_line
from indexer.language.periods import parse_period
from indexer.records import DocumentEntry, Span, StoredPassage, Table
from indexer.store.reader import OpenIndex

_ROWS = 12  # rows whose cells are read
_BARE = 2  # words of a lead that says nothing by itself ("gồm")
_WHOLE = 450  # code points of a sentence that is quoted whole, not only its list
_HALF = 0.5
_EXACT = 0.75
_MOST = 0.7


@dataclass(frozen=True, slots=True)
class _Place:
    """A sentence or a cell with where it stands and the words around it."""

    entry: DocumentEntry
    passage: StoredPassage
    text: str  # in which ``span`` is to be read
    span: Span
    around: str
    table: Table | None = None
    cited: Span | None = None  # of a cell that goes on below: the slice that holds both parts


@dataclass(frozen=True, slots=True)
class _Fit:
    """What tells whether a series is the one asked for: shares of 0 to 1, and what its lead says as the question does.

    ``lead``, ``sentence`` and ``around`` are the parts of the topic that these hold; ``exact`` is the part of the
    lead's own words that the question says.
    """

    lead: float
    sentence: float
    around: float
    exact: float
    counted: bool  # it has as many things as asked for
    noun: bool  # its lead begins with what is asked for
    opener: bool  # the question opens a list in the same words
    dated: bool  # its lead is the time that is asked for

    def answers(self, asked: Asked) -> bool:
        """Whether the series is what is asked for beyond doubt."""
        return (
            (self.counted and min(self.sentence, self.around) >= _HALF)
            or (self.exact >= _EXACT and self.lead >= _HALF and not asked.any_of("owner"))
            or (self.opener and self.lead >= _HALF)
            or (self.noun and self.around >= _HALF and not asked.any_of("count", "owner"))
            or (self.dated and self.sentence >= _HALF)
        )

    @property
    def score(self) -> float:
        """How well it fits beside others."""
        words = 0.5 * self.lead + 0.2 * self.sentence + 0.2 * self.around + 0.2 * self.exact
        return words + 0.3 * (self.counted + self.dated) + 0.2 * (self.opener + self.noun)


def list_inline(index: OpenIndex, question: Question, asked: Asked, documents: Sequence[DocumentEntry]) -> Draft | None:
    """The sentence or the cell that lists what the question asks for; None unless one does beyond doubt."""
    if not _asks(question, asked):
        return None
    found = gather(index, question, asked, [entry.id for entry in documents])
    number = asked_number(question)
    fits = [
        (fit.score, place, series)
        for place in _places(index, found)
        for series in find_series(place.text, place.span)
        if (fit := _fit(question, found.interest, number, place, series)).answers(asked)
    ]
    if not fits:
        return None
    _, place, series = max(fits, key=lambda one: (one[0], -one[1].span.start))
    return _told(index, question, place, series)


def _asks(question: Question, asked: Asked) -> bool:
    """Whether the question asks for several things."""
    if asked.any_of("duties", "percent", "time", "summary", "compare", "check"):
        return False
    return asked.any_of("list") or bool(re.search(load("intents")["asks_series"], fold(question.text)))


def _told(index: OpenIndex, question: Question, place: _Place, series: Series) -> Draft | None:
    whole = len(place.span) <= _WHOLE and (place.table is None or series.lead.start - place.span.start <= _BARE)
    span = place.span if whole else series.span
    if len(place.cited or span) > MAX_QUOTE:
        return told(index, question, [Enumeration(place.entry, place.passage, series.items, True, place.table)])
    citations = Citations(index)
    n = citations.add(place.entry, place.passage, place.cited or span, place.table)
    where = place_words(place.entry, place.passage.breadcrumb, english=question.language == "en")
    quote = one_line(span.of(place.text)).lstrip("-+• ")
    text = phrase("stated", english=question.language == "en", quote=quote, n=n, **where)
    return Draft("answered", text, (QuoteBlock(text, (n,)),), tuple(citations.made), "a list inside a sentence")


def _places(index: OpenIndex, found: Candidates) -> Iterator[_Place]:
    seen: set[int] = set()
    for clause in found.clauses:
        if clause.passage.id not in seen and clause.passage.table is None:
            seen.add(clause.passage.id)
            text = index.catalogue.text(clause.entry.id)
            around = f"{clause.passage.breadcrumb}\n{clause.passage.span.of(text)}"
            for sentence in _joined(text, sentences(text, clause.passage.span)):
                yield _Place(clause.entry, clause.passage, text, sentence, around)
    for hit in found.rows[:_ROWS]:
        yield from _cells(index.catalogue.text(hit.view.entry.id), hit.view)


def _cells(text: str, view: RowView) -> Iterator[_Place]:
    """The cells of a row; one that goes on below the break of a page with the rest of it."""
    around = " ".join((*view.group_labels, view.label, view.other_text()))
    rest = continuation(view)
    for at, cell in enumerate(view.row.cells):
        if cell.span is None:
            continue
        more = rest.cells[at].span if rest is not None else None
        if more is not None and rest is not None:
            whole = f"{cell.span.of(text)} {more.of(text)}"
            cited = Span(cell.span.start, more.end)
            if len(cited) > MAX_QUOTE:
                continue
            yield _Place(view.entry, view.passage, whole, Span(0, len(whole)), around, view.table, cited)
        else:
            yield _Place(view.entry, view.passage, text, cell.span, around, view.table)


def _joined(text: str, pieces: Iterable[Span]) -> Iterator[Span]:
    """The sentences with what semicolons cut off put back, as far as it stands in one paragraph."""
    last: Span | None = None
    for piece in pieces:
        if last is not None and last.of(text).endswith(";") and "\n" not in text[last.end : piece.start]:
            last = Span(last.start, piece.end)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _fit(question: Question, interest: Interest, number: AskedNumber | None, place: _Place, series: Series) -> _Fit:
    text = place.text
    own = one_line(series.lead.of(text))
    lead = _lead(text, place.span, series)
    period = parse_period(own.strip(" :"))
    agency = fold(own).startswith(tuple(load("intents")["agency_heads"]))  # what follows are its duties
    held = interest.coverage(lead)
    return _Fit(
        lead=held,
        sentence=interest.coverage(place.span.of(text)),
        around=interest.coverage(place.around),
        exact=_exact(interest, lead) if not agency else 0.0,
        counted=number is not None and _counts(number, lead, series, held),
        noun=number is not None and number.count is None and fold(own).startswith(f"{number.noun} "),
        opener=bool(_openers(own) & _openers(question.text)),
        dated=period is not None and bool(question.years) and str(question.years[0]) in own,
    )


def _lead(text: str, sentence: Span, series: Series) -> str:
    """The words that announce the series; of one in brackets, with the words before the bracket."""
    lead = one_line(series.lead.of(text))
    before = text[sentence.start : series.lead.start]
    if len(lead.split()) > _BARE and not before.rstrip(" *_\n").endswith("("):
        return lead
    return one_line(f"{before[max(before.rfind(';'), 0) :]} {lead}").strip(" ;,")


def _exact(interest: Interest, lead: str) -> float:
    """Share of the telling words of a lead that the question says too."""
    told = without_generic(lead, folded=interest.folded, also=stopwords(folded=interest.folded))
    words = {word for word in told if len(word) > 1 and not word.isdigit()}
    return len(words & interest.meant_by(lead)) / len(words) if words else 0.0


def _counts(number: AskedNumber, lead: str, series: Series, held: float) -> bool:
    """Whether the lead gives the number of things that are asked for, or there are as many things as asked for.

    Where any number is asked for, the one right before the things will do: they are counted there, and the sentence
    may go on behind them ("bằng ba ngôn ngữ: …"). Of things in other words the lead must hold most of the topic.
    """
    folded = fold(lead).strip(" :")
    told = (
        re.search(rf"(?<!\w)(\w+)\s+{re.escape(number.noun)}(?!\w)", folded)
        if number.noun and number.noun in folded
        else None
    )
    said = value_of(told[1]) if told is not None else None
    if number.count is not None:
        return said == number.count or (not lead and number.count in series.counts)
    if said is not None and said in series.counts:
        return True
    last = re.search(r"(?<!\w)(\w+)(?: \w+){1,2}$", folded)
    ends = value_of(last[1]) if last is not None else None
    same = told is not None and last is not None and told.start() == last.start()
    return ends is not None and 1 < ends <= len(series.items) and (same or held >= _MOST)


def _openers(text: str) -> frozenset[str]:
    """The words in ``text`` that open a list."""
    return _series_openers().intersection(re.findall(r"\w+", fold(text)))


@lru_cache(maxsize=1)
def _series_openers() -> frozenset[str]:
    return frozenset(map(fold, load("intents")["series_openers"]))
