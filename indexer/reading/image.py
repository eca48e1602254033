"""Pictures of pages (PNG, JPEG, TIFF of many pages) to shades of grey; the only module that knows Pillow."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from indexer.errors import UnreadableDocument
from indexer.reading.pdf.words import Picture

Box = tuple[int, int, int, int]
MAX_PAGES = 2000
MAX_DOTS = 150_000_000  # an A3 page at 600 dots an inch has 70 million
_PAGE_INCHES = 8.27  # the width of A4, where a picture does not say how large it is
_ENOUGH = 180  # dots an inch; fewer are drawn out to twice as many
_SMOOTH = Image.Resampling.LANCZOS
_DENSITY = 200.0
_DAMAGED = (UnidentifiedImageError, OSError, ValueError, SyntaxError)


def read_pictures(raw: bytes, name: str) -> Iterator[Picture]:
    """The pages of a picture file one by one, upright; raises :class:`UnreadableDocument`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd tags of cameras
        try:
            with Image.open(BytesIO(raw)) as opened:
                for number, frame in enumerate(ImageSequence.Iterator(opened), start=1):
                    if number > MAX_PAGES:
                        raise UnreadableDocument(name, f"more than {MAX_PAGES} pages")
                    if frame.width * frame.height > MAX_DOTS:
                        raise UnreadableDocument(name, f"a picture of more than {MAX_DOTS} dots")
                    yield _picture(frame)
        except Image.DecompressionBombError as problem:
            raise UnreadableDocument(name, f"a picture of more than {MAX_DOTS} dots") from problem
        except _DAMAGED as problem:
            raise UnreadableDocument(name, "damaged: not a whole picture") from problem


def cut_out(picture: Picture, boxes: Sequence[Box], height: int) -> tuple[Picture, list[int]]:
    """The boxes (left, top, width, height in dots) of ``picture`` below one another on white, and where each begins.

    Each is drawn so that its content is ``height`` dots high.
    """
    page = Image.frombytes("L", (picture.width, picture.height), picture.grey)
    pieces = [page.crop((left, top, left + wide, top + high)) for left, top, wide, high in boxes]
    pieces = [piece.resize((max(1, piece.width * height // piece.height), height), _SMOOTH) for piece in pieces]
    step = 3 * height
    sheet = Image.new("L", (max(piece.width for piece in pieces) + 2 * height, step * len(pieces)), 255)
    for row, piece in enumerate(pieces):
        sheet.paste(piece, (height, row * step + height))
    return Picture(sheet.width, sheet.height, sheet.tobytes(), _DENSITY), [row * step for row in range(len(pieces))]


def _picture(frame: Image.Image) -> Picture:
    said = frame.info.get("dpi", (0, 0))[0]
    grey = ImageOps.exif_transpose(frame).convert("L")
    density = float(said) if 70 <= float(said) <= 1200 else min(grey.size) / _PAGE_INCHES
    if density < _ENOUGH:
        grey = grey.resize((grey.width * 2, grey.height * 2), _SMOOTH)
        density *= 2
    return Picture(grey.width, grey.height, grey.tobytes(), density)
