"""A model that only rephrases what it is given: other figures of speech, other notation, the same facts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from importlib import resources
from typing import Any

from eval.llm.prompt import Told

MARKS = re.compile(r"(?:\s*\[\d+\])+")
_MARK = re.compile(r"\[(\d+)\]")
_MOST_LINES, _LEAST_WORDS, _MOST_WORDS = 12, 20, 45
_DONG = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{3}){3,})\s+đồng")
_WHERE = re.compile(r"\s*[(—][^\[\]]*$")
_BRACKETS = re.compile(r"\s*\((?![^()]*\d)[^()]*\)")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n+")


@lru_cache(maxsize=1)
def manner() -> dict[str, Any]:
    """How the scripted models write."""
    text = resources.files("eval.data").joinpath("scripted_models.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def faithful(told: Told) -> list[str]:
    """The sentences of a faithful model, each with its marks."""
    written = _phrased(told) if told.result is not None else _written(told)
    return [sentence for sentence in written if sentence]


def _phrased(told: Told) -> Iterator[str]:
    lines = [line for line in (told.result or "").split("\n") if line.strip()][:_MOST_LINES]
    every = "".join(f"[{n}]" for n in dict.fromkeys(_MARK.findall(told.result or "")))
    for at, line in enumerate(lines):
        marks = "".join(f"[{n}]" for n in dict.fromkeys(_MARK.findall(line))) or every
        if line.rstrip().endswith(":") or not re.search(r"[^\W\d_]{2}", MARKS.sub("", line)):
            continue
        core = MARKS.sub("", _WHERE.sub("", line) if _MARK.search(line) else line)
        yield _sentence(core, marks, at, english=told.english)


def _written(told: Told) -> Iterator[str]:
    asked = set(told.question.lower().split())
    for at, (n, text) in enumerate(list(told.evidence.items())[:5]):
        sentences = [one.strip() for one in _SENTENCE.split(text) if len(one.split()) >= 6 and not one.endswith(":")]
        best = max(sentences, key=lambda one: len(asked & set(one.lower().split())), default="")
        if best:
            yield _sentence(best, f"[{n}]", at, english=told.english)


def _sentence(core: str, marks: str, at: int, *, english: bool) -> str:
    words = manner()
    core = core.strip().lstrip("-+•* ").rstrip(" .;:,")
    if len(core.split()) > _MOST_WORDS:
        cut = " ".join(core.split()[:_MOST_WORDS])
        pieces = re.split(r"(?<=[,;])\s", cut)
        core = " ".join(pieces[:-1]).rstrip(",; ") if len(" ".join(pieces[:-1]).split()) > _LEAST_WORDS else cut
        core = core if core.count("(") == core.count(")") and core.count("“") == core.count("”") else cut
    core = re.sub(r"\s*[(\d.,+→-]+$", "", core) if len(core.split()) >= _MOST_WORDS else core
    if at % 2:
        core = _BRACKETS.sub("", core)
    for old, new in words["rewrites"]:
        core = core.replace(old, new)
    core = _DONG.sub(_in_billions, core)
    leads = words["english_leads" if english else "leads"]
    return f"{leads[(at + len(core)) % len(leads)]}{core} {marks}."


def _in_billions(found: re.Match[str]) -> str:
    billions = Decimal(found[1].replace(".", "")) / 10**9
    return f"{billions.normalize():f} tỷ đồng".replace(".", ",")
