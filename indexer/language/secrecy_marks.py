"""The marks of secrecy in their order, and which of them keep a document out of the index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from indexer.language.lexicon import load
from indexer.language.normal import fold

_NOT_LETTER = re.compile(r"[^a-z0-9]+")
_LOOKALIKES = str.maketrans("0145!|$@", "oiasiisa")  # what a scanner makes of the letters


@lru_cache(maxsize=1)
def levels() -> tuple[str, ...]:
    """The marks from the lowest to the highest."""
    return tuple(map(str, load("reading_secrecy")["marks"]))


def level_named(written: str) -> str:
    """The mark that a person means, however it is typed ("tối mật", "TOI-MAT"); ValueError for any other word."""
    found = next((mark for mark in levels() if letters(mark) == letters(written)), None)
    if found is None:
        raise ValueError(f"no secrecy mark {written!r}; there are {', '.join(levels())}")
    return found


def is_refused(mark: str | None, refused_from: str) -> bool:
    """Whether a document of this mark is refused where ``refused_from`` and all higher marks are."""
    return mark is not None and levels().index(mark) >= levels().index(refused_from)


def highest(marks: Iterable[str | None]) -> str | None:
    """The highest of some marks, None where there is none."""
    return max((mark for mark in marks if mark is not None), key=levels().index, default=None)


def letters(text: str) -> str:
    """The bare letters of ``text`` as a mark is compared by them."""
    return _NOT_LETTER.sub("", fold(unicodedata.normalize("NFC", text)).translate(_LOOKALIKES))
