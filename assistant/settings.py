"""Settings: one frozen object built from an environment that is passed in; every variable is named here once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

PREFIX = "ASSISTANT_"


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
    encoder: str | None = None
    log_level: str = "info"
    max_body: int = 256 * 1024
    poll_seconds: float = 0.5


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


def _level(value: str) -> str:
    if value not in ("critical", "error", "warning", "info", "debug"):
        raise ValueError
    return value


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError
    return value.strip()


def _path(value: str) -> Path:
    return Path(_text(value))


# variable -> (field, reader, what a good value is); the README's table of settings is tested against this one.
VARIABLES: Mapping[str, tuple[str, Callable[[str], object], str]] = {
    "ASSISTANT_HOST": ("host", _text, "needs an address to listen on, e.g. 127.0.0.1"),
    "ASSISTANT_PORT": ("port", _port, "needs a port number from 0 to 65535"),
    "ASSISTANT_INDEX": ("index", _path, "needs the path of the index folder"),
    "ASSISTANT_CORPUS": ("corpus", _path, "needs the path of the folder of documents"),
    "ASSISTANT_ENCODER": ("encoder", _text, "needs static-vi, a model folder or a sentence-transformers model name"),
    "ASSISTANT_LOG_LEVEL": ("log_level", _level, "needs critical, error, warning, info or debug"),
    "ASSISTANT_MAX_BODY": ("max_body", _positive_int, "needs a positive number of bytes"),
    "ASSISTANT_POLL_SECONDS": ("poll_seconds", _seconds, "needs seconds from 0.05 to 60"),
}


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings that ``environment`` asks for; raises :class:`SettingError` naming the variable and its value."""
    values: dict[str, object] = {}
    for variable, value in environment.items():
        if not variable.startswith(PREFIX):
            continue
        if variable not in VARIABLES:
            raise SettingError(variable, value, f"no such setting; there are {', '.join(sorted(VARIABLES))}")
        name, reader, expected = VARIABLES[variable]
        try:
            values[name] = reader(value)
        except ValueError:
            raise SettingError(variable, value, expected) from None
    known = {field.name for field in fields(Settings)}
    return Settings(**{name: value for name, value in values.items() if name in known})  # type: ignore[arg-type]
