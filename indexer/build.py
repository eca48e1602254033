"""Documents to one index generation: read, parse, store, encode, publish."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from indexer import __version__
from indexer.encoder.protocol import Encoder, Vectors
from indexer.errors import IndexerError, IndexUnwritable, UnreadableDocument
from indexer.facts.extract import audit, extract
from indexer.language.normal import nfc
from indexer.language.tokens import folded_terms, index_terms
from indexer.metadata import read_metadata
from indexer.outline import read_outline
from indexer.passages import make_passages
from indexer.progress import Progress, make_progress
from indexer.reading.corpus import Corpus, Corrections, correct, open_corpus, read_source
from indexer.records import Metadata, ParsedDocument, Passage, SourceText
from indexer.store.catalogue import CatalogueWriter
from indexer.store.generation import (
    Manifest,
    build_lock,
    current_generation,
    hash_files,
    publish,
    read_manifest,
    start_generation,
)
from indexer.store.lexical import LexicalWriter
from indexer.store.schema import CATALOGUE, LEXICAL, SCHEMA_VERSION, VECTORS
from indexer.store.vectors import write_vectors
from indexer.tables import find_tables

ProgressMaker = Callable[[str, int], Progress]
_LOCK_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did; ``failures`` name every file of the corpus that is not in the index, and why."""

    generation: Path
    built: bool  # False: the generation in force was up to date
    documents: int
    passages: int
    failures: tuple[UnreadableDocument, ...]
    warnings: tuple[str, ...] = ()  # what was read with a doubt: recognised pages, repaired fonts, hidden sheets


@dataclass(frozen=True, slots=True)
class _Read:
    """The corpus as read for one build."""

    corpus: Corpus
    sources: tuple[SourceText, ...]
    failures: tuple[UnreadableDocument, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """The warnings of all files, each with its file."""
        return tuple(f"{source.path}: {warning}" for source in self.sources for warning in source.warnings)


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What tells one generation from another: the hash of the code, and that of everything it depends on."""

    code: str
    inputs: str


def build(
    corpus_folder: Path,
    index: Path,
    encoder: Encoder,
    *,
    force: bool = False,
    progress: ProgressMaker = make_progress,
) -> BuildReport:
    """Indexes every readable document of ``corpus_folder`` into a new generation of ``index``.

    Nothing is written when the generation in force already stands for the same files, manifest, encoder and code,
    unless ``force``. Raises CorpusError when there is nothing to index, and IndexLocked.
    """
    corpus = open_corpus(corpus_folder)
    with build_lock(index, wait_seconds=_LOCK_SECONDS):
        read = _read_all(corpus)
        if not read.sources:
            reasons = "; ".join(map(str, read.failures)) or "the folder holds no documents"
            raise IndexerError(f"nothing to index in {corpus_folder}: {reasons}")
        code = _code_hash()
        inputs = _inputs_hash(read, encoder, code)
        if not force:
            current = _up_to_date(index, inputs)
            if current is not None:
                manifest = read_manifest(current)
                return BuildReport(current, False, manifest.documents, manifest.passages, read.failures, read.warnings)
        try:
            return _write(index, read, encoder, stamp=_Stamp(code, inputs), progress=progress)
        except (OSError, sqlite3.Error) as problem:  # a full disk, first of all
            raise IndexUnwritable(f"the index in {index} cannot be written: {problem}") from problem


def parse(source: SourceText, corrections: Corrections | None = None) -> ParsedDocument:
    """Everything that is learnt from one source text."""
    tables = find_tables(source.text)
    outline = read_outline(source.text, tables)
    fallback = Path(source.path).stem.replace("-", " ").replace("_", " ")
    metadata = correct(read_metadata(source.text, outline, fallback_title=fallback), corrections or {})
    facts = extract(source.text, outline, tables)
    return ParsedDocument(
        source=source,
        metadata=metadata,
        outline=outline,
        tables=tables,
        passages=make_passages(source.text, outline, tables),
        facts=facts,
        findings=audit(source.text, tables, facts),
    )


def search_text(text: str, metadata: Metadata, passage: Passage) -> str:
    """The words that a passage is found by: document, breadcrumb and column headers in front of its own."""
    front = (metadata.number, metadata.title, metadata.place, passage.breadcrumb, passage.context)
    return nfc("\n".join([*filter(None, front), passage.span.of(text)]))


def _read_all(corpus: Corpus) -> _Read:
    sources: list[SourceText] = []
    failures = list(corpus.unsupported)
    for file in corpus.files:
        try:
            sources.append(read_source(file))
        except UnreadableDocument as problem:
            failures.append(problem)
    return _Read(corpus, tuple(sources), tuple(failures))


def _inputs_hash(read: _Read, encoder: Encoder, code: str) -> str:
    """A hash of everything a generation depends on."""
    parts = {
        "schema": SCHEMA_VERSION,
        "code": code,
        "encoder": encoder.id,
        "sources": {source.path: (source.document_id, source.sha256) for source in read.sources},
        "corrections": {name: dict(values) for name, values in read.corpus.corrections.items()},
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _code_hash() -> str:
    """The version of the program with a hash of the code and lexicons that read documents."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted([*root.rglob("*.py"), *root.glob("language/data/*.json")]):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _up_to_date(index: Path, inputs: str) -> Path | None:
    try:
        generation = current_generation(index)
        return generation if read_manifest(generation).inputs == inputs else None
    except IndexerError:
        return None


def _write(index: Path, read: _Read, encoder: Encoder, *, stamp: _Stamp, progress: ProgressMaker) -> BuildReport:
    working = start_generation(index)
    parsed = _parse_all(read, progress)
    passages = sum(len(document.passages) for document in parsed)
    write_vectors(working / VECTORS, _store(working, parsed, encoder))
    manifest = Manifest(
        schema=SCHEMA_VERSION,
        code=stamp.code,
        encoder=encoder.id,
        dimensions=encoder.dimensions,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=len(parsed),
        passages=passages,
        sources={source.path: source.sha256 for source in read.sources},
        inputs=stamp.inputs,
        files=hash_files(working),
    )
    generation = publish(index, working, manifest)
    return BuildReport(generation, True, len(parsed), passages, read.failures, read.warnings)


def _parse_all(read: _Read, progress: ProgressMaker) -> list[ParsedDocument]:
    shown = progress("read", len(read.sources))
    parsed: list[ParsedDocument] = []
    for source in read.sources:
        parsed.append(parse(source, read.corpus.corrections.get(source.path)))
        shown.step(source.path)
    shown.done()
    return parsed


def _store(working: Path, parsed: Iterable[ParsedDocument], encoder: Encoder) -> Vectors:
    """Writes catalogue and lexical index; returns the vector of every passage in the order of their ids."""
    catalogue = CatalogueWriter(working / CATALOGUE)
    lexical = LexicalWriter(working / LEXICAL)
    vectors = [np.zeros((0, encoder.dimensions), dtype=np.float32)]
    for document in parsed:
        ids = catalogue.add(document)
        texts = [search_text(document.source.text, document.metadata, passage) for passage in document.passages]
        for id_, words in zip(ids, texts, strict=True):
            lexical.add(id_, index_terms(words), folded_terms(words))
        if texts:
            vectors.append(encoder.encode_passages(texts))
    catalogue.close()
    lexical.close()
    return np.concatenate(vectors)
