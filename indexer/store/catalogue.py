"""The catalogue: documents with their frozen text, outline, tables, passages and facts, in one SQLite file."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import threading
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from indexer.errors import IndexDamaged
from indexer.facts.records import FactRole
from indexer.language.periods import Period
from indexer.records import (
    Block,
    DocumentEntry,
    Finding,
    Metadata,
    Outline,
    Page,
    ParsedDocument,
    Section,
    SourceText,
    Span,
    StoredPassage,
    Table,
)
from indexer.store.facts import (
    FACT,
    FINDING,
    FactQuery,
    StoredFact,
    fact_rows,
    finding_rows,
    read_fact,
    read_finding,
    word_rows,
)
from indexer.store.recent import Recent
from indexer.store.schema import TABLES

_DOCUMENT = "id, path, sha256, text_sha256, encoding, characters, passages, tables, metadata, warnings, secrecy"
_PASSAGE = "id, document, ordinal, kind, section, breadcrumb, start, end, grid, grid_row"
_CACHED_CHARACTERS = 16_000_000  # texts kept in memory, about 64 MB at worst
_RECENT_DOCUMENTS = 64  # whose outlines and tables stay parsed
_RECENT_PASSAGES = 20_000  # about 10 MB
_RECENT_PLACES = 2_000  # offsets with the passages that hold them, about 1 MB: steps of an answer ask for the same
_MAX_VARIABLES = 500
_FILLED_LINE = re.compile(r"[^\S\n\f]*\S[^\n\f]*")
_SqlRow = tuple[Any, ...]  # a row has the types that the STRICT tables of the schema declare


@lru_cache(maxsize=1)
def _metadata_codec() -> TypeAdapter[Metadata]:
    return TypeAdapter(Metadata)


@lru_cache(maxsize=1)
def _table_codec() -> TypeAdapter[Table]:
    return TypeAdapter(Table)


def text_hash(text: str) -> str:
    """SHA-256 of a source text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class CatalogueWriter:
    """Writes a new catalogue file; passages are numbered from 0 in the order in which documents are added."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + TABLES)
        self._passages = 0
        self._documents = 0

    def add(self, parsed: ParsedDocument) -> range:
        """Stores one document; returns the ids that its passages got."""
        source = parsed.source
        ids = range(self._passages, self._passages + len(parsed.passages))
        self._connection.execute(
            f"INSERT INTO documents VALUES ({_marks(13)})",
            (
                source.document_id,
                self._documents,
                source.path,
                source.sha256,
                text_hash(source.text),
                source.encoding,
                len(source.text),
                len(parsed.passages),
                len(parsed.tables),
                _metadata_codec().dump_json(parsed.metadata).decode(),
                json.dumps(source.warnings, ensure_ascii=False),
                source.secrecy,
                source.text,
            ),
        )
        self._insert("pages", _page_rows(source), 5)
        self._insert("sections", _section_rows(source.document_id, parsed.outline), 10)
        self._insert("blocks", _block_rows(source.document_id, parsed.outline), 8)
        self._insert("grids", _grid_rows(source.document_id, parsed.tables), 5)
        self._insert("passages", _passage_rows(parsed, ids), 10)
        self._insert("facts", fact_rows(source.document_id, parsed.facts), 25)
        self._insert("fact_words", word_rows(source.document_id, parsed.facts), 4)
        self._insert("findings", finding_rows(source.document_id, parsed.findings), 8)
        self._passages = ids.stop
        self._documents += 1
        return ids

    def close(self) -> None:
        """Commits and closes the file."""
        self._connection.commit()
        self._connection.close()

    def _insert(self, table: str, rows: Iterable[tuple[object, ...]], width: int) -> None:
        self._connection.executemany(f"INSERT INTO {table} VALUES ({_marks(width)})", rows)


class Catalogue:
    """Reads a finished catalogue; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise IndexDamaged(path.parent.parent, f"{path} is missing")
        self._path = path
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._lock = threading.Lock()
        self._texts: dict[str, str] = {}  # in the order in which they were read: the first ones go first
        self._tables: Recent[str, tuple[Table, ...]] = Recent(_RECENT_DOCUMENTS)
        self._outlines: Recent[str, Outline] = Recent(_RECENT_DOCUMENTS)
        self._pages: Recent[str, tuple[Page, ...]] = Recent(_RECENT_DOCUMENTS)
        self._paragraphs: Recent[str, tuple[int, ...]] = Recent(_RECENT_DOCUMENTS)
        self._passages: Recent[int, StoredPassage] = Recent(_RECENT_PASSAGES)
        self._document_passages: Recent[str, tuple[StoredPassage, ...]] = Recent(_RECENT_PASSAGES)
        self._places: Recent[tuple[str, int], tuple[StoredPassage, ...]] = Recent(_RECENT_PLACES)
        self._findings: Recent[str, tuple[Finding, ...]] = Recent(_RECENT_DOCUMENTS)

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._connection.close()

    def documents(self) -> tuple[DocumentEntry, ...]:
        """All documents in corpus order."""
        return self._listed[0]

    def document(self, document_id: str) -> DocumentEntry | None:
        """One document, or None if there is none of that id."""
        return self._listed[1].get(document_id)

    @cached_property
    def _listed(self) -> tuple[tuple[DocumentEntry, ...], dict[str, DocumentEntry]]:
        """All documents in corpus order, and by their ids."""
        rows = self._rows(f"SELECT {_DOCUMENT} FROM documents ORDER BY position")
        entries = tuple(_entry(row) for row in rows)
        return entries, {entry.id: entry for entry in entries}

    def text(self, document_id: str) -> str:
        """The source text of a document; KeyError if there is none of that id."""
        kept = self._texts.get(document_id)  # without the lock: a hundred times a question
        if kept is not None:
            return kept
        with self._lock:
            rows = self._select("SELECT text FROM documents WHERE id = ?", (document_id,))
            if not rows:
                raise KeyError(document_id)
            text = str(rows[0][0])
            self._texts[document_id] = text
            while len(self._texts) > 1 and sum(map(len, self._texts.values())) > _CACHED_CHARACTERS:
                del self._texts[next(iter(self._texts))]
            return text

    def pages(self, document_id: str) -> tuple[Page, ...]:
        """The pages, slides or sheets of a document in order; empty where its format does not tell them."""
        kept = self._pages.get(document_id)
        if kept is None:
            sql = "SELECT start, sheet, confidence FROM pages WHERE document = ? ORDER BY number"
            kept = self._pages.keep(document_id, tuple(Page(*row) for row in self._rows(sql, (document_id,))))
        return kept

    def paragraphs(self, document_id: str) -> tuple[int, ...]:
        """Where each line of a document that is not blank starts; KeyError if there is no document of that id."""
        kept = self._paragraphs.get(document_id)
        if kept is None:
            found = _FILLED_LINE.finditer(self.text(document_id))
            kept = self._paragraphs.keep(document_id, tuple(line.start() for line in found))
        return kept

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        """The passages of the given ids, in the order asked for; unknown ids are left out."""
        read = [kept for kept in map(self._passages.get, ids) if kept is not None]
        if len(read) == len(ids):
            return read
        found = {passage.id: passage for passage in read}
        unread = [id_ for id_ in ids if id_ not in found]
        for at in range(0, len(unread), _MAX_VARIABLES):
            part = tuple(unread[at : at + _MAX_VARIABLES])
            sql = f"SELECT {_PASSAGE} FROM passages WHERE id IN ({_marks(len(part))})"
            found |= {row[0]: self._passages.keep(row[0], _passage(row)) for row in self._rows(sql, part)}
        return [found[id_] for id_ in ids if id_ in found]

    def passages_of(self, document_id: str) -> tuple[StoredPassage, ...]:
        """All passages of a document in source order."""
        kept = self._document_passages.get(document_id)
        if kept is None:
            sql = f"SELECT {_PASSAGE} FROM passages WHERE document = ? ORDER BY ordinal"
            read = tuple(_passage(row) for row in self._rows(sql, (document_id,)))
            kept = self._document_passages.keep(document_id, read, len(read))
        return kept

    def passage_at(self, document_id: str, offset: int) -> StoredPassage | None:
        """The passage of a document that holds the code point ``offset``, or None."""
        kept = self._places.get((document_id, offset))
        if kept is None:
            sql = f"SELECT {_PASSAGE} FROM passages WHERE document = ? AND start <= ? AND end > ?"
            rows = self._rows(f"{sql} ORDER BY ordinal LIMIT 1", (document_id, offset, offset))
            kept = self._places.keep((document_id, offset), tuple(map(_passage, rows)))
        return kept[0] if kept else None

    def outline(self, document_id: str) -> Outline:
        """The outline of a document; empty if there is none of that id."""
        kept = self._outlines.get(document_id)
        return kept if kept is not None else self._outlines.keep(document_id, self._read_outline(document_id))

    def _read_outline(self, document_id: str) -> Outline:
        sections = self._rows(
            "SELECT ordinal, parent, kind, label, heading, start, end, heading_start, heading_end"
            " FROM sections WHERE document = ? ORDER BY ordinal",
            (document_id,),
        )
        blocks = self._rows(
            "SELECT ordinal, section, kind, start, end, level, grid FROM blocks WHERE document = ? ORDER BY ordinal",
            (document_id,),
        )
        return Outline(tuple(map(_section, sections)), tuple(map(_block, blocks)))

    def tables(self, document_id: str) -> tuple[Table, ...]:
        """The recovered tables of a document in source order."""
        kept = self._tables.get(document_id)
        if kept is None:
            rows = self._rows("SELECT content FROM grids WHERE document = ? ORDER BY ordinal", (document_id,))
            kept = self._tables.keep(document_id, tuple(_table_codec().validate_json(row[0]) for row in rows))
        return kept

    def facts(  # noqa: PLR0913 - each is one thing to ask for, all by name
        self,
        document_id: str | None = None,
        *,
        label: str | None = None,
        column: str | None = None,
        role: FactRole | None = None,
        period: Period | None = None,
        unit: str | None = None,
        table: int | None = None,
        row: int | None = None,
        limit: int = 1000,
    ) -> tuple[StoredFact, ...]:
        """The facts that fit all that is asked (see :class:`FactQuery`), at most ``limit``, in source order."""
        sql, values = FactQuery(document_id, label, column, role, period, unit, table, row).conditions()
        rows = self._rows(f"SELECT {FACT} FROM facts WHERE {sql} ORDER BY document, ordinal LIMIT ?", (*values, limit))
        return tuple(read_fact(found) for found in rows)

    def findings(self, document_id: str) -> tuple[Finding, ...]:
        """Where a document disagrees with itself, in source order."""
        kept = self._findings.get(document_id)
        if kept is None:
            rows = self._rows(f"SELECT {FINDING} FROM findings WHERE document = ? ORDER BY ordinal", (document_id,))
            kept = self._findings.keep(document_id, tuple(read_finding(row) for row in rows))
        return kept

    def finding_counts(self) -> dict[str, int]:
        """How many findings each document has; documents without one are left out."""
        return dict(self._rows("SELECT document, count(*) FROM findings GROUP BY document"))

    def audit_states(self, document_id: str) -> dict[tuple[int, int, int], str]:
        """What the audit says of each figure of a table that it added up, by table, row and column."""
        rows = self._rows(
            "SELECT grid, grid_row, grid_column, audit FROM facts"
            " WHERE document = ? AND grid_column IS NOT NULL AND audit != 'unchecked'",
            (document_id,),
        )
        return {(table, row, column): state for table, row, column, state in rows}

    def passage_count(self) -> int:
        """How many passages there are in all."""
        return int(self._rows("SELECT count(*) FROM passages")[0][0])

    def integrity(self) -> str:
        """SQLite's own verdict over the file: "ok" or what is wrong."""
        return str(self._rows("PRAGMA integrity_check")[0][0])

    def _rows(self, sql: str, values: Sequence[object] = ()) -> list[_SqlRow]:
        with self._lock:
            return self._select(sql, values)

    def _select(self, sql: str, values: Sequence[object]) -> list[_SqlRow]:
        """The rows of a query, read under the lock that the caller holds."""
        try:
            return self._connection.execute(sql, tuple(values)).fetchall()
        except sqlite3.DatabaseError as problem:
            raise IndexDamaged(self._path.parent.parent, f"{self._path} cannot be read: {problem}") from problem


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _page_rows(source: SourceText) -> Iterable[tuple[object, ...]]:
    for number, page in enumerate(source.pages, start=1):
        yield (source.document_id, number, page.start, page.sheet, page.confidence)


def _section_rows(document_id: str, outline: Outline) -> Iterable[tuple[object, ...]]:
    for section in outline.sections:
        span, head = section.span, section.heading_span
        labels = (section.parent, section.kind, section.label, section.heading)
        yield (document_id, section.ordinal, *labels, span.start, span.end, head.start, head.end)


def _block_rows(document_id: str, outline: Outline) -> Iterable[tuple[object, ...]]:
    for block in outline.blocks:
        place = (block.section, block.kind, block.span.start, block.span.end)
        yield (document_id, block.ordinal, *place, block.level, block.table)


def _grid_rows(document_id: str, tables: Sequence[Table]) -> Iterable[tuple[object, ...]]:
    for table in tables:
        content = _table_codec().dump_json(table).decode()
        yield (document_id, table.ordinal, table.span.start, table.span.end, content)


def _passage_rows(parsed: ParsedDocument, ids: range) -> Iterable[tuple[object, ...]]:
    for id_, passage in zip(ids, parsed.passages, strict=True):
        place = (passage.kind, passage.section, passage.breadcrumb, passage.span.start, passage.span.end)
        yield (id_, parsed.source.document_id, passage.ordinal, *place, passage.table, passage.row)


def _entry(row: _SqlRow) -> DocumentEntry:
    id_, path, sha256, text_sha256, encoding, characters, passages, tables, metadata, warnings, secrecy = row
    about = _metadata_codec().validate_json(metadata)
    said = tuple(json.loads(warnings))
    return DocumentEntry(id_, path, sha256, text_sha256, encoding, characters, passages, tables, about, said, secrecy)


def _section(row: _SqlRow) -> Section:
    ordinal, parent, kind, label, heading, start, end, heading_start, heading_end = row
    return Section(ordinal, parent, kind, label, heading, Span(start, end), Span(heading_start, heading_end))


def _block(row: _SqlRow) -> Block:
    ordinal, section, kind, start, end, level, table = row
    return Block(ordinal, section, kind, Span(start, end), level, table)


def _passage(row: _SqlRow) -> StoredPassage:
    id_, document, ordinal, kind, section, crumb, start, end, table, table_row = row
    return StoredPassage(id_, document, ordinal, kind, section, crumb, Span(start, end), table, table_row)
