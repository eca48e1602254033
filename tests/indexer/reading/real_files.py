"""Fixture documents made with the real tools: ``python -m tests.indexer.reading.real_files FOLDER [TIMES]``.

LibreOffice converts one source of each kind (``tests/data/reading/real``) into every format; PDFium draws the pages of
the PDF and puts them, as pictures without a letter of text, into another PDF.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
import pytest

from tests.server import ROOT

SOURCES = ROOT / "tests" / "data" / "reading" / "real"
FORMATS = {
    "ke-hoach.fodt": ("docx", "doc", "odt", "rtf"),
    "du-toan.fods": ("xlsx", "xls", "ods"),
    "trinh-bay.fodp": ("pptx", "ppt", "odp"),
}
_BODIES = {
    ".fodt": ("<text:h ", "</office:text>"),
    ".fods": (
        '<table:table-row><table:table-cell office:value-type="float"',
        '<table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"',
    ),
    ".fodp": ("<draw:page ", "</office:presentation>"),
}
_CHANGES = re.compile(r"<text:tracked-changes>.*?</text:tracked-changes>|<text:change[^>]*/>", re.S)


def office() -> str:
    """The path of LibreOffice; the test is skipped without it."""
    program = shutil.which("soffice")
    return program or pytest.skip("needs the Debian packages: libreoffice-writer libreoffice-calc libreoffice-impress")


def needs_tesseract() -> None:
    """Skips the test without Tesseract and its Vietnamese model."""
    program = shutil.which("tesseract")
    command = [program or "false", "--list-langs"]
    if "vie" not in subprocess.run(command, capture_output=True, text=True, check=False).stdout.split():
        pytest.skip("needs the Debian packages: tesseract-ocr tesseract-ocr-vie")


def convert(source: Path, target: str, folder: Path) -> Path:
    """``source`` in the format ``target``, made by LibreOffice in ``folder``."""
    with tempfile.TemporaryDirectory() as profile:
        command = [office(), f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", target]
        subprocess.run([*command, "--outdir", str(folder), str(source)], check=True, capture_output=True)
    return folder / f"{source.stem}.{target}"


def printed(source: Path, target: str, folder: Path) -> Path:
    """The plan as it is printed, its tracked changes accepted before: as PDF or HTML."""
    accepted = folder / "ke-hoach-in.fodt"
    accepted.write_text(_CHANGES.sub("", source.read_text(encoding="utf-8")), encoding="utf-8")
    return convert(accepted, target, folder)


def enlarged(source: Path, times: int, folder: Path) -> Path:
    """``source`` with its body ``times`` over, for measuring."""
    if times == 1:
        return source
    text = _CHANGES.sub("", source.read_text(encoding="utf-8"))
    start, end = _BODIES[source.suffix]
    first, last = text.index(start), text.rindex(end)
    made = folder / source.name
    made.write_text(text[:first] + text[first:last] * times + text[last:], encoding="utf-8")
    return made


def pictured(pdf: Path, made: Path, *, dots_per_inch: int = 200) -> Path:
    """A PDF of the pages of ``pdf`` as pictures, in grey."""
    source, target = pypdfium2.PdfDocument(pdf), pypdfium2.PdfDocument.new()
    for page in source:
        width, height = page.get_size()
        image = pypdfium2.PdfImage.new(target)
        image.set_bitmap(page.render(scale=dots_per_inch / 72, grayscale=True))
        image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
        sheet = target.new_page(width, height)
        sheet.insert_obj(image)
        sheet.gen_content()
    target.save(made)
    return made


def make_all(folder: Path, times: int = 1) -> dict[str, Path]:
    """Every fixture by its format; ``scan`` is the PDF of pictures."""
    made: dict[str, Path] = {}
    with tempfile.TemporaryDirectory() as kept:
        sources = {name: enlarged(SOURCES / name, times, Path(kept)) for name in FORMATS}
        for name, targets in FORMATS.items():
            made |= {target: convert(sources[name], target, folder) for target in targets}
        made |= {target: printed(sources["ke-hoach.fodt"], target, folder) for target in ("pdf", "html")}
    made["scan"] = pictured(made["pdf"], folder / "ban-quet.pdf")
    return made


if __name__ == "__main__":
    for path in make_all(Path(sys.argv[1]), *map(int, sys.argv[2:3])).values():
        print(path)
