"""Verifies a generation against its manifest, and every span against the text it claims to be a slice of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from indexer.passages import MAX_PASSAGE
from indexer.records import DocumentEntry, Span, Table
from indexer.store.catalogue import Catalogue, text_hash
from indexer.store.generation import Manifest, current_generation, hash_files, read_manifest
from indexer.store.lexical import LexicalIndex
from indexer.store.schema import CATALOGUE, LEXICAL, VECTORS
from indexer.store.vectors import VectorIndex

_ALL = -1  # SQLite's LIMIT for no limit


def check(index: Path) -> tuple[Path, list[str]]:
    """The generation in force with all that is wrong in it; raises IndexMissing, IndexOutdated, IndexDamaged."""
    generation = current_generation(index)
    manifest = read_manifest(generation)
    faults = list(_file_faults(generation, manifest))
    if faults:  # nothing more can be trusted
        return generation, faults
    catalogue = Catalogue(generation / CATALOGUE)
    try:
        faults += _count_faults(generation, manifest, catalogue)
        for entry in catalogue.documents():
            faults += _document_faults(catalogue, entry, manifest)
    finally:
        catalogue.close()
    return generation, faults


def _file_faults(generation: Path, manifest: Manifest) -> Iterator[str]:
    found = hash_files(generation)
    for name, digest in manifest.files.items():
        if name not in found:
            yield f"{name}: missing"
        elif found[name] != digest:
            yield f"{name}: does not have the hash that the manifest says"
    for name in sorted(found.keys() - manifest.files.keys()):
        yield f"{name}: is not in the manifest"


def _count_faults(generation: Path, manifest: Manifest, catalogue: Catalogue) -> Iterator[str]:
    verdict = catalogue.integrity()
    if verdict != "ok":
        yield f"{CATALOGUE}: {verdict}"
    counts = {
        CATALOGUE: catalogue.passage_count(),
        LEXICAL: LexicalIndex(generation / LEXICAL).size,
        VECTORS: VectorIndex(generation / VECTORS).size,
    }
    documents = len(catalogue.documents())
    if documents != manifest.documents:
        yield f"{CATALOGUE}: {documents} documents, the manifest says {manifest.documents}"
    for name, count in counts.items():
        if count != manifest.passages:
            yield f"{name}: {count} passages, the manifest says {manifest.passages}"


def _document_faults(catalogue: Catalogue, entry: DocumentEntry, manifest: Manifest) -> Iterator[str]:
    text = catalogue.text(entry.id)
    if text_hash(text) != entry.text_sha256 or len(text) != entry.characters:
        yield f"{entry.id}: the stored text is not the one that was indexed"
    if manifest.sources.get(entry.path) != entry.sha256:
        yield f"{entry.id}: the manifest names another file hash"
    whole = Span(0, len(text))
    passages = catalogue.passages_of(entry.id)
    if len(passages) != entry.passages:
        yield f"{entry.id}: {len(passages)} passages, the catalogue says {entry.passages}"
    for passage in passages:
        if not whole.holds(passage.span) or not passage.span.of(text).strip() or len(passage.span) > MAX_PASSAGE:
            yield f"{entry.id}: passage {passage.ordinal} ({passage.span.start}-{passage.span.end}) is no good slice"
    for table in catalogue.tables(entry.id):
        yield from (f"{entry.id}: table {table.ordinal}, {fault}" for fault in _table_faults(text, table))
    yield from (f"{entry.id}: {fault}" for fault in _fact_faults(text, catalogue, entry.id))


def _table_faults(text: str, table: Table) -> Iterator[str]:
    for row in table.rows:
        if not table.span.holds(row.span):
            yield f"row {row.ordinal} lies outside its table"
        for cell in row.cells:
            if cell.span is not None and not Span(0, len(text)).holds(cell.span):
                yield f"row {row.ordinal} has a cell outside the text"


def _fact_faults(text: str, catalogue: Catalogue, document_id: str) -> Iterator[str]:
    tables = {table.ordinal: table for table in catalogue.tables(document_id)}
    for stored in catalogue.facts(document_id, limit=_ALL):
        fact = stored.fact
        spans = (fact.span, fact.label_span, *(part.span for part in fact.parts))
        if not all(span is None or _is_slice(text, span) for span in spans):
            yield f"fact {stored.ordinal} ({fact.span.start}-{fact.span.end}) is no slice of the text"
        elif fact.table is not None and (fact.table not in tables or not tables[fact.table].span.holds(fact.span)):
            yield f"fact {stored.ordinal} lies outside its table {fact.table}"
    for at, finding in enumerate(catalogue.findings(document_id)):
        if not finding.spans or not all(_is_slice(text, span) for span in finding.spans):
            yield f"finding {at} shows a place outside the text"


def _is_slice(text: str, span: Span) -> bool:
    return span.end <= len(text) and bool(span.of(text).strip())
