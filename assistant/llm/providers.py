"""The providers that a model name may start with, and what each of them needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.llm.model import ModelUnusable
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Provider:
    """How a provider is reached: LangChain's name for it, its package, its extra of this project."""

    langchain: str
    package: str
    extra: str
    local: bool = False  # runs in the house: needs no key
    url: str | None = None  # where it listens unless the settings say otherwise
    needs_url: bool = False


PROVIDERS: Mapping[str, Provider] = {
    "ollama": Provider("ollama", "langchain_ollama", "ollama", local=True, url="http://127.0.0.1:11434"),
    "llamacpp": Provider("openai", "langchain_openai", "openai", local=True, url="http://127.0.0.1:8080/v1"),
    "vllm": Provider("openai", "langchain_openai", "openai", local=True, needs_url=True),
    "compatible": Provider("openai", "langchain_openai", "openai", local=True, needs_url=True),
    "openai": Provider("openai", "langchain_openai", "openai"),
    "anthropic": Provider("anthropic", "langchain_anthropic", "anthropic"),
    "google": Provider("google_genai", "langchain_google_genai", "google"),
    "azure": Provider("azure_openai", "langchain_openai", "openai", needs_url=True),
}


@dataclass(frozen=True, slots=True)
class ModelName:
    """A model as the settings name it: ``provider:model``."""

    provider: Provider
    model: str
    written: str


def model_name(settings: Settings) -> ModelName:
    """The model that ``settings`` name; :class:`ModelUnusable` says what is missing."""
    written = settings.llm or ""
    name, colon, model = written.partition(":")
    if not colon or not model.strip() or name not in PROVIDERS:
        raise ModelUnusable(f"ASSISTANT_LLM={written!r}: needs provider:model, one of {', '.join(PROVIDERS)}")
    provider = PROVIDERS[name]
    if provider.needs_url and settings.llm_url is None:
        raise ModelUnusable(f"ASSISTANT_LLM={written!r}: set ASSISTANT_LLM_URL to the address of the server")
    if not provider.local and settings.llm_key is None:
        raise ModelUnusable(f"ASSISTANT_LLM={written!r}: set ASSISTANT_LLM_KEY or ASSISTANT_LLM_KEY_FILE")
    return ModelName(provider, model.strip(), written)
