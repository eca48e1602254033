"""What the document routes answer; answers and search results are the records themselves."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from assistant.api.bodies import Body
from assistant.records import SearchResult
from indexer.records import Cell, DocumentEntry, Finding, Outline, Page, Row, Table

AuditStates = Mapping[tuple[int, int, int], str]  # by table, row and column


class SearchBody(Body):
    """Ranked results, best first."""

    results: list[SearchResult]


class DocumentBody(Body):
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
    secrecy: str | None
    based_on: list[str]
    replaces: list[str]
    amends: list[str]
    characters: int
    passages: int
    tables: int
    findings: int
    path: str
    format: str
    warnings: list[str]
    text_sha256: str

    @classmethod
    def of(cls, entry: DocumentEntry, findings: int) -> DocumentBody:
        """The body for a catalogue entry in which the audit found ``findings`` places to look at."""
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
            secrecy=about.secrecy,
            based_on=list(about.based_on),
            replaces=list(about.replaces),
            amends=list(about.amends),
            characters=entry.characters,
            passages=entry.passages,
            tables=entry.tables,
            findings=findings,
            path=entry.path,
            format=entry.encoding,
            warnings=list(entry.warnings),
            text_sha256=entry.text_sha256,
        )


class PageBody(Body):
    """A page, slide or sheet: where it starts in the source text, and how surely a scan was recognised (0 to 100)."""

    number: int
    start: int
    sheet: str | None
    confidence: float | None
    doubtful: bool

    @classmethod
    def of(cls, number: int, page: Page) -> PageBody:
        """The body for page ``number``."""
        return cls(
            number=number, start=page.start, sheet=page.sheet, confidence=page.confidence, doubtful=page.doubtful
        )


class PagesBody(Body):
    """The pages of a document in order; empty where its format does not tell them."""

    pages: list[PageBody]


class SkippedBody(Body):
    """A file of the corpus that is not in the index; files kept out for their secrecy are not among them."""

    name: str  # relative to the corpus folder
    fault: str  # format, name, link, password, damaged, empty, large, program or failed


class DocumentsBody(Body):
    """All documents in corpus order, and the files that could not be read."""

    documents: list[DocumentBody]
    skipped: list[SkippedBody]


class SectionBody(Body):
    """A section of the outline; offsets are code points of the source text."""

    ordinal: int
    parent: int | None
    kind: str
    label: str
    heading: str
    start: int
    end: int


class BlockBody(Body):
    """A block of the outline."""

    ordinal: int
    section: int
    kind: str
    level: int
    start: int
    end: int
    table: int | None


class OutlineBody(Body):
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


class ColumnBody(Body):
    """A column with the path of its headers, outermost first."""

    path: list[str]
    role: str
    period: str | None
    unit: str | None


class CellBody(Body):
    """A cell; no offsets where the source wrote nothing, ``audit`` only where its figure was added up."""

    text: str
    start: int | None
    end: int | None
    certain: bool
    audit: str | None

    @classmethod
    def of(cls, cell: Cell, audit: str | None) -> CellBody:
        """The body for a cell."""
        start, end = (cell.span.start, cell.span.end) if cell.span else (None, None)
        return cls(text=cell.text, start=start, end=end, certain=cell.certain, audit=audit)


class RowBody(Body):
    """A row with its cells, one a column."""

    ordinal: int
    kind: str
    label: str
    parent: int | None
    start: int
    end: int
    cells: list[CellBody]

    @classmethod
    def of(cls, row: Row, audit: Mapping[int, str]) -> RowBody:
        """The body for a row; ``audit`` has the states of its cells by column."""
        return cls(
            ordinal=row.ordinal,
            kind=row.kind,
            label=row.label,
            parent=row.parent,
            start=row.span.start,
            end=row.span.end,
            cells=[CellBody.of(cell, audit.get(column)) for column, cell in enumerate(row.cells)],
        )


class TableBody(Body):
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
    def of(cls, table: Table, states: AuditStates) -> TableBody:
        """The body for a table of the document that ``states`` are of."""
        return cls(
            ordinal=table.ordinal,
            title=table.title,
            layout=table.layout,
            start=table.span.start,
            end=table.span.end,
            unit=table.unit,
            columns=[ColumnBody(path=list(c.path), role=c.role, period=c.period, unit=c.unit) for c in table.columns],
            rows=[RowBody.of(row, _of_row(states, table, row)) for row in table.rows],
        )


def _of_row(states: AuditStates, table: Table, row: Row) -> dict[int, str]:
    keys = {column: (table.ordinal, row.ordinal, column) for column in range(len(row.cells))}
    return {column: states[key] for column, key in keys.items() if key in states}


class TablesBody(Body):
    """The recovered tables of a document in source order."""

    tables: list[TableBody]


class PlaceBody(Body):
    """A slice of the source text that a finding rests on."""

    start: int
    end: int
    quote: str


class FindingBody(Body):
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


class AuditBody(Body):
    """All findings of a document in source order."""

    findings: list[FindingBody]


class ExamplesBody(Body):
    """Questions to start with."""

    examples: list[str]
