"""What stands inside a paragraph of a Word file: its text as shown, its notes, its text boxes, its page breaks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from indexer.reading.legacy import text_in_font
from indexer.reading.linear import raised
from indexer.reading.ooxml.package import Element
from indexer.reading.ooxml.word_styles import VALUE, Styles, W, switched_on, value_of

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# Properties, deleted and moved-away text (tracked changes count as accepted), field codes
_UNSEEN = frozenset(
    W + name for name in ("pPr", "rPr", "sdtPr", "del", "moveFrom", "instrText", "delText", "delInstrText", "rt")
)
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@dataclass(slots=True)
class Inline:
    """A paragraph taken apart."""

    pieces: list[str] = field(default_factory=list)
    notes: list[tuple[str, str, str]] = field(default_factory=list)  # "footnote" or "endnote", id, mark as shown
    boxes: list[Element] = field(default_factory=list)  # txbxContent elements
    breaks: int = 0  # pages that begin inside the paragraph, as last laid out

    @property
    def text(self) -> str:
        """The shown text; tabs and line breaks are kept."""
        return "".join(self.pieces)


class InlineReader:
    """Reads paragraphs of one document; numbers its notes in the order in which they are referred to."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._note_count = 0

    def read(self, paragraph: Element) -> Inline:
        """Everything in ``paragraph``."""
        found = Inline()
        style = value_of(paragraph.find(f"{W}pPr"), "pStyle") or self._styles.default_paragraph
        self._walk(paragraph, style, found)
        return found

    def _walk(self, children: Iterable[Element], style: str | None, found: Inline) -> None:
        for child in children:
            if child.tag in _UNSEEN:
                continue
            if child.tag == f"{W}r":
                self._run(child, style, found)
            elif child.tag == f"{MC}AlternateContent":
                choice = child.find(f"{MC}Choice")
                self._walk(child if choice is None else choice, style, found)
            elif child.tag == f"{W}txbxContent":
                found.boxes.append(child)
            elif child.tag == _MATH_TEXT:
                found.pieces.append(child.text or "")
            else:
                self._walk(child, style, found)

    def _run(self, run: Element, style: str | None, found: Inline) -> None:
        properties = run.find(f"{W}rPr")
        if self._switch(properties, style, "vanish"):
            return
        capitals = self._switch(properties, style, "caps")
        font = self._font(properties, style)
        is_raised = value_of(properties, "vertAlign") == "superscript"
        for child in run:
            sign = _SIGNS.get(child.tag)
            if child.tag == f"{W}t":
                text = text_in_font(child.text or "", font)
                text = raised(text) if is_raised else text
                found.pieces.append(text.upper() if capitals else text)
            elif sign is not None:
                found.pieces.append(sign)
            elif child.tag == f"{W}br":
                found.pieces.append("\n")
            elif child.tag == f"{W}lastRenderedPageBreak":
                found.breaks += 1
            elif child.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self._note(child, found)
            elif child.tag not in _UNSEEN:
                self._walk([child], style, found)

    def _note(self, reference: Element, found: Inline) -> None:
        self._note_count += 1
        kind = "footnote" if reference.tag == f"{W}footnoteReference" else "endnote"
        mark = raised(str(self._note_count))
        found.notes.append((kind, reference.get(f"{W}id", ""), mark))
        found.pieces.append(mark)

    def _switch(self, properties: Element | None, style: str | None, name: str) -> bool:
        direct = switched_on(properties, name)
        if direct is None:
            direct = self._styles.run_switch(value_of(properties, "rStyle"), name)
        return bool(self._styles.run_switch(style, name) if direct is None else direct)

    def _font(self, properties: Element | None, style: str | None) -> str | None:
        fonts = None if properties is None else properties.find(f"{W}rFonts")
        direct = None if fonts is None else fonts.get(f"{W}ascii")
        return direct or self._styles.font(value_of(properties, "rStyle")) or self._styles.font(style)


def is_centred(paragraph: Element, styles: Styles) -> bool:
    """Whether a paragraph is centred, by itself or by its style."""
    properties = paragraph.find(f"{W}pPr")
    own = None if properties is None else properties.find(f"{W}jc")
    if own is not None:
        return own.get(VALUE) == "center"
    return styles.paragraph_value(value_of(properties, "pStyle"), "jc") == "center"
