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
from indexer.language.secrecy_marks import highest, letters, levels

_HEAD_LINES = 40
_PAGE_TOP_LINES = 4
_SEGMENT = re.compile(r"\t|\s{2,}|[|¦]")
_MOST_SEGMENTS = 3
_LONGEST = 60


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, str], tuple[str, ...], frozenset[str]]:
    """Marks by their bare letters, the labels of a secrecy line, and the letters that OCR makes of the vowel."""
    values = load("reading_secrecy")
    marks = {letters(mark): mark for mark in levels()}
    labels = sorted(map(letters, values["labels"]), key=len, reverse=True)
    return marks, tuple(labels), frozenset(map(str, values["spellings"]))


def secrecy_mark(text: str, aside: Iterable[str] = ()) -> str | None:
    """The highest mark that the document bears, in capitals as in the lexicon, or None."""
    found = {_mark_of_line(line) for line in aside}
    for page_number, page in enumerate(text.split("\f")):
        shown = [line for line in page.splitlines() if line.strip()]
        found |= {_mark_of_line(line) for line in shown[: _PAGE_TOP_LINES if page_number else _HEAD_LINES]}
    return highest(found)


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
    bare = letters(composed)
    label = next((label for label in labels if bare.startswith(label)), None)
    if label is not None:
        return marks.get(bare[len(label) :])
    found = marks.get(bare)
    return found if found and _is_stamped(composed) else None


def _is_stamped(segment: str) -> bool:
    """Whether a segment is in capitals and spells the mark's vowel in a way that OCR may have made of it."""
    signs = [sign for sign in segment if sign.isalpha()]
    return all(sign.isupper() for sign in signs) and bool(_words()[2] & set(segment.upper()))
