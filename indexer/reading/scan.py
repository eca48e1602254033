"""Scanned pages through Tesseract with its Vietnamese model, where both are installed."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from statistics import mean

from indexer.errors import UnreadableDocument
from indexer.reading.linear import Linear, LineWriter
from indexer.reading.pdf.lines import lines_of, paragraphs
from indexer.reading.pdf.words import Word
from indexer.records import LOW_CONFIDENCE

ADVICE = "install the Debian packages tesseract-ocr and tesseract-ocr-vie"
DOTS_PER_INCH = 300
_MODEL = "vie"
_COLUMNS = 12
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a scanned page, in points, and how sure the program is of them (0 to 100)."""

    words: tuple[Word, ...]
    confidence: float

    def remark(self, page: int) -> str:
        """What a reader must know of the page."""
        doubt = "low confidence" if self.confidence < LOW_CONFIDENCE else "confidence"
        return f"page {page} is a scan, read with {doubt} {self.confidence:.0f} of 100"


def scanner() -> str | None:
    """The path of Tesseract; None where it or its Vietnamese model is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    return program if _MODEL in (listed.stdout + listed.stderr).split() else None


def recognise(image: bytes, program: str) -> Recognised:
    """The words on a picture of a page (any format that Leptonica reads)."""
    command = [program, "stdin", "stdout", "-l", _MODEL, "--dpi", str(DOTS_PER_INCH), "tsv"]
    done = subprocess.run(command, input=image, capture_output=True, check=False)  # noqa: S603 - no shell
    return read_table(done.stdout.decode("utf-8", "replace"))


def read_table(listed: str) -> Recognised:
    """Tesseract's table of words: one a line, place in dots, confidence, text."""
    words: list[Word] = []
    sure: list[float] = []
    scale = 72 / DOTS_PER_INCH
    for line in listed.split("\n"):
        cells = line.rstrip("\r").split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        left, top, width, height = (int(cell) * scale for cell in cells[6:10])
        words.append(Word(cells[11].strip(), left, top, left + width, top + height))
        sure.append(float(cells[10]))
    return Recognised(tuple(words), mean(sure) if sure else 0.0)


def read_picture(raw: bytes, name: str) -> Linear:
    """The text on a picture of a page; raises :class:`UnreadableDocument` without Tesseract or without text."""
    program = scanner()
    if program is None:
        raise UnreadableDocument(name, f"a picture; to have its text recognised {ADVICE}")
    found = recognise(raw, program)
    writer = LineWriter()
    writer.page(mark=False, confidence=found.confidence)
    for paragraph in paragraphs(lines_of(found.words)):
        writer.line(paragraph)
    writer.warnings.append(found.remark(1))
    return writer.finish("scan")
