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
    size: float = 0.0  # of its font, in the units of the page's content; 0 where nothing tells

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
class Picture:
    """A page in shades of grey, a byte a dot, row by row from the top."""

    width: int
    height: int
    grey: bytes
    dots_per_inch: float

    def pgm(self) -> bytes:
        """The picture as a PGM file."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.grey


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything on a page that the reader uses."""

    width: float
    height: float
    words: tuple[Word, ...]
    across: tuple[Rule, ...]  # horizontal
    down: tuple[Rule, ...]  # vertical
    pictures: int
    image: Picture | None = None  # the page as a picture, where it is a scan
    of: int = 0  # how many pages the file has, where it tells
