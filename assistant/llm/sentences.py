"""What a model writes, cut into sentences while it still writes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MARKS = r"(?:\s*\[[\d\s,–-]+\])*"
# A sentence ends with its stop, the quotation mark after it and its citation marks; what follows must be in sight.
_END = re.compile(rf"[.!?…][\"”’)]*{_MARKS}(?=\s+[^\s\[a-zà-ỹđ])|\n")
_ENUMERATION = re.compile(r"(?:^|[\s(])(?:\d{1,2}|[IVXL]{1,5}|[a-zđA-ZĐ]|TP|Tp|PGS|TS|ThS)\.$")
_BULLET = re.compile(r"^\s*(?:[-–—•*+]|\(?\d{1,2}[.)]|[a-zđ]\))\s+")
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_UNENDED = re.compile(r"<think(?:ing)?>.*\Z", re.DOTALL | re.IGNORECASE)
_BEGINS_THOUGHT = re.compile(r"<(?:t(?:h(?:i(?:n(?:k(?:i(?:n(?:g)?)?)?)?)?)?)?)?\Z|<think(?:ing)?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as written; ``bullet``: it begins an item of a list; ``opens``: it stands first in its line."""

    text: str
    bullet: bool = False
    opens: bool = True

    @property
    def leads_in(self) -> bool:
        """Whether it only announces what follows."""
        return self.text.rstrip("*_ ").endswith(":")


class SentenceStream:
    """Takes pieces, gives whole sentences; what a model thinks aloud is left out."""

    def __init__(self) -> None:
        self._pending = ""
        self._opens = True

    def feed(self, piece: str) -> Iterator[Sentence]:
        """The sentences that ``piece`` completes."""
        self._pending = _THOUGHT.sub("", self._pending + piece)
        thought = _BEGINS_THOUGHT.search(self._pending)
        ready = self._pending[: thought.start()] if thought else self._pending
        start = 0
        for end in self._ends(ready):
            yield from self._sentence(ready[start:end])
            start = end
        self._pending = self._pending[start:]

    def close(self) -> Iterator[Sentence]:
        """What is left when the model has ended."""
        left, self._pending = _UNENDED.sub("", _THOUGHT.sub("", self._pending)), ""
        start = 0
        for end in [*self._ends(left), len(left)]:
            yield from self._sentence(left[start:end])
            start = end

    def _ends(self, text: str) -> Iterator[int]:
        for found in _END.finditer(text):
            line = text[text.rfind("\n", 0, found.start()) + 1 : found.start() + 1]
            if found.group() == "\n" or not _ENUMERATION.search(line):
                yield found.end()

    def _sentence(self, text: str) -> Iterator[Sentence]:
        bullet = _BULLET.match(text)
        words = (text[bullet.end() :] if bullet else text).strip()
        if words:
            yield Sentence(words, bullet is not None, self._opens)
        self._opens = text.endswith("\n") or (self._opens and not words)
