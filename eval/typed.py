"""Frozen dataclasses from JSON, by their own annotations; an error names the field."""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from eval.fields import FieldError

Record = TypeVar("Record")


def read_record(kind: type[Record], value: object, name: str = "") -> Record:
    """``value`` as a ``kind`` of dataclasses, tuples, literals, optional values and scalars; other keys are left out.

    Raises FieldError with the path of the field, e.g. ``cases[3].status``.
    """
    return cast(Record, _read(kind, value, name))


def _read(kind: Any, value: object, name: str) -> object:
    if is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind, value, name)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple(arguments, value, name)
    if origin is Literal:
        if value not in arguments:
            raise FieldError(name, f"must be one of {', '.join(map(str, arguments))}")
        return value
    if origin in (Union, types.UnionType):
        return _union(arguments, value, name)
    return _scalar(kind, value, name)


def _dataclass(kind: type, value: object, name: str) -> object:
    if not isinstance(value, dict):
        raise FieldError(name, "must be an object")
    found: dict[str, object] = {}
    for field, annotation in _annotations(kind).items():
        path = f"{name}.{field}" if name else field
        if field in value:
            found[field] = _read(annotation, value[field], path)
        elif field not in _optional(kind):
            raise FieldError(path, "missing")
    return kind(**found)


def _tuple(arguments: tuple[Any, ...], value: object, name: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise FieldError(name, "must be a list")
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple(_read(arguments[0], one, f"{name}[{at}]") for at, one in enumerate(value))
    if len(value) != len(arguments):
        raise FieldError(name, f"must hold {len(arguments)}")
    pairs = zip(arguments, value, strict=True)
    return tuple(_read(kind, one, f"{name}[{at}]") for at, (kind, one) in enumerate(pairs))


def _union(arguments: tuple[Any, ...], value: object, name: str) -> object:
    """None where it is allowed, else the first kind that fits; the last one says what is wrong."""
    if value is None and type(None) in arguments:
        return None
    *others, last = [one for one in arguments if one is not type(None)]
    for kind in others:
        try:
            return _read(kind, value, name)
        except FieldError:
            continue
    return _read(last, value, name)


def _scalar(kind: Any, value: object, name: str) -> object:
    if kind is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise FieldError(name, f"must be of type {kind.__name__}")
    return value


@lru_cache(maxsize=64)
def _annotations(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


@lru_cache(maxsize=64)
def _optional(kind: Any) -> frozenset[str]:
    return frozenset(
        one.name for one in fields(kind) if one.default is not MISSING or one.default_factory is not MISSING
    )
