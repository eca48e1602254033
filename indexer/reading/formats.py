"""Which reader takes which file; what a file really is, by its first bytes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from importlib import import_module
from io import BytesIO

from indexer.errors import UnreadableDocument
from indexer.reading.linear import Linear
from indexer.reading.told import PageTold, nobody

_ZIPPED = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx", "ppt/presentation.xml": ".pptx"}
_SAME = {
    ".docm": ".docx",
    ".xlsm": ".xlsx",
    ".pptm": ".pptx",
    ".htm": ".html",
    ".tsv": ".csv",
    ".jpeg": ".jpg",
    ".tiff": ".tif",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IN_OLE = frozenset({".doc", ".xls", ".ppt", ".msg"})
_OPEN_DOCUMENT = {b"text": ".odt", b"spreadsheet": ".ods", b"presentation": ".odp"}  # the end of the media type
_CONTAINERS = frozenset({".docx", ".xlsx", ".pptx", ".pdf", ".rtf", *_IN_OLE, *_OPEN_DOCUMENT.values()})
_MODULES = {
    ".docx": ("ooxml.word", "read_word"),
    ".xlsx": ("ooxml.sheet", "read_sheets"),
    ".pptx": ("ooxml.slides", "read_slides"),
    ".pdf": ("pages", "read_pdf"),
    ".csv": ("tabular", "read_csv"),
    ".html": ("webpage", "read_html"),
    ".eml": ("mail", "read_mail"),
    ".msg": ("outlook", "read_msg"),
    ".doc": ("office", "read_document"),
    ".odt": ("office", "read_document"),
    ".rtf": ("office", "read_document"),
    ".xls": ("office", "read_workbook"),
    ".ods": ("office", "read_workbook"),
    ".ppt": ("office", "read_presentation"),
    ".odp": ("office", "read_presentation"),
    ".png": ("pages", "read_picture"),
    ".jpg": ("pages", "read_picture"),
    ".tif": ("pages", "read_picture"),
    ".txt": ("textfile", "read_text"),
    ".md": ("textfile", "read_text"),
}
_PAGED = frozenset({".pdf", ".png", ".jpg", ".tif"})
SUFFIXES = frozenset({*_MODULES, *_SAME})
Reader = Callable[..., Linear]


def read_bytes(raw: bytes, name: str, suffix: str, told: PageTold = nobody) -> Linear:
    """The linear text of a file's bytes by the format that ``suffix`` names; raises :class:`UnreadableDocument`.

    ``told`` hears of each page that is done, where the format has pages that take their time.
    """
    if not raw.strip(b"\0 \r\n\t"):
        raise UnreadableDocument(name, "the file is empty")
    format_ = _SAME.get(suffix, suffix)
    _check(raw, name, format_)
    reader = _reader(format_, name)
    if reader is None:
        raise UnreadableDocument(name, f"the format {suffix or '(none)'} is not supported yet")
    linear = reader(raw, name, told) if format_ in _PAGED else reader(raw, name)
    if not linear.text.strip():
        raise UnreadableDocument(name, "no text in the file")
    return linear


def _reader(format_: str, name: str) -> Reader | None:
    """The reader of a format; its libraries are imported only when a file needs them."""
    module = _MODULES.get(format_)
    if module is None:
        return None
    try:
        return getattr(import_module(f"indexer.reading.{module[0]}"), module[1])  # type: ignore[no-any-return]
    except ModuleNotFoundError as problem:  # the bare package is installed without the extra "documents"
        raise UnreadableDocument(
            name, f"{format_} needs the library {problem.name}: pip install {problem.name}", passing=True
        ) from problem


def _check(raw: bytes, name: str, format_: str) -> None:
    """Raises :class:`UnreadableDocument` where the bytes are of another format than the name says."""
    if raw.startswith(_OLE) and format_ in (".docx", ".xlsx", ".pptx"):
        raise UnreadableDocument(name, f"protected by a password, or an old Office file named {format_}")
    found = _signature(raw)
    if found == format_ or (found is None and format_ not in _CONTAINERS) or (found == "ole" and format_ in _IN_OLE):
        return
    if found is None:
        raise UnreadableDocument(name, f"damaged: not a whole {format_} file")
    raise UnreadableDocument(name, f"not what its name says: the content is {found}; rename the file")


def _signature(raw: bytes) -> str | None:
    for start, format_ in ((_OLE, "ole"), (b"{\\rtf", ".rtf")):
        if raw.startswith(start):
            return format_
    if b"%PDF-" in raw[:1024]:
        return ".pdf"
    return _zipped(raw) if raw.startswith(b"PK") else None


def _zipped(raw: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            names = set(archive.namelist())
            if "content.xml" in names and "mimetype" in names:
                with archive.open("mimetype") as opened:
                    return _OPEN_DOCUMENT.get(opened.read(100).strip().rpartition(b".")[2], ".zip")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    return next((suffix for part, suffix in _ZIPPED.items() if part in names), ".zip")
