"""Sources as real footnotes of Word; python-docx has none, so the part is written here."""

from __future__ import annotations

from itertools import count

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from assistant.exporting.checking import Source
from assistant.exporting.texts import text
from assistant.exporting.word.pages import FOOTNOTE_REFERENCE, FOOTNOTE_TEXT
from assistant.exporting.word.xml import element, legible, simple_field
from indexer.language.normal import one_line

_SEPARATORS = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class Footnotes:
    """The footnotes of one document: a source's first mark makes its note, every later one refers to it."""

    def __init__(self, document: Document, address: str | None) -> None:
        self._address = address
        self._text_style = document.styles[FOOTNOTE_TEXT].style_id
        self._mark_style = document.styles[FOOTNOTE_REFERENCE].style_id
        self._numbers: dict[tuple[int, int], int] = {}
        self._next = count(1)
        package = document.part.package
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, parse_xml(_SEPARATORS), package
        )
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        _declare_separators(document)

    def mark(self, paragraph: Paragraph, exchange: int, source: Source) -> None:
        """Marks the end of ``paragraph`` with ``source`` of exchange number ``exchange``."""
        key = (exchange, source.citation.n)
        if _ends_with_mark(paragraph):
            paragraph.add_run(", ").font.superscript = True
        if key in self._numbers:
            number = self._numbers[key]
            paragraph._p.append(simple_field(f" NOTEREF {_bookmark(number)} \\h ", str(number), self._mark_style))
        else:
            number = self._numbers[key] = next(self._next)
            self._part.element.append(self._note(number, source))
            paragraph._p.extend(self._reference(number))
        if source.state != "exact":
            paragraph.add_run(text(f"mark_{source.state}")).bold = True

    def _reference(self, number: int) -> list[BaseOxmlElement]:
        mark = element("w:r", None, self._mark_properties(), element("w:footnoteReference", {"w:id": str(number)}))
        return [
            element("w:bookmarkStart", {"w:id": str(number), "w:name": _bookmark(number)}),
            mark,
            element("w:bookmarkEnd", {"w:id": str(number)}),
        ]

    def _note(self, number: int, source: Source) -> BaseOxmlElement:
        paragraph = element("w:p", None, element("w:pPr", None, element("w:pStyle", {"w:val": self._text_style})))
        paragraph.append(element("w:r", None, self._mark_properties(), element("w:footnoteRef")))
        if source.state != "exact":
            paragraph.append(_run(" " + text(f"footnote_{source.state}"), bold=True))
        paragraph.append(_run(" " + described(source)))
        if self._address and source.state != "gone":
            target = self._part.relate_to(
                self._address + source.citation.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            paragraph.append(element("w:hyperlink", {"r:id": target}, _run(text("footnote_open"))))
        return element("w:footnote", {"w:id": str(number)}, paragraph)

    def _mark_properties(self) -> BaseOxmlElement:
        return element("w:rPr", None, element("w:rStyle", {"w:val": self._mark_style}))


def described(source: Source) -> str:
    """A source in words: number, title, place, and what stands there, white space made one."""
    cited = source.citation
    number = text("footnote_number", number=cited.number) if cited.number else ""
    section = f", {cited.section}" if cited.section else ""
    page = text("footnote_page", page=cited.locator.page) if cited.locator.page is not None else ""
    return f"{number}{cited.title}{section}{page}{text('footnote_quote', quote=one_line(cited.quote))}"


def _ends_with_mark(paragraph: Paragraph) -> bool:
    """Whether another mark stands right before the end: two numbers in a row would read as one."""
    last = paragraph._p[-1] if len(paragraph._p) else None
    return last is not None and last.tag in (qn("w:bookmarkEnd"), qn("w:fldSimple"))


def _bookmark(number: int) -> str:
    return f"source_{number}"


def _run(words: str, *, bold: bool = False) -> BaseOxmlElement:
    shown = element("w:t", {"xml:space": "preserve"})
    shown.text = legible(words)
    return element("w:r", None, *([element("w:rPr", None, element("w:b"))] if bold else []), shown)


def _declare_separators(document: Document) -> None:
    """Names the two separators in the settings, where the schema has their place: before the compatibility block."""
    settings = document.settings.element
    declared = element(
        "w:footnotePr", None, element("w:footnote", {"w:id": "-1"}), element("w:footnote", {"w:id": "0"})
    )
    compat = settings.find(qn("w:compat"))
    if compat is None:
        settings.append(declared)
    else:
        compat.addprevious(declared)
