"""The parts of an official note around its body; what only people know is a field to fill in."""

from __future__ import annotations

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from assistant.exporting.texts import text
from assistant.exporting.word.pages import BODY, SMALL
from assistant.exporting.word.xml import add_field, element, set_widths

_LEFT, _RIGHT = Mm(64), Mm(96)
_MIDDLE = Pt(13)


def add_head(document: Document) -> None:
    """The two columns at the top (issuer and number; nation, motto, place and date), then the addressee."""
    table = _columns(document, 2, _LEFT, _RIGHT)
    issuer, nation = table.rows[0].cells
    _field(_centred(issuer, first=True), "superior", SMALL)
    _field(_centred(issuer), "issuer", SMALL, bold=True)
    _rule(issuer, Mm(22))
    _words(_centred(nation, first=True), "nation", SMALL)
    _words(_centred(nation), "motto", _MIDDLE)
    _rule(nation, Mm(21))
    number, dated = table.rows[1].cells
    _labelled(_centred(number, first=True), "number", _MIDDLE)
    _labelled(_centred(number), "subject", SMALL)
    _field(_centred(dated, first=True), "place_date", _MIDDLE, italic=True)
    to = document.add_paragraph()
    to.alignment = WD_ALIGN_PARAGRAPH.CENTER
    to.paragraph_format.space_before = to.paragraph_format.space_after = Pt(12)
    _labelled(to, "to", BODY)


def add_end(document: Document) -> None:
    """The recipients at the left, the place of the signature at the right; a page break does not part them."""
    table = _columns(document, 1, Mm(76), Mm(84))
    table.rows[0]._tr.get_or_add_trPr().append(element("w:cantSplit"))
    left, right = table.rows[0].cells
    head = left.paragraphs[0].add_run(text("recipients"))
    head.bold = head.italic = True
    head.font.size = SMALL
    left.add_paragraph().add_run(text("recipients_first")).font.size = Pt(11)
    _field(left.add_paragraph(), "recipients_field", Pt(11))
    _field(left.add_paragraph(), "recipients_last", Pt(11))
    _field(_centred(right, first=True), "signer_title", BODY, bold=True)
    sign = _centred(right)
    sign.paragraph_format.space_before = sign.paragraph_format.space_after = Pt(34)
    _field(sign, "signer_sign", _MIDDLE, italic=True)
    _field(_centred(right), "signer_name", BODY, bold=True)


def _columns(document: Document, rows: int, *widths: Length) -> Table:
    """A table without lines whose columns have these widths."""
    table: Table = document.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, widths)
    return table


def _centred(cell: _Cell, *, first: bool = False) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def _words(paragraph: Paragraph, key: str, size: Length) -> None:
    """Words that stand in every State note; a field too, for other bodies have others."""
    _field(paragraph, key, size, bold=True)


def _labelled(paragraph: Paragraph, key: str, size: Length) -> None:
    paragraph.add_run(text(key)).font.size = size
    _field(paragraph, f"{key}_field", size)


def _field(paragraph: Paragraph, key: str, size: Length, *, bold: bool = False, italic: bool = False) -> None:
    like = paragraph.add_run()
    like.font.size = size
    like.bold, like.italic = bold or None, italic or None
    add_field(paragraph, text(key), key, like)
    paragraph._p.remove(like._r)


def _rule(cell: _Cell, inset: Length) -> None:
    """A line under what stands in the cell, shorter than the cell by ``inset`` at both ends."""
    paragraph = cell.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = inset
    form.space_before, form.space_after, form.line_spacing = Pt(2), Pt(0), Pt(6)
    line = element("w:top", {"w:val": "single", "w:sz": "6", "w:space": "0", "w:color": "000000"})
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        element("w:pBdr", None, line), "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
