"""What PDFium tells of a page: words with their places and the ruled lines; the only module that knows the library."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium

from indexer.errors import UnreadableDocument
from indexer.reading.pdf.whole_words import is_smaller, whole_words
from indexer.reading.pdf.words import PageContent, Picture, Rule, Word

_LONG_ENOUGH = 4.0  # points; shorter strokes are ends of thin bars
_STRAIGHT = 0.8
_GAP_SHARE = 0.25  # of the letter height: a wider gap parts words
_FEW_WORDS = 30
_MOST_OF_THE_PAGE = 0.5
MAX_PAGES = 5000
MAX_DOTS = 100_000_000


def read_pages(raw: bytes, name: str, *, pictured_at: int | None = None) -> Iterator[PageContent]:
    """The pages of a PDF one by one; raises :class:`UnreadableDocument`.

    ``pictured_at`` are the dots an inch at which a page without words is drawn; by default it is not.
    """
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as problem:
        if getattr(problem, "err_code", None) == pdfium.FPDF_ERR_PASSWORD or "assword" in str(problem):
            raise UnreadableDocument(name, "protected by a password; save it without one") from problem
        raise UnreadableDocument(name, "damaged: not a whole PDF") from problem
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableDocument(name, f"more than {MAX_PAGES} pages")
        for number in range(len(document)):
            page = document[number]
            yield replace(_content(page, pictured_at), of=len(document))
            page.close()
    except pypdfium2.PdfiumError as problem:
        raise UnreadableDocument(name, "damaged: a page cannot be read") from problem
    finally:
        document.close()


def _content(page: pypdfium2.PdfPage, pictured_at: int | None) -> PageContent:
    width, height = page.get_size()
    across: list[Rule] = []
    down: list[Rule] = []
    pictures, covered = 0, 0.0
    for shape in page.get_objects(max_depth=4):
        if shape.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
            left, bottom, right, top = shape.get_bounds()
            covered += abs((right - left) * (top - bottom)) / (width * height)
        elif shape.type == pdfium.FPDF_PAGEOBJ_PATH:
            for x0, y0, x1, y1 in _edges(shape):
                if abs(y0 - y1) <= _STRAIGHT and abs(x0 - x1) >= _LONG_ENOUGH:
                    across.append(Rule(height - (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
                elif abs(x0 - x1) <= _STRAIGHT and abs(y0 - y1) >= _LONG_ENOUGH:
                    down.append(Rule((x0 + x1) / 2, height - max(y0, y1), height - min(y0, y1)))
    text = page.get_textpage()
    words = whole_words(list(_pieces(text, height)))
    text.close()
    # A scan may bear a few words of its own, such as the stamp of a digital signature
    is_scan = pictures > 0 and (not words or (len(words) < _FEW_WORDS and covered >= _MOST_OF_THE_PAGE))
    image = _drawn(page, pictured_at) if pictured_at and is_scan else None
    return PageContent(width, height, words, tuple(across), tuple(down), pictures, image)


def _drawn(page: pypdfium2.PdfPage, dots_per_inch: int) -> Picture:
    """The page in shades of grey."""
    width, height = page.get_size()
    scale = min(dots_per_inch / 72, (MAX_DOTS / (width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    lines = memoryview(bitmap.buffer).cast("B")
    rows = [bytes(lines[at * bitmap.stride : at * bitmap.stride + bitmap.width]) for at in range(bitmap.height)]
    return Picture(bitmap.width, bitmap.height, b"".join(rows), scale * 72)


def _edges(shape: pypdfium2.PdfObject) -> Iterator[tuple[float, float, float, float]]:
    """The straight edges of a path in page coordinates."""
    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for at in range(pdfium.FPDFPath_CountSegments(shape.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(shape.raw, at)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield (*last, *point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield (*point, *first)
        last = point


def _pieces(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Word]:
    """Letters in the order of the page's content, joined while they stand side by side."""
    letters: list[Word] = []
    for at in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text.raw, at)
        sign = chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else ""
        if code in (0x02, 0xFFFE):
            sign = "-"  # PDFium's sign for a hyphen at the end of a line
        if not sign.strip() or sign in "\u200b\ufeff\u00ad":
            yield from _joined(letters)
            letters = []
            continue
        left, bottom, right, top = text.get_charbox(at, loose=True)
        letter = Word(sign, left, height - top, right, height - bottom, pdfium.FPDFText_GetFontSize(text.raw, at))
        if letters and not _adjacent(letters[-1], letter):
            yield from _joined(letters)
            letters = []
        letters.append(letter)
    yield from _joined(letters)


def _adjacent(before: Word, letter: Word) -> bool:
    size = max(before.bottom - before.top, 1.0)
    near = -size <= letter.left - before.right <= size * _GAP_SHARE
    if before.text.isdecimal() and letter.text.isdecimal() and is_smaller(letter, before):
        return False  # the raised figure of a note
    return near and abs(letter.middle - before.middle) <= size * 0.5


def _joined(letters: list[Word]) -> Iterator[Word]:
    if letters:
        yield Word(
            "".join(letter.text for letter in letters),
            min(letter.left for letter in letters),
            min(letter.top for letter in letters),
            max(letter.right for letter in letters),
            max(letter.bottom for letter in letters),
            letters[0].size,
        )
