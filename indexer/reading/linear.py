"""The linear text of a document that is no text file: paragraphs and table rows as lines, pages as offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.records import Page

FORM_FEED = "\f"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(text: str) -> str:
    """``text`` with its digits raised, as in the mark of a note: level ones would lengthen the figure before them."""
    return text.translate(_RAISED)


@dataclass(frozen=True, slots=True)
class Linear:
    """What a reader makes of the bytes of one file."""

    text: str
    encoding: str
    pages: tuple[Page, ...] = ()
    aside: tuple[str, ...] = ()  # lines outside the flow (headers, footers): looked at for secrecy marks, not kept
    warnings: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()  # secrecy marks of what is attached


class LineWriter:
    """Collects lines; never more than one blank line in a row, none at the start."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._pages: list[Page] = []
        self._blank = True
        self.aside: list[str] = []
        self.warnings: list[str] = []
        self.marks: list[str] = []

    def line(self, text: str) -> None:
        """A paragraph, as many lines as it has; white space at the ends of lines goes."""
        for one in text.replace("\t", "  ").split("\n"):
            kept = one.strip()
            if kept:
                self._add(kept + "\n")
                self._blank = False

    def blank(self) -> None:
        """A blank line, unless there is one already."""
        if not self._blank:
            self._add("\n")
            self._blank = True

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        """A table: a row a line with a tab between the cells, empty cells kept; blank lines around it."""
        self.blank()
        for row in rows:
            cells = [" ".join(cell.split()) for cell in row]
            if any(cells):
                self._add("\t".join(cells) + "\n")
                self._blank = False
        self.blank()

    def page(self, *, mark: bool, sheet: str | None = None, confidence: float | None = None) -> None:
        """A new page starts here; ``mark`` writes a form feed between it and the one before."""
        if mark and self._length:
            self._add(FORM_FEED)
            self._blank = True
        self._pages.append(Page(self._length, sheet, confidence))

    def append(self, other: Linear) -> None:
        """Another document's text below; its pages are not counted."""
        self.blank()
        for line in other.text.replace(FORM_FEED, "\n").split("\n"):
            if line.strip():
                self._add(line + "\n")
                self._blank = False
            else:
                self.blank()
        self.aside += other.aside
        self.warnings += other.warnings
        self.marks += other.marks

    def finish(self, encoding: str) -> Linear:
        """Everything written so far."""
        outside = tuple(self.aside), tuple(self.warnings), tuple(self.marks)
        return Linear("".join(self._parts), encoding, tuple(self._pages), *outside)

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
