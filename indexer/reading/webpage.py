"""HTML to linear text: blocks as lines, list items with their marks, tables as rows with spans resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from indexer.errors import UnreadableDocument
from indexer.reading.grid import SpanningCell, rectangle
from indexer.reading.linear import Linear, LineWriter, raised
from indexer.reading.textfile import decode

_HIDDEN = frozenset({"script", "style", "template", "noscript", "head", "nav", "svg", "button", "select", "iframe"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
     "main", "ol", "p", "pre", "section", "summary", "ul"}
)  # fmt: skip
_APART = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "hr"})
_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_SHORT_CODES = {"utf8": "utf-8", "unicode": "utf-8"}
_BORDER = re.compile(r"\bborder(?:-(?:top|bottom|left|right|width|style))?\s*:\s*([^;]*)")
_NO_BORDER = re.compile(r"$|none\b|hidden\b|0(?:[a-z]*)(?:\s|$)")
_LAYOUT_COLUMNS, _LAYOUT_ROWS = 3, 4
_MOST_NESTED = 60


def read_html(raw: bytes, name: str) -> Linear:
    """The linear text of a web page; raises :class:`UnreadableDocument`."""
    reader = _Page(name)
    reader.feed(_decoded(raw, name))
    reader.close()
    return reader.finish()


def _decoded(raw: bytes, name: str) -> str:
    found = _CHARSET.search(raw[:4096])
    declared = found.group(1).decode("ascii").lower() if found else ""
    try:
        if raw[:2] not in (b"\xff\xfe", b"\xfe\xff") and declared:
            return raw.decode(_SHORT_CODES.get(declared, declared))
    except (UnicodeDecodeError, LookupError):
        pass  # a wrong declaration: the bytes themselves tell
    return decode(raw, name)[0]


@dataclass(slots=True)
class _Table:
    rows: list[list[SpanningCell]] = field(default_factory=list)
    cell: list[str] | None = None  # the pieces of the open cell
    spans: tuple[int, int] = (1, 1)
    ruled: bool = False


class _Page(HTMLParser):
    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self._name = name
        self._writer = LineWriter()
        self._pieces: list[str] = []
        self._mark = ""  # of the list item whose first words are still to come
        self._hidden = self._raised = 0
        self._tables: list[_Table] = []
        self._lists: list[int | None] = []  # the next number of an ordered list, None for a bullet list

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens blocks, lists and tables."""
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "table":
            self._open_table(dict(attrs))
        elif tag in ("tr", "td", "th") and self._tables:
            self._open_cell(tag, dict(attrs))
        elif tag == "sup":
            self._raised += 1
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in ("ul", "ol"):
            self._end_block()
            self._lists.append(1 if tag == "ol" else None)
        elif tag in _BLOCKS:
            self._end_block()
            if tag in _APART and not self._tables:
                self._writer.blank()
            if tag == "li":
                self._mark = self._item_mark()

    def handle_endtag(self, tag: str) -> None:
        """Closes what a start tag opened; stray end tags are passed over."""
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "sup":
            self._raised = max(0, self._raised - 1)
        elif tag == "table" and self._tables:
            self._close_table()
        elif tag in ("td", "th", "tr") and self._tables:
            self._close_cell()
        elif tag in _BLOCKS:
            self._end_block()
            if tag in ("ul", "ol") and self._lists:
                self._lists.pop()

    def handle_data(self, data: str) -> None:
        """Text between tags: any white space of the page is one space."""
        if not self._hidden:
            text = re.sub(r"\s+", " ", data)
            self._pieces.append(raised(text) if self._raised else text)

    def finish(self) -> Linear:
        """Everything read."""
        while self._tables:
            self._close_table()
        self._end_block()
        return self._writer.finish("html")

    def _item_mark(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        number = self._lists[-1]
        self._lists[-1] = number + 1
        return f"{number}. "

    def _end_block(self) -> None:
        """The pieces so far are a paragraph, of the open cell or of the page."""
        text = re.sub(r" *\n *", "\n", re.sub(r" +", " ", "".join(self._pieces))).strip()
        self._pieces = []
        if not text:
            return
        text, self._mark = self._mark + text, ""
        cell = self._tables[-1].cell if self._tables else None
        if cell is not None:
            cell.append(text)
        elif not self._tables:
            self._writer.line(text)

    def _open_table(self, attributes: dict[str, str | None]) -> None:
        self._end_block()
        if len(self._tables) >= _MOST_NESTED:
            raise UnreadableDocument(self._name, "damaged: nested too deep")
        border = (attributes.get("border") or "0").strip() not in ("", "0")
        self._tables.append(_Table(ruled=border or _draws_border(attributes)))

    def _open_cell(self, tag: str, attributes: dict[str, str | None]) -> None:
        self._close_cell()
        table = self._tables[-1]
        if tag == "tr":
            table.rows.append([])
            return
        table.ruled = table.ruled or tag == "th" or _draws_border(attributes)
        table.cell = []
        table.spans = (_span(attributes.get("colspan")), _span(attributes.get("rowspan")))

    def _close_cell(self) -> None:
        self._end_block()
        table = self._tables[-1]
        if table.cell is not None:
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(SpanningCell("\n".join(table.cell), *table.spans))
            table.cell = None

    def _close_table(self) -> None:
        self._close_cell()
        table = self._tables.pop()
        grid = rectangle(table.rows)
        width = max(map(len, grid), default=0)
        layout = not table.ruled and width <= _LAYOUT_COLUMNS and len(grid) <= _LAYOUT_ROWS
        if self._tables:
            self._pieces.append(" ".join(cell for row in grid for cell in row if cell))
            self._end_block()
        elif layout or width == 1:
            for cell in (cell for row in grid for cell in row if cell):
                self._writer.line(cell)
                self._writer.blank()
        else:
            self._writer.rows(grid)


def _draws_border(attributes: dict[str, str | None]) -> bool:
    """Whether a style rules the edges of a table or cell; "border: none" and "border: 0" rule nothing."""
    found = _BORDER.findall((attributes.get("style") or "").lower())
    return any(not _NO_BORDER.match(value.strip()) for value in found)


def _span(text: str | None) -> int:
    return min(max(int(text), 1), 1000) if text and text.strip().isdecimal() else 1
