"""Settings: one frozen object built from an environment that is passed in; every variable is named here once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Literal

from assistant.origins import read_origins
from indexer.language.secrecy_marks import level_named

PREFIX = "ASSISTANT_"
_NOT_SHOWN = "(not shown)"
# Values that stand in examples and forms; nobody's key.
_PLACEHOLDERS = re.compile(
    r"[<\[{].*[>\]}]|(?:your|my|the)?[-_ ]*(?:api)?[-_ ]*(?:key|secret|token|password)(?:[-_ ]*here)?"
    r"|change[-_ ]*(?:me|this|it)|placeholder|example|todo|none|null|test|dummy"
    r"|(?:sk-)?(?:x{3,}|\.{3,}|\*{3,})",
    re.IGNORECASE,
)


class SettingError(Exception):
    """A variable of the environment has a value that cannot be used; the message names both."""

    def __init__(self, variable: str, value: str, expected: str) -> None:
        super().__init__(f"{variable}={value!r}: {expected}")
        self.variable = variable
        self.value = value


@dataclass(frozen=True, slots=True)
class Settings:
    """How the service runs; the defaults suit one office machine."""

    host: str = "127.0.0.1"
    port: int = 8000
    index: Path = Path("index")
    corpus: Path = Path("corpus")
    refuse_from: str = "MẬT"
    encoder: str | None = None
    reranker: str | None = None
    log_level: str = "info"
    max_body: int = 256 * 1024
    poll_seconds: float = 0.5
    embed_origins: tuple[str, ...] = ()
    api_origins: tuple[str, ...] = ()
    engine: Literal["extractive", "llm"] | None = None  # None: the model, if there is one
    prompts: Path | None = None  # None: those that come with the program
    llm: str | None = None
    llm_url: str | None = None
    llm_key: str | None = field(default=None, repr=False)
    llm_timeout: float = 45.0
    llm_retries: int = 1
    llm_concurrency: int = 4
    llm_tokens: int = 3000
    llm_answer_tokens: int = 800

    @property
    def default_engine(self) -> Literal["extractive", "llm"]:
        """The engine for questions that ask for none."""
        return self.engine or ("llm" if self.llm else "extractive")

    database: str = field(default="data/assistant.sqlite3", repr=False)  # its URL may hold a password
    retention_days: int | None = None
    eval_reports: Path | None = None
    admin_password: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)


def _port(value: str) -> int:
    number = int(value)
    if not 0 <= number <= 65535:
        raise ValueError
    return number


def _positive_int(value: str) -> int:
    number = int(value)
    if number <= 0:
        raise ValueError
    return number


def _seconds(value: str) -> float:
    number = float(value)
    if not 0.05 <= number <= 60:
        raise ValueError
    return number


def _between(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        number = int(value)
        if not least <= number <= most:
            raise ValueError
        return number

    return read


def _patience(value: str) -> float:
    number = float(value)
    if not 1 <= number <= 600:
        raise ValueError
    return number


def _engine(value: str) -> str:
    if value not in ("extractive", "llm"):
        raise ValueError
    return value


def _url(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/@]+(?:/\S*)?", value.strip()):
        raise ValueError
    return value.strip().rstrip("/")


def _key(value: str) -> str:
    key = value.strip()
    if not key or re.search(r"\s", key) or _PLACEHOLDERS.fullmatch(key):
        raise ValueError
    return key


def _long_key(value: str) -> str:
    key = _key(value)
    if len(key) < 12:
        raise ValueError
    return key


def _key_file(value: str) -> str:
    """The key in the file ``value``, read once at start."""
    try:
        return _key(Path(_text(value)).read_text(encoding="utf-8"))
    except OSError:
        raise ValueError from None


def _level(value: str) -> str:
    if value not in ("critical", "error", "warning", "info", "debug"):
        raise ValueError
    return value


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError
    return value.strip()


def _mark(value: str) -> str:
    return level_named(value)


def _path(value: str) -> Path:
    return Path(_text(value))


def _database(value: str) -> str:
    scheme, separator, rest = _text(value).partition("://")
    if separator and (scheme not in ("postgresql", "postgres") or not rest):
        raise ValueError
    return f"postgresql://{rest}" if separator else scheme


def _origins(value: str) -> tuple[str, ...]:
    return read_origins(value) if value.strip() else ()


# variable -> (field, reader, what a good value is); the README's table of settings is tested against this one.
VARIABLES: Mapping[str, tuple[str, Callable[[str], object], str]] = {
    "ASSISTANT_HOST": ("host", _text, "needs an address to listen on, e.g. 127.0.0.1"),
    "ASSISTANT_PORT": ("port", _port, "needs a port number from 0 to 65535"),
    "ASSISTANT_INDEX": ("index", _path, "needs the path of the index folder"),
    "ASSISTANT_CORPUS": ("corpus", _path, "needs the path of the folder of documents"),
    "ASSISTANT_REFUSE_FROM": (
        "refuse_from",
        _mark,
        "needs mật, tối mật or tuyệt mật: the lowest mark kept out",
    ),
    "ASSISTANT_ENCODER": ("encoder", _text, "needs static-vi, a model folder or a sentence-transformers model name"),
    "ASSISTANT_RERANKER": ("reranker", _text, "needs a model folder or the name of a cross-encoder"),
    "ASSISTANT_LOG_LEVEL": ("log_level", _level, "needs critical, error, warning, info or debug"),
    "ASSISTANT_MAX_BODY": ("max_body", _positive_int, "needs a positive number of bytes"),
    "ASSISTANT_DATABASE": ("database", _database, "needs the path of a SQLite file or postgresql://user@host/name"),
    "ASSISTANT_RETENTION_DAYS": ("retention_days", _positive_int, "needs a positive number of days"),
    "ASSISTANT_EVAL_REPORTS": ("eval_reports", _path, "needs the path of the folder of evaluation reports"),
    "ASSISTANT_ADMIN_PASSWORD": ("admin_password", _long_key, "needs a real password of 12 characters or more"),
    "ASSISTANT_API_KEY": ("api_key", _key, "needs a real key, not an example of one"),
    "ASSISTANT_POLL_SECONDS": ("poll_seconds", _seconds, "needs seconds from 0.05 to 60"),
    "ASSISTANT_API_ORIGINS": ("api_origins", _origins, "needs origins such as https://office.example, with commas"),
    "ASSISTANT_EMBED_ORIGINS": (
        "embed_origins",
        _origins,
        "needs exact origins such as https://office.example:8443, apart by spaces or commas",
    ),
    "ASSISTANT_ENGINE": ("engine", _engine, "needs extractive or llm"),
    "ASSISTANT_PROMPTS": ("prompts", _path, "needs the path of a folder of prompt files"),
    "ASSISTANT_LLM": ("llm", _text, "needs provider:model, e.g. ollama:qwen3:8b"),
    "ASSISTANT_LLM_URL": ("llm_url", _url, "needs an address such as http://127.0.0.1:8080/v1, without a password"),
    "ASSISTANT_LLM_KEY": ("llm_key", _key, "needs a real key, not an example of one"),
    "ASSISTANT_LLM_KEY_FILE": ("llm_key", _key_file, "needs a readable file that holds a real key and nothing else"),
    "ASSISTANT_LLM_TIMEOUT": ("llm_timeout", _patience, "needs seconds from 1 to 600"),
    "ASSISTANT_LLM_RETRIES": ("llm_retries", _between(0, 5), "needs a number from 0 to 5"),
    "ASSISTANT_LLM_CONCURRENCY": ("llm_concurrency", _between(1, 256), "needs a number from 1 to 256"),
    "ASSISTANT_LLM_TOKENS": ("llm_tokens", _between(300, 200_000), "needs a number from 300 to 200000"),
    "ASSISTANT_LLM_ANSWER_TOKENS": ("llm_answer_tokens", _between(50, 20_000), "needs a number from 50 to 20000"),
}


_SECRETS = frozenset(
    ("ASSISTANT_ADMIN_PASSWORD", "ASSISTANT_API_KEY", "ASSISTANT_LLM_KEY", "ASSISTANT_DATABASE")
)  # an address may hold a password


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that ``environment`` asks for; raises :class:`SettingError` naming the variable and its value."""
    values: dict[str, object] = {}
    for variable, value in environment.items():
        if not variable.startswith(PREFIX):
            continue
        if variable not in VARIABLES:
            raise SettingError(variable, _NOT_SHOWN, f"no such setting; there are {', '.join(sorted(VARIABLES))}")
        name, reader, expected = VARIABLES[variable]
        try:
            values[name] = reader(value)
        except ValueError:
            raise SettingError(variable, _NOT_SHOWN if variable in _SECRETS else value, expected) from None
    if {"ASSISTANT_LLM_KEY", "ASSISTANT_LLM_KEY_FILE"} <= set(environment):
        raise SettingError(
            "ASSISTANT_LLM_KEY_FILE", environment["ASSISTANT_LLM_KEY_FILE"], "needs ASSISTANT_LLM_KEY to be unset"
        )
    if values.get("engine") == "llm" and "llm" not in values:
        raise SettingError("ASSISTANT_ENGINE", "llm", "needs ASSISTANT_LLM, the model that is to answer")
    known = {field.name for field in fields(Settings)}
    return Settings(**{name: value for name, value in values.items() if name in known})  # type: ignore[arg-type]
