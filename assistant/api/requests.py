"""What clients send; unknown keys are refused so that a misspelt one is noticed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from assistant.api.bodies import StrictBody
from assistant.records import Filters, Turn
from assistant.service import AskRequest, SearchRequest

_Id = Annotated[str, Field(max_length=200)]


class TurnBody(StrictBody):
    """One earlier message."""

    role: Literal["user", "assistant"]
    content: Annotated[str, Field(max_length=20_000)]


class FiltersBody(StrictBody):
    """Restrictions set by the person."""

    document_ids: list[_Id] = Field(default_factory=list, max_length=1000)
    places: list[_Id] = Field(default_factory=list, max_length=100)
    years: list[Annotated[int, Field(ge=1900, le=2200)]] = Field(default_factory=list, max_length=100)

    def record(self) -> Filters:
        """The same as a record."""
        return Filters(tuple(self.document_ids), tuple(self.places), tuple(self.years))


class AskBody(StrictBody):
    """Body of ``POST /api/ask``."""

    question: str
    history: list[TurnBody] = Field(default_factory=list, max_length=100)
    conversation_id: Annotated[str | None, Field(max_length=100)] = None
    filters: FiltersBody = Field(default_factory=FiltersBody)
    engine: Literal["extractive", "llm"] | None = None
    as_of: date | None = None

    def record(self) -> AskRequest:
        """The same as a record."""
        history = tuple(Turn(turn.role, turn.content) for turn in self.history)
        return AskRequest(self.question, history, self.filters.record(), self.as_of, self.engine)


class SearchBody(StrictBody):
    """Body of ``POST /api/search``."""

    question: str
    limit: Annotated[int, Field(ge=1, le=100)] = 10
    history: list[TurnBody] = Field(default_factory=list, max_length=100)
    filters: FiltersBody = Field(default_factory=FiltersBody)

    def record(self) -> SearchRequest:
        """The same as a record."""
        history = tuple(Turn(turn.role, turn.content) for turn in self.history)
        return SearchRequest(self.question, self.limit, history, self.filters.record())
