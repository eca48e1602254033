"""Paper, margins, fonts and styles."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

from assistant.exporting.word.xml import add_page_number, element, legible

FONT = "Times New Roman"
BODY, SMALL, NOTE = Pt(14), Pt(12), Pt(10)
TEXT_WIDTH = Mm(210 - 30 - 20)
FOOTNOTE_TEXT, FOOTNOTE_REFERENCE = "footnote text", "footnote reference"


def set_up(document: Document, footer: str) -> None:
    """Gives ``document`` its paper and styles, a page number from the second page on, and ``footer`` on every page."""
    _style(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance, section.footer_distance = Mm(10), Mm(8)
    section.different_first_page_header_footer = True
    number = section.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_page_number(number)
    _footer(section, footer)


def _footer(section: Section, words: str) -> None:
    for footer in (section.first_page_footer, section.footer):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(legible(words))
        run.italic = True
        run.font.size = NOTE


def _style(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    if defaults is not None:  # the template's theme fonts and spacing would show through
        document.styles.element.remove(defaults)
    normal = _named(document, "Normal")
    _set_font(normal, BODY)
    normal.element.get_or_add_rPr().append(element("w:lang", {"w:val": "vi-VN", "w:eastAsia": "vi-VN"}))
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    body = _named(document, "Body Text")
    _set_font(body, BODY)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = Mm(10)
    body.paragraph_format.space_before, body.paragraph_format.space_after = Pt(0), Pt(6)
    for name in ("Header", "Footer"):
        _set_font(_named(document, name), BODY)
    notes = document.styles.add_style(FOOTNOTE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    notes.base_style = normal
    notes.font.size = NOTE
    notes.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    mark = document.styles.add_style(FOOTNOTE_REFERENCE, WD_STYLE_TYPE.CHARACTER)
    mark.font.superscript = True


def _named(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    return style


def _set_font(style: ParagraphStyle, size: Pt) -> None:
    style.font.name, style.font.size = FONT, size
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme"):
        fonts.attrib.pop(qn(theme), None)
