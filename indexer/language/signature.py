"""The signature at the end of a document: in whose name, the signer's office and name, also beside the recipients."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from indexer.language.lexicon import structure_words
from indexer.language.structure import opens_recipients
from indexer.records import Span

_MOST_LINES = 60  # of a closing: recipients, offices, name
_NOISE = re.compile(r"\[[a-z]+(?::[^\]\n]*)?\]|\*+")  # what an extraction leaves: bookmarks, emphasis
_COLUMN = re.compile(r"\t[ \t]*|[ \u00a0]{2,}")
_ITEM = re.compile(r"[-–•+]\s")
_ITEM_END = re.compile(r"[;.,)]\s+")  # of the recipient in front of the other column, one space apart
_OFFICE = re.compile(r"[^\W\d_][\w ./,-]+")
_NAME_WORDS = (2, 6)


@dataclass(frozen=True, slots=True)
class Signature:
    """The pieces of a signature in order: marks and offices in capitals, then the name."""

    pieces: tuple[Span, ...]
    name: Span

    @property
    def span(self) -> Span:
        """From the first mark to the end of the name, with what stands between."""
        return Span(self.pieces[0].start, self.name.end)


def find_signature(text: str, within: Span) -> Signature | None:
    """The signature between the bounds of ``within``, which is the closing of a document; None without a name."""
    pieces: list[Span] = []
    name: Span | None = None
    for line in _lines(text, within):
        piece = _right_of(text, line)
        said = piece.of(text) if piece is not None else ""
        if piece is None:
            continue
        if _is_office(said) and (pieces or _opens(said)):
            if name is not None:
                break  # a second signature
            pieces.append(piece)
        elif pieces and _is_name(said):
            name = piece
    return Signature((*pieces, name), name) if name is not None else None


def _lines(text: str, within: Span) -> Iterator[Span]:
    start = within.start
    for _ in range(_MOST_LINES * 2):
        if start >= within.end:
            return
        end = text.find("\n", start, within.end)
        end = within.end if end < 0 else end
        yield from _trimmed(text, start, end)
        start = end + 1


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while (noise := _NOISE.match(text, start, end)) or (start < end and text[start].isspace()):
        start = noise.end() if noise else start + 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == "*"):
        end -= 1
    if end > start:
        yield Span(start, end)


def _right_of(text: str, line: Span) -> Span | None:
    """What stands in the right column of a line, or all of it where nothing stands in the left one; None without."""
    last = max((found.end() for found in _COLUMN.finditer(text, line.start, line.end)), default=None)
    if last is not None:
        return Span(last, line.end)
    slice_ = line.of(text)
    if opens_recipients(slice_):
        return _tail(line, next((at for at in _starts(slice_) if _opens(slice_[at:])), None))
    if _ITEM.match(slice_):
        ends = [found.end() for found in _ITEM_END.finditer(slice_)]
        return _tail(line, next((at for at in ends if _is_office(slice_[at:]) or _is_name(slice_[at:])), None))
    return line


def _starts(line: str) -> Iterator[int]:
    return (found.end() for found in re.finditer(r"\s", line))


def _tail(line: Span, at: int | None) -> Span | None:
    return None if at is None else Span(line.start + at, line.end)


def _opens(said: str) -> bool:
    """Whether ``said`` begins a signature: in whose name, or the office of who signs in their own."""
    return _is_office(said) and said.lower().startswith(_openings())


@lru_cache(maxsize=1)
def _openings() -> tuple[str, ...]:
    return (*structure_words().signature, *structure_words().offices)


def _is_office(said: str) -> bool:
    return said.isupper() and _OFFICE.fullmatch(said) is not None


def _is_name(said: str) -> bool:
    words = said.split()
    written = all(word[0].isupper() and word.isalpha() and (len(word) == 1 or not word.isupper()) for word in words)
    return _NAME_WORDS[0] <= len(words) <= _NAME_WORDS[1] and written
