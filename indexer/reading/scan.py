"""Scanned pages through Tesseract with its Vietnamese model, where both are installed.

Every figure is read a second time, by itself and by another model; a page is only as sure as its least sure figure.
"""

from __future__ import annotations

import shutil
import subprocess
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import mean

from indexer.language.lexicon import load
from indexer.reading.drawn import Ruled, find_rules
from indexer.reading.pdf.words import PageContent, Picture, Word
from indexer.records import LOW_CONFIDENCE

ADVICE = "install the Debian packages tesseract-ocr and tesseract-ocr-vie"
DOTS_PER_INCH = 300
_MODEL = "vie"
_POINT = 72
_COLUMNS = 12
_WORD_LEVEL = "5"
_BLOCK_OF_LINES = "6"  # Tesseract's mode for one block of lines
_SECOND = "eng"
_BEST_HEIGHT = 24  # dots, of digits
_MOST_AGAIN = 1000
_SURE = 85.0
_ASTRAY = 60.0  # a reading below is a guess


@dataclass(frozen=True, slots=True)
class Reading:
    """One word as the program lists it: its box in dots, its line, and how sure it is (0 to 100)."""

    text: str
    box: tuple[int, int, int, int]  # left, top, width, height
    line: tuple[str, ...]
    confidence: float

    @property
    def is_figure(self) -> bool:
        """Whether the word is a number that a wrong digit would change."""
        return sum(sign.isdecimal() for sign in self.text) * 2 >= len(self.text) > 0


@dataclass(frozen=True, slots=True)
class Recognised:
    """The words of a scanned page, in points, and how sure the program is of them (0 to 100)."""

    words: tuple[Word, ...]
    confidence: float

    def remark(self, page: int) -> str:
        """What a reader must know of the page."""
        doubt = "low confidence" if self.confidence < LOW_CONFIDENCE else "confidence"
        return f"page {page} is a scan, read with {doubt} {self.confidence:.0f} of 100"


@dataclass(frozen=True, slots=True)
class Scanner:
    """The program and its models; figures are read a second time by another model than the rest, where there is one."""

    program: str
    second: str

    def read(self, picture: Picture, model: str, *options: str) -> list[Reading]:
        """The words on ``picture``."""
        density = f"{picture.dots_per_inch:.0f}"
        command = [self.program, "stdin", "stdout", "-l", model, "--dpi", density, *options, "tsv"]
        done = subprocess.run(command, input=picture.pgm(), capture_output=True, check=False)  # noqa: S603 - no shell
        return read_table(done.stdout.decode("utf-8", "replace"))


def scanner() -> Scanner | None:
    """Tesseract; None where it or its Vietnamese model is missing."""
    program = shutil.which("tesseract")
    if program is None:
        return None
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    models = (listed.stdout + listed.stderr).split()
    return Scanner(program, _SECOND if _SECOND in models else _MODEL) if _MODEL in models else None


def recognise(picture: Picture, scanner: Scanner) -> tuple[PageContent, Recognised]:
    """The words and ruled lines on the picture of a page, and how sure the program is of the words."""
    ruled = find_rules(picture)
    readings = _read_again(scanner.read(ruled.picture, _MODEL), picture, scanner)
    found = Recognised(tuple(_words(readings, ruled)), _confidence(readings))
    scale = _POINT / picture.dots_per_inch
    size = picture.width * scale, picture.height * scale
    return PageContent(*size, found.words, ruled.across, ruled.down, 1), found


def read_table(listed: str) -> list[Reading]:
    """Tesseract's table of words: one a line, its place in dots, confidence, text."""
    found: list[Reading] = []
    signs = str.maketrans(load("reading_scan")["signs"])
    for row in listed.split("\n"):
        cells = row.rstrip("\r").split("\t", _COLUMNS - 1)
        if len(cells) < _COLUMNS or cells[0] != _WORD_LEVEL or not cells[11].strip():
            continue
        left, top, width, height = map(int, cells[6:10])
        text = cells[11].strip().translate(signs)
        found.append(Reading(text, (left, top, width, height), tuple(cells[1:5]), float(cells[10])))
    return found


def _read_again(readings: Sequence[Reading], picture: Picture, scanner: Scanner) -> list[Reading]:
    """``readings`` with each figure settled by what it reads like by itself, at the size that the models read best."""
    from indexer.reading.image import cut_out

    figures = [at for at, one in enumerate(readings) if one.is_figure][:_MOST_AGAIN]
    if not figures:
        return list(readings)
    sheet, tops = cut_out(picture, [readings[at].box for at in figures], _BEST_HEIGHT)
    again: dict[int, Reading] = {}
    for one in scanner.read(sheet, scanner.second, "--psm", _BLOCK_OF_LINES):
        row = bisect_right(tops, one.box[1] + one.box[3] // 2) - 1
        again[row] = replace(one, text="") if row in again else one  # two words are no second reading
    better = list(readings)
    for row, at in enumerate(figures):
        if row in again:
            better[at] = settled(readings[at], again[row])
    return better


def settled(first: Reading, second: Reading) -> Reading:
    """What two readings of one figure come to: sure where they agree, in doubt where two sure ones differ."""
    if _digits(first.text) == _digits(second.text):
        return replace(first, confidence=max(first.confidence, second.confidence))
    if not second.is_figure or second.confidence < _ASTRAY:
        return first
    if second.confidence >= _SURE and first.confidence < _ASTRAY:
        return replace(first, text=second.text, confidence=second.confidence)
    return replace(first, confidence=min(first.confidence, second.confidence, _ASTRAY))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


def _confidence(readings: Sequence[Reading]) -> float:
    """The mean of all words, or the confidence of the least sure figure where that is lower."""
    if not readings:
        return 0.0
    figures = [one.confidence for one in readings if one.is_figure]
    return min([mean(one.confidence for one in readings), *figures])


def _words(readings: Iterable[Reading], ruled: Ruled) -> Iterable[Word]:
    """The words in points, levelled; those of a line get its height, since their boxes end where their letters do."""
    scale = _POINT / ruled.picture.dots_per_inch
    lines: dict[tuple[str, ...], list[Word]] = defaultdict(list)
    for one in readings:
        left, top, width, height = (value * scale for value in one.box)
        lines[one.line].append(ruled.level(Word(one.text, left, top, left + width, top + height)))
    for line in lines.values():
        top, bottom = min(word.top for word in line), max(word.bottom for word in line)
        yield from (replace(word, top=top, bottom=bottom) for word in line)
