"""Records as the JSON that clients see: decimals as strings, tuples as lists, nothing renamed."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter


@lru_cache(maxsize=64)
def _codec(kind: type[object]) -> TypeAdapter[object]:
    return TypeAdapter(kind)


def to_json(record: object) -> Any:
    """A record, or a list or tuple of records, as JSON-ready values."""
    if isinstance(record, list | tuple):
        return [to_json(one) for one in record]
    kind: type[object] = type(record)
    return _codec(kind).dump_python(record, mode="json")
