"""A corpus folder: which files it holds, their document ids, and what people corrected in the manifest."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from indexer.errors import CorpusError, UnreadableDocument
from indexer.language.normal import fold, nfc
from indexer.language.secrecy_marks import highest, is_refused, level_named, levels
from indexer.reading import archive, formats, textfile
from indexer.reading.secrecy import secrecy_mark
from indexer.reading.told import PageTold, nobody
from indexer.reading.worker import DEFAULT_LIMITS, Job, read_in_worker
from indexer.records import Metadata, SourceText

MANIFEST = "manifest.jsonl"
_METADATA_KEYS = frozenset(field.name for field in fields(Metadata))
MAX_CHARACTERS = 8_000_000  # some 3,000 full pages; tables of as much text take minutes to understand
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_FIRST_YEAR, _LAST_YEAR = 1900, 2200

_LISTS = frozenset({"based_on", "replaces", "amends"})
Correction = str | tuple[int, int] | tuple[str, ...] | None  # a pair of years, a list of documents, or text
Corrections = Mapping[str, Correction]


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """One file of the corpus with the id of its document."""

    path: Path
    name: str  # relative to the corpus folder, with forward slashes; a member of an archive stands below it
    document_id: str
    member: str | None = None  # the file inside the archive at ``path`` that is meant

    @property
    def suffix(self) -> str:
        """The end of the name, which tells the format."""
        return Path(self.name).suffix.lower()


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
    found: list[CorpusFile] = []
    unsupported: list[UnreadableDocument] = []
    taken: set[str] = set()
    for name, path in sorted((path.relative_to(root).as_posix(), path) for path in _document_paths(root)):
        try:
            found += _files_of(root, path, name, taken, unsupported)
        except UnreadableDocument as problem:
            unsupported.append(problem)
    corrections = read_manifest(folder / MANIFEST)
    unknown = sorted(corrections.keys() - {file.name for file in found} - {problem.path for problem in unsupported})
    if unknown:
        raise CorpusError(f"{folder / MANIFEST}: no such file in the corpus: {', '.join(unknown)}")
    return Corpus(root, tuple(found), corrections, tuple(unsupported))


def read_source(file: CorpusFile, *, refused_from: str | None = None, told: PageTold = nobody) -> SourceText:
    """The source text of one file; raises :class:`UnreadableDocument`.

    So does a file whose mark of secrecy is ``refused_from`` (by default the lowest there is) or higher.
    """
    aside: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    if file.suffix in textfile.SUFFIXES and file.member is None:
        source = textfile.read_text_file(file.path, document_id=file.document_id, name=file.name)
    else:
        linear, sha256 = read_in_worker(Job(file.path, file.name, file.member), DEFAULT_LIMITS, told)
        aside, marks = linear.aside, linear.marks
        kept = linear.text, linear.encoding, linear.pages, linear.warnings
        source = SourceText(file.document_id, file.name, sha256, *kept)
    if len(source.text) > MAX_CHARACTERS:
        reason = f"more than {MAX_CHARACTERS // 1_000_000} million characters of text; split it"
        raise UnreadableDocument(file.name, reason)
    mark = highest([secrecy_mark(source.text, aside), *marks])
    if is_refused(mark, refused_from or levels()[0]):
        raise UnreadableDocument(file.name, f"bears the secrecy mark {mark}; nothing of it is kept")
    return replace(source, secrecy=mark)


def hash_file(path: Path) -> str:
    """SHA-256 of the bytes of a file; raises OSError."""
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def correct(metadata: Metadata, corrections: Corrections) -> Metadata:
    """``metadata`` with the values that a person wrote in the manifest."""
    checked: dict[str, Any] = dict(corrections)  # read_manifest lets only the keys and types of metadata pass
    return replace(metadata, **checked)


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
        return () if key in _LISTS else None
    if key == "period":
        return _period(value)
    if key in _LISTS:
        if not isinstance(value, list):
            raise ValueError
        return tuple(_text(one) for one in value)
    if key == "secrecy":
        return level_named(_text(value))
    if key == "date":
        return date.fromisoformat(_text(value)).isoformat()
    return _text(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
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


def _files_of(
    root: Path, path: Path, name: str, taken: set[str], unsupported: list[UnreadableDocument]
) -> list[CorpusFile]:
    """The documents that a file of the folder stands for: itself, or what an archive holds."""
    reason = _refusal(root, path)
    if reason is not None:
        raise UnreadableDocument(name, reason)
    if path.suffix.lower() != archive.SUFFIX:
        return [CorpusFile(path, name, _free_id(slug(path.stem), taken))]
    files: list[CorpusFile] = []
    for member in archive.list_members(path, name):
        shown = f"{name}/{member.name}"
        reason = member.refusal or _format_refusal(PurePosixPath(member.name).suffix)
        if reason is not None:
            unsupported.append(UnreadableDocument(shown, reason))
        else:
            files.append(CorpusFile(path, shown, _free_id(slug(PurePosixPath(member.name).stem), taken), member.stored))
    return files


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
    return None if path.suffix.lower() == archive.SUFFIX else _format_refusal(path.suffix)


def _format_refusal(suffix: str) -> str | None:
    if suffix.lower() in textfile.SUFFIXES | formats.SUFFIXES:
        return None
    return f"the format {suffix or '(none)'} is not supported yet"


def _free_id(wanted: str, taken: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in taken:
        candidate, number = f"{wanted}-{number}", number + 1
    taken.add(candidate)
    return candidate
