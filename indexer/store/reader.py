"""One opened generation: what serving reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

from indexer.encoder.protocol import Encoder, Reranker
from indexer.errors import IndexDamaged, IndexOutdated
from indexer.records import DocumentEntry
from indexer.store.catalogue import Catalogue
from indexer.store.directory import Directory
from indexer.store.generation import Manifest, current_generation, read_manifest
from indexer.store.lexical import LexicalIndex
from indexer.store.recent import Prepared
from indexer.store.schema import CATALOGUE, LEXICAL, VECTORS
from indexer.store.vectors import VectorIndex

_PREPARED = 20_000  # rows, facts and the like that are kept ready for answers, some 40 MB at worst
_FOUND = 64  # lists of candidates and of neighbours, about 6 MB
_READ = 400_000  # terms, about 35 MB


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each way of finding counts; ``python -m eval tune`` tries others, 0 leaves one out."""

    synonym: float = 0.4
    abbreviation: float = 0.7
    translation: float = 1.0
    number: float = 1.5
    target: float = 0.35  # of the best possible score: what a document gains for being the one that is asked about
    dense: float | None = None  # None: what the encoder says of itself


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """The parts of a generation, opened; it stays readable after a newer generation took its place."""

    name: str
    manifest: Manifest
    catalogue: Catalogue
    lexical: LexicalIndex
    vectors: VectorIndex
    encoder: Encoder
    ids: Mapping[str, range]  # document id -> the ids of its passages
    directory: Directory
    weights: Weights = field(default=DEFAULT_WEIGHTS)
    reranker: Reranker | None = None
    # Of this catalogue alone: a copy with another one begins anew.
    prepared: Prepared = field(init=False, default_factory=lambda: Prepared(_PREPARED), compare=False)
    # What was found for the last questions, which several steps of an answer ask for.
    found: Prepared = field(init=False, default_factory=lambda: Prepared(_FOUND), compare=False)
    # The terms of passages and where each stands, which questions after one another ask for.
    read: Prepared = field(init=False, default_factory=lambda: Prepared(_READ), compare=False)


def open_index(index: Path, encoder: Encoder, *, reranker: Reranker | None = None) -> OpenIndex:
    """Opens the generation in force; raises IndexMissing, IndexOutdated (other schema or encoder) or IndexDamaged."""
    generation = current_generation(index)
    manifest = read_manifest(generation)
    if manifest.encoder != encoder.id:
        raise IndexOutdated(index, f"the index was built with the encoder {manifest.encoder}, not {encoder.id}")
    catalogue = Catalogue(generation / CATALOGUE)
    opened = OpenIndex(
        name=generation.name,
        manifest=manifest,
        catalogue=catalogue,
        lexical=LexicalIndex(generation / LEXICAL),
        vectors=VectorIndex(generation / VECTORS),
        encoder=encoder,
        ids=passage_ids(catalogue.documents()),
        directory=Directory.of(catalogue.documents()),
        reranker=reranker,
    )
    sizes = (manifest.passages, opened.catalogue.passage_count(), opened.lexical.size, opened.vectors.size)
    if len(set(sizes)) != 1:
        why = f"{generation}: manifest, catalogue, lexical index and vectors disagree in number: {sizes}"
        raise IndexDamaged(index, why)
    return opened


def passage_ids(documents: Sequence[DocumentEntry]) -> dict[str, range]:
    """The ids of each document's passages; they are numbered from 0 through all documents in corpus order."""
    ends = accumulate(entry.passages for entry in documents)
    return {entry.id: range(end - entry.passages, end) for entry, end in zip(documents, ends, strict=True)}
