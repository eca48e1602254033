"""The assistant's own sentences: data, with declared variables."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

from assistant.marks import mark


def phrase(key: str, *, english: bool = False, **values: str | int) -> str:
    """The sentence ``key`` with its variables filled in; a missing one is a KeyError that names it.

    ``n`` and ``m`` are numbers of citations and become marks that are numbered when the answer is done.
    """
    cited = ("n", "m")
    filled = {
        name: mark(value) if name in cited and isinstance(value, int) else value for name, value in values.items()
    }
    return _phrases()["en" if english else "vi"][key].format_map(filled)


@lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, str]]:
    content = resources.files("assistant.data").joinpath("phrases.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str]] = json.loads(content)
    return loaded
