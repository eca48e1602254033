"""A progress line for people: shown on a terminal, nothing elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TextIO, TypeVar

T = TypeVar("T")
_WIDTH = 30


def with_progress(items: Sequence[T], label: str, stream: TextIO) -> Iterator[T]:
    """The items, one by one, while a bar on ``stream`` shows how many are done."""
    if not stream.isatty():
        yield from items
        return
    try:
        for done, item in enumerate(items):
            _draw(stream, label, done, len(items))
            yield item
        _draw(stream, label, len(items), len(items))
    finally:
        stream.write("\n")
        stream.flush()


class Silent:
    """Progress of work that is a small part of another: it shows nothing."""

    def step(self, label: str) -> None:
        """One more step is done."""

    def note(self, label: str) -> None:
        """Something of the step under way is done."""

    def done(self) -> None:
        """No more steps come."""


def silent(title: str, total: int) -> Silent:
    """What :func:`indexer.build.build` may be given in place of a bar."""
    del title, total
    return Silent()


def _draw(stream: TextIO, label: str, done: int, total: int) -> None:
    """Draw the bar over the former one."""
    filled = _WIDTH * done // max(1, total)
    stream.write(f"\r{label} [{'#' * filled}{' ' * (_WIDTH - filled)}] {done}/{total}")
    stream.flush()
