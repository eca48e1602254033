"""Plain text: bytes to the frozen source text, newlines and code points untouched."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from indexer.errors import UnreadableDocument
from indexer.reading.legacy import decoded, repaired
from indexer.reading.linear import Linear
from indexer.records import SourceText

SUFFIXES = frozenset({".txt", ".md"})
MAX_BYTES = 64 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1c\x1d\x1e\x1f\x85")


def read_text_file(path: Path, *, document_id: str, name: str) -> SourceText:
    """The text of the file at ``path``; raises :class:`UnreadableDocument` naming the file and what is wrong."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableDocument(name, f"larger than {MAX_BYTES // 2**20} MiB")
        raw = path.read_bytes()
    except OSError as problem:
        raise UnreadableDocument(name, f"cannot be read ({problem.strerror or problem})", passing=True) from problem
    text, encoding = decode(raw, name)
    return SourceText(document_id, name, hashlib.sha256(raw).hexdigest(), text, encoding)


def read_text(raw: bytes, name: str) -> Linear:
    """The linear text of a text file inside another, such as an attachment."""
    return Linear(*decode(raw, name))


def decode(raw: bytes, name: str) -> tuple[str, str]:
    """``raw`` as text and the encoding that it is in; a byte order mark is no part of the text."""
    if not raw.strip():
        raise UnreadableDocument(name, "the file is empty")
    encoding, body = _encoding(raw)
    if encoding == "utf-8" and b"\0" in body:
        raise UnreadableDocument(name, "binary data, not a text file")
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as problem:
        if encoding == "utf-8" and _looks_binary(body):  # the zero bytes of the other encodings say nothing
            raise UnreadableDocument(name, "binary data, not a text file") from problem
        old = decoded(body) if encoding == "utf-8" else None
        if old is not None:
            return old
        raise UnreadableDocument(
            name, f"not valid {encoding} (byte {problem.start}); save it as UTF-8 or UTF-16 with a byte order mark"
        ) from problem
    if not text.strip():
        raise UnreadableDocument(name, "the file is empty")
    if _control_share(text) > 0.01:
        raise UnreadableDocument(name, "binary data, not a text file")
    return repaired(text) or (text, encoding)


def _encoding(raw: bytes) -> tuple[str, bytes]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return encoding, raw[len(bom) :]
    return "utf-8", raw


def _looks_binary(raw: bytes) -> bool:
    sample = raw[:8192]
    controls = sum(1 for byte in sample if byte < 32 and byte not in b"\t\n\r\f\v\x1b")
    return controls > len(sample) * 0.01


def _control_share(text: str) -> float:
    sample = text[:65536]
    return sum(1 for c in sample if ord(c) < 32 and c not in _TEXT_CONTROLS) / len(sample)
