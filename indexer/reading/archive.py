"""ZIP archives: each file inside is a document of its own; what is listed and unpacked is bounded.

An archive is refused whole where it is a bomb by its number of files or its size; a member is refused by name where it
leads outside, is locked, is an archive again, or is packed beyond any document's measure.
"""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePosixPath

from indexer.errors import UnreadableDocument

SUFFIX = ".zip"
MAX_BYTES = 512 * 2**20
MAX_MEMBERS = 2000
MAX_UNPACKED = 2 * 2**30
MAX_MEMBER = 256 * 2**20
MAX_RATIO = 200
_SMALL = 2**20  # a smaller member may be packed as tightly as it likes
_UTF8_FLAG, _LOCKED_FLAG = 0x800, 0x1
_END = b"PK\x05\x06"
_END_RECORD = struct.Struct("<4s4H2LH")
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError, OSError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive; ``refusal`` says why it is not read, None where it is."""

    name: str  # as people see it, with forward slashes
    stored: str  # as the archive spells it
    refusal: str | None = None


def list_members(path: Path, name: str) -> tuple[Member, ...]:
    """The files of the archive at ``path`` in the order of their names; raises :class:`UnreadableDocument`."""
    try:
        _check_count(path, name)
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except _DAMAGED as problem:
        raise UnreadableDocument(name, "damaged: not a whole ZIP archive") from problem
    if sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise UnreadableDocument(name, f"unpacks to more than {MAX_UNPACKED // 2**20} MiB")
    return tuple(sorted(_members(infos), key=lambda member: member.name))


def read_member(raw: bytes, stored: str, name: str) -> bytes:
    """The bytes of one file of the archive ``raw``; raises :class:`UnreadableDocument`."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive, archive.open(stored) as member:
            content = member.read(MAX_MEMBER + 1)
    except (*_DAMAGED, KeyError) as problem:
        raise UnreadableDocument(name, "damaged: it cannot be unpacked") from problem
    if len(content) > MAX_MEMBER:
        raise UnreadableDocument(name, f"larger than {MAX_MEMBER // 2**20} MiB")
    return content


def _check_count(path: Path, name: str) -> None:
    """Refuses by its last record an archive whose list alone would fill the memory."""
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableDocument(name, f"larger than {MAX_BYTES // 2**20} MiB")
    with path.open("rb") as opened:
        opened.seek(max(0, path.stat().st_size - _END_RECORD.size - 0xFFFF))
        tail = opened.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_RECORD.size:
        raise UnreadableDocument(name, "damaged: not a whole ZIP archive")
    count = _END_RECORD.unpack_from(tail, at)[4]
    if count > MAX_MEMBERS:  # 0xFFFF also stands for "see the large record"
        raise UnreadableDocument(name, f"holds more than {MAX_MEMBERS} files")


def _members(infos: list[zipfile.ZipInfo]) -> Iterator[Member]:
    for info in infos:
        name = _name(info)
        parts = PurePosixPath(name).parts
        if any(part.startswith((".", "~$", "__MACOSX")) and part != ".." for part in parts):
            continue
        yield Member(name, info.filename, _refusal(info, name))


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name; programs write UTF-8 or the code page of Vietnamese without saying so."""
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp1258", "replace")
    return name.replace("\\", "/")


def _refusal(info: zipfile.ZipInfo, name: str) -> str | None:
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or (parts and ":" in parts[0]):
        return "its path leads outside the archive"
    if stat.S_ISLNK(info.external_attr >> 16):
        return "a link inside an archive is not followed"
    if info.flag_bits & _LOCKED_FLAG:
        return "protected by a password; pack it without one"
    if name.lower().endswith(SUFFIX):
        return "an archive inside an archive is not opened; put it into the corpus by itself"
    if info.file_size > MAX_MEMBER:
        return f"larger than {MAX_MEMBER // 2**20} MiB"
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size):
        return f"unpacks to more than {MAX_RATIO} times its size"
    return None
