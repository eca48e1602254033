"""WordprocessingML that python-docx has no words for: content controls, fields, borders."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # XML 1.0 has no way to write them


def element(tag: str, attributes: Mapping[str, str] | None = None, *children: BaseOxmlElement) -> BaseOxmlElement:
    """The element ``tag`` ("w:p") with its attributes and children."""
    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    made.extend(children)
    return made


def legible(words: str) -> str:
    """``words`` without the control characters that no XML file can hold."""
    return _ILLEGAL.sub(" ", words)


def add_field(paragraph: Paragraph, hint: str, name: str, like: Run) -> None:
    """Adds a content control that shows ``hint`` until a person types over it, set in the letters of ``like``."""
    run = Run(element("w:r"), paragraph)
    run.text = hint
    letters = like._r.rPr if like._r.rPr is not None else element("w:rPr")
    run._r.insert(0, deepcopy(letters))
    properties = element(
        "w:sdtPr",
        None,
        deepcopy(letters),  # of what a person types there
        element("w:alias", {"w:val": hint.strip("[] -;.")[:60]}),
        element("w:tag", {"w:val": name}),
        element("w:showingPlcHdr"),
    )
    paragraph._p.append(element("w:sdt", None, properties, element("w:sdtContent", None, run._r)))


def set_widths(table: Table, widths: Sequence[Length]) -> None:
    """Fixes the width of every column, in the grid and in the cells: programs read the one or the other."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def add_page_number(paragraph: Paragraph) -> None:
    """Adds the number of the page, counted by Word."""
    paragraph._p.append(simple_field(" PAGE ", "1"))


def simple_field(instruction: str, shown: str, style: str | None = None) -> BaseOxmlElement:
    """A field that Word works out; ``shown`` stands there until it has."""
    run = element("w:r")
    if style is not None:
        run.append(element("w:rPr", None, element("w:rStyle", {"w:val": style})))
    words = element("w:t")
    words.text = shown
    run.append(words)
    return element("w:fldSimple", {"w:instr": instruction}, run)
