"""What readers may know of the files that are not in the index: their names and the kind of fault, never a secret."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from indexer.errors import UnreadableDocument
from indexer.language.normal import fold
from indexer.language.secrecy_marks import is_refused, levels
from indexer.reading.corpus import Corrections

# The fault by what its reason says. A reason that none of these knows is told to operators alone.
FAULTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("format", re.compile(r"the format |an archive inside an archive")),
    ("name", re.compile(r"not what its name says|the name is not valid|not valid \S+ \(byte|its path leads outside")),
    ("link", re.compile(r"a link ")),
    ("password", re.compile(r"protected by a password")),
    ("damaged", re.compile(r"damaged: |binary data|LibreOffice cannot read it|attached too deep")),
    ("empty", re.compile(r"the file is empty|no text in the file")),
    (
        "large",
        re.compile(r"(?:larger|unpacks to more|holds more|needs more|a picture of more|more) than |not read within"),
    ),
    ("program", re.compile(r"\S+ needs (?:LibreOffice|the library)|a picture; |a scan without text; ")),
    ("failed", re.compile(r"the reader failed|cannot be read \(")),
)
_NOT_WORD = re.compile(r"[\W_]+")


def fault(reason: str) -> str | None:
    """The kind of fault that the reason of an :class:`UnreadableDocument` speaks of, None for one not to be told."""
    return next((kind for kind, pattern in FAULTS if pattern.match(reason)), None)


def tellable(
    failures: Iterable[UnreadableDocument], corrections: Mapping[str, Corrections], refused_from: str
) -> dict[str, str]:
    """The fault of each file that may be named, by its name.

    Left out is whatever bears a mark of secrecy from ``refused_from`` on: in its text, in its line of the manifest, or
    in its very name.
    """
    found: dict[str, str] = {}
    for problem in failures:
        kind = fault(problem.reason)
        mark = corrections.get(problem.path, {}).get("secrecy")
        is_secret = isinstance(mark, str) and is_refused(mark, refused_from)
        if kind is not None and not is_secret and not _named_secret(problem.path, refused_from):
            found[problem.path.encode("utf-8", "replace").decode("utf-8")] = kind
    return found


def _named_secret(name: str, refused_from: str) -> bool:
    """Whether a refused mark stands in the name itself; in a name without diacritics also without them."""
    written = f" {_words(unicodedata.normalize('NFC', name).lower())} "
    spelled = [mark.lower() for mark in levels() if is_refused(mark, refused_from)]
    if written == f" {_words(fold(name))} ":
        spelled += [fold(mark) for mark in spelled]
    return any(f" {mark} " in written for mark in spelled)


def _words(text: str) -> str:
    return _NOT_WORD.sub(" ", text).strip()
