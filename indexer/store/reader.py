"""One opened generation: what serving reads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer.encoder.protocol import Encoder
from indexer.errors import IndexDamaged, IndexOutdated
from indexer.store.catalogue import Catalogue
from indexer.store.generation import Manifest, current_generation, read_manifest
from indexer.store.lexical import LexicalIndex
from indexer.store.schema import CATALOGUE, LEXICAL, VECTORS
from indexer.store.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class OpenIndex:
    """The parts of a generation, opened; it stays readable after a newer generation took its place."""

    name: str
    manifest: Manifest
    catalogue: Catalogue
    lexical: LexicalIndex
    vectors: VectorIndex
    encoder: Encoder


def open_index(index: Path, encoder: Encoder) -> OpenIndex:
    """Opens the generation in force; raises IndexMissing, IndexOutdated (other schema or encoder) or IndexDamaged."""
    generation = current_generation(index)
    manifest = read_manifest(generation)
    if manifest.encoder != encoder.id:
        raise IndexOutdated(index, f"the index was built with the encoder {manifest.encoder}, not {encoder.id}")
    opened = OpenIndex(
        name=generation.name,
        manifest=manifest,
        catalogue=Catalogue(generation / CATALOGUE),
        lexical=LexicalIndex(generation / LEXICAL),
        vectors=VectorIndex(generation / VECTORS),
        encoder=encoder,
    )
    sizes = (manifest.passages, opened.catalogue.passage_count(), opened.lexical.size, opened.vectors.size)
    if len(set(sizes)) != 1:
        why = f"{generation}: manifest, catalogue, lexical index and vectors disagree in number: {sizes}"
        raise IndexDamaged(index, why)
    return opened
