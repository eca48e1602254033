"""Pictures of pages: what is no picture, many pages in one file, and scans that bear words of their own."""

from __future__ import annotations

import ctypes
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image

from indexer.errors import UnreadableDocument
from indexer.reading.formats import read_bytes
from indexer.reading.image import cut_out, read_pictures
from tests.indexer.reading.real_files import needs_tesseract


def drawn(pdf: Path, *, dots_per_inch: int = 150) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    return [page.render(scale=dots_per_inch / 72, grayscale=True).to_pil() for page in pypdfium2.PdfDocument(pdf)]


def saved(*pages: Image.Image, kind: str, **choices: object) -> bytes:
    out = BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    pages[0].save(out, kind, **more, **choices)
    return out.getvalue()


def test_every_page_of_a_tiff_is_read_and_told(files: dict[str, Path]) -> None:
    needs_tesseract()
    told: list[tuple[int, int]] = []
    raw = saved(*drawn(files["pdf"], dots_per_inch=200), kind="TIFF", dpi=(200, 200), compression="tiff_lzw")
    linear = read_bytes(raw, "a.tif", ".tif", lambda number, of: told.append((number, of)))
    assert [number for number, _ in told] == [1, 2, 3]
    assert len(linear.pages) == 3
    assert "Thiết bị tường lửa\t500\t800" in linear.text
    assert "Thiết bị tường lửa" in linear.text[linear.pages[1].start : linear.pages[2].start]


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_photograph_without_a_size_and_turned_by_its_tag_is_read(files: dict[str, Path], kind: str) -> None:
    needs_tesseract()
    page = drawn(files["pdf"])[2]
    tag = Image.Exif()
    tag[0x0112] = 6  # shown after a quarter turn to the right
    raw = saved(page.transpose(Image.Transpose.ROTATE_90), kind=kind, exif=tag)
    linear = read_bytes(raw, f"a.{kind.lower()}", f".{kind.lower()}")
    assert "báo cáo trước ngày 30/11/2031" in linear.text


def test_a_scan_that_bears_the_stamp_of_a_signature_is_read_whole(files: dict[str, Path], tmp_path: Path) -> None:
    needs_tesseract()
    document = pypdfium2.PdfDocument(files["scan"])
    del document[0]
    del document[0]
    stamp = "Signed by VP".encode("utf-16-le") + b"\0\0"
    text = pdfium.FPDFPageObj_NewTextObj(document, b"Helvetica", 8.0)
    pdfium.FPDFText_SetText(text, ctypes.cast(ctypes.c_char_p(stamp), pdfium.FPDF_WIDESTRING))
    pdfium.FPDFPageObj_Transform(text, 1, 0, 0, 1, 400, 40)
    page = document[0]
    pdfium.FPDFPage_InsertObject(page, text)
    pdfium.FPDFPage_GenerateContent(page)
    document.save(tmp_path / "a.pdf")
    linear = read_bytes((tmp_path / "a.pdf").read_bytes(), "a.pdf", ".pdf")
    assert "báo cáo trước ngày 30/11/2031" in linear.text
    assert linear.pages[0].confidence is not None


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"II*\x00", b"khong phai anh"])
def test_what_is_no_picture_is_named(raw: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"a\.png: damaged: not a whole picture"):
        list(read_pictures(raw, "a.png"))


def test_a_picture_of_too_many_dots_is_refused() -> None:
    raw = saved(Image.new("1", (20_000, 10_000)), kind="PNG")
    with pytest.raises(UnreadableDocument, match="more than 150000000 dots"):
        list(read_pictures(raw, "a.png"))


def test_boxes_are_cut_out_one_below_the_other_at_one_height() -> None:
    page = Image.new("L", (300, 200), 255)
    page.paste(0, (10, 20, 50, 60))
    page.paste(0, (100, 100, 120, 110))
    (picture,) = read_pictures(saved(page, kind="PNG", dpi=(200, 200)), "a.png")
    sheet, tops = cut_out(picture, [(10, 20, 40, 40), (100, 100, 20, 10)], 24)
    assert (tops, sheet.height) == ([0, 72], 144)
    shown = Image.frombytes("L", (sheet.width, sheet.height), sheet.grey)
    assert [shown.getpixel((36, top + 36)) for top in tops] == [0, 0]
    assert shown.getpixel((2, 2)) == 255
