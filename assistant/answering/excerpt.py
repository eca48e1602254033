"""The part of a passage to quote: the sentence that answers best, and as much around it as a citation may hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from assistant.answering.evidence import Interest
from indexer.language.footnotes import opens_footnote
from indexer.language.page_breaks import resumes
from indexer.records import Span

MAX_QUOTE = 700
_BREAK = re.compile(r"(?<=;)[ \u00a0]+(?=\S)|(?<=[.!?…])[ \u00a0]+(?=[^\Wa-zà-ỹđ]|[\W\d])|\s*\n\s*|\t")
_STARTS_ITEM = re.compile(r"[-–—•+*]\s|\(?[0-9]{1,2}(?:\.[0-9]{1,2})*[.)]\s|[a-zđ][.)]\s|\[[a-z]+:")
_LABEL = re.compile(r"[^\W\d_][^\n:;,.]{2,40}:\s")
_ENDS = (".", ";", ":", "!", "?", "…")
_WRAPPED = 60  # a line at least this long that ends in mid-sentence was broken by the page
_FIGURE = re.compile(r"\d")
_AHEAD = 12  # code points behind a line break that tell whether an item starts there


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
    """The sentences and items of ``span``, trimmed, without empty ones; lines broken by the page are joined."""
    before = max(span.start - 1, 0)  # the mark that ends the sentence before it
    for start, end in _cut(text[before : span.end + _AHEAD], span.start - before, span.end - before):
        yield Span(before + start, before + end)


@lru_cache(maxsize=2048)  # passages: what answers one question is read for others too
def _cut(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Where the sentences between ``start`` and ``end`` stand in ``text``, which goes on a little on both sides."""
    found: list[tuple[int, int]] = []
    resumed = start
    for at in _BREAK.finditer(text, start, end):
        if at.start() < resumed:
            continue
        if "\n" in at.group():
            place = _runs_on(text, start, at)
            resumed = place if place is not None else resumed
            if place is not None or _continues(text, start, at):
                continue
        if text[at.start() - 1] == ";" and text.count("(", start, at.start()) > text.count(")", start, at.start()):
            continue
        found += _trimmed(text, start, at.start())
        start = at.end()
    return (*found, *_trimmed(text, start, end))


def _continues(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether the line break ``found`` stands inside a sentence that began at ``start``."""
    before = text[start : found.start()].rstrip()
    ahead = text[found.end() : found.end() + _AHEAD]
    if not before or not ahead or before.endswith(_ENDS) or _STARTS_ITEM.match(ahead):
        return False
    if opens_footnote(found.group(), ahead):
        return False
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip()  # a sentence may begin inside it
    return ahead[0].islower() or (len(line) >= _WRAPPED and not _opens_paragraph(text, found))


def _runs_on(text: str, start: int, found: re.Match[str]) -> int | None:
    """Where the sentence that a page breaks at ``found`` goes on behind the foot of the page; None if it ends."""
    line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
    if len(line) < _WRAPPED or text[start : found.start()].rstrip().endswith(_ENDS):
        return None
    return resumes(text, found.start(), len(text))


def _opens_paragraph(text: str, found: re.Match[str]) -> bool:
    """Whether an empty line stands at ``found`` and a label behind it ("Nguồn vốn: …"), no line broken by the page."""
    return found.group().count("\n") > 1 and _LABEL.match(text, found.end()) is not None


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


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    slice_ = text[start:end]
    left = len(slice_) - len(slice_.lstrip())
    right = len(slice_.rstrip())
    if right > left:
        yield start + left, start + right
