"""The words of exported files: data, with declared variables."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources
from typing import Any


def text(key: str, **values: str | int) -> str:
    """The words ``key`` with their variables filled in; a missing one is a KeyError that names it."""
    return str(_texts()[key]).format_map(values)


def named(group: str, key: str) -> str:
    """The word for ``key`` in a group of words."""
    return str(_texts()[group][key])


def columns(key: str) -> tuple[str, ...]:
    """The headers of a table."""
    return tuple(_texts()[key])


@lru_cache(maxsize=1)
def _texts() -> dict[str, Any]:
    content = resources.files("assistant.data").joinpath("export.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(content)
    return loaded
