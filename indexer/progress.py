"""Progress of long work: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from typing import Protocol, TextIO

_WIDTH = 30
_BAR_SECONDS = 0.05
_LINE_SECONDS = 5.0


class Progress(Protocol):
    """Told about each step of a work of known length."""

    def step(self, label: str) -> None:
        """One more step is done; ``label`` names it."""
        ...

    def note(self, label: str) -> None:
        """Something of the step under way is done."""
        ...

    def done(self) -> None:
        """No more steps come."""
        ...


class BarProgress:
    """Redraws one line of a terminal."""

    def __init__(self, title: str, total: int, out: TextIO) -> None:
        self._title, self._total, self._out = title, max(total, 1), out
        self._count, self._drawn = 0, 0.0

    def step(self, label: str) -> None:
        self._count += 1
        self._draw(label, last=self._count >= self._total)

    def note(self, label: str) -> None:
        self._draw(label, last=False)

    def _draw(self, label: str, *, last: bool) -> None:
        now = time.monotonic()
        if now - self._drawn >= _BAR_SECONDS or last:
            self._drawn = now
            filled = min(_WIDTH, _WIDTH * self._count // self._total)
            bar = "█" * filled + "░" * (_WIDTH - filled)
            self._out.write(f"\r\x1b[2K{self._title} {bar} {self._count}/{self._total} {label[:40]}")
            self._out.flush()

    def done(self) -> None:
        self._out.write("\r\x1b[2K")
        self._out.flush()


class LineProgress:
    """Writes a line a step."""

    def __init__(self, title: str, total: int, out: TextIO) -> None:
        self._title, self._total, self._out = title, total, out
        self._count, self._said = 0, time.monotonic()

    def step(self, label: str) -> None:
        self._count += 1
        print(f"{self._title} {self._count}/{self._total}: {label}", file=self._out, flush=True)

    def note(self, label: str) -> None:
        """Says something every few seconds, so that a log stays short."""
        if time.monotonic() - self._said >= _LINE_SECONDS:
            self._said = time.monotonic()
            print(f"{self._title} {self._count + 1}/{self._total}: {label}", file=self._out, flush=True)

    def done(self) -> None:
        """Nothing is left on the screen to clear."""


def make_progress(title: str, total: int, out: TextIO = sys.stderr) -> Progress:
    """A bar if ``out`` is a terminal, lines otherwise."""
    return BarProgress(title, total, out) if out.isatty() else LineProgress(title, total, out)
