"""The assistant over one opened index: ask and search, without any transport."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, cast

from assistant.answering.draft import Draft
from assistant.answering.drawn import drawn
from assistant.answering.merged import with_merger_notices
from assistant.answering.numbering import numbered
from assistant.answering.onward import suggested
from assistant.answering.planner import plan_answer
from assistant.answering.scans import with_scan_notices
from assistant.followup import resolve
from assistant.grouping import READ, Result
from assistant.initials import spelled_out
from assistant.issuers import with_issuers
from assistant.matching import matched_words
from assistant.mergers import as_written
from assistant.places import locate
from assistant.prepared import Prepared
from assistant.question import Question, understand
from assistant.records import Answer, AnswerEvent, Began, Engine, Filters, SearchResult, Timings, Turn
from assistant.search import LateResults, allowed_documents, find_results
from assistant.spelling import respelled
from indexer.encoder.select import load_encoder, load_reranker
from indexer.language.normal import one_line
from indexer.records import StoredPassage
from indexer.store.reader import OpenIndex, open_index

if TYPE_CHECKING:
    from assistant.llm.writer import Writer

MAX_QUESTION = 4000
NO_FILTERS = Filters()
_CONSIDERED = 10


class BadQuestion(ValueError):
    """A question that cannot be asked; ``reason`` is a key of the problem texts."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NoModel(Exception):
    """The language model was asked for, and none is configured."""


@dataclass(frozen=True, slots=True)
class AskRequest:
    """A question with what it is to be understood by."""

    question: str
    history: tuple[Turn, ...] = ()
    filters: Filters = NO_FILTERS
    as_of: date | None = None
    engine: Engine | None = None  # None: the assistant's own choice


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search with the number of results wanted."""

    question: str
    limit: int = 10
    history: tuple[Turn, ...] = ()
    filters: Filters = NO_FILTERS


class Assistant:
    """Answers from one generation of an index; holds no state of its own."""

    def __init__(self, index: OpenIndex, writer: Writer | None = None, *, engine: Engine = "extractive") -> None:
        self.index = index
        self.writer = writer
        self._engine = engine

    def ask(self, request: AskRequest) -> Answer:
        """The answer to ``request``; raises :class:`BadQuestion`, :class:`NoModel`."""
        *_, answer = self.stream(request)
        return cast(Answer, answer)

    def stream(self, request: AskRequest) -> Iterable[AnswerEvent]:
        """The same as events, a tuple where all are there already; faults of the question are raised before that."""
        wanted = request.engine or self._engine
        if wanted == "llm" and self.writer is None:
            raise NoModel
        prepared = self._prepare(request)
        if self.writer is None or wanted != "llm":
            return whole(self._plain(prepared))
        prepared = self._completed(self.writer, request, prepared)
        task = self.writer.task(self.index, prepared)
        plain = self._plain(prepared)
        if task is None:
            return whole(plain)
        from assistant.llm.telling import told  # nothing of the model's part is loaded where there is no model

        return told(self.writer, task, plain)

    def _completed(self, writer: Writer, request: AskRequest, prepared: Prepared) -> Prepared:
        """A follow-up that finds nothing, asked again as the model completes it; as it was where that finds nothing."""
        if prepared.draft.status != "not_found" or not request.history:
            return prepared
        question = writer.rewritten(prepared.question.text, request.history)
        again = self._prepare(replace(request, question=question, history=())) if question else prepared
        return again if again.draft.status in ("answered", "clarify") else prepared

    def _prepare(self, request: AskRequest) -> Prepared:
        started = time.perf_counter()
        question = self._read(_understood(request.question, request.history, request.as_of))
        understood = time.perf_counter()
        results = self._results(question, request.filters)
        draft = drawn(self.index, self._plan(question, request.filters, results))
        answered = time.perf_counter() - understood
        timings = Timings(
            understand=_milliseconds(understood - started),
            retrieve=_milliseconds(results.seconds),
            answer=_milliseconds(answered - results.seconds),
        )
        return Prepared(question, draft, results, timings)

    def _plain(self, prepared: Prepared) -> Answer:
        """The verified result as it is."""
        draft = prepared.draft
        return Answer(
            status=draft.status,
            answer=draft.text,
            blocks=draft.blocks,
            standalone_question=prepared.question.standalone,
            citations=draft.citations,
            suggestions=suggested(self.index, prepared.question, draft),
            timings_ms=prepared.timings,
        )

    def reason(self, request: AskRequest) -> str:
        """Why the answer to ``request`` is of its kind: the step of the planner that gives it, with its reason."""
        question = self._read(_understood(request.question, request.history, request.as_of))
        results = self._results(question, request.filters)
        return self._plan(question, request.filters, results).reason

    def unweighed(self, request: AskRequest) -> Draft:
        """What is found for ``request``, told however little of the question it bears; with the features for that."""
        question = self._read(_understood(request.question, request.history, request.as_of))
        results = self._results(question, request.filters)
        return numbered(
            plan_answer(self.index, question, results, allowed_documents(self.index, request.filters), weigh=False)
        )

    def search(self, request: SearchRequest) -> tuple[SearchResult, ...]:
        """The best places for a question, those that answer it first; raises :class:`BadQuestion`."""
        question = self._read(_understood(request.question, request.history))
        draft = self._plan(question, request.filters, ())
        answering = self._cited(draft) if draft.status in ("answered", "clarify") else ()
        results = find_results(self.index, question, limit=request.limit, filters=request.filters, answering=answering)
        return tuple(self._shown(question, result) for result in results)

    def _read(self, question: Question) -> Question:
        """``question`` as it was meant to be typed, in the names that the documents bear."""
        written = as_written(respelled(question, self.index.lexical), self.index.directory)
        return spelled_out(with_issuers(written, self.index.directory), self.index)

    def _results(self, question: Question, filters: Filters) -> LateResults:
        return LateResults(lambda: find_results(self.index, question, limit=_CONSIDERED, filters=filters))

    def _plan(self, question: Question, filters: Filters, results: Sequence[Result]) -> Draft:
        draft = numbered(plan_answer(self.index, question, results, allowed_documents(self.index, filters)))
        draft = with_merger_notices(question, draft, self.index.directory)
        return with_scan_notices(self.index, draft, english=question.language == "en")

    def _cited(self, draft: Draft) -> tuple[StoredPassage, ...]:
        """The first passages that the answer cites."""
        catalogue = self.index.catalogue
        found = (catalogue.passage_at(citation.document_id, citation.start) for citation in draft.citations)
        return tuple({passage.id: passage for passage in found if passage is not None}.values())[:READ]

    def source_text(self, document_id: str) -> str:
        """The source text of a document; KeyError if there is none of that id."""
        return self.index.catalogue.text(document_id)

    def _shown(self, question: Question, result: Result) -> SearchResult:
        span = result.span
        ranks = {name: f" (rank {rank})" for name, rank in result.ranks.items()}
        scored = [f"{name} {value:.3f}{ranks.get(name, '')}" for name, value in result.parts.items()]
        return SearchResult(
            document_id=result.document_id,
            text=span.of(self.source_text(result.document_id)),
            section=result.best.breadcrumb,
            start=span.start,
            end=span.end,
            kind=result.best.kind,
            score=round(result.score, 6),
            why="; ".join(filter(None, (", ".join(scored), matched_words(self.index, question, result)))),
            locator=locate(self.index.catalogue, result.document_id, span.start),
        )


def open_assistant(
    index_folder: Path,
    encoder: str | None = None,
    writer: Writer | None = None,
    *,
    engine: Engine = "extractive",
    reranker: str | None = None,
) -> Assistant:
    """An assistant over the generation in force in ``index_folder``; raises the indexer's errors."""
    index = open_index(index_folder, load_encoder(encoder), reranker=load_reranker(reranker))
    return Assistant(index, writer, engine=engine)


def whole(answer: Answer) -> tuple[AnswerEvent, ...]:
    """The events of an answer that is there already."""
    return (Began(answer.status, answer.standalone_question), *answer.citations, *answer.blocks, answer)


def check_question(text: str) -> str:
    """``text`` in one line; raises :class:`BadQuestion` if it is empty, over-long or not valid Unicode."""
    line = one_line(text)
    if not line:
        raise BadQuestion("empty_question")
    if len(text) > MAX_QUESTION:
        raise BadQuestion("long_question")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise BadQuestion("bad_encoding")
    return line


def _understood(text: str, history: tuple[Turn, ...], as_of: date | None = None) -> Question:
    return resolve(understand(check_question(text)), history, as_of)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000, 3)
