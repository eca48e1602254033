"""DOC, ODT, RTF, XLS, ODS, PPT and ODP through LibreOffice, where it is installed: converted and read as its kin."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from indexer.errors import UnreadableDocument
from indexer.reading.linear import Linear
from indexer.reading.ooxml.sheet import read_sheets
from indexer.reading.ooxml.slides import read_slides
from indexer.reading.ooxml.word import read_word

_PACKAGES = {"docx": "libreoffice-writer", "xlsx": "libreoffice-calc", "pptx": "libreoffice-impress"}
_READERS = {"docx": read_word, "xlsx": read_sheets, "pptx": read_slides}


def read_document(raw: bytes, name: str) -> Linear:
    """The linear text of a DOC, ODT or RTF file; raises :class:`UnreadableDocument`."""
    return _converted(raw, name, "docx")


def read_workbook(raw: bytes, name: str) -> Linear:
    """The linear text of an XLS or ODS file; raises :class:`UnreadableDocument`."""
    return _converted(raw, name, "xlsx")


def read_presentation(raw: bytes, name: str) -> Linear:
    """The linear text of a PPT or ODP file; raises :class:`UnreadableDocument`."""
    return _converted(raw, name, "pptx")


def _converted(raw: bytes, name: str, target: str) -> Linear:
    suffix = Path(name).suffix.lower()
    program = shutil.which("soffice")
    if program is None:
        raise UnreadableDocument(name, f"{suffix} needs LibreOffice: install the Debian package {_PACKAGES[target]}")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"document{suffix}")
        source.write_bytes(raw)
        profile = Path(folder, "profile").as_uri()  # a profile of its own: no settings, no macros, no lock of others
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", target]
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell
            [*command, "--outdir", folder, str(source)], capture_output=True, check=False, stdin=subprocess.DEVNULL
        )
        made = source.with_suffix(f".{target}")
        if done.returncode or not made.is_file():
            raise UnreadableDocument(name, "LibreOffice cannot read it: damaged, or protected by a password")
        linear = _READERS[target](made.read_bytes(), name)
    return Linear(linear.text, suffix.lstrip("."), linear.pages, linear.aside, linear.warnings, linear.marks)
