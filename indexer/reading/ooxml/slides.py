"""PPTX to linear text: each slide a page, its title first, tables as rows."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.errors import UnreadableDocument
from indexer.reading.legacy import text_in_font
from indexer.reading.linear import Linear, LineWriter, raised
from indexer.reading.ooxml.package import Element, Package

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_SHOW = "ppt/presentation.xml"
_FURNITURE = ("sldNum", "dt", "ftr", "hdr")
_TITLES = ("title", "ctrTitle")
_ON = ("1", "true")


def read_slides(raw: bytes, name: str) -> Linear:
    """The linear text of a presentation; raises :class:`UnreadableDocument`."""
    package = Package(raw, name)
    root = package.xml(_SHOW)
    if root is None:
        raise UnreadableDocument(name, "damaged: no presentation inside")
    targets = package.relations(_SHOW)
    writer = LineWriter()
    for entry in root.iter(f"{P}sldId"):
        slide = package.xml(targets.get(entry.get(_RELATION, ""), ""))
        if slide is None:
            continue
        if slide.get("show") in ("0", "false"):
            writer.warnings.append("a hidden slide is not read")
            continue
        writer.page(mark=True)
        _slide(writer, slide)
    return writer.finish("pptx")


def _slide(writer: LineWriter, slide: Element) -> None:
    shapes = list(_shapes(slide))
    for shape in sorted(shapes, key=lambda one: _placeholder(one) not in _TITLES):
        table = shape.find(f".//{A}tbl")
        if table is not None:
            writer.rows([[_cell(cell) for cell in row.iterfind(f"{A}tc")] for row in table.iterfind(f"{A}tr")])
            continue
        lines = [_text(paragraph) for paragraph in shape.iter(f"{A}p")]
        if _placeholder(shape) in _FURNITURE:
            writer.aside += lines
            continue
        for line in lines:
            writer.line(line)
        writer.blank()


def _shapes(parent: Element) -> Iterator[Element]:
    """Shapes and tables in the order of the file, groups looked through."""
    for child in parent:
        if child.tag in (f"{P}sp", f"{P}graphicFrame"):
            yield child
        else:
            yield from _shapes(child)


def _placeholder(shape: Element) -> str:
    found = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return "" if found is None else found.get("type", "body")


def _cell(cell: Element) -> str:
    if cell.get("hMerge") in _ON or cell.get("vMerge") in _ON:
        return ""
    return " ".join(filter(None, (_text(paragraph).strip() for paragraph in cell.iter(f"{A}p"))))


def _text(paragraph: Element) -> str:
    pieces: list[str] = []
    for child in paragraph:
        if child.tag == f"{A}br":
            pieces.append("\n")
        elif child.tag in (f"{A}r", f"{A}fld"):
            properties, font = child.find(f"{A}rPr"), child.find(f"{A}rPr/{A}latin")
            text = text_in_font(child.findtext(f"{A}t") or "", None if font is None else font.get("typeface"))
            lifted = properties is not None and properties.get("baseline", "0").lstrip("0%")[:1].isdecimal()
            pieces.append(raised(text) if lifted else text)
    return "".join(pieces)
