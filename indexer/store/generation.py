"""Generations: a build writes a new folder beside the old one and switches an atomic pointer.

``INDEX/current`` is a file that names the generation in force. A build works in a folder whose name starts with
``.building-`` and renames it when everything in it is on disk, so that a crash at any moment leaves the old pointer and
the old folder as they were.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

from indexer.errors import IndexDamaged, IndexLocked, IndexMissing, IndexOutdated, IndexUnwritable
from indexer.store.schema import MANIFEST, SCHEMA_VERSION

POINTER = "current"
_BUILDING = ".building-"
_PREFIX = "g-"
_LOCK = ".lock"
_SEAL = "seal"  # the manifest's own key for the hash of its other values
_KEPT = 2  # the generation in force and the one before it, which slow readers may still hold


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself."""

    schema: int
    code: str  # version of the code that read the documents
    encoder: str
    dimensions: int
    created: str  # ISO 8601, UTC
    documents: int
    passages: int
    sources: Mapping[str, str]  # file name -> SHA-256 of the file
    inputs: str  # hash of everything that the generation depends on
    files: Mapping[str, str]  # file of the generation -> SHA-256
    reading: str = ""  # what a file's text depends on besides its bytes: code, programs, the marks that are refused
    keys: Mapping[str, str] = field(default_factory=dict)  # file name -> key of its bytes and format
    refusals: Mapping[str, str] = field(default_factory=dict)  # key of a file that is not in the index -> why
    skipped: Mapping[str, str] = field(default_factory=dict)  # name of a file that is not in the index -> kind of fault


@contextmanager
def build_lock(index: Path, *, wait_seconds: float) -> Iterator[None]:
    """Holds the index folder's lock, and removes what builds that died left in it.

    Raises :class:`IndexLocked` when another build keeps it for too long, and :class:`IndexUnwritable`.
    """
    try:
        index.mkdir(parents=True, exist_ok=True)
        opened = (index / _LOCK).open("a+", encoding="ascii")
    except OSError as problem:
        raise IndexUnwritable(f"{index} cannot be the index folder: {problem.strerror}") from problem
    with opened as lock:
        deadline = time.monotonic() + wait_seconds
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    lock.seek(0)
                    holder = lock.read().strip() or "unknown"
                    raise IndexLocked(f"{index} is being built by process {holder}; wait for it or stop it") from None
                time.sleep(0.1)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        for leftover in index.glob(f"{_BUILDING}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        yield


def start_generation(index: Path) -> Path:
    """A new empty working folder (call it under the lock)."""
    folder = index / f"{_BUILDING}{os.getpid()}"
    folder.mkdir()
    return folder


def publish(index: Path, working: Path, manifest: Manifest) -> Path:
    """Makes the working folder the generation in force, durably, and removes generations nobody reads any more."""
    values = asdict(manifest)
    content = json.dumps(values | {_SEAL: _seal(values)}, ensure_ascii=False, indent=1)
    (working / MANIFEST).write_text(content, encoding="utf-8")
    for path in sorted(working.rglob("*")):
        _sync(path)
    _sync(working)
    final = index / _free_name(index, manifest)
    working.rename(final)
    pointer = index / f".{POINTER}.new"
    pointer.write_text(final.name, encoding="ascii")
    _sync(pointer)
    os.replace(pointer, index / POINTER)
    _sync(index)
    _prune(index, final)
    return final


def current_name(index: Path) -> str | None:
    """The name of the generation in force, or None; cheap enough to ask every second."""
    try:
        name = (index / POINTER).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return name if name.startswith(_PREFIX) and "/" not in name else None


def current_generation(index: Path) -> Path:
    """The folder of the generation in force; raises :class:`IndexMissing`."""
    name = current_name(index)
    if name is None or not (index / name / MANIFEST).is_file():
        raise IndexMissing(index)
    return index / name


def read_manifest(generation: Path) -> Manifest:
    """The manifest of a generation; raises :class:`IndexOutdated` for another schema, and :class:`IndexDamaged`."""
    index = generation.parent
    try:
        values = json.loads((generation / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise IndexDamaged(index, f"{generation / MANIFEST} cannot be read: {problem}") from problem
    if not isinstance(values, dict):
        raise IndexDamaged(index, f"{generation / MANIFEST} is no manifest")
    found = values.get("schema")
    if found != SCHEMA_VERSION:
        raise IndexOutdated(index, f"the index has schema {found}, this program reads {SCHEMA_VERSION}")
    if values.pop(_SEAL, None) != _seal(values):
        raise IndexDamaged(index, f"{generation / MANIFEST} was changed after it was written")
    try:
        return Manifest(**values)
    except TypeError as problem:
        raise IndexDamaged(index, f"{generation / MANIFEST}: {problem}") from problem


def hash_files(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below ``folder`` except the manifest, by relative name."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != MANIFEST and not name.endswith(".lock"):
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _seal(values: Mapping[str, object]) -> str:
    """A hash over the values of a manifest, whatever their order in the file."""
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


def _free_name(index: Path, manifest: Manifest) -> str:
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    base = f"{_PREFIX}{stamp}-{manifest.inputs[:8]}"
    name, number = base, 2
    while (index / name).exists():
        name, number = f"{base}-{number}", number + 1
    return name


def _prune(index: Path, newest: Path) -> None:
    others = sorted((p for p in index.glob(f"{_PREFIX}*") if p != newest), key=lambda p: p.stat().st_mtime_ns)
    for old in others[: max(0, len(others) - (_KEPT - 1))]:
        shutil.rmtree(old, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
