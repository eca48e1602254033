"""An export as a .docx file."""

from __future__ import annotations

import io

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from assistant.exporting.checking import Export
from assistant.exporting.texts import text
from assistant.exporting.word.body import Body, add_verdict, add_warning
from assistant.exporting.word.footnotes import Footnotes
from assistant.exporting.word.letter import add_end, add_head
from assistant.exporting.word.pages import set_up
from assistant.exporting.words import made_by


def as_document(export: Export) -> bytes:
    """A draft of an official note (A4, decree 30/2020) with every source as a footnote."""
    document = Document()
    _drop_thumbnail(document)
    properties = document.core_properties
    properties.title = (export.exchanges[0].question if export.exchanges else "")[:200]
    properties.author = properties.last_modified_by = text("maker")
    properties.comments, properties.language = made_by(export), "vi-VN"
    properties.created = properties.modified = export.made_at.replace(tzinfo=None)
    set_up(document, footer=made_by(export))
    notes = Footnotes(document, export.address)
    add_head(document)
    add_warning(document, export)
    body = Body(document, notes)
    for number, exchange in enumerate(export.exchanges, start=1):
        body.add(number, exchange, several=len(export.exchanges) > 1)
    add_verdict(document, export)
    add_end(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _drop_thumbnail(document: WordDocument) -> None:
    """Takes out the small picture of another document that comes with the library's template."""
    related = document.part.package.rels
    for name in [name for name, one in related.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        related.pop(name)
