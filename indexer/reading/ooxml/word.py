"""DOCX to linear text: paragraphs as shown with their numbers, tables as rows, notes below what refers to them."""

from __future__ import annotations

from collections.abc import Iterator

from indexer.errors import UnreadableDocument
from indexer.reading.linear import Linear, LineWriter
from indexer.reading.ooxml.package import Element, Package
from indexer.reading.ooxml.word_inline import MC, Inline, InlineReader, is_centred
from indexer.reading.ooxml.word_numbering import Numbering, read_numbering
from indexer.reading.ooxml.word_styles import Styles, W, has_border, read_styles, value_of

_MAIN = "word/document.xml"
_MOST_NESTED = 40
_LAYOUT_COLUMNS, _LAYOUT_ROWS = 3, 4
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"))


def read_word(raw: bytes, name: str) -> Linear:
    """The linear text of a Word file; raises :class:`UnreadableDocument`."""
    package = Package(raw, name)
    root = package.xml(_MAIN)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        raise UnreadableDocument(name, "damaged: no Word document inside")
    reader = _Reader(
        read_styles(package.xml("word/styles.xml")),
        read_numbering(package.xml("word/numbering.xml")),
        {kind: _notes(package.xml(f"word/{kind}s.xml"), kind) for kind in ("footnote", "endnote")},
        name,
    )
    reader.flow(body)
    for part in package.parts("word/"):
        if part.startswith(("word/header", "word/footer")):
            reader.aside(package.xml(part))
    if body.find(f".//{W}altChunk") is not None:
        reader.writer.warnings.append("an embedded document (altChunk) is not read")
    return reader.finish(paged=body.find(f".//{W}lastRenderedPageBreak") is not None)


def _notes(root: Element | None, kind: str) -> dict[str, Element]:
    return {note.get(f"{W}id", ""): note for note in (() if root is None else root.iter(f"{W}{kind}"))}


class _Reader:
    """One pass over the body of a document."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: dict[str, dict[str, Element]], name: str) -> None:
        self.writer = LineWriter()
        self._styles, self._numbering, self._notes, self._name = styles, numbering, notes, name
        self._inline = InlineReader(styles)
        self._centred = False
        self._depth = 0
        self._joined = ""  # the text of a paragraph whose mark was deleted
        self.writer.page(mark=False)

    def finish(self, *, paged: bool) -> Linear:
        """The text, without pages where the file does not tell them."""
        linear = self.writer.finish("docx")
        return linear if paged else Linear(linear.text, "docx", (), linear.aside, linear.warnings)

    def flow(self, parent: Element) -> None:
        """Paragraphs and tables below ``parent`` in reading order."""
        self._depth += 1
        if self._depth > _MOST_NESTED:
            raise UnreadableDocument(self._name, "damaged: nested too deep")
        for child in _content(parent):
            if child.tag == f"{W}p":
                self._paragraph(child)
            else:
                self._table(child)
        self._depth -= 1

    def aside(self, root: Element | None) -> None:
        """Keeps the lines of a header or footer out of the flow."""
        for paragraph in () if root is None else root.iter(f"{W}p"):
            self.writer.aside.append(self._inline.read(paragraph).text.strip())

    def _paragraph(self, paragraph: Element) -> None:
        properties = paragraph.find(f"{W}pPr")
        style = value_of(properties, "pStyle")
        if (style or "").upper().startswith("TOC") and (style or "")[3:4].isdigit():
            return  # the table of contents repeats every heading
        inline = self._inline.read(paragraph)
        text = self._joined + inline.text
        self._joined = ""
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._joined = text
            return
        if not text.strip() and not inline.boxes:
            self.writer.blank()
            self._pages(inline)
            return
        centred = is_centred(paragraph, self._styles)
        if (self._centred and not centred) or self._is_heading(properties, style):
            self.writer.blank()  # a title ends where the centred lines end
        self._centred = centred
        self._pages(inline)
        label = self._label(properties, style) if text.strip() else ""
        self.writer.line(f"{label} {text.strip()}")
        self._below(inline)

    def _pages(self, inline: Inline) -> None:
        for _ in range(inline.breaks):
            self.writer.page(mark=False)

    def _below(self, inline: Inline) -> None:
        """Text boxes and notes, below the paragraph that they hang on."""
        for box in inline.boxes:
            self.flow(box)
        for kind, key, mark in inline.notes:
            note = self._notes[kind].get(key)
            if note is not None:
                text = " ".join(self._inline.read(one).text.strip() for one in note.iter(f"{W}p"))
                self.writer.line(f"{mark} {text.strip()}")

    def _is_heading(self, properties: Element | None, style: str | None) -> bool:
        own = value_of(properties, "outlineLvl")
        level = own if own is not None else self._styles.paragraph_value(style, "outlineLvl")
        return level is not None and level != "9"

    def _label(self, properties: Element | None, style: str | None) -> str:
        """The automatic number of a paragraph; asked for once, since it counts on."""
        list_id = value_of(properties, "numPr/numId")
        level = value_of(properties, "numPr/ilvl")
        if list_id is None:
            list_id = self._styles.paragraph_value(style, "numPr/numId")
        if level is None:
            level = self._styles.paragraph_value(style, "numPr/ilvl")
        if list_id in (None, "0"):
            return ""
        return self._numbering.label(list_id or "", int(level) if level and level.isdecimal() else 0)

    def _table(self, table: Element) -> None:
        rows = [row for row in _rows(table) if row.find(f"{W}trPr/{W}del") is None]
        cells = [list(_cells(row)) for row in rows]
        if self._is_layout(table, cells):
            for cell in (cell for row in cells for cell in row):
                self.flow(cell)
                self.writer.blank()
            return
        below: list[Inline] = []
        grid = [self._grid_row(row, found, below) for row, found in zip(rows, cells, strict=True)]
        width = max(map(len, grid), default=0)
        self.writer.rows([[*row, *[""] * (width - len(row))] for row in grid])
        for inline in below:
            self._below(inline)
        self.writer.blank()
        self._centred = False

    def _grid_row(self, row: Element, cells: list[Element], below: list[Inline]) -> list[str]:
        """The cells of a row, a merged one with its text in the first column and nothing in the others."""
        texts = [""] * _count(value_of(row, "trPr/gridBefore"), 0)
        for cell in cells:
            properties = cell.find(f"{W}tcPr")
            merge = None if properties is None else properties.find(f"{W}vMerge")
            goes_on = merge is not None and merge.get(f"{W}val", "continue") != "restart"
            texts.append("" if goes_on else self._cell_text(cell, below))
            texts += [""] * (_count(value_of(properties, "gridSpan"), 1) - 1)
        return texts + [""] * _count(value_of(row, "trPr/gridAfter"), 0)

    def _cell_text(self, cell: Element, below: list[Inline]) -> str:
        """All paragraphs of a cell, nested tables too, on one line."""
        parts: list[str] = []
        for paragraph in cell.iter(f"{W}p"):
            inline = self._inline.read(paragraph)
            properties = paragraph.find(f"{W}pPr")
            label = self._label(properties, value_of(properties, "pStyle"))
            parts += [label, inline.text]
            self._pages(inline)
            if inline.notes:
                below.append(Inline(notes=inline.notes))
        return " ".join(filter(None, (part.strip() for part in parts)))

    def _is_layout(self, table: Element, cells: list[list[Element]]) -> bool:
        """Whether a table only sets texts side by side, as the head and the signature of a letter are."""
        if len(cells) == 1 and len(cells[0]) == 1:
            return True
        if len(cells) > _LAYOUT_ROWS or max(map(len, cells), default=0) > _LAYOUT_COLUMNS:
            return False
        properties = table.find(f"{W}tblPr")
        own = None if properties is None else properties.find(f"{W}tblBorders")
        if any(has_border(cell.find(f"{W}tcPr/{W}tcBorders")) for row in cells for cell in row):
            return False
        if own is not None:
            return not has_border(own)
        return not self._styles.table_has_border(value_of(properties, "tblStyle"))


def _content(parent: Element) -> Iterator[Element]:
    """Paragraphs and tables directly below ``parent``, wrappers looked through."""
    for child in parent:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _WRAPPERS and not _is_contents(child):
            yield from _content(child)
        elif child.tag == f"{MC}AlternateContent":
            choice = child.find(f"{MC}Choice")
            yield from _content(child if choice is None else choice)


def _is_contents(element: Element) -> bool:
    gallery = value_of(element, "sdtPr/docPartObj/docPartGallery")
    return gallery == "Table of Contents"


def _rows(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _cells(child)


def _count(text: str | None, default: int) -> int:
    return min(int(text), 63) if text and text.isdecimal() else default  # Word's own bound of columns
