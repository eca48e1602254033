"""What the generation in force already knows of the corpus's files, so that an unchanged file is not read again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from indexer.errors import IndexerError, UnreadableDocument
from indexer.reading.corpus import CorpusFile, hash_file
from indexer.records import DocumentEntry, SourceText
from indexer.store.catalogue import Catalogue
from indexer.store.generation import Manifest, current_generation, read_manifest
from indexer.store.schema import CATALOGUE


@dataclass(frozen=True, slots=True)
class HashedFile:
    """A file of the corpus with the SHA-256 of its bytes; "" where they cannot be read."""

    file: CorpusFile
    sha256: str

    @property
    def key(self) -> str:
        """What the text of a file depends on: its bytes, the member of an archive that is meant, and its format."""
        return file_key(self.sha256, self.file.member or "", self.file.suffix)


def hashed(file: CorpusFile) -> HashedFile:
    """``file`` with its hash."""
    try:
        return HashedFile(file, hash_file(file.path))
    except OSError:
        return HashedFile(file, "")  # reading it will say why


def file_key(sha256: str, member: str, suffix: str) -> str:
    """A key without the name of the file, since a refused file's name is nobody's business."""
    return hashlib.sha256("\0".join((sha256, member, suffix)).encode("utf-8", "surrogateescape")).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """The texts and the refusals of a generation that was read by the same code and programs."""

    manifest: Manifest | None = None
    catalogue: Catalogue | None = None
    documents: Mapping[str, DocumentEntry] = field(default_factory=dict)

    def source(self, hashed: HashedFile) -> SourceText | None:
        """The source text of a file as it was read before, None where it was not."""
        entry = self.documents.get(hashed.key)
        if entry is None or self.catalogue is None:
            return None
        return SourceText(
            hashed.file.document_id, hashed.file.name, entry.sha256, self.catalogue.text(entry.id), entry.encoding,
            self.catalogue.pages(entry.id), entry.warnings, entry.secrecy,
        )  # fmt: skip

    def refusal(self, hashed: HashedFile) -> UnreadableDocument | None:
        """Why a file was given up for good, None where it was not."""
        reason = self.manifest.refusals.get(hashed.key) if self.manifest is not None else None
        return None if reason is None else UnreadableDocument(hashed.file.name, reason)

    def warnings(self) -> dict[str, tuple[str, ...]]:
        """What was read with a doubt, by file."""
        return {entry.path: entry.warnings for entry in self.documents.values()}

    def close(self) -> None:
        """Closes the catalogue."""
        if self.catalogue is not None:
            self.catalogue.close()


def open_known(index: Path, reading: str) -> Known:
    """What the generation in force knows, if the files were read as ``reading`` says; nothing otherwise."""
    try:
        generation = current_generation(index)
        manifest = read_manifest(generation)
        if manifest.reading != reading:
            return Known(manifest=replace(manifest, refusals={}))
        catalogue = Catalogue(generation / CATALOGUE)
        return Known(manifest, catalogue, {manifest.keys[entry.path]: entry for entry in catalogue.documents()})
    except (IndexerError, KeyError):
        return Known()
