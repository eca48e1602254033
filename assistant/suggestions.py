"""Questions to start with, drawn from what the index holds."""

from __future__ import annotations

from collections.abc import Collection

from assistant.phrases import phrase
from indexer.records import DocumentEntry, Table
from indexer.store.reader import OpenIndex

_MOST = 3
_LABEL = (12, 90)  # a label that reads well inside a question


def examples(index: OpenIndex, among: Collection[str] = ()) -> tuple[str, ...]:
    """Up to three questions that a table or a section of the index answers, from different documents.

    ``among`` are the ids of the documents that may be asked about; none means all.
    """
    found: dict[str, None] = {}
    for entry in index.catalogue.documents():
        if among and entry.id not in among:
            continue
        asked = _about_tables(entry, index.catalogue.tables(entry.id)) or _about(entry)
        if asked:
            found[asked] = None
        if len(found) == _MOST:  # the tables of the other documents need not be read
            break
    return tuple(found)


def _about_tables(entry: DocumentEntry, tables: tuple[Table, ...]) -> str | None:
    """The first row with a figure under a year, asked for as a person would."""
    for table in tables:
        labels = [column.ordinal for column in table.columns if column.role == "label"]
        amounts = [column for column in table.columns if column.role == "amount" and (column.period or "").isdigit()]
        for row in table.rows if labels and amounts else ():
            label = row.cells[labels[0]].text
            for column in amounts:
                cell = row.cells[column.ordinal]
                if row.kind == "item" and cell.text and cell.certain and _LABEL[0] <= len(label) <= _LABEL[1]:
                    place = entry.metadata.place or entry.metadata.number or entry.metadata.title
                    return phrase("example_amount", label=label.rstrip(" .;:"), year=str(column.period), place=place)
    return None


def _about(entry: DocumentEntry) -> str | None:
    name = entry.metadata.number or entry.metadata.title
    return phrase("example_goal", name=name) if entry.metadata.kind else None
