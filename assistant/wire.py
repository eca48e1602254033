"""Records as the JSON that clients see: decimals as strings, tuples as lists, nothing renamed."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json as to_json_bytes
from pydantic_core import to_jsonable_python


def to_json(record: object) -> Any:
    """A record, or a list or tuple of records, as JSON-ready values."""
    return to_jsonable_python(record)


def to_bytes(record: object) -> bytes:
    """The same as JSON text in UTF-8."""
    return to_json_bytes(record)
