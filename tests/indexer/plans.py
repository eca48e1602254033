"""The documents of ``tests/data/plans`` as the stages of indexing see them."""

from __future__ import annotations

from pathlib import Path

from indexer.build import parse
from indexer.reading.corpus import open_corpus, read_source
from indexer.records import ParsedDocument, Section, SourceText
from tests.conftest import PLANS

PARTY = "lai-chau-85-kh-tu"
STATE = "ca-mau-1207-kh-ubnd"
DECISION = "quyet-dinh-kem-de-an"
BARE = "chuong-trinh"
ALL = (PARTY, STATE, DECISION, BARE)


def parsed(document_id: str, folder: Path = PLANS) -> ParsedDocument:
    """One document of the folder, parsed."""
    file = next(file for file in open_corpus(folder).files if file.document_id == document_id)
    return parse(read_source(file))


def parsed_text(text: str) -> ParsedDocument:
    """A text parsed as if it were a document."""
    return parse(SourceText("made-up", "made-up.txt", "0" * 64, text, "utf-8"))


def section(document: ParsedDocument, *labels: str) -> Section:
    """The section at the end of a path of labels."""
    found = [
        one
        for one in document.outline.sections
        if tuple(step.label for step in document.outline.path(one.ordinal)) == labels
    ]
    assert len(found) == 1, f"{len(found)} sections {labels}"
    return found[0]
