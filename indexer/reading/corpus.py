"""A corpus folder: which files it holds, their document ids, and what people corrected in the manifest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from indexer.errors import CorpusError, UnreadableDocument
from indexer.language.normal import fold
from indexer.reading import textfile
from indexer.records import Metadata, SourceText

MANIFEST = "manifest.jsonl"
_METADATA_KEYS = frozenset(field.name for field in fields(Metadata))
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One file of the corpus with the id of its document."""

    path: Path
    name: str  # relative to the corpus folder, with forward slashes
    document_id: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """The files to index in a stable order, the corrections of the manifest, and the files nobody can read."""

    folder: Path
    files: tuple[CorpusFile, ...]
    corrections: Mapping[str, Mapping[str, Any]]
    unsupported: tuple[UnreadableDocument, ...]


def open_corpus(folder: Path) -> Corpus:
    """Lists ``folder``; raises :class:`CorpusError` for a missing folder or a manifest that cannot be used."""
    if not folder.is_dir():
        raise CorpusError(f"no corpus folder {folder}; create it and put documents there, or name one with --corpus")
    root = folder.resolve()
    names = sorted(_document_paths(root), key=lambda path: path.relative_to(root).as_posix())
    files: list[CorpusFile] = []
    unsupported: list[UnreadableDocument] = []
    taken: set[str] = set()
    for path in names:
        name = path.relative_to(root).as_posix()
        if path.suffix.lower() not in textfile.SUFFIXES:
            unsupported.append(UnreadableDocument(name, f"the format {path.suffix or '(none)'} is not supported yet"))
            continue
        files.append(CorpusFile(path, name, _free_id(slug(path.stem), taken)))
    corrections = read_manifest(folder / MANIFEST)
    unknown = sorted(set(corrections) - {path.relative_to(root).as_posix() for path in names})
    if unknown:
        raise CorpusError(f"{folder / MANIFEST}: no such file in the corpus: {', '.join(unknown)}")
    return Corpus(root, tuple(files), corrections, tuple(unsupported))


def read_source(file: CorpusFile) -> SourceText:
    """The source text of one file; raises :class:`UnreadableDocument`."""
    return textfile.read_text_file(file.path, document_id=file.document_id, name=file.name)


def correct(metadata: Metadata, corrections: Mapping[str, Any]) -> Metadata:
    """``metadata`` with the values that a person wrote in the manifest."""
    values = {key: tuple(value) if key == "period" and value else value for key, value in corrections.items()}
    return replace(metadata, **values)


def slug(stem: str) -> str:
    """The document id made of a file's stem: folded letters, digits and hyphens."""
    return _NOT_SLUG.sub("-", fold(stem)).strip("-") or "document"


def read_manifest(path: Path) -> dict[str, dict[str, Any]]:
    """Corrections by file name, ``{}`` without a manifest; a bad line is a :class:`CorpusError` that names it."""
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as problem:
        raise CorpusError(f"{path}: cannot be read: {problem}") from problem
    found: dict[str, dict[str, Any]] = {}
    for number, line in enumerate(content.splitlines(), start=1):
        if line.strip():
            name, values = _manifest_line(line, f"{path}, line {number}")
            if name in found:
                raise CorpusError(f"{path}, line {number}: a second line for {name}")
            found[name] = values
    return found


def _manifest_line(line: str, where: str) -> tuple[str, dict[str, Any]]:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as problem:
        raise CorpusError(f"{where}: not JSON: {problem}") from problem
    if not isinstance(values, dict) or not isinstance(values.get("file"), str):
        raise CorpusError(f'{where}: needs an object with the key "file"')
    name = values.pop("file")
    for key, value in values.items():
        if key not in _METADATA_KEYS:
            raise CorpusError(f'{where}: unknown key "{key}"; metadata keys are {", ".join(sorted(_METADATA_KEYS))}')
        if not _fits(key, value):
            raise CorpusError(f'{where}: "{key}" cannot be {value!r}')
    return name, values


def _fits(key: str, value: object) -> bool:
    if key == "period":
        return value is None or (
            isinstance(value, list) and len(value) == 2 and all(isinstance(year, int) for year in value)
        )
    if key == "date":
        return value is None or (isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) is not None)
    return (isinstance(value, str) and bool(value.strip())) or (value is None and key != "title")


def _document_paths(root: Path) -> list[Path]:
    found: list[Path] = []
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith((".", "~$")) for part in parts)
        if hidden or not path.is_file() or parts == (MANIFEST,):
            continue
        if path.resolve().is_relative_to(root):  # a link that leaves the corpus is not part of it
            found.append(path)
    return found


def _free_id(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    taken.add(candidate)
    return candidate
