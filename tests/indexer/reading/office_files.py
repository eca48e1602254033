"""Office files made of their parts, as small as the formats allow."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
P = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
RULED = (
    '<w:tblPr><w:tblBorders><w:top w:val="single"/><w:insideH w:val="single"/><w:insideV w:val="single"/>'
    "</w:tblBorders></w:tblPr>"
)


def packed(parts: dict[str, str]) -> bytes:
    """The parts as a zip file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(*runs: str, properties: str = "") -> str:
    """A paragraph; a run may be plain text."""
    content = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def cell(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """A table cell; ``merge`` is "restart" or "continue"."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    content = "".join(one if one.startswith("<w:p>") else par(one) for one in paragraphs) or par("")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def table(*rows: list[str], properties: str = RULED) -> str:
    """A table of cells; a cell may be plain text."""
    made = ["".join(one if one.startswith("<") else cell(one) for one in row) for row in rows]
    return f"<w:tbl>{properties}{''.join(f'<w:tr>{row}</w:tr>' for row in made)}</w:tbl>"


def docx(*blocks: str, **parts: str) -> bytes:
    """A Word file; blocks are XML or plain text, ``parts`` the content of further parts by name ("styles")."""
    body = "".join(one if one.startswith("<") else par(one) for one in blocks)
    named = {f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>" for name, content in parts.items()}
    return packed({"word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>"} | named)


def xlsx(*sheets: tuple[str, str], strings: str = "", styles: str = "", states: str = "") -> bytes:
    """A spreadsheet of sheets: name and the XML below ``worksheet``."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{at}" r:id="r{at}" {states if at > 1 else ""}/>'
        for at, (name, _) in enumerate(sheets, start=1)
    )
    links = "".join(f'<Relationship Id="r{at}" Target="worksheets/s{at}.xml"/>' for at in range(1, len(sheets) + 1))
    parts = {
        "xl/workbook.xml": f"<workbook {S} {R}><sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}">{links}</Relationships>',
    }
    parts |= {f"xl/worksheets/s{at}.xml": f"<worksheet {S}>{xml}</worksheet>" for at, (_, xml) in enumerate(sheets, 1)}
    if strings:
        parts["xl/sharedStrings.xml"] = f"<sst {S}>{strings}</sst>"
    if styles:
        parts["xl/styles.xml"] = f"<styleSheet {S}>{styles}</styleSheet>"
    return packed(parts)


def sheet_rows(*rows: list[str | float | None]) -> str:
    """Rows of a sheet: text inline, numbers as they are."""
    made = []
    for number, row in enumerate(rows, start=1):
        cells = ""
        for at, value in enumerate(row):
            place = f"{chr(ord('A') + at)}{number}"
            if isinstance(value, str):
                cells += f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
            elif value is not None:
                cells += f'<c r="{place}"><v>{value}</v></c>'
        made.append(f'<row r="{number}">{cells}</row>')
    return f"<sheetData>{''.join(made)}</sheetData>"


def pptx(*slides: str) -> bytes:
    """A presentation of slides: the XML of their shapes."""
    listed = "".join(f'<p:sldId id="{at}" r:id="r{at}"/>' for at in range(1, len(slides) + 1))
    links = "".join(f'<Relationship Id="r{at}" Target="slides/s{at}.xml"/>' for at in range(1, len(slides) + 1))
    parts = {
        "ppt/presentation.xml": f"<p:presentation {P} {R}><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": f'<Relationships xmlns="{LINKS}">{links}</Relationships>',
    }
    for at, shapes in enumerate(slides, start=1):
        parts[f"ppt/slides/s{at}.xml"] = f"<p:sld {P} {A}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"
    return packed(parts)


def shape(*paragraphs: str, kind: str = "body") -> str:
    """A shape of a slide with its placeholder kind."""
    lines = "".join(f"<a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p>" for text in paragraphs)
    return f'<p:sp><p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>'
