"""A corpus folder: which files it holds, their document ids, and what people corrected in the manifest."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

from indexer.errors import CorpusError, UnreadableDocument
from indexer.language.normal import fold, nfc
from indexer.reading import formats, textfile
from indexer.reading.secrecy import secrecy_mark
from indexer.reading.worker import read_in_worker
from indexer.records import Metadata, SourceText

MANIFEST = "manifest.jsonl"
_METADATA_KEYS = frozenset(field.name for field in fields(Metadata))
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200

Correction = str | tuple[int, int] | None  # a pair of years for the period, text for every other key
Corrections = Mapping[str, Correction]


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
    corrections: Mapping[str, Corrections]
    unsupported: tuple[UnreadableDocument, ...]


def open_corpus(folder: Path) -> Corpus:
    """Lists ``folder``; raises :class:`CorpusError` for a missing folder or a manifest that cannot be used."""
    if not folder.is_dir():
        raise CorpusError(f"no corpus folder {folder}; create it and put documents there, or name one with --corpus")
    root = folder.resolve()
    names = {path.relative_to(root).as_posix(): path for path in _document_paths(root)}
    files: list[CorpusFile] = []
    unsupported: list[UnreadableDocument] = []
    taken: set[str] = set()
    for name, path in sorted(names.items()):
        reason = _refusal(root, path)
        if reason is not None:
            unsupported.append(UnreadableDocument(name, reason))
            continue
        files.append(CorpusFile(path, name, _free_id(slug(path.stem), taken)))
    corrections = read_manifest(folder / MANIFEST)
    unknown = sorted(corrections.keys() - names.keys())
    if unknown:
        raise CorpusError(f"{folder / MANIFEST}: no such file in the corpus: {', '.join(unknown)}")
    return Corpus(root, tuple(files), corrections, tuple(unsupported))


def read_source(file: CorpusFile) -> SourceText:
    """The source text of one file; raises :class:`UnreadableDocument`, also for one that bears a secrecy mark."""
    aside: tuple[str, ...] = ()
    if file.path.suffix.lower() in textfile.SUFFIXES:
        source = textfile.read_text_file(file.path, document_id=file.document_id, name=file.name)
    else:
        source, aside = _read_document(file)
    mark = secrecy_mark(source.text, aside)
    if mark is not None:
        raise UnreadableDocument(file.name, f"bears the secrecy mark {mark}; nothing of it is kept")
    return source


def _read_document(file: CorpusFile) -> tuple[SourceText, tuple[str, ...]]:
    """The source text of a file that is no text file, and what stands outside its flow."""
    linear, sha256 = read_in_worker(file.path, file.name)
    source = SourceText(
        file.document_id, file.name, sha256, linear.text, linear.encoding, linear.pages, linear.warnings
    )
    return source, linear.aside


def correct(metadata: Metadata, corrections: Corrections) -> Metadata:
    """``metadata`` with the values that a person wrote in the manifest."""
    title = corrections.get("title", metadata.title)
    period = corrections.get("period", metadata.period)
    texts = {key: str(value) if value else None for key, value in corrections.items() if key not in ("title", "period")}
    return replace(metadata, title=str(title), period=period if isinstance(period, tuple) else None, **texts)


def slug(stem: str) -> str:
    """The document id made of a file's stem: folded letters, digits and hyphens."""
    return _NOT_SLUG.sub("-", fold(stem)).strip("-") or "document"


def read_manifest(path: Path) -> dict[str, Corrections]:
    """Corrections by file name, ``{}`` without a manifest; a bad line is a :class:`CorpusError` that names it."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as problem:
        raise CorpusError(f"{path}: cannot be read: {problem}") from problem
    found: dict[str, Corrections] = {}
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip():
            name, values = _manifest_line(line, f"{path}, line {number}")
            if name in found:
                raise CorpusError(f"{path}, line {number}: a second line for {name}")
            found[name] = values
    return found


def _manifest_line(line: str, where: str) -> tuple[str, Corrections]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise CorpusError(f"{where}: not JSON: {problem}") from problem
    if not isinstance(values, dict) or not isinstance(values.get("file"), str):
        raise CorpusError(f'{where}: needs an object with the key "file"')
    name = values.pop("file")
    found: dict[str, Correction] = {}
    for key, value in values.items():
        if key not in _METADATA_KEYS:
            raise CorpusError(f"{where}: unknown key {key!r}; metadata keys are {', '.join(sorted(_METADATA_KEYS))}")
        try:
            found[key] = _correction(key, value)
        except ValueError:
            raise CorpusError(f'{where}: "{key}" cannot be {value!r}') from None
    return name, found


def _correction(key: str, value: object) -> Correction:
    """The value of a metadata key as a person wrote it in JSON; ValueError for one that the key cannot have."""
    if value is None and key != "title":
        return None
    if key == "period":
        return _period(value)
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    if key == "date":
        return date.fromisoformat(value).isoformat()
    value.encode()  # an escaped half of a surrogate pair is no text
    return nfc(value.strip())


def _period(value: object) -> tuple[int, int]:
    match value:
        case [int(first), int(last)] if _FIRST_YEAR <= first <= last <= _LAST_YEAR:
            return first, last
    raise ValueError


def _document_paths(root: Path) -> Iterator[Path]:
    """Whatever stands for a document in the folder: no hidden files, no manifest; links as they are."""
    for path in root.rglob("*"):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith((".", "~$")) for part in parts)
        if not hidden and parts != (MANIFEST,) and (path.is_symlink() or path.is_file()):
            yield path


def _refusal(root: Path, path: Path) -> str | None:
    """Why a file is not read at all, or None for one that is."""
    try:
        path.name.encode()
        path.parent.as_posix().encode()
    except UnicodeEncodeError:
        return "the name is not valid UTF-8; rename the file"
    if not Path(os.path.realpath(path)).is_relative_to(root):
        return "a link to a place outside the corpus folder is not followed"
    if not path.is_file():
        return "a link that leads to no file"
    if path.suffix.lower() not in textfile.SUFFIXES | formats.SUFFIXES:
        return f"the format {path.suffix or '(none)'} is not supported yet"
    return None


def _free_id(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    taken.add(candidate)
    return candidate
