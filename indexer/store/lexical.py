"""The lexical index: BM25 (tantivy) over terms that the language module made; nothing else imports tantivy.

Every posting of every term is read, up to :data:`MOST_POSTINGS`. Beyond, which takes some hundred thousand passages,
candidates come from the rarest terms alone, and are scored anew by all of them (:meth:`LexicalIndex.search`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import tantivy

from indexer.errors import IndexDamaged
from indexer.store.recent import Recent

Field = Literal["terms", "folded"]
_Scored = tuple[float, int]  # score and passage id
_FIELDS: tuple[Field, ...] = ("terms", "folded")
_TOKENIZER = "whitespace"
_WRITER_BYTES = 768 * 1024 * 1024  # at most: half a million passages in a segment, and each one costs every search
MOST_POSTINGS = 1_000_000  # read to score passages by all terms: 4 ms
_SHARE_READ = 0.4  # of these, to find candidates where there are more
_RESCORED = 3  # candidates for each passage wanted
_CLAUSES = 5_000  # parts of queries, about 2 MB
_FREQUENCIES = 15_000  # terms of each field whose frequencies are remembered, about 6 MB together


class Hit(NamedTuple):
    """A passage id with its score; higher is better. Questions make hundreds of them, so it is a bare tuple."""

    id: int
    score: float


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", indexed=True, fast=True)
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


class _Frequencies(dict[str, int]):
    """How many passages hold each term, asked of the index when the term is met first."""

    def __init__(self, searcher: tantivy.Searcher, field: Field) -> None:
        super().__init__()
        self._searcher, self._field = searcher, field

    def __missing__(self, term: str) -> int:
        if len(self) >= _FREQUENCIES:
            self.clear()
        known = self[term] = int(self._searcher.doc_freq(self._field, term))
        return known


class LexicalIndex:
    """Searches a finished index; safe to share between threads."""

    def __init__(self, folder: Path, *, most_postings: int = MOST_POSTINGS) -> None:
        self._folder = folder
        self._most_postings = most_postings
        self._clauses: Recent[tuple[Field, str, float], tantivy.Query] = Recent(_CLAUSES)
        try:
            self._index = tantivy.Index.open(str(folder))
            self._schema = self._index.schema
            self._searcher = self._index.searcher()
            self._frequencies = {field: _Frequencies(self._searcher, field) for field in _FIELDS}
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

        With ``within``, only passages whose ids stand in one of these ranges. Where the terms together have more than
        :data:`MOST_POSTINGS` postings, a passage must stand high by the rarest of them to be scored by all.
        """
        try:
            known = self._frequencies[field]
            held = {term: weight for term, weight in terms.items() if known[term]}
            if not held or within == []:
                return []
            found = self._found(held, field, limit, within)
        except ValueError as problem:
            raise self._damaged(problem) from problem
        best = sorted([(-score, id_) for score, id_ in found])[:limit]
        return [Hit(id_, -score) for score, id_ in best]

    def _found(
        self, terms: Mapping[str, float], field: Field, limit: int, within: Sequence[range] | None
    ) -> list[_Scored]:
        if within is not None:
            return self._best(self._all_of(self._any_of(field, terms), self._inside(within)), limit)
        rare, common = self._parted(field, terms)
        found = self._best(self._any_of(field, rare), _RESCORED * limit) if common else []
        if len(found) < limit:
            return self._best(self._any_of(field, terms), limit)
        return self._rescored(found, field, common)

    def document_frequency(self, term: str, *, field: Field) -> int:
        """How many passages hold ``term``."""
        return self._frequencies[field][term]

    def _parted(self, field: Field, terms: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
        """The terms that are read through to find candidates (one at least), and those that only score them.

        Where not all can be read, those are that add most to a score for each passage that is read.
        """
        if len(terms) * self.size <= self._most_postings:
            return dict(terms), {}
        counts = {term: count for term in terms if (count := self.document_frequency(term, field=field))}
        if sum(counts.values()) <= self._most_postings:
            return dict(terms), {}
        room = self._most_postings * _SHARE_READ
        read: dict[str, float] = {}
        for term in sorted(counts, key=lambda one: (-terms[one] * self._rarity(counts[one]) / counts[one], one)):
            if counts[term] <= room or not read:
                read[term] = terms[term]
                room -= counts[term]
        return read, {term: terms[term] for term in counts if term not in read}

    def _rarity(self, count: int) -> float:
        """The weight that BM25 gives a term which so many passages hold (Robertson and Zaragoza 2009, as in Lucene)."""
        return math.log1p((self.size - count + 0.5) / (count + 0.5))

    def _rescored(self, found: Sequence[_Scored], field: Field, terms: Mapping[str, float]) -> list[_Scored]:
        """What is found, with what ``terms`` add to its scores."""
        # A clause for each id: a set of terms is sought in the whole dictionary, at four times the time.
        ids = [tantivy.Query.term_query(self._schema, "id", id_) for _, id_ in found]
        either = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in ids])
        query = tantivy.Query.const_score_query(either, 0.0)
        for term, weight in terms.items():  # one inside the other: of a union, tantivy would read every posting
            clause = self._clause(field, term, weight)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Should, clause)])
        more = {id_: score for score, id_ in self._best(query, len(ids))}
        return [(score + more.get(id_, 0.0), id_) for score, id_ in found]

    def _best(self, query: tantivy.Query, limit: int) -> list[_Scored]:
        found = self._searcher.search(query, max(1, limit), count=False).hits
        ids = self._searcher.fast_field_values("id", [address for _, address in found])
        return [(score, id_) for (score, _), id_ in zip(found, ids, strict=True)]

    def _any_of(self, field: Field, terms: Mapping[str, float]) -> tantivy.Query:
        should = tantivy.Occur.Should
        return tantivy.Query.boolean_query([(should, self._clause(field, *one)) for one in terms.items()])

    @staticmethod
    def _all_of(*queries: tantivy.Query) -> tantivy.Query:
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query) for query in queries])

    def _inside(self, ranges: Sequence[range]) -> tantivy.Query:
        """Passages of the given ids; which range one stands in adds nothing to its score."""
        kind = tantivy.FieldType.Unsigned
        parts = [  # by the dictionary of ids: their column would be read from end to end for each range
            tantivy.Query.range_query(
                self._schema, "id", kind, ids.start, ids.stop, include_upper=False, use_inverted_index=True
            )
            for ids in ranges
        ]
        either = tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])
        return tantivy.Query.const_score_query(either, 0.0)

    def _damaged(self, problem: ValueError) -> IndexDamaged:
        why = f"the lexical index in {self._folder} cannot be read: {problem}"
        return IndexDamaged(self._folder.parent.parent, why)

    def _clause(self, field: Field, term: str, weight: float) -> tantivy.Query:
        known = self._clauses.get((field, term, weight))
        if known is not None:
            return known
        query = tantivy.Query.term_query(self._schema, field, term, index_option="freq")
        query = query if weight == 1.0 else tantivy.Query.boost_query(query, weight)
        return self._clauses.keep((field, term, weight), query)
