"""Styles of a Word file: what a paragraph, a run or a table inherits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from indexer.reading.ooxml.package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
_OFF = ("0", "false", "off", "none")
_EDGES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")
_MOST_ANCESTORS = 20


def switched_on(properties: Element | None, name: str) -> bool | None:
    """Whether the on/off property ``name`` is set in ``properties``; None where it is not mentioned."""
    found = None if properties is None else properties.find(W + name)
    return None if found is None else found.get(VALUE, "1") not in _OFF


def value_of(properties: Element | None, path: str) -> str | None:
    """The ``w:val`` of a property by its path of names."""
    found = None if properties is None else properties.find("/".join(W + step for step in path.split("/")))
    return None if found is None else found.get(VALUE)


def has_border(borders: Element | None) -> bool:
    """Whether a ``tblBorders`` or ``tcBorders`` element draws any line."""
    edges = [] if borders is None else [borders.find(W + edge) for edge in _EDGES]
    return any(edge is not None and edge.get(VALUE, "nil") not in ("nil", "none") for edge in edges)


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by id, and the ids that stand in where a paragraph names none."""

    by_id: dict[str, Element]
    default_paragraph: str | None

    def chain(self, style: str | None) -> Iterator[Element]:
        """The style and those it is based on, nearest first."""
        for _ in range(_MOST_ANCESTORS):
            element = self.by_id.get(style or "")
            if element is None:
                return
            yield element
            style = value_of(element, "basedOn")

    def paragraph_value(self, style: str | None, path: str) -> str | None:
        """A paragraph property that the style or an ancestor sets."""
        for element in self.chain(style or self.default_paragraph):
            found = value_of(element.find(f"{W}pPr"), path)
            if found is not None:
                return found
        return None

    def run_switch(self, style: str | None, name: str) -> bool | None:
        """An on/off run property that the style or an ancestor sets."""
        for element in self.chain(style):
            found = switched_on(element.find(f"{W}rPr"), name)
            if found is not None:
                return found
        return None

    def font(self, style: str | None) -> str | None:
        """The font that the style or an ancestor names."""
        for element in self.chain(style):
            fonts = element.find(f"{W}rPr/{W}rFonts")
            if fonts is not None and fonts.get(f"{W}ascii"):
                return fonts.get(f"{W}ascii")
        return None

    def table_has_border(self, style: str | None) -> bool:
        """Whether a table style draws lines."""
        return any(has_border(element.find(f"{W}tblPr/{W}tblBorders")) for element in self.chain(style))


def read_styles(root: Element | None) -> Styles:
    """The styles of ``word/styles.xml``; none where the part is missing."""
    by_id: dict[str, Element] = {}
    default = None
    for style in () if root is None else root.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        by_id[name] = style
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
            default = name
    return Styles(by_id, default)
