"""The part of a passage to quote: the sentence that answers best, and as much around it as a citation may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.evidence import Interest
from indexer.records import Span

MAX_QUOTE = 700
_BREAK = re.compile(r"(?<=[.;!?…:])\s+|\n+")
_FIGURE = re.compile(r"\d")


def best_sentence(text: str, span: Span, interest: Interest, *, wants_figure: bool = False) -> Span:
    """The sentence inside ``span`` that holds most of what is asked; the first of equals."""
    best, best_gain = None, -1.0
    for sentence in sentences(text, span):
        slice_ = sentence.of(text)
        gain = interest.gain(slice_) * (1.25 if wants_figure and _FIGURE.search(slice_) else 1.0)
        if gain > best_gain:
            best, best_gain = sentence, gain
    return clipped(text, best or span, MAX_QUOTE)


def sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences and lines of ``span``, trimmed, without empty ones."""
    start = span.start
    for found in _BREAK.finditer(text, span.start, span.end):
        yield from _trimmed(text, start, found.start())
        start = found.end()
    yield from _trimmed(text, start, span.end)


def around(text: str, passage: Span, core: Span) -> Span:
    """The widest slice of ``passage`` up to :data:`MAX_QUOTE` code points: whole sentences with ``core``."""
    if len(passage) <= MAX_QUOTE:
        return passage
    pieces = list(sentences(text, passage))
    held = [at for at, piece in enumerate(pieces) if core.holds(piece) or piece.holds(core)]
    if not held:
        return clipped(text, core, MAX_QUOTE)
    first, last = held[0], held[-1]
    start, end = pieces[first].start, pieces[last].end
    while True:
        if first > 0 and end - pieces[first - 1].start <= MAX_QUOTE:
            first -= 1
            start = pieces[first].start
        elif last + 1 < len(pieces) and pieces[last + 1].end - start <= MAX_QUOTE:
            last += 1
            end = pieces[last].end
        else:
            return clipped(text, Span(start, end), MAX_QUOTE)


def clipped(text: str, span: Span, limit: int) -> Span:
    """``span``, cut at a space where it is longer than ``limit``."""
    if len(span) <= limit:
        return span
    cut = text.rfind(" ", span.start + limit // 2, span.start + limit)
    return Span(span.start, cut if cut > span.start else span.start + limit)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    slice_ = text[start:end]
    left = len(slice_) - len(slice_.lstrip())
    right = len(slice_.rstrip())
    if right > left:
        yield Span(start + left, start + right)
