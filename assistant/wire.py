"""Records as the JSON that clients see: decimals as strings, tuples as lists, nothing renamed."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_jsonable_python


def to_json(record: object) -> Any:
    """A record, or a list or tuple of records, as JSON-ready values."""
    return to_jsonable_python(record)
