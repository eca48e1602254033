"""Evidence for a model: numbered places of the documents, table rows as figures with unit and period, best first."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answering.draft import Citations, Draft
from assistant.answering.rows import view_row
from assistant.grouping import Result
from assistant.llm.harmless import fenced, harmless
from assistant.llm.usage import BYTES_A_TOKEN, tokens_of
from assistant.records import Citation
from indexer.records import DocumentEntry, Span, StoredPassage, Table
from indexer.store.reader import OpenIndex

_LEAST = 40  # tokens of a block that still say something


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place that may be cited under ``citation.n``, as a model reads it."""

    citation: Citation
    heading: str
    text: str
    place: str | None


def cited_evidence(index: OpenIndex, draft: Draft) -> list[Evidence]:
    """The places that an answer cites, under its numbers."""
    return [_evidence(index, citation) for citation in draft.citations]


def found_evidence(index: OpenIndex, draft: Draft, results: Sequence[Result], *, most: int) -> list[Evidence]:
    """The places that an answer cites, then what search found beside them, at most ``most`` of all."""
    citations = Citations(index, list(draft.citations))
    for result in results:
        entry = index.catalogue.document(result.document_id)
        for passage in result.passages:
            if entry is None or len(citations.made) >= most or _holds(citations.made, passage):
                continue
            citations.add(entry, passage, passage.span, _table(index, passage))
    return [_evidence(index, citation) for citation in citations.made]


def within_budget(evidence: Sequence[Evidence], tokens: int) -> list[Evidence]:
    """The first blocks that ``tokens`` have room for; the last one is cut where something of it fits."""
    kept: list[Evidence] = []
    for one in evidence:
        head = tokens_of(one.heading) + 16
        room = tokens - head
        if tokens_of(one.text) <= room:
            kept.append(one)
            tokens = room - tokens_of(one.text)
            continue
        if room >= _LEAST:
            cut = one.text.encode()[: room * BYTES_A_TOKEN].decode(errors="ignore").rsplit(" ", 1)[0]
            kept.append(Evidence(one.citation, one.heading, f"{cut} …", one.place))
        break
    return kept


def as_blocks(evidence: Sequence[Evidence]) -> str:
    """The evidence as numbered blocks, sealed with letters that no document can know."""
    seal = secrets.token_hex(4)
    return "\n\n".join(fenced(one.citation.n, one.heading, one.text, seal) for one in evidence)


def _evidence(index: OpenIndex, citation: Citation) -> Evidence:
    entry = index.catalogue.document(citation.document_id)
    if entry is None:
        raise KeyError(citation.document_id)
    about = entry.metadata
    steps = (about.number, about.title, about.place, citation.section)
    text = "\n".join([citation.quote, *_facts(index, entry, citation)])
    return Evidence(citation, harmless(" | ".join(filter(None, steps)).replace("\n", " ")), harmless(text), about.place)


def _facts(index: OpenIndex, entry: DocumentEntry, citation: Citation) -> Iterator[str]:
    """The cells of a cited row, each with its header; figures with unit and period."""
    passage = index.catalogue.passage_at(entry.id, citation.start)
    table = _table(index, passage) if passage is not None else None
    row = next((one for one in table.rows if one.span.start == citation.start), None) if table else None
    if passage is None or table is None or row is None:
        return
    view = view_row(entry, table, passage, row)
    held = Span(citation.start, citation.end)
    for column, cell in zip(table.columns, row.cells, strict=False):
        if column.role not in ("amount", "ordinal") and cell.text and cell.span and held.holds(cell.span):
            yield f"{' - '.join(column.path)}: {cell.text}"
    for amount in view.amounts():
        if amount.cell.certain and amount.cell.span is not None and held.holds(amount.cell.span):
            period = amount.period_words or " - ".join(amount.column.path)
            yield f"{period}: {amount.amount.shown}"


def _table(index: OpenIndex, passage: StoredPassage) -> Table | None:
    if passage.table is None:
        return None
    return next((one for one in index.catalogue.tables(passage.document_id) if one.ordinal == passage.table), None)


def _holds(made: Sequence[Citation], passage: StoredPassage) -> bool:
    return any(
        one.document_id == passage.document_id and one.start < passage.span.end and passage.span.start < one.end
        for one in made
    )
