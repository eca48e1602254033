"""A document as the indexer sees it, for people: outline, passages, tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.facts.report import STEP, ReportedFinding
from indexer.language.normal import one_line
from indexer.records import DocumentEntry, Outline, StoredPassage, Table

_PREVIEW = 90
_CELL = 28


def document_lines(entry: DocumentEntry) -> Iterator[str]:
    """What the document says of itself."""
    about = entry.metadata
    yield f"{entry.id}: {about.title}"
    yield f"  file {entry.path}, {entry.encoding}, {entry.characters} characters, sha256 {entry.sha256[:12]}"
    period = f"{about.period[0]}-{about.period[1]}" if about.period else None
    facts = {
        "number": about.number,
        "kind": about.kind,
        "issuer": about.issuer,
        "place": about.place,
        "date": about.date,
        "period": period,
        "signer": about.signer,
        "secrecy": about.secrecy,
        "based on": ", ".join(about.based_on),
        "replaces": ", ".join(about.replaces),
        "amends": ", ".join(about.amends),
    }
    yield "  " + ", ".join(f"{name} {value}" for name, value in facts.items() if value)


def outline_lines(outline: Outline) -> Iterator[str]:
    """The tree of sections with the number of blocks in each."""
    for section in outline.sections[1:]:
        depth = len(outline.path(section.ordinal))
        blocks = sum(block.section == section.ordinal for block in outline.blocks)
        name = " ".join(filter(None, (section.label, section.heading))) or section.kind
        place = f"{section.span.start}-{section.span.end}"
        yield f"{'  ' * depth}{name[:_PREVIEW]}  [{section.kind}, {blocks} blocks, {place}]"


def passage_lines(text: str, passages: Sequence[StoredPassage]) -> Iterator[str]:
    """Each passage with its place and its first words."""
    for passage in passages:
        place = f"{passage.span.start}-{passage.span.end}"
        yield f"  {passage.ordinal:4} {passage.kind:4} {place:13} {passage.breadcrumb[:60]}"
        yield f"       {one_line(passage.span.of(text))[:_PREVIEW]}"


def table_lines(tables: Sequence[Table]) -> Iterator[str]:
    """Each table as a grid; a cell in doubt carries a question mark, an empty one a dash."""
    for table in tables:
        unit = f", {table.unit}" if table.unit else ""
        yield f"  table {table.ordinal} ({table.layout}{unit}, {len(table.rows)} rows): {table.title}"
        yield "    " + " | ".join(_short(" / ".join(column.path)) for column in table.columns)
        for row in table.rows:
            cells = (_short(cell.text or "–") + ("" if cell.certain else "?") for cell in row.cells)
            yield f"    {row.kind:8} " + " | ".join(cells)


def finding_lines(findings: Sequence[ReportedFinding]) -> Iterator[str]:
    """Each finding with its figures, and the cells (or words) it rests on with their places."""
    for finding in findings:
        where = "text" if finding.table is None else f"table {finding.table}"
        figures = {"printed": finding.printed, "computed": finding.computed, "difference": finding.difference}
        shown = [f"{name} {value}" for name, value in figures.items() if value is not None]
        yield f"  {finding.kind} ({', '.join([where, *shown])})"
        yield f"    {finding.message}"
        for place in finding.places:
            cell = " | ".join(filter(None, (_short(place.row or ""), _last_step(place.column or ""))))
            yield f"      {place.start}-{place.end}  {_short(place.quote)}{f'  in {cell}' if cell else ''}"


def _short(text: str) -> str:
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


def _last_step(path: str) -> str:
    """A path of headers, or its last step where the year stands."""
    return path if len(path) <= _CELL else _short(path.rsplit(STEP, 1)[-1])
