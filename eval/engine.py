"""The only place where measuring touches the assistant."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from assistant.records import Answer, Citation, SearchResult, Status
from assistant.service import AskRequest, Assistant, SearchRequest, open_assistant
from assistant.settings import SettingError, read_settings
from assistant.warming import warm
from assistant.wire import to_json
from eval.errors import UnusableInputError
from eval.questions import AskLine
from eval.spending import Ledger, Spent
from indexer.errors import IndexerError
from indexer.store.reader import OpenIndex

RETRIEVED = 10


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the assistant gave for one question; status "error" where it failed."""

    id: str
    status: Status | Literal["error"]
    answer: str
    citations: tuple[Citation, ...]
    retrieved: tuple[SearchResult, ...]
    seconds: float  # of answering alone
    error: str | None = None
    read_as: str = ""  # the question as resolved against its conversation
    plan: str = ""  # which step of the planner answered
    engine: str = "extractive"
    beside: tuple[str, ...] = ()  # computations and notices that are shown beside the answer
    spent: Spent | None = None  # by a language model, where one is asked


@dataclass(frozen=True, slots=True)
class Stock:
    """What is measured on: the index in force."""

    encoder: str
    documents: int
    passages: int


class Answering(Protocol):
    """What answers question lines, and knows the sources that it cites."""

    def outcome(self, line: AskLine) -> Outcome:
        """The answer to one question and its ten best results."""
        ...

    def source_text(self, document_id: str) -> str:
        """The stored text that offsets count in; LookupError for an unknown document."""
        ...


class Engine:
    """An opened assistant that answers question lines."""

    def __init__(self, assistant: Assistant, ledger: Ledger | None = None) -> None:
        self._assistant = assistant
        self._ledger = ledger

    def outcome(self, line: AskLine) -> Outcome:
        """Answer one question and retrieve its ten best results; a failure is an outcome too, named as such."""
        found = self._outcome(line)
        return replace(found, spent=self._ledger.taken()) if self._ledger else found

    def _outcome(self, line: AskLine) -> Outcome:
        started = time.perf_counter()
        try:
            answer = self._assistant.ask(AskRequest(line.question, history=line.history))
            seconds = time.perf_counter() - started
            plan = self._assistant.reason(AskRequest(line.question, history=line.history))
            retrieved = self._assistant.search(SearchRequest(line.question, limit=RETRIEVED, history=line.history))
        except Exception as error:  # one bad question must not lose the answers to all the others
            seconds = time.perf_counter() - started
            return Outcome(line.id, "error", "", (), (), seconds, f"{type(error).__name__}: {error}")
        return _outcome(line, answer, retrieved, seconds, plan)

    def source_text(self, document_id: str) -> str:
        """The stored text that offsets count in."""
        return self._assistant.source_text(document_id)

    @property
    def index(self) -> OpenIndex:
        """The index in force."""
        return self._assistant.index

    @property
    def stock(self) -> Stock:
        """What stands in the index."""
        manifest = self._assistant.index.manifest
        return Stock(manifest.encoder, manifest.documents, manifest.passages)


def open_engine(index: Path | None, environment: Mapping[str, str]) -> Engine:
    """Open the current generation of an index folder; without one, of the index that the settings name."""
    try:
        settings = read_settings(environment)
        opened = open_assistant(index or settings.index, settings.encoder, reranker=settings.reranker)
        warm(opened)  # as a generation is before it serves: what is timed is what people wait for
        return Engine(opened)
    except (IndexerError, SettingError) as error:
        raise UnusableInputError(str(error)) from error


def wire(records: tuple[Citation, ...] | tuple[SearchResult, ...]) -> object:
    """The records as the JSON that the assistant's API gives."""
    return to_json(records)


def _outcome(line: AskLine, answer: Answer, retrieved: tuple[SearchResult, ...], seconds: float, plan: str) -> Outcome:
    """The outcome of a question that was answered."""
    return Outcome(
        id=line.id,
        status=answer.status,
        answer=answer.answer,
        citations=answer.citations,
        retrieved=retrieved,
        seconds=seconds,
        read_as=answer.standalone_question,
        plan=plan,
        engine=answer.engine,
        beside=tuple(one.text for one in answer.blocks if one.type in ("computation", "notice")),
    )
