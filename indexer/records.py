"""The records that pass between the stages of indexing; every stage is a function from one record to the next.

All offsets are Unicode code points in the *source text* of a document (the stored text, unnormalised), and
every span is half-open: ``text[span.start:span.end]``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:  # facts are built from the records of this module
    from indexer.facts.records import Fact

SectionKind = Literal["document", "part", "chapter", "article", "roman", "number", "letter", "appendix", "closing"]
BlockKind = Literal["heading", "paragraph", "item", "table", "note", "furniture"]
PassageKind = Literal["text", "row"]
RowKind = Literal["header", "group", "item", "detail", "subtotal", "total", "note"]
ColumnRole = Literal["ordinal", "label", "amount", "owner", "partner", "time", "basis", "note", "other"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in the source text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The slice of ``text`` that this span names."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


LOW_CONFIDENCE = 75.0  # of 100: a scanned page recognised with less is to be compared with its original


@dataclass(frozen=True, slots=True)
class Page:
    """A page, slide or sheet of the original file; its number is its place among them, from 1."""

    start: int  # offset in the source text
    sheet: str | None = None  # the name of a sheet of a spreadsheet
    confidence: float | None = None  # of recognition, 0 to 100; None where the text did not come from a picture

    @property
    def doubtful(self) -> bool:
        """Whether the page is a scan that was hard to read."""
        return self.confidence is not None and self.confidence < LOW_CONFIDENCE


def page_number(pages: Sequence[Page], offset: int) -> int | None:
    """The number, from 1, of the page that holds ``offset``; None where pages are not known."""
    return bisect_right(pages, offset, key=lambda page: page.start) or None


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as read: its frozen linear text and what is needed to cite places in it."""

    document_id: str
    path: str  # relative to the corpus folder, with forward slashes
    sha256: str  # of the file's bytes
    text: str
    encoding: str  # of a text file; the name of the format ("docx", "pdf", ...) of any other
    pages: tuple[Page, ...] = ()  # pages, slides or sheets in order; empty where nothing tells
    warnings: tuple[str, ...] = ()  # what the reader could not keep, in English, for the build's report
    secrecy: str | None = None  # the mark that it bears, of those that are not refused

    def page_at(self, offset: int) -> int | None:
        """The number, from 1, of the page that holds ``offset``; None where pages are not known."""
        return page_number(self.pages, offset)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; ``None`` where it does not say."""

    title: str
    kind: str | None = None
    number: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: str | None = None  # ISO 8601
    period: tuple[int, int] | None = None  # first and last year covered, inclusive
    signer: str | None = None
    secrecy: str | None = None  # the mark, in capitals
    based_on: tuple[str, ...] = ()  # numbers, or names where there is none, of what its opening rests on
    replaces: tuple[str, ...] = ()  # the documents that it puts out of force
    amends: tuple[str, ...] = ()  # the documents that it changes in part


@dataclass(frozen=True, slots=True)
class Section:
    """A node of the outline; ``span`` covers the heading and everything below it."""

    ordinal: int
    parent: int | None  # ordinal of the enclosing section; None for the document itself
    kind: SectionKind
    label: str  # as written: "IV", "2.1", "a", "Phụ lục 1"
    heading: str  # normalised text of the heading, without the label
    span: Span
    heading_span: Span


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list item, heading or table inside one section, in reading order."""

    ordinal: int
    section: int
    kind: BlockKind
    span: Span
    level: int = 0  # nesting of a list item: 0 for "-", 1 for "+"
    table: int | None = None  # ordinal of the table, for kind == "table"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a recovered grid; ``span`` is None where the source wrote nothing for it."""

    text: str  # normalised: one line, single spaces
    span: Span | None
    certain: bool = True  # False: the reader could not decide that the text belongs to this column


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a recovered grid with the path of its headers, outermost first."""

    ordinal: int
    path: tuple[str, ...]
    role: ColumnRole
    header_spans: tuple[Span, ...] = ()
    period: str | None = None  # as written, e.g. "2026" or "2026 - 2030"
    unit: str | None = None  # e.g. "tỷ đồng"
    unit_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One logical row of a table: a contiguous slice of the source and its cells, one per column."""

    ordinal: int
    kind: RowKind
    span: Span
    label: str  # the row's number as written ("I", "1.1", "a)"), "" where it has none
    cells: tuple[Cell, ...]
    parent: int | None = None  # ordinal of the row that groups this one


@dataclass(frozen=True, slots=True)
class Table:
    """A recovered table. ``rows`` hold no header rows; their text stands in ``columns``."""

    ordinal: int
    span: Span
    layout: str  # how the source wrote it: "cell-per-line", "tabs", "flattened", "pipes", "comma", "fixed"
    title: str
    title_span: Span | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    header_span: Span | None = None
    unit: str | None = None
    unit_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a document disagrees with itself."""

    kind: Literal["mismatch", "incomplete", "differs"]
    table: int | None
    message: str  # Vietnamese, for people
    printed: Decimal | None
    computed: Decimal | None
    spans: tuple[Span, ...]  # the printed figure first, then the operands


@dataclass(frozen=True, slots=True)
class Outline:
    """Sections and blocks of one document, both in source order; section 0 is the document."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]

    def path(self, section: int) -> tuple[Section, ...]:
        """The sections from the outermost (below the document itself) down to ``section``."""
        found: list[Section] = []
        at: int | None = section
        while at is not None and at != 0:
            found.append(self.sections[at])
            at = self.sections[at].parent
        return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a source slice, and the words it is found by."""

    ordinal: int
    kind: PassageKind
    section: int
    breadcrumb: str
    span: Span
    context: str = ""  # words of the surroundings that searching needs: headers of a row's columns, group labels
    table: int | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """Everything that indexing learns from one file."""

    source: SourceText
    metadata: Metadata
    outline: Outline
    tables: tuple[Table, ...]
    passages: tuple[Passage, ...]
    warnings: tuple[str, ...] = field(default=())
    facts: tuple[Fact, ...] = field(default=())
    findings: tuple[Finding, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document as the catalogue lists it."""

    id: str
    path: str
    sha256: str
    text_sha256: str
    encoding: str
    characters: int
    passages: int
    tables: int
    metadata: Metadata
    warnings: tuple[str, ...] = ()  # what was read with a doubt
    secrecy: str | None = None  # the mark as read; ``metadata`` has it as corrected


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage as the catalogue keeps it; ``id`` is its number in the lexical and the vector index."""

    id: int
    document_id: str
    ordinal: int
    kind: PassageKind
    section: int
    breadcrumb: str
    span: Span
    table: int | None
    row: int | None
