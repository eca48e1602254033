"""The long names that the note below a table gives to short labels of its rows."""

from __future__ import annotations

from collections.abc import Mapping

from indexer.language.note_names import names_below
from indexer.records import DocumentEntry, Table
from indexer.store.reader import OpenIndex


def note_names(index: OpenIndex, entry: DocumentEntry, table: Table) -> Mapping[str, str]:
    """The long name of each short one, as the note right below ``table`` gives it."""
    return index.prepared.one(
        ("note names", entry.id, table.ordinal), lambda: names_below(index.catalogue.text(entry.id), table.span.end)
    )
