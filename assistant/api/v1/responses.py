"""What the routes of the protocol answer; beside its own keys, ``tro_ly_ao`` carries the whole answer."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

from assistant.api.v1.requests import MODEL
from assistant.chat.rendering import Annotation
from assistant.records import Answer


class UrlCitation(BaseModel):
    """The place that a mark stands for; ``start_index`` to ``end_index`` are the mark's code points in the content."""

    start_index: int
    end_index: int
    title: str
    url: str


class AnnotationBody(BaseModel):
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


class Usage(BaseModel):
    """Words read and written: without a language model, there are no tokens to count."""

    prompt_tokens: int
    completion_tokens: int
    total_tokens: int

    @classmethod
    def of(cls, asked: str, said: str) -> Usage:
        """The words of a question and of its answer."""
        read, written = len(asked.split()), len(said.split())
        return cls(prompt_tokens=read, completion_tokens=written, total_tokens=read + written)


class ChatMessageBody(BaseModel):
    """The assistant's message."""

    content: str
    annotations: list[AnnotationBody] = []
    role: Literal["assistant"] = "assistant"
    refusal: None = None


class ChatChoice(BaseModel):
    """The one choice."""

    message: ChatMessageBody
    index: int = 0
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class ChatCompletion(BaseModel):
    """Answer of ``POST /v1/chat/completions``; without ``tro_ly_ao`` for a client's own prompts."""

    id: str
    created: int
    choices: list[ChatChoice]
    usage: Usage
    tro_ly_ao: Answer | None = None
    object: Literal["chat.completion"] = "chat.completion"
    model: str = MODEL


class TextChoice(BaseModel):
    """The completion of one prompt, with the whole answer."""

    text: str
    index: int
    tro_ly_ao: Answer | None = None
    logprobs: None = None
    finish_reason: Literal["stop"] = "stop"


class TextCompletion(BaseModel):
    """Answer of ``POST /v1/completions``."""

    id: str
    created: int
    choices: list[TextChoice]
    usage: Usage
    object: Literal["text_completion"] = "text_completion"
    model: str = MODEL


class EmbeddingBody(BaseModel):
    """One vector: numbers, or their 32-bit little-endian bytes in Base64."""

    index: int
    embedding: list[float] | str
    object: Literal["embedding"] = "embedding"


class EmbeddingUsage(BaseModel):
    """Words read."""

    prompt_tokens: int
    total_tokens: int


class EmbeddingsResponse(BaseModel):
    """Answer of ``POST /v1/embeddings``; ``encoder`` names the model and its hash."""

    data: list[EmbeddingBody]
    usage: EmbeddingUsage
    encoder: str
    object: Literal["list"] = "list"
    model: str = MODEL


class ModelBody(BaseModel):
    """A model; there is one."""

    created: int
    id: str = MODEL
    object: Literal["model"] = "model"
    owned_by: str = MODEL


class ModelsBody(BaseModel):
    """Answer of ``GET /v1/models``."""

    data: list[ModelBody]
    object: Literal["list"] = "list"
