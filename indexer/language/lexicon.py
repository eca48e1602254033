"""Lexicon files: words of Vietnamese administration as data that a person can edit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

_DATA = "indexer.language.data"


@dataclass(frozen=True, slots=True)
class StructureWords:
    """By what words a document announces its parts; all in lower case."""

    part: tuple[str, ...]
    part_ordinals: tuple[str, ...]
    chapter: tuple[str, ...]
    division: tuple[str, ...]
    article: tuple[str, ...]
    appendix: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    offices: tuple[str, ...]
    bodies: tuple[str, ...]
    mottos: tuple[str, ...]
    central: tuple[str, ...]
    signature_context: str
    kinds: tuple[str, ...]
    number_label: tuple[str, ...]
    date_label: tuple[str, ...]
    attached: tuple[str, ...]
    closing: tuple[str, ...]
    closing_stops: tuple[str, ...]
    basis: tuple[str, ...]
    issuer: tuple[str, ...]
    ministry: tuple[str, ...]
    ministry_not: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city by its name before July 2025, and the unit it belongs to since."""

    name: str
    aliases: tuple[str, ...]
    now: str


@lru_cache(maxsize=64)
def load(name: str) -> dict[str, Any]:
    """The JSON object of the lexicon file ``name`` (without its ending); shared, so it is never to be changed."""
    content = resources.files(_DATA).joinpath(f"{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(content)
    return loaded


def load_all() -> None:
    """Reads every lexicon, so that no question waits for one."""
    for file in resources.files(_DATA).iterdir():
        if file.name.endswith(".json"):
            load(file.name.removesuffix(".json"))


@lru_cache(maxsize=1)
def structure_words() -> StructureWords:
    """The words of ``structure.json``; an unknown or missing key is a TypeError that names it."""
    values = dict(load("structure"))
    values.pop("about")
    context = str(values.pop("signature_context"))
    words: dict[str, tuple[str, ...]] = {key: tuple(map(str, listed)) for key, listed in values.items()}
    return StructureWords(signature_context=context, **words)


@lru_cache(maxsize=1)
def provinces() -> tuple[Province, ...]:
    """The gazetteer: 63 places with the unit of the 34 that each belongs to."""
    return tuple(Province(row["name"], tuple(row["aliases"]), row["now"]) for row in load("provinces")["provinces"])
