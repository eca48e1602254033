"""Provinces merged in July 2025: a question that names a place otherwise than its documents is put in their words.

A document keeps the name that it bears. A place of which there are documents means those; only a name without any
stands for the other names of the same place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from assistant.question import Question
from indexer.language.gazetteer import places
from indexer.language.lexicon import load, provinces
from indexer.language.normal import fold, is_bare
from indexer.store.directory import Directory


def as_written(question: Question, documents: Directory) -> Question:
    """``question`` with the names that ``documents`` bear for places of which there is none under the name asked.

    A question that names both means what each was by itself, and stays as it is.
    """
    text, renamed = question.text, dict[str, tuple[str, ...]]()
    for mention in reversed(places(question.text)):
        place = mention.province.name
        names = [name for name in _names(place, documents) if name not in question.places]
        if not names:
            continue
        renamed[place] = tuple(names)
        said = f" {_joint(question)} ".join(fold(name) if is_bare(question.text) else name for name in names)
        before = _unit_before().sub("", text[: mention.start])
        text = before + said + text[mention.end :]
    if not renamed:
        return question
    written = [name for place in question.places for name in renamed.get(place, (place,))]
    pairs = tuple((place, name) for place, names in renamed.items() for name in names)
    return replace(question, text=text, places=tuple(dict.fromkeys(written)), renamed=pairs)


def unit_now(place: str) -> str:
    """The province that ``place`` belongs to since the merger; itself if the gazetteer has no such place."""
    return next((province.now for province in provinces() if province.name == place), place)


def _names(place: str, documents: Directory) -> Iterator[str]:
    """The other names under which there are documents of ``place``; none where there are some under this one.

    What the unit wrote before the merger whose name is kept speaks of its own part alone.
    """
    if documents.of_place(place):
        return
    now = unit_now(place)
    if now == place:
        parts = (province.name for province in provinces() if province.now == place)
        yield from (part for part in parts if documents.of_place(part))
    elif any((documents.date_of[id_] or "") >= load("provinces")["since"] for id_ in documents.of_place(now)):
        yield now


def _joint(question: Question) -> str:
    return str(load("provinces")["joints"][question.language])


@lru_cache(maxsize=1)
def _unit_before() -> re.Pattern[str]:
    """The word for a city or a province before its name: the other name may be that of the other kind."""
    words = "|".join(re.escape(word) for word in load("provinces")["unit_words"])
    return re.compile(rf"(?<!\w)(?:{words})\s+$", re.IGNORECASE)
