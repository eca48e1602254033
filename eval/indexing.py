"""Indexes made for one measurement from documents that are parsed already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from indexer.build import parse, search_text
from indexer.encoder.protocol import Encoder
from indexer.language.tokens import filed_terms
from indexer.passages import LENGTHS, Lengths, make_passages
from indexer.records import ParsedDocument, SourceText
from indexer.store.catalogue import CatalogueWriter
from indexer.store.generation import Manifest, build_lock, publish, start_generation
from indexer.store.lexical import LexicalWriter
from indexer.store.reader import OpenIndex, open_index
from indexer.store.schema import CATALOGUE, LEXICAL, SCHEMA_VERSION, VECTORS
from indexer.store.vectors import write_vectors


def parsed_documents(opened: OpenIndex) -> tuple[ParsedDocument, ...]:
    """The documents of an index, read anew from their stored texts."""
    return tuple(
        replace(
            parse(SourceText(entry.id, entry.path, entry.sha256, opened.catalogue.text(entry.id), entry.encoding)),
            metadata=entry.metadata,
        )
        for entry in opened.catalogue.documents()
    )


def index_of(
    documents: Sequence[ParsedDocument], encoder: Encoder, folder: Path, lengths: Lengths = LENGTHS
) -> OpenIndex:
    """An index in ``folder`` with passages of these lengths and the vectors of this encoder."""
    with build_lock(folder, wait_seconds=1):
        working = start_generation(folder)
        catalogue, lexical = CatalogueWriter(working / CATALOGUE), LexicalWriter(working / LEXICAL)
        vectors = [np.zeros((0, encoder.dimensions), dtype=np.float32)]
        for one in documents:
            passages = make_passages(one.source.text, one.outline, one.tables, lengths)
            texts = [search_text(one.source.text, one.metadata, passage) for passage in passages]
            for id_, text in zip(catalogue.add(replace(one, passages=passages)), texts, strict=True):
                lexical.add(id_, *filed_terms(text))
            vectors += [encoder.encode_passages(texts)] if texts else []
        catalogue.close()
        lexical.close()
        joined = np.concatenate(vectors)
        write_vectors(working / VECTORS, joined)
        publish(folder, working, _manifest(encoder, len(documents), len(joined)))
    return open_index(folder, encoder)


def _manifest(encoder: Encoder, documents: int, passages: int) -> Manifest:
    return Manifest(
        schema=SCHEMA_VERSION,
        code="measurement",
        encoder=encoder.id,
        dimensions=encoder.dimensions,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        documents=documents,
        passages=passages,
        sources={},
        inputs="measurement",
        files={},
    )
