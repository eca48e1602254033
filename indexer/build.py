"""Documents to one index generation: read, parse, store, encode, publish."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from indexer import __version__
from indexer.encoder.protocol import Encoder
from indexer.errors import IndexerError, IndexUnwritable, UnreadableDocument
from indexer.facts.extract import audit, extract
from indexer.language.normal import nfc
from indexer.language.secrecy_marks import is_refused, levels
from indexer.language.tokens import filed_terms
from indexer.metadata import read_metadata
from indexer.outline import read_outline
from indexer.passages import make_passages
from indexer.progress import Progress, make_progress
from indexer.reading.corpus import Corpus, Corrections, correct, open_corpus, read_source
from indexer.reading.programs import programs
from indexer.reading.told import PageTold, nobody
from indexer.records import Metadata, ParsedDocument, Passage, SourceText
from indexer.reuse import HashedFile, Known, hashed, open_known
from indexer.skipped import tellable
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
from indexer.store.vectors import VectorWriter
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
class _Stamp:
    """What tells one generation from another."""

    code: str  # version and hash of the code
    reading: str  # what the text of a file depends on besides its bytes
    inputs: str  # hash of everything
    refused_from: str


@dataclass(slots=True)
class _Work:
    """One build: the files, what is known of them, and what comes of reading them."""

    corpus: Corpus
    files: tuple[HashedFile, ...]
    known: Known
    stamp: _Stamp
    parsed: list[ParsedDocument] = field(default_factory=list)
    failures: list[UnreadableDocument] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)

    def read(self, file: HashedFile, told: PageTold = nobody) -> SourceText:
        """The source text of a file, from the generation in force where it stands there; UnreadableDocument."""
        refusal = self.known.refusal(file)
        if refusal is not None:
            raise refusal
        marked = self.corpus.corrections.get(file.file.name, {}).get("secrecy")
        if isinstance(marked, str) and is_refused(marked, self.stamp.refused_from):
            reason = f"has the secrecy mark {marked} in the manifest; nothing of it is kept"
            raise UnreadableDocument(file.file.name, reason, passing=True)
        known = self.known.source(file)
        return known or read_source(file.file, refused_from=self.stamp.refused_from, told=told)

    def run(self, progress: ProgressMaker) -> None:
        """Reads and parses every file."""
        self.failures += self.corpus.unsupported
        shown = progress("read", len(self.files))
        for file in self.files:
            name = file.file.name
            try:
                source = self.read(file, partial(_note_page, shown, name))
                self.parsed.append(parse(source, self.corpus.corrections.get(name)))
                self.keys[name] = file.key
            except UnreadableDocument as problem:
                self.failures.append(problem)
                if file.sha256 and not problem.passing:
                    self.refusals[file.key] = problem.reason
            shown.step(name)
        shown.done()

    def unchanged(self) -> bool:
        """Whether the generation in force holds all that can be read; what failed in passing is tried again."""
        if self.known.manifest is None or self.known.manifest.inputs != self.stamp.inputs:
            return False
        for file in self.files:
            if file.key in self.known.documents:
                continue
            try:
                self.read(file)
                return False
            except UnreadableDocument as problem:
                self.failures.append(problem)
        self.failures += self.corpus.unsupported
        return self.skipped == self.known.manifest.skipped

    @property
    def skipped(self) -> dict[str, str]:
        """The files that are not in the index, as far as readers may know of them, with the kind of fault."""
        return tellable(self.failures, self.corpus.corrections, self.stamp.refused_from)


def build(
    corpus_folder: Path,
    index: Path,
    encoder: Encoder,
    *,
    force: bool = False,
    refused_from: str | None = None,
    progress: ProgressMaker = make_progress,
) -> BuildReport:
    """Indexes every readable document of ``corpus_folder`` into a new generation of ``index``.

    Files that the generation in force has read already, by their bytes, are not read again. Nothing is written when it
    stands for the same files, manifest, encoder and code, unless ``force``, which reads everything anew. Documents
    whose mark of secrecy is ``refused_from`` (by default the lowest) or higher stay out. Raises CorpusError when there
    is nothing to index, and IndexLocked.
    """
    corpus = open_corpus(corpus_folder)
    with build_lock(index, wait_seconds=_LOCK_SECONDS):
        files = tuple(map(hashed, corpus.files))
        stamp = _stamp(corpus, files, encoder, refused_from or levels()[0])
        known = Known() if force else open_known(index, stamp.reading)
        try:
            work = _Work(corpus, files, known, stamp)
            if work.unchanged():
                return _report(current_generation(index), work, built=False)
            work.failures.clear()
            work.run(progress)
            if not work.parsed:
                reasons = "; ".join(map(str, work.failures)) or "the folder holds no documents"
                raise IndexerError(f"nothing to index in {corpus_folder}: {reasons}")
            return _write(index, work, encoder)
        except (OSError, sqlite3.Error) as problem:  # a full disk, first of all
            raise IndexUnwritable(f"the index in {index} cannot be written: {problem}") from problem
        finally:
            known.close()


def parse(source: SourceText, corrections: Corrections | None = None) -> ParsedDocument:
    """Everything that is learnt from one source text."""
    tables = find_tables(source.text)
    outline = read_outline(source.text, tables)
    fallback = Path(source.path).stem.replace("-", " ").replace("_", " ")
    read = replace(read_metadata(source.text, outline, fallback_title=fallback), secrecy=source.secrecy)
    metadata = correct(read, corrections or {})
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


def _note_page(shown: Progress, name: str, page: int, of: int) -> None:
    shown.note(f"{name}, page {page} of {of}")


def _stamp(corpus: Corpus, files: Sequence[HashedFile], encoder: Encoder, refused_from: str) -> _Stamp:
    """What the generation of these files is made of."""
    code = _code_hash()
    reading = f"{code}; refused from {refused_from}; {programs()}"
    parts = {
        "schema": SCHEMA_VERSION,
        "reading": reading,
        "encoder": encoder.id,
        "files": {one.file.name: (one.file.document_id, one.key) for one in files},
        "corrections": {name: dict(values) for name, values in corpus.corrections.items()},
    }
    inputs = hashlib.sha256(json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
    return _Stamp(code, reading, inputs, refused_from)


def _code_hash() -> str:
    """The version of the program with a hash of the code and lexicons that read documents."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted([*root.rglob("*.py"), *root.glob("language/data/*.json")]):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:12]}"


def _write(index: Path, work: _Work, encoder: Encoder) -> BuildReport:
    working = start_generation(index)
    _store(working, work.parsed, encoder)
    manifest = Manifest(
        schema=SCHEMA_VERSION,
        code=work.stamp.code,
        encoder=encoder.id,
        dimensions=encoder.dimensions,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=len(work.parsed),
        passages=sum(len(document.passages) for document in work.parsed),
        sources={document.source.path: document.source.sha256 for document in work.parsed},
        inputs=work.stamp.inputs,
        files=hash_files(working),
        reading=work.stamp.reading,
        keys=work.keys,
        refusals=work.refusals,
        skipped=work.skipped,
    )
    return _report(publish(index, working, manifest), work, built=True)


def _report(generation: Path, work: _Work, *, built: bool) -> BuildReport:
    manifest = read_manifest(generation)
    said = {one.source.path: one.source.warnings for one in work.parsed} if built else work.known.warnings()
    warnings = tuple(f"{path}: {warning}" for path, listed in said.items() for warning in listed)
    return BuildReport(generation, built, manifest.documents, manifest.passages, tuple(work.failures), warnings)


def _store(working: Path, parsed: Iterable[ParsedDocument], encoder: Encoder) -> None:
    """Writes catalogue, lexical index and vectors, document by document."""
    catalogue = CatalogueWriter(working / CATALOGUE)
    lexical = LexicalWriter(working / LEXICAL)
    vectors = VectorWriter(working / VECTORS, encoder.dimensions)
    for document in parsed:
        file_document(document, catalogue, lexical, vectors, encoder)
    catalogue.close()
    lexical.close()
    vectors.close()


def file_document(
    document: ParsedDocument,
    catalogue: CatalogueWriter,
    lexical: LexicalWriter,
    vectors: VectorWriter,
    encoder: Encoder,
) -> None:
    """Writes one document and all its passages."""
    ids = catalogue.add(document)
    texts = [search_text(document.source.text, document.metadata, passage) for passage in document.passages]
    for id_, words in zip(ids, texts, strict=True):
        lexical.add(id_, *filed_terms(words))
    if texts:
        vectors.add(encoder.encode_passages(texts))
