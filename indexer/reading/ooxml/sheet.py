"""XLSX to linear text: each shown sheet a page, its values as shown, merged cells with their text in the first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.errors import UnreadableDocument
from indexer.reading.legacy import text_in_font
from indexer.reading.linear import Linear, LineWriter, raised
from indexer.reading.ooxml.package import Element, Package
from indexer.reading.ooxml.sheet_formats import NumberFormat, number_format
from indexer.reading.tabular import MAX_CELLS, write_sheet

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class _Style:
    format: NumberFormat
    font: str | None


@dataclass(frozen=True, slots=True)
class _Book:
    strings: tuple[tuple[tuple[str, str | None], ...], ...]  # the runs of each: text and, where named, its font
    styles: tuple[_Style, ...]
    from_1904: bool


@dataclass(slots=True)
class _Sheet:
    rows: dict[int, dict[int, str]]
    hidden_columns: set[int]
    hidden_rows: int = 0
    without_value: int = 0
    cells: int = 0


def read_sheets(raw: bytes, name: str) -> Linear:
    """The linear text of a spreadsheet; raises :class:`UnreadableDocument`."""
    package = Package(raw, name)
    root = package.xml(_BOOK)
    if root is None:
        raise UnreadableDocument(name, "damaged: no workbook inside")
    properties = root.find(f"{S}workbookPr")
    from_1904 = properties is not None and properties.get("date1904") in _TRUE
    book = _Book(_strings(package), _styles(package.xml("xl/styles.xml")), from_1904)
    targets = package.relations(_BOOK)
    writer = LineWriter()
    for sheet in root.iter(f"{S}sheet"):
        title, part = sheet.get("name", ""), targets.get(sheet.get(_RELATION, ""), "")
        if sheet.get("state") in ("hidden", "veryHidden"):
            writer.warnings.append(f"the hidden sheet {title!r} is not read")
        elif part in package and "worksheets/" in part:
            _write(writer, title, _read_sheet(package, part, book, name))
    return writer.finish("xlsx")


def _write(writer: LineWriter, title: str, sheet: _Sheet) -> None:
    if not sheet.rows:
        return
    writer.page(mark=True, sheet=title)
    writer.line(title)
    columns = [at for at in range(max(map(max, sheet.rows.values())) + 1) if at not in sheet.hidden_columns]
    write_sheet(writer, [[row.get(at, "") for at in columns] for _, row in sorted(sheet.rows.items())])
    if sheet.hidden_rows or sheet.hidden_columns:
        writer.warnings.append(f"the hidden rows or columns of the sheet {title!r} are not read")
    if sheet.without_value:
        writer.warnings.append(f"{sheet.without_value} formulas of the sheet {title!r} hold no value")


def _strings(package: Package) -> tuple[tuple[tuple[str, str | None], ...], ...]:
    part = "xl/sharedStrings.xml"
    return tuple(tuple(_runs(item)) for item in package.elements(part, f"{S}si")) if part in package else ()


def _runs(item: Element) -> list[tuple[str, str | None]]:
    """The text of a string item without the reading aids of East Asian scripts."""
    found: list[tuple[str, str | None]] = []
    for child in item:
        if child.tag == f"{S}t":
            found.append((child.text or "", None))
        elif child.tag == f"{S}r":
            font, height = child.find(f"{S}rPr/{S}rFont"), child.find(f"{S}rPr/{S}vertAlign")
            text = child.findtext(f"{S}t") or ""
            text = raised(text) if height is not None and height.get("val") == "superscript" else text
            found.append((text, None if font is None else font.get("val")))
    return found


def _styles(root: Element | None) -> tuple[_Style, ...]:
    if root is None:
        return ()
    codes = {_int(one.get("numFmtId")): one.get("formatCode", "") for one in root.iter(f"{S}numFmt")}
    fonts = [one.find(f"{S}name") for one in root.iterfind(f"{S}fonts/{S}font")]
    names = [None if one is None else one.get("val") for one in fonts]
    styles: list[_Style] = []
    for cell in root.iterfind(f"{S}cellXfs/{S}xf"):
        font = _int(cell.get("fontId"))
        chosen = names[font] if font < len(names) else None
        styles.append(_Style(number_format(_int(cell.get("numFmtId")), codes), chosen))
    return tuple(styles)


def _read_sheet(package: Package, part: str, book: _Book, name: str) -> _Sheet:
    sheet = _Sheet({}, set())
    number = 0
    for element in package.elements(part, f"{S}col", f"{S}row", f"{S}mergeCell"):
        if element.tag == f"{S}col":
            if element.get("hidden") in _TRUE:
                first = _int(element.get("min"), 1)
                sheet.hidden_columns |= set(range(first - 1, min(_int(element.get("max"), first), 16384)))
        elif element.tag == f"{S}row":
            number = _int(element.get("r"), number + 1)
            _read_row(sheet, element, number, book)
            if sheet.cells > MAX_CELLS:
                raise UnreadableDocument(name, f"more than {MAX_CELLS} cells")
        else:
            _empty_merged(sheet, element.get("ref", ""))
    return sheet


def _read_row(sheet: _Sheet, row: Element, number: int, book: _Book) -> None:
    if row.get("hidden") in _TRUE:
        sheet.hidden_rows += 1
        return
    column = -1
    values: dict[int, str] = {}
    for cell in row.iterfind(f"{S}c"):
        place = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(place.group(1)) if place else column + 1
        text = _shown(cell, book).strip()
        if text:
            values[column] = text
        elif cell.find(f"{S}f") is not None and cell.find(f"{S}v") is None:
            sheet.without_value += 1
    sheet.cells += len(values)
    if values:
        sheet.rows[number] = values


def _shown(cell: Element, book: _Book) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{S}v") or ""
    style_id = _int(cell.get("s"))
    style = book.styles[style_id] if style_id < len(book.styles) else _Style(NumberFormat(""), None)
    if kind == "s":
        runs = book.strings[int(value)] if value.isdecimal() and int(value) < len(book.strings) else ()
        return "".join(text_in_font(text, font or style.font) for text, font in runs)
    if kind == "inlineStr":
        item = cell.find(f"{S}is")
        return "" if item is None else "".join(text_in_font(text, font or style.font) for text, font in _runs(item))
    if kind == "b":
        return "TRUE" if value == "1" else "FALSE"
    if kind == "n":
        return style.format.show(value, from_1904=book.from_1904) if value else ""
    return value  # a formula's text, an error, or a date in ISO form


def _empty_merged(sheet: _Sheet, reference: str) -> None:
    """Only the first cell of a merged range is shown, whatever the others hold."""
    places = [_REFERENCE.fullmatch(place) for place in reference.split(":")]
    if len(places) != 2 or places[0] is None or places[1] is None:
        return
    (left, top), (right, bottom) = ((_column(place[1]), int(place[2])) for place in places if place)
    for number in range(top, min(bottom, max(sheet.rows, default=0)) + 1):
        row = sheet.rows.get(number, {})
        for column in [at for at in row if left <= at <= right and (number, at) != (top, left)]:
            del row[column]
    for number in [number for number, row in sheet.rows.items() if not row]:
        del sheet.rows[number]


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _int(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isdecimal() else default
