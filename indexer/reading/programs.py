"""Which programs beside Python the readers can call: another answer may make files readable that were not."""

from __future__ import annotations

import shutil

from indexer.reading.scan import scanner


def programs() -> str:
    """The programs that are installed, in one line."""
    tesseract = scanner()
    models = f" with {tesseract.second}" if tesseract is not None else ""
    return f"soffice: {shutil.which('soffice') is not None}; tesseract: {tesseract is not None}{models}"
