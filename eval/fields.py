"""Typed reading of a JSON object whose errors name the field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

Choice = TypeVar("Choice", bound=str)


class FieldError(Exception):
    """A field that is missing or not what it should be."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


class Fields:
    """A JSON object, read key by key; keys that nobody reads are never looked at."""

    def __init__(self, record: dict[str, object], path: str = "") -> None:
        self._record = record
        self._path = path

    def _name(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _get(self, key: str) -> object:
        if key not in self._record:
            raise FieldError(self._name(key), "missing")
        return self._record[key]

    def _list(self, key: str, *, optional: bool = False) -> list[object]:
        if optional and key not in self._record:
            return []
        value = self._get(key)
        if not isinstance(value, list):
            raise FieldError(self._name(key), "must be a list")
        return value

    def text(self, key: str, *, empty: bool = False) -> str:
        """A string; a blank one only where ``empty`` allows it."""
        return _text(self._get(key), self._name(key), empty=empty)

    def flag(self, key: str, *, default: bool | None = None) -> bool:
        """True or false; ``default``, where there is one, for a key that is absent."""
        if default is not None and key not in self._record:
            return default
        value = self._get(key)
        if not isinstance(value, bool):
            raise FieldError(self._name(key), "must be true or false")
        return value

    def number(self, key: str) -> float:
        """A number, an integer left as it is."""
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise FieldError(self._name(key), "must be a number")
        return value

    def one_of(self, key: str, choices: Sequence[Choice]) -> Choice:
        """One of a fixed set of strings."""
        value = self._get(key)
        for choice in choices:
            if value == choice:
                return choice
        raise FieldError(self._name(key), f"must be one of {', '.join(choices)}")

    def texts(self, key: str, *, least: int = 0, optional: bool = False) -> tuple[str, ...]:
        """A list of at least ``least`` strings, none of them blank."""
        return _texts(self._list(key, optional=optional), self._name(key), least)

    def groups(self, key: str) -> tuple[tuple[str, ...], ...]:
        """A list of lists of strings, none of them empty."""
        found: list[tuple[str, ...]] = []
        for position, group in enumerate(self._list(key)):
            name = f"{self._name(key)}[{position}]"
            if not isinstance(group, list):
                raise FieldError(name, "must be a list")
            found.append(_texts(group, name, 1))
        return tuple(found)

    def objects(self, key: str, *, optional: bool = False) -> tuple[Fields, ...]:
        """A list of JSON objects."""
        found: list[Fields] = []
        for position, value in enumerate(self._list(key, optional=optional)):
            name = f"{self._name(key)}[{position}]"
            if not isinstance(value, dict):
                raise FieldError(name, "must be an object")
            found.append(Fields(value, name))
        return tuple(found)


def _texts(values: list[object], name: str, least: int) -> tuple[str, ...]:
    if len(values) < least:
        raise FieldError(name, f"must hold at least {least}")
    return tuple(_text(value, f"{name}[{position}]", empty=False) for position, value in enumerate(values))


def _text(value: object, name: str, *, empty: bool) -> str:
    if not isinstance(value, str):
        raise FieldError(name, "must be a string")
    if not empty and not value.strip():
        raise FieldError(name, "must not be blank")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise FieldError(name, "holds half of a surrogate pair") from None
    return value
