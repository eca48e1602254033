"""The lexical index: BM25 (tantivy) over terms that the language module made; nothing else imports tantivy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import tantivy

from indexer.errors import IndexDamaged

Field = Literal["terms", "folded"]
_FIELDS: tuple[Field, ...] = ("terms", "folded")
_TOKENIZER = "whitespace"
_WRITER_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage id with its score; higher is better."""

    id: int
    score: float


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, fast=True)
    for field in _FIELDS:
        builder.add_text_field(field, stored=False, tokenizer_name=_TOKENIZER, index_option="freq")
    return builder.build()


class LexicalWriter:
    """Writes a new index into an empty folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._index = tantivy.Index(_schema(), path=str(folder))
        self._writer = self._index.writer(heap_size=_WRITER_BYTES, num_threads=1)

    def add(self, id_: int, terms: Iterable[str], folded: Iterable[str]) -> None:
        """Files passage ``id_`` under its terms and its folded terms; a term holds no white space."""
        document = tantivy.Document()
        document.add_unsigned("id", id_)
        document.add_text("terms", " ".join(terms))
        document.add_text("folded", " ".join(folded))
        self._writer.add_document(document)

    def close(self) -> None:
        """Commits, and waits until the files are whole."""
        self._writer.commit()
        self._writer.wait_merging_threads()


class LexicalIndex:
    """Searches a finished index; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            self._index = tantivy.Index.open(str(folder))
            self._schema = self._index.schema
            self._searcher = self._index.searcher()
        except ValueError as problem:
            raise self._damaged(problem) from problem

    @property
    def size(self) -> int:
        """How many passages are filed."""
        return int(self._searcher.num_docs)

    def search(
        self, terms: Mapping[str, float], *, field: Field, limit: int, within: Sequence[range] | None = None
    ) -> list[Hit]:
        """The best ``limit`` passages by BM25 over ``terms`` (term to weight), best first; ties by id.

        With ``within``, only passages whose ids stand in one of these ranges.
        """
        clauses = [(tantivy.Occur.Should, self._clause(field, term, weight)) for term, weight in terms.items()]
        if not clauses or within == []:
            return []
        query = tantivy.Query.boolean_query(clauses)
        if within is not None:
            query = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._inside(within))]
            )
        try:
            found = self._searcher.search(query, limit).hits
            hits = [Hit(int(self._searcher.doc(address)["id"][0]), float(score)) for score, address in found]
        except ValueError as problem:
            raise self._damaged(problem) from problem
        return sorted(hits, key=lambda hit: (-hit.score, hit.id))

    def document_frequency(self, term: str, *, field: Field) -> int:
        """How many passages hold ``term``."""
        return int(self._searcher.doc_freq(field, term))

    def _inside(self, ranges: Sequence[range]) -> tantivy.Query:
        """Passages of the given ids; which range one stands in adds nothing to its score."""
        kind = tantivy.FieldType.Unsigned
        parts = [
            tantivy.Query.range_query(self._schema, "id", kind, ids.start, ids.stop, include_upper=False)
            for ids in ranges
        ]
        either = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        return tantivy.Query.const_score_query(either, 0.0)

    def _damaged(self, problem: ValueError) -> IndexDamaged:
        why = f"the lexical index in {self._folder} cannot be read: {problem}"
        return IndexDamaged(self._folder.parent.parent, why)

    def _clause(self, field: Field, term: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, term, index_option="freq")
        return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)
