"""Questions and answers as paragraphs, lists and tables, every citation mark a footnote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from assistant.exporting.checking import Exchange, Export
from assistant.exporting.drawings import FigureTable, figure_table
from assistant.exporting.figures import is_figure, plain
from assistant.exporting.texts import columns, named, text
from assistant.exporting.word.footnotes import Footnotes
from assistant.exporting.word.pages import SMALL, TEXT_WIDTH
from assistant.exporting.word.xml import element, legible, set_widths
from assistant.exporting.words import verdict
from assistant.records import AnswerBlock, ListBlock, TableBlock
from indexer.language.numbers import format_vietnamese

_MARK = re.compile(r"[ \u00a0]?\[(\d{1,3})\]")
_NARROWEST = 6  # characters that a column of a table is given at least


def add_warning(document: Document, export: Export) -> None:
    """A framed warning on top where quotes no longer match."""
    if not export.doubtful:
        return
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    paragraph.add_run(verdict(export)).bold = True
    sides = [
        element(f"w:{side}", {"w:val": "single", "w:sz": "12", "w:space": "4", "w:color": "A4161A"})
        for side in ("top", "left", "bottom", "right")
    ]
    paragraph._p.get_or_add_pPr().insert_element_before(element("w:pBdr", None, *sides), "w:spacing", "w:ind", "w:jc")


def add_verdict(document: Document, export: Export) -> None:
    """The closing sentence that says what was compared again."""
    run = document.add_paragraph(style="Body Text").add_run(verdict(export))
    run.italic = True
    run.font.size = SMALL


class Body:
    """Writes the exchanges of one export into a document."""

    def __init__(self, document: Document, notes: Footnotes) -> None:
        self._document = document
        self._notes = notes

    def add(self, number: int, exchange: Exchange, *, several: bool) -> None:
        """Adds exchange ``number`` (from 1), with its number where there are several."""
        lead = text("question_numbered", number=number) if several else text("question")
        asked = self._paragraph()
        asked.paragraph_format.keep_with_next = True
        asked.add_run(lead).bold = True
        asked.add_run(legible(exchange.question))
        if exchange.answer.status != "answered":
            result = self._paragraph()
            result.add_run(text("result")).bold = True
            result.add_run(named("statuses", exchange.answer.status))
        for block in exchange.answer.blocks:
            self._block(block, number, exchange)
        if not exchange.answer.blocks:
            self._text(exchange.answer.answer, number, exchange)
        for warning in exchange.answer.warnings:
            self._text(warning, number, exchange, lead=text("notice"))

    def _block(self, block: AnswerBlock, number: int, exchange: Exchange) -> None:
        drawn = figure_table(block)
        if isinstance(block, TableBlock):
            self._table(block, number, exchange)
        elif drawn is not None:
            self._table(_as_table(drawn), number, exchange)
        elif isinstance(block, ListBlock):
            for item in block.items:
                self._text(f"- {item.text.removeprefix('- ')}", number, exchange, also=item.citations)
        elif block.type == "notice":
            self._text(block.text, number, exchange, also=block.citations, lead=text("notice"))
        else:
            self._text(block.text, number, exchange, also=block.citations)

    def _text(self, words: str, number: int, exchange: Exchange, *, also: Sequence[int] = (), lead: str = "") -> None:
        """A paragraph for every line; sources in ``also`` that no line marks are marked at the end."""
        lines = [line for line in words.split("\n") if line.strip()] or [""]
        for at, line in enumerate(lines):
            paragraph = self._paragraph()
            if lead and at == 0:
                paragraph.add_run(lead).bold = True
            self._run(paragraph, line, number, exchange)
        self._mark(paragraph, set(also) - _marked(words), number, exchange)

    def _run(self, paragraph: Paragraph, words: str, number: int, exchange: Exchange) -> None:
        """The words with their marks as footnotes; a bracketed number that is no citation stays as it is."""
        at = 0
        for found in _MARK.finditer(words):
            source = exchange.source(int(found.group(1)))
            if source is None:
                continue
            paragraph.add_run(legible(words[at : found.start()]))
            self._notes.mark(paragraph, number, source)
            at = found.end()
        paragraph.add_run(legible(words[at:]))

    def _mark(self, paragraph: Paragraph, sources: Iterable[int], number: int, exchange: Exchange) -> None:
        for n in sorted(sources):
            source = exchange.source(n)
            if source is not None:
                self._notes.mark(paragraph, number, source)

    def _table(self, block: TableBlock, number: int, exchange: Exchange) -> None:
        headed = any(column.strip() for column in block.columns)
        self._caption(block, number, exchange)
        table = self._document.add_table(rows=0, cols=len(block.columns), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        shown = [*([block.columns] if headed else []), *block.rows]
        for at, cells in enumerate(shown):
            row = table.add_row()
            row._tr.get_or_add_trPr().append(element("w:cantSplit"))
            if headed and at == 0:
                row._tr.get_or_add_trPr().append(element("w:tblHeader"))
            for place, (cell, words) in enumerate(zip(row.cells, cells, strict=False)):
                self._cell(cell, words, number, exchange, head=headed and at == 0)
                if place > 0 and is_figure(_MARK.sub("", words)):
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        set_widths(table, column_widths(shown, len(block.columns)))
        self._document.add_paragraph().paragraph_format.line_spacing = Pt(8)

    def _caption(self, block: TableBlock, number: int, exchange: Exchange) -> None:
        """What stands over a table: its caption, and the sources that none of its cells marks."""
        left = set(block.citations) - _marked(" ".join(cell for row in block.rows for cell in row))
        if not block.caption and not left:
            return
        caption = self._document.add_paragraph()
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.space_after, caption.paragraph_format.keep_with_next = Pt(3), True
        said = caption.add_run(legible(block.caption))
        said.italic, said.font.size = True, SMALL
        self._mark(caption, left, number, exchange)

    def _cell(self, cell: _Cell, words: str, number: int, exchange: Exchange, *, head: bool) -> None:
        paragraph = cell.paragraphs[0]
        if head:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.add_run(legible(words)).bold = True
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            self._run(paragraph, words, number, exchange)
        for run in paragraph.runs:
            run.font.size = SMALL

    def _paragraph(self) -> Paragraph:
        return self._document.add_paragraph(style="Body Text")


def _as_table(drawn: FigureTable) -> TableBlock:
    """Figures as the table that Word shows, each with the mark of its source."""
    rows = [
        (one.label, f"{one.written} [{one.citation}]", format_vietnamese(plain(one.value))) for one in drawn.figures
    ]
    if drawn.result is not None:
        rows.append((drawn.result.label, drawn.result.written, format_vietnamese(plain(drawn.result.value))))
    return TableBlock((drawn.about, *columns("columns_figures")[:2]), tuple(rows), caption=drawn.caption)


def column_widths(rows: Sequence[Sequence[str]], columns: int) -> list[Length]:
    """The width of the text shared by how much the columns hold, none of them too narrow to read."""
    longest = [max(_NARROWEST, min(60, max(len(row[at]) for row in rows if at < len(row)))) for at in range(columns)]
    return [Mm(TEXT_WIDTH.mm * one / sum(longest)) for one in longest]


def _marked(words: str) -> set[int]:
    return {int(found.group(1)) for found in _MARK.finditer(words)}
