"""What the document routes answer; answers and search results are the records themselves."""

from __future__ import annotations

from decimal import Decimal

from pydantic import BaseModel

from assistant.records import SearchResult
from indexer.records import Cell, DocumentEntry, Finding, Outline, Row, Table


class SearchBody(BaseModel):
    """Ranked results, best first."""

    results: list[SearchResult]


class DocumentBody(BaseModel):
    """A document of the library."""

    id: str
    title: str
    number: str | None
    kind: str | None
    issuer: str | None
    place: str | None
    date: str | None
    period: tuple[int, int] | None
    signer: str | None
    characters: int
    passages: int
    tables: int
    path: str
    text_sha256: str

    @classmethod
    def of(cls, entry: DocumentEntry) -> DocumentBody:
        """The body for a catalogue entry."""
        about = entry.metadata
        return cls(
            id=entry.id,
            title=about.title,
            number=about.number,
            kind=about.kind,
            issuer=about.issuer,
            place=about.place,
            date=about.date,
            period=about.period,
            signer=about.signer,
            characters=entry.characters,
            passages=entry.passages,
            tables=entry.tables,
            path=entry.path,
            text_sha256=entry.text_sha256,
        )


class DocumentsBody(BaseModel):
    """All documents in corpus order."""

    documents: list[DocumentBody]


class SectionBody(BaseModel):
    """A section of the outline; offsets are code points of the source text."""

    ordinal: int
    parent: int | None
    kind: str
    label: str
    heading: str
    start: int
    end: int


class BlockBody(BaseModel):
    """A block of the outline."""

    ordinal: int
    section: int
    kind: str
    level: int
    start: int
    end: int
    table: int | None


class OutlineBody(BaseModel):
    """Sections and blocks in source order."""

    sections: list[SectionBody]
    blocks: list[BlockBody]

    @classmethod
    def of(cls, outline: Outline) -> OutlineBody:
        """The body for an outline."""
        return cls(
            sections=[
                SectionBody(
                    ordinal=s.ordinal,
                    parent=s.parent,
                    kind=s.kind,
                    label=s.label,
                    heading=s.heading,
                    start=s.span.start,
                    end=s.span.end,
                )
                for s in outline.sections
            ],
            blocks=[
                BlockBody(
                    ordinal=b.ordinal,
                    section=b.section,
                    kind=b.kind,
                    level=b.level,
                    start=b.span.start,
                    end=b.span.end,
                    table=b.table,
                )
                for b in outline.blocks
            ],
        )


class ColumnBody(BaseModel):
    """A column with the path of its headers, outermost first."""

    path: list[str]
    role: str
    period: str | None
    unit: str | None


class CellBody(BaseModel):
    """A cell; no offsets where the source wrote nothing."""

    text: str
    start: int | None
    end: int | None
    certain: bool

    @classmethod
    def of(cls, cell: Cell) -> CellBody:
        """The body for a cell."""
        start, end = (cell.span.start, cell.span.end) if cell.span else (None, None)
        return cls(text=cell.text, start=start, end=end, certain=cell.certain)


class RowBody(BaseModel):
    """A row with its cells, one a column."""

    ordinal: int
    kind: str
    label: str
    parent: int | None
    start: int
    end: int
    cells: list[CellBody]

    @classmethod
    def of(cls, row: Row) -> RowBody:
        """The body for a row."""
        return cls(
            ordinal=row.ordinal,
            kind=row.kind,
            label=row.label,
            parent=row.parent,
            start=row.span.start,
            end=row.span.end,
            cells=[CellBody.of(cell) for cell in row.cells],
        )


class TableBody(BaseModel):
    """A recovered table."""

    ordinal: int
    title: str
    layout: str
    start: int
    end: int
    unit: str | None
    columns: list[ColumnBody]
    rows: list[RowBody]

    @classmethod
    def of(cls, table: Table) -> TableBody:
        """The body for a table."""
        return cls(
            ordinal=table.ordinal,
            title=table.title,
            layout=table.layout,
            start=table.span.start,
            end=table.span.end,
            unit=table.unit,
            columns=[ColumnBody(path=list(c.path), role=c.role, period=c.period, unit=c.unit) for c in table.columns],
            rows=[RowBody.of(row) for row in table.rows],
        )


class TablesBody(BaseModel):
    """The recovered tables of a document in source order."""

    tables: list[TableBody]


class PlaceBody(BaseModel):
    """A slice of the source text that a finding rests on."""

    start: int
    end: int
    quote: str


class FindingBody(BaseModel):
    """A place where a document disagrees with itself; exact decimals as strings, the printed figure's place first."""

    kind: str
    message: str
    printed: str | None
    computed: str | None
    table: int | None
    spans: list[PlaceBody]

    @classmethod
    def of(cls, finding: Finding, text: str) -> FindingBody:
        """The body for a finding in ``text``."""
        return cls(
            kind=finding.kind,
            message=finding.message,
            printed=_written(finding.printed),
            computed=_written(finding.computed),
            table=finding.table,
            spans=[PlaceBody(start=s.start, end=s.end, quote=s.of(text)) for s in finding.spans],
        )


def _written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value:f}"


class AuditBody(BaseModel):
    """All findings of a document in source order."""

    findings: list[FindingBody]


class ExamplesBody(BaseModel):
    """Questions to start with."""

    examples: list[str]
