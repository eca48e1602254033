"""LangChain's chat models behind our protocol; the only module that imports LangChain, and only when asked."""

from __future__ import annotations

import importlib.util
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from typing import Any

from assistant.llm.model import FailureKind, Message, ModelFailure, ModelUnusable
from assistant.llm.providers import ModelName, Provider
from assistant.llm.usage import Meter, Tally
from assistant.settings import Settings

NO_KEY = "none"  # local servers ask for none, yet their client would take one from the environment and send it
_AZURE_VERSION = "2024-10-21"
_DETAIL = 300
_TIMEOUTS = frozenset(("TimeoutException", "TimeoutError", "ModelTimeoutError", "APITimeoutError", "Timeout"))
_GARBAGE = frozenset(("JSONDecodeError", "UnicodeDecodeError", "DecodingError"))
_REFUSED = frozenset(("ConnectError", "ConnectionRefusedError", "gaierror"))
_BROKEN = frozenset(("TransportError", "OSError", "ModelConnectionError", "APIConnectionError"))
_ENDS = ("finish_reason", "done_reason", "stop_reason")  # how providers say that the model has ended
_Counted = tuple[int | None, int | None]  # tokens sent and written
# An error inside a stream whose status said that all is well, by the type that its body names.
_TYPES: Mapping[str, FailureKind] = {
    "overloaded_error": "server",
    "api_error": "server",
    "server_error": "server",
    "rate_limit_error": "busy",
    "rate_limit_exceeded": "busy",
}
_STATUS: Mapping[int, FailureKind] = {401: "key", 403: "key", 404: "no_model", 408: "timeout", 429: "busy"}


class LangChainModel:
    """A chat model of any provider that LangChain knows; one attempt, no tracing."""

    def __init__(self, name: ModelName, chat: Any, meter: Meter | None = None) -> None:
        self._name = name
        self._chat = chat
        self._meter = meter
        # Servers of this protocol count only when asked to, and some know no such wish.
        asks = meter is not None and name.provider.langchain in ("openai", "azure_openai")
        self._options: dict[str, Any] = {"stream_usage": True} if asks else {}

    @property
    def name(self) -> str:
        """The model as the settings name it."""
        return self._name.written

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        """The pieces of the model's answer; :class:`ModelFailure` by its kind, whoever the provider is."""
        try:
            yield from self._counted(messages)
        except ModelFailure as failure:
            if failure.kind != "rejected" or not self._options:
                raise
            self._options = {}
            yield from self._counted(messages)

    def _counted(self, messages: Sequence[Message]) -> Iterator[str]:
        if self._meter is None:
            with closing(self._pieces(messages)) as pieces:
                yield from (text for text, _ in pieces)
            return
        tally = Tally(messages, self._meter)
        try:
            with closing(self._pieces(messages)) as pieces:
                for text, usage in pieces:
                    tally.take(text, *usage)
                    if text:
                        yield text
        finally:
            tally.close()

    def _pieces(self, messages: Sequence[Message]) -> Generator[tuple[str, _Counted]]:
        """Texts, with what the server says of tokens; a piece may hold one without the other."""
        from langsmith import tracing_context

        said = ended = False
        try:
            asked = self._chat.stream([(one.role, one.content) for one in messages], **self._options)
            # Questions and documents go to the model and nowhere else; a stream that is given up is closed at once.
            with tracing_context(enabled=False), closing(asked):
                for piece in asked:
                    ended = ended or any(piece.response_metadata.get(key) for key in _ENDS)
                    said = said or bool(piece.text)
                    if piece.text or (self._meter and piece.usage_metadata):
                        yield str(piece.text), _tokens(piece.usage_metadata)
        except Exception as problem:  # each provider has exceptions of its own: all are told apart in one place
            raise _failure(problem, said=said) from problem
        if not ended:  # a closed connection may look like the end; only the model says that it has ended
            raise ModelFailure("cut" if said else "garbage", "the stream ended before the model said so")


def connect(name: ModelName, settings: Settings, meter: Meter | None = None) -> LangChainModel:
    """The model ``name``, not yet asked anything; :class:`ModelUnusable` where its package or key is missing."""
    provider = name.provider
    if any(importlib.util.find_spec(module) is None for module in ("langchain", provider.package)):
        raise ModelUnusable(f"{name.written} needs a package: pip install 'tro-ly-ao[{provider.extra}]'")
    from langchain.chat_models import init_chat_model

    try:
        chat = init_chat_model(name.model, model_provider=provider.langchain, **_options(provider, settings))
    except Exception as problem:  # a key that is missing, an address that is none
        raise ModelUnusable(f"{name.written}: {_words(problem)}") from problem
    if provider.langchain == "google_genai":
        # Its transport would ask a server that is away again until the time is over; attempts are counted elsewhere.
        chat.client.stream_generate_content = partial(chat.client.stream_generate_content, retry=None)
    return LangChainModel(name, chat, meter)


def _options(provider: Provider, settings: Settings) -> dict[str, Any]:
    """The keywords of the provider's class: every one names the same things in its own way."""
    url = settings.llm_url or provider.url
    key = settings.llm_key or NO_KEY
    seconds, most = settings.llm_timeout, settings.llm_answer_tokens
    if provider.langchain == "ollama":
        headers = {"Authorization": f"Bearer {settings.llm_key}"} if settings.llm_key else {}
        client = {"timeout": seconds, "headers": headers}
        return {"base_url": url, "client_kwargs": client, "num_predict": most, "temperature": 0}
    at = {"base_url": url} if url else {}
    if provider.langchain == "google_genai":  # its newer models repeat themselves below their own temperature
        return {**at, "timeout": seconds, "max_retries": 1, "api_key": key, "transport": "rest", "max_tokens": most}
    common: dict[str, Any] = {"timeout": seconds, "max_retries": 0, "temperature": 0, "api_key": key}
    if provider.langchain == "azure_openai":
        return {**common, "azure_endpoint": url, "api_version": _AZURE_VERSION, "max_tokens": most}
    if provider.local:  # the newer name of the limit is not known to every compatible server
        return {**common, **at, "extra_body": {"max_tokens": most}, "stream_usage": False}
    return {**common, **at, "max_tokens": most}


def _tokens(usage: Mapping[str, Any] | None) -> _Counted:
    return (usage["input_tokens"], usage["output_tokens"]) if usage else (None, None)


def _failure(problem: BaseException, *, said: bool) -> ModelFailure:
    """The kind of ``problem``, by its status and by what it was caused by.

    Classes are told by name: providers bring different HTTP libraries, and to import one changes what others do.
    """
    causes = list(_causes(problem))
    for one in causes:
        status = getattr(one, "status_code", None) or getattr(one, "code", None)
        if isinstance(status, int) and status >= 400:
            return ModelFailure(_STATUS.get(status, "server" if status >= 500 else "rejected"), _words(problem))
        if (kind := _TYPES.get(_named(one))) is not None:
            return ModelFailure(kind, _words(problem))
    names = {kind.__name__ for one in causes for kind in type(one).__mro__}
    if not said and names & _REFUSED:
        return ModelFailure("unreachable", _words(problem))
    if names & _TIMEOUTS:
        return ModelFailure("timeout", _words(problem))
    if names & _GARBAGE:
        return ModelFailure("garbage", _words(problem))
    return ModelFailure("cut" if said or names & _BROKEN else "garbage", _words(problem))


def _named(problem: BaseException) -> str:
    """The type of error that the body of ``problem`` names."""
    body = getattr(problem, "body", None)
    error = body.get("error", body) if isinstance(body, dict) else None
    return str(error.get("type")) if isinstance(error, dict) else ""


def _causes(problem: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    at: BaseException | None = problem
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or at.__context__


def _words(problem: BaseException) -> str:
    return f"{type(problem).__name__}: {' '.join(str(problem).split())}"[:_DETAIL]
