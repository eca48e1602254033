"""The Vietnamese words of the report, from ``eval/data/report.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).parents[1] / "data" / "report.json"


def word(group: str, key: str) -> str:
    """A word of a group; an unknown key of a set made elsewhere is shown as it is."""
    found: str = _words()[group].get(key, key)
    return found


def phrase(key: str, **values: object) -> str:
    """A sentence with its variables."""
    found: str = _words()[key]
    return found.format_map(values)


def metric_words(key: str) -> tuple[str, str]:
    """The name of a metric and what it means in one sentence."""
    name, means = _words()["metrics"].get(key, (key, ""))
    return name, means


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    loaded: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"))
    return loaded
