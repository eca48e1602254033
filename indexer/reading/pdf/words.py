"""The records of a PDF page: words, ruled lines, pictures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters; y grows downwards from the top of the page, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """The height of the middle of the letters."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: ``at`` is its fixed coordinate, ``start`` and ``end`` the others."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything on a page that the reader uses."""

    width: float
    height: float
    words: tuple[Word, ...]
    across: tuple[Rule, ...]  # horizontal
    down: tuple[Rule, ...]  # vertical
    pictures: int
    image: bytes | None = None  # the page as a picture, where it has pictures and no words
