"""A text folded for searching, with the way back to its own offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.normal import fold

_COMBINING = re.compile(r"[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Folded:
    """``text`` is lower case without diacritics; ``origins`` maps its offsets back, None where they are the same."""

    text: str
    origins: tuple[int, ...] | None

    def source(self, at: int) -> int:
        """The offset in the source of offset ``at``; at the end of a letter, behind its combining marks."""
        return at if self.origins is None else self.origins[at]


def folded(text: str) -> Folded:
    """``text`` folded; a decomposed letter becomes one letter."""
    joined = fold(text)
    if len(joined) == len(text) and _COMBINING.search(text) is None:  # then every letter became one letter
        return Folded(joined, None)
    letters = [_fold_one(c) for c in text]
    joined = "".join(letters)
    origins = [at for at, letter in enumerate(letters) for _ in letter]
    return Folded(joined, (*origins, len(text)))


@lru_cache(maxsize=8192)
def _fold_one(character: str) -> str:
    return fold(character)
