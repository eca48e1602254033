"""Paged files, PDF and pictures, to linear text; pages that are scans are recognised where Tesseract is installed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from indexer.errors import UnreadableDocument
from indexer.reading.linear import Linear
from indexer.reading.pdf.document import Laid, lay_out, write_pages
from indexer.reading.pdf.words import PageContent
from indexer.reading.scan import ADVICE, DOTS_PER_INCH, Scanner, recognise, scanner
from indexer.reading.told import PageTold, nobody


def read_pdf(raw: bytes, name: str, told: PageTold = nobody) -> Linear:
    """The linear text of a PDF; raises :class:`UnreadableDocument`, also for pictures alone without Tesseract."""
    from indexer.reading.pdf.page import read_pages

    return _read(read_pages(raw, name, pictured_at=DOTS_PER_INCH), name, "pdf", told)


def read_picture(raw: bytes, name: str, told: PageTold = nobody) -> Linear:
    """The text on the pictures of pages; raises :class:`UnreadableDocument`, also without Tesseract."""
    from indexer.reading.image import read_pictures

    if scanner() is None:
        raise UnreadableDocument(name, f"a picture; to have its text recognised {ADVICE}")
    pages = (PageContent(0, 0, (), (), (), 1, picture) for picture in read_pictures(raw, name))
    return _read(pages, name, "scan", told)


def _read(contents: Iterable[PageContent], name: str, format_: str, told: PageTold) -> Linear:
    pages: list[Laid] = []
    remarks: list[str] = []
    unread: list[int] = []
    program: Scanner | None = None
    for number, content in enumerate(contents, start=1):
        laid = lay_out(replace(content, image=None))
        if content.image is not None:
            program = program or scanner()
            if program is None:
                unread.append(number)
            else:
                seen, found = recognise(content.image, program)
                laid = replace(lay_out(seen), confidence=found.confidence)
                remarks.append(found.remark(number))
        pages.append(laid)
        told(number, max(number, content.of))
    if unread and not any(page.lines or page.grids for page in pages):
        raise UnreadableDocument(name, f"a scan without text; to have it recognised {ADVICE}")
    writer = write_pages(pages)
    writer.warnings += remarks
    if unread:
        writer.warnings.append(f"scanned pages are not read: {', '.join(map(str, unread))}; {ADVICE}")
    return writer.finish(format_)
