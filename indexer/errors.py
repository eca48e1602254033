"""What can go wrong while indexing or opening an index; each error carries data, and its message says what to do."""

from __future__ import annotations

from pathlib import Path


class IndexerError(Exception):
    """Base of all errors of this package that a person can act on."""


class UnreadableDocument(IndexerError):
    """A file that cannot be indexed: skipped and reported, never fatal to the others."""

    def __init__(self, path: str, reason: str, *, passing: bool = False) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason
        self.passing = passing  # it may be other than the file's own fault: tried again by the next build


class CorpusError(IndexerError):
    """The corpus folder or its manifest cannot be used at all."""


class IndexMissing(IndexerError):
    """There is no finished generation in the index folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"no index in {folder}; build one with: python -m indexer build --index {folder}")
        self.folder = folder


class IndexOutdated(IndexerError):
    """The generation was written by another schema or encoder than this program reads."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{why}; rebuild with: python -m indexer build --force --index {folder}")
        self.folder = folder


class IndexDamaged(IndexerError):
    """A file of the generation is missing or does not hold what the manifest says."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{why}; rebuild with: python -m indexer build --force --index {folder}")
        self.folder = folder


class IndexUnwritable(IndexerError):
    """The index folder cannot be written: a file stands in its place, the disk is full, or it belongs to others."""


class IndexLocked(IndexerError):
    """Another build holds the lock of the index folder."""
