"""Secrecy marks of a document: the stamped word that says that nothing of it may enter the index.

A mark is a line of its own (or a column of the document's head) in capitals, or a labelled line of the head. Running
text that speaks of secret documents is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.normal import fold

_HEAD_LINES = 40
_PAGE_TOP_LINES = 4
_SEGMENT = re.compile(r"\t|\s{2,}|[|¦]")
_NOT_LETTER = re.compile(r"[^a-z0-9]+")
_MOST_SEGMENTS = 3
_LONGEST = 60
_LOOKALIKES = str.maketrans("0145!|$@", "oiasiisa")


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], tuple[str, ...], frozenset[str]]:
    """Marks by their bare letters, the labels of a secrecy line, and the letters that OCR makes of the vowel."""
    values = load("reading_secrecy")
    marks = {_letters(mark): str(mark) for mark in values["marks"]}
    labels = sorted(map(_letters, values["labels"]), key=len, reverse=True)
    return marks, tuple(labels), frozenset(map(str, values["spellings"]))


def secrecy_mark(text: str, aside: Iterable[str] = ()) -> str | None:
    """The mark that the document bears, in capitals as in the lexicon, or None."""
    for page_number, page in enumerate(text.split("\f")):
        shown = [line for line in page.splitlines() if line.strip()]
        for line in shown[: _PAGE_TOP_LINES if page_number else _HEAD_LINES]:
            found = _mark_of_line(line)
            if found:
                return found
    return next(filter(None, map(_mark_of_line, aside)), None)


def _mark_of_line(line: str) -> str | None:
    segments = [part for part in _SEGMENT.split(line.strip()) if part.strip()]
    if len(segments) > _MOST_SEGMENTS:
        return _mark(line) if len(line) <= _LONGEST else None  # letters set wide apart, or the row of a table
    marks = [found for found in map(_mark, segments) if found]
    return marks[0] if len(marks) == 1 else _mark(line)


def _mark(segment: str) -> str | None:
    """The mark that a piece of a line is, wholly."""
    if len(segment) > _LONGEST:
        return None
    composed = unicodedata.normalize("NFKC", segment)
    marks, labels, _ = _words()
    letters = _letters(composed)
    label = next((label for label in labels if letters.startswith(label)), None)
    if label is not None:
        return marks.get(letters[len(label) :])
    found = marks.get(letters)
    return found if found and _is_stamped(composed) else None


def _is_stamped(segment: str) -> bool:
    """Whether a segment is in capitals and spells the mark's vowel in a way that OCR may have made of it."""
    signs = [sign for sign in segment if sign.isalpha()]
    return all(sign.isupper() for sign in signs) and bool(_words()[2] & set(segment.upper()))


def _letters(text: str) -> str:
    return _NOT_LETTER.sub("", fold(unicodedata.normalize("NFC", text)).translate(_LOOKALIKES))
