"""Which of the documents that hold an answer are meant, where the question names none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from assistant.answering.found import Found
from assistant.answering.reading import fit
from assistant.asking import Asked, content_words
from assistant.question import Question
from indexer.language.lexicon import load
from indexer.language.normal import fold
from indexer.language.tokens import syllables
from indexer.records import DocumentEntry

Looked = tuple[DocumentEntry, Found]
_CLOSE = 0.8  # a document whose best answer is this near the best one is meant as well
_SHARED = 0.5  # of the words of the topic: enough where a document tells a yearly figure of the kind asked for
_DAY = re.compile(r"\d{1,2}\s*(?:/|\s+thang\s+)\s*\d{1,2}")


def meant_alike(question: Question, asked: Asked, looked: Sequence[Looked]) -> list[Looked]:
    """The documents that answer as well as the best one; of yearly figures and days, those that tell theirs too."""
    looked = _of_the_kind(asked, looked)
    best = max(looked, key=lambda one: one[1].score, default=None)
    if best is None:
        return []
    yearly = asked.any_of("each") and _tells_yearly(question, asked, best)
    return [
        one
        for one in looked
        if one[1].score >= _CLOSE * best[1].score or (yearly and _tells_yearly(question, asked, one))
    ]


def _of_the_kind(asked: Asked, looked: Sequence[Looked]) -> Sequence[Looked]:
    """Those that hold every kind of thing asked for, if any does: a quote without the year is no answer to when.

    If none does, those that hold something of the kind.
    """
    fits = [(one, 1.0 if one[1].kind != "quote" else fit(one[1].text, asked)) for one in looked]
    full = [one for one, share in fits if share >= 1.0]
    return full or [one for one, share in fits if share > 0] or looked


def _tells_yearly(question: Question, asked: Asked, one: Looked) -> bool:
    """Whether the answer tells a day or a number of every year, and of what the question is about."""
    text = fold(one[1].text)
    if _yearly().search(text) is None or not _tells(asked, text):
        return False
    words = [fold(word) for word in content_words(question, asked, [one[0]])]
    held = set(map(fold, syllables(text)))
    pairs = any(f"{a} {b}" in text for a, b in pairwise(words))
    return pairs and sum(word in held for word in words) >= _SHARED * len(words)


def _tells(asked: Asked, text: str) -> bool:
    if asked.any_of("time"):
        return _DAY.search(text) is not None
    noun = fold(asked.counted).split()[:1]
    return bool(noun) and re.search(rf"\d\s+{re.escape(noun[0])}\b", text) is not None


@lru_cache(maxsize=1)
def _yearly() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(fold(cue)) for cue in load("intents")["yearly"]))
