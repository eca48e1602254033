"""What the routes of the protocol answer; beside its own keys, ``tro_ly_ao`` carries the whole answer."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from assistant.api.bodies import Body
from assistant.api.v1.requests import MODEL
from assistant.chat.rendering import Annotation


class UrlCitation(Body):
    """The place that a mark stands for; ``start_index`` to ``end_index`` are the mark's code points in the content."""

    start_index: int
    end_index: int
    title: str
    url: str


class AnnotationBody(Body):
    """An annotation of a message."""

    url_citation: UrlCitation
    type: Literal["url_citation"] = "url_citation"

    @classmethod
    def of(cls, mark: Annotation, base: str) -> AnnotationBody:
        """The body for a mark; ``base`` is where this service is reached."""
        cited = mark.citation
        title = ", ".join(filter(None, (cited.number, cited.title)))
        url = base.rstrip("/") + cited.url
        return cls(url_citation=UrlCitation(start_index=mark.start, end_index=mark.end, title=title, url=url))


class Usage(Body):
    """Words read and written: without a language model, there are no tokens to count."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @classmethod
    def of(cls, asked: str, said: str) -> Usage:
        """The words of a question and of its answer."""
        read, written = len(asked.split()), len(said.split())
        return cls(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)


class ChatMessageBody(Body):
    """The assistant's message."""

    content: str
    annotations: list[AnnotationBody] = Field(default_factory=list)
    role: Literal["assistant"] = "assistant"
    refusal: None = None


class ChatChoice(Body):
    """The one choice."""

    message: ChatMessageBody
    index: int = 0
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class ChatCompletion(Body):
    """Answer of ``POST /v1/chat/completions``; without ``tro_ly_ao`` for a client's own prompts."""

    id: str
    created: int
    choices: list[ChatChoice]
    usage: Usage
    tro_ly_ao: dict[str, Any] | None = None
    object: Literal["chat.completion"] = "chat.completion"
    model: str = MODEL


class TextChoice(Body):
    """The completion of one prompt, with the whole answer."""

    text: str
    index: int
    tro_ly_ao: dict[str, Any] | None = None
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class TextCompletion(Body):
    """Answer of ``POST /v1/completions``."""

    id: str
    created: int
    choices: list[TextChoice]
    usage: Usage
    object: Literal["text_completion"] = "text_completion"
    model: str = MODEL


class EmbeddingBody(Body):
    """One vector: numbers, or their 32-bit little-endian bytes in Base64."""

    index: int
    embedding: list[float] | str
    object: Literal["embedding"] = "embedding"


class EmbeddingUsage(Body):
    """Words read."""

    prompt_tokens: int
    total_tokens: int


class EmbeddingsResponse(Body):
    """Answer of ``POST /v1/embeddings``; ``encoder`` names the model and its hash."""

    data: list[EmbeddingBody]
    usage: EmbeddingUsage
    encoder: str
    object: Literal["list"] = "list"
    model: str = MODEL


class ModelBody(Body):
    """A model; there is one."""

    created: int
    id: str = MODEL
    object: Literal["model"] = "model"
    owned_by: str = MODEL


class ModelsBody(Body):
    """Answer of ``GET /v1/models``."""

    data: list[ModelBody]
    object: Literal["list"] = "list"
