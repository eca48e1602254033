"""The answer that quotes: the sentences of the best passages, or an honest "not found"."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.answering.cite import cite
from assistant.answering.evidence import Interest, interest_in
from assistant.answering.excerpt import around, best_sentence, clipped
from assistant.grouping import Result
from assistant.phrases import phrase
from assistant.query import make_query
from assistant.question import Question
from assistant.records import AnswerBlock, Citation, NearestBlock, NoticeBlock, QuoteBlock, Status, TextBlock
from indexer.language.normal import one_line
from indexer.language.tokens import bigrams, syllables
from indexer.records import Span, StoredPassage
from indexer.store.reader import OpenIndex

MAX_QUOTES = 3
MIN_COVERAGE = 0.5  # share of a question's weight that the best passage must hold
NEAR_BEST = 0.75  # further quotes hold at least this share of what the best one holds
SHOWN = 320  # code points of a quote in the running text; the citation holds more


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer before the service adds timings and the conversation."""

    status: Status
    text: str
    blocks: tuple[AnswerBlock, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A retrieved passage with its best sentence and what it covers."""

    passage: StoredPassage
    text: str
    sentence: Span
    coverage: float


def answer_by_quotes(index: OpenIndex, question: Question, results: list[Result]) -> Draft:
    """Quotes the best of ``results``, or says that the documents do not state what is asked."""
    interest = interest_in(make_query(question), index.lexical)
    found = [_look(index, interest, result.best) for result in results]
    missing = _places_without_documents(index, question)
    best = max((one.coverage for one in found), default=0.0)
    if missing or best < MIN_COVERAGE or not found:
        return _not_found(index, question, found, missing)
    chosen = [one for one in found if one.coverage >= NEAR_BEST * best][:MAX_QUOTES]
    citations = tuple(_citation(index, n, one) for n, one in enumerate(chosen, start=1))
    english = question.language == "en"
    lines: list[str] = []
    blocks: list[AnswerBlock] = []
    for one, citation in zip(chosen, citations, strict=True):
        shown = _shown(one)
        key = "quoted" if citation.n == 1 else "also"
        lines.append(phrase(key, english=english, quote=shown, n=citation.n, **_place(citation, english=english)))
        blocks.append(QuoteBlock(shown, (citation.n,)))
    return Draft("answered", "\n\n".join(lines), tuple(blocks), citations)


def _look(index: OpenIndex, interest: Interest, passage: StoredPassage) -> _Found:
    text = index.catalogue.text(passage.document_id)
    entry = index.catalogue.document(passage.document_id)
    title = entry.metadata.title if entry else ""
    number = (entry.metadata.number or "") if entry else ""
    everything = "\n".join((title, number, passage.breadcrumb, passage.span.of(text)))
    whole = len(passage.span) <= SHOWN
    sentence = passage.span if whole else best_sentence(text, passage.span, interest)
    return _Found(passage, text, sentence, interest.coverage(everything))


def _citation(index: OpenIndex, n: int, found: _Found) -> Citation:
    passage = found.passage
    entry = index.catalogue.document(passage.document_id)
    if entry is None:
        raise KeyError(passage.document_id)
    table = None
    if passage.table is not None:
        table = next((t for t in index.catalogue.tables(entry.id) if t.ordinal == passage.table), None)
    return cite(n, entry, found.text, passage, around(found.text, passage.span, found.sentence), table)


def _shown(found: _Found) -> str:
    return one_line(clipped(found.text, found.sentence, SHOWN).of(found.text))


def _place(citation: Citation, *, english: bool) -> dict[str, str]:
    section = phrase("section", english=english, section=citation.section) if citation.section else ""
    return {"title": citation.number or citation.title, "section": section}


def _places_without_documents(index: OpenIndex, question: Question) -> list[str]:
    """Places that the question names and no document is of or speaks of."""
    known = {entry.metadata.place for entry in index.catalogue.documents()}
    return [place for place in question.places if place not in known and not _mentioned(index, place)]


def _mentioned(index: OpenIndex, place: str) -> bool:
    joined = bigrams(syllables(place))
    return all(index.lexical.document_frequency(term, field="terms") for term in joined or syllables(place))


def _not_found(index: OpenIndex, question: Question, found: list[_Found], missing: list[str]) -> Draft:
    english = question.language == "en"
    said = [phrase("not_found", topic=question.text, english=english)]
    blocks: list[AnswerBlock] = [TextBlock(said[0])]
    for place in missing:
        said.append(phrase("no_place", place=place, english=english))
        blocks.append(NoticeBlock(said[-1]))
    if missing or not found:
        return Draft("not_found", " ".join(said), tuple(blocks), ())
    citation = _citation(index, 1, found[0])
    said.append(phrase("not_found_nearest", english=english, n=1, **_place(citation, english=english)))
    blocks.append(TextBlock(said[-1], (1,)))
    blocks.append(NearestBlock(phrase("nearest", quote=_shown(found[0]), english=english), (1,)))
    return Draft("not_found", " ".join(said), tuple(blocks), (citation,))
