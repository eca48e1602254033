"""The zip container of an office file, opened with bounds: no bomb, no entity, no path on disk."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.etree import ElementTree

from indexer.errors import UnreadableDocument

Element = ElementTree.Element
MAX_PART = 512 * 2**20
MAX_PARTS = 20_000
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_DAMAGED = (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, RuntimeError, ValueError, OSError)


class Package:
    """The parts of an office file by name."""

    def __init__(self, raw: bytes, name: str) -> None:
        self._name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(raw))
            infos = self._zip.infolist()
        except _DAMAGED as problem:
            raise UnreadableDocument(name, f"damaged: not a whole office file ({problem})") from problem
        if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_PART:
            raise UnreadableDocument(name, f"unpacks to more than {MAX_PART // 2**20} MiB")
        if any(info.flag_bits & 1 for info in infos):
            raise UnreadableDocument(name, "protected by a password; save it without one")
        self._names = {info.filename for info in infos}

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def parts(self, prefix: str) -> list[str]:
        """The names that start with ``prefix``, in order."""
        return sorted(name for name in self._names if name.startswith(prefix))

    def xml(self, part: str) -> Element | None:
        """The root element of a part, or None when the file has no such part."""
        if part not in self._names:
            return None
        try:
            content = self._zip.read(part)
            self._no_doctype(content[:4096])
            return ElementTree.fromstring(content)  # noqa: S314 - no document type, so no entities
        except _DAMAGED as problem:
            raise UnreadableDocument(self._name, f"damaged: {part} cannot be read") from problem

    def elements(self, part: str, *tags: str) -> Iterator[Element]:
        """The elements ``tags`` of a large part one by one; each is emptied after use."""
        try:
            with self._zip.open(part) as stream:
                self._no_doctype(stream.read(4096))
            with self._zip.open(part) as stream:
                yield from _streamed(stream, tags)
        except (*_DAMAGED, KeyError) as problem:
            raise UnreadableDocument(self._name, f"damaged: {part} cannot be read") from problem

    def relations(self, part: str) -> dict[str, str]:
        """The parts that ``part`` points to, by relation id."""
        folder, base = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{base}.rels"))
        found: dict[str, str] = {}
        for relation in () if root is None else root.iter(_RELATION):
            if relation.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "")))
                found[relation.get("Id", "")] = target.lstrip("/")
        return found

    def _no_doctype(self, start: bytes) -> None:
        if b"<!DOCTYPE" in start or b"<\0!\0D\0O\0C" in start:
            raise UnreadableDocument(self._name, "damaged: an office file has no document type declaration")


def _streamed(stream: IO[bytes], tags: tuple[str, ...]) -> Iterator[Element]:
    open_elements: list[Element] = []
    for event, element in ElementTree.iterparse(stream, ("start", "end")):  # noqa: S314 - as above
        if event == "start":
            open_elements.append(element)
            continue
        open_elements.pop()
        if element.tag in tags:
            yield element
            element.clear()
            if open_elements:
                open_elements[-1].remove(element)
