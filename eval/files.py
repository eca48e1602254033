"""Writing result files whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from eval.errors import UnusableInputError


@contextmanager
def whole_file(path: Path) -> Iterator[TextIO]:
    """A text file that appears under its name only when the block ends well; what stood there stays until then."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        stream = part.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise UnusableInputError(f"{path}: cannot be written: {error.strerror or error}") from None
    try:
        with stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except IsADirectoryError:
        raise UnusableInputError(f"{path}: cannot be written: it is a folder") from None
    finally:
        part.unlink(missing_ok=True)
