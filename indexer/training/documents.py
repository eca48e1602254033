"""Pairs from documents of the kind that are served: headings over their text, labels of rows over their cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from indexer.build import parse
from indexer.reading.corpus import open_corpus, read_source
from indexer.records import ParsedDocument, Passage
from indexer.training.articles import TitledPassage

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"(?<=[.;:?!])\s+|\n+")


def document_passages(folder: Path) -> list[TitledPassage]:
    """A titled passage for each passage of the documents in ``folder``: its title is its heading, or its row's label.

    Raises CorpusError and UnreadableDocument.
    """
    return [titled for file in open_corpus(folder).files for titled in _titled(parse(read_source(file)))]


def _titled(document: ParsedDocument) -> Iterator[TitledPassage]:
    for passage in document.passages:
        text = passage.span.of(document.source.text)
        if passage.kind == "row":
            title, pieces = _row(text, passage)
        else:
            title = document.outline.sections[passage.section].heading
            pieces = [piece for piece in _SENTENCE_END.split(text) if _LETTERS.search(piece)]
        if pieces:
            yield TitledPassage(" ".join(title.split()), tuple(pieces))


def _row(text: str, passage: Passage) -> tuple[str, list[str]]:
    """The cell with the most words, which says what the row is about, and what else stands in the row and above it."""
    cells = [cell for cell in re.split(r"[\t\n|]+", text) if _LETTERS.search(cell)]
    if not cells:
        return "", []
    label = max(cells, key=lambda cell: len(_LETTERS.findall(cell)))
    others = [cell for cell in cells if cell is not label]
    return label, [piece for piece in (*others, passage.context) if _LETTERS.search(piece)]
