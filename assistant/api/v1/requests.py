"""What clients of the protocol send; parameters that mean nothing here are accepted and not read."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from assistant.api.bodies import LenientBody, StrictBody
from assistant.api.problems import Problem
from assistant.api.requests import FiltersBody
from assistant.chat.messages import ChatMessage, Dialogue
from assistant.service import AskRequest

MODEL = "tro-ly-ao"
_MOST_MESSAGES = 2000
_MOST_PROMPTS = 16
_MOST_INPUTS = 256
_LONGEST_INPUT = 20_000
_SHOWN = 100  # characters of an unknown model's name in the error
_PERSONS = ("user",)
_ASSISTANTS = ("assistant",)

_Input = Annotated[str, Field(max_length=_LONGEST_INPUT)]
_Tokens = Annotated[list[int] | list[list[int]], Field(min_length=1)]  # known, so that the refusal can say what to do


class ExtensionBody(StrictBody):
    """What the protocol has no parameter for; under the key ``tro_ly_ao``."""

    filters: FiltersBody = Field(default_factory=FiltersBody)
    as_of: date | None = None
    engine: Literal["extractive", "llm"] | None = None

    def request(self, asked: Dialogue) -> AskRequest:
        """The question with these restrictions."""
        return AskRequest(asked.question, asked.history, self.filters.record(), self.as_of, self.engine)


class StreamOptions(LenientBody):
    """What a stream carries beside the text."""

    include_usage: bool | None = False


class MessageBody(LenientBody):
    """A message; of a content in parts, the texts are read."""

    role: str
    content: str | list[dict[str, Any]] | None = None

    def record(self) -> ChatMessage:
        """The same as a record."""
        parts: list[dict[str, Any]] = self.content if isinstance(self.content, list) else [{"text": self.content}]
        text = encodable("\n".join(part["text"] for part in parts if isinstance(part.get("text"), str)))
        role: Literal["person", "assistant", "system"] = "system"
        if self.role in _PERSONS:
            role = "person"
        elif self.role in _ASSISTANTS:
            role = "assistant"
        return ChatMessage(role, text)


class _Completion(LenientBody):
    model: str = MODEL
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    tro_ly_ao: ExtensionBody = Field(default_factory=ExtensionBody)

    def check_model(self) -> None:
        """Raises a 404 problem for a model that is not ours."""
        if self.model != MODEL:
            raise unknown_model(self.model)

    @property
    def counts_usage(self) -> bool:
        """Whether a stream ends with the usage."""
        return bool(self.stream_options and self.stream_options.include_usage)


class ChatBody(_Completion):
    """Body of ``POST /v1/chat/completions``."""

    messages: Annotated[list[MessageBody], Field(min_length=1, max_length=_MOST_MESSAGES)]

    def records(self) -> list[ChatMessage]:
        """The messages as records."""
        return [message.record() for message in self.messages]


class CompletionBody(_Completion):
    """Body of ``POST /v1/completions``; each prompt is a question of its own."""

    prompt: str | Annotated[list[str], Field(min_length=1, max_length=_MOST_PROMPTS)] | _Tokens

    @property
    def prompts(self) -> list[str]:
        """The prompts as a list."""
        return _texts(self.prompt)


class EmbeddingsBody(LenientBody):
    """Body of ``POST /v1/embeddings``; ``input_type`` "query" encodes as questions are encoded."""

    input: _Input | Annotated[list[_Input], Field(min_length=1, max_length=_MOST_INPUTS)] | _Tokens
    model: str = MODEL
    encoding_format: Literal["float", "base64"] | None = "float"
    dimensions: int | None = None
    input_type: Literal["query", "passage", "document"] | None = None

    @property
    def texts(self) -> list[str]:
        """The inputs as a list."""
        return _texts(self.input)


def _texts(given: str | list[str] | _Tokens) -> list[str]:
    """One text or several as a list; a 400 problem for the numbers of some other model's tokens."""
    listed = [given] if isinstance(given, str) else given
    texts = [encodable(text) for text in listed if isinstance(text, str)]
    if len(texts) != len(listed) or not texts:
        raise Problem("tokens")
    return texts


def encodable(text: str) -> str:
    """``text``; a 400 problem for half of a surrogate pair, which no answer could carry."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Problem("bad_encoding")
    return text


def unknown_model(name: str) -> Problem:
    """The problem for a model that is not ours."""
    shown = name[:_SHOWN].encode("utf-8", "replace").decode("utf-8")
    return Problem("no_model", model=shown, known=MODEL)
