"""Reads tables that text extraction left with one cell a line and nothing between the rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from indexer.language.periods import is_bare_period
from indexer.records import Column, Span
from indexer.tables.cell_kinds import kinds_of, learned
from indexer.tables.cell_reading import agreement, filled_cells, raw_row_of
from indexer.tables.header import columns_of, with_content
from indexer.tables.lexicon import is_ordinal_header, key, starts_with, table_words
from indexer.tables.lines import Line, is_page_number, is_rule
from indexer.tables.marked_cells import counted_rows, marked_until
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.raw import Pieces, RawRow, RawTable, piece_text, stripped
from indexer.tables.row_fit import RowFit
from indexer.tables.row_search import FoundRow, Search
from indexer.tables.shape import is_continued, is_header_cell, is_index_row, is_note, is_subhead, is_total_label

_MOST_HEADS = 24
_LONGEST_HEAD = 90
_FARTHEST = 40  # cells without any row number after which a table is over
_MOST_PARENTS = 3  # merged heads in one header
_FEWEST_BLOCKS = 3  # runs of lines that are rows each
_COUNTED = 4.0  # what a row that is counted off is worth
_BADLY = 1.6  # the mean cost of a row above which the lines are no table


@dataclass(frozen=True, slots=True)
class _Cell:
    """One line of the stream."""

    text: str
    pieces: Pieces
    line: int


def read_cell_stream(text: str, lines: list[Line], at: int) -> tuple[RawTable, int] | None:
    """The table whose header starts at line ``at``, and the line after it; None where there is none."""
    if not is_ordinal_header(lines[at].text) or "\t" in lines[at].text.strip():
        return None
    heads, below = _heads(text, lines, at)
    if len(heads) < 3 or sum(is_header_cell(h.text) for h in heads) * 2 < len(heads):
        return None
    cells = _stream(text, lines, below, [key(h.text) for h in heads])
    marked = marked_until([lines[cell.line].text for cell in cells])
    if marked is not None:
        cells = [cells[at] for at in marked]
    elif at + 2 < len(lines) and lines[at + 1].blank:
        cells = _closed_up(cells)
    if not cells:
        return None
    cells = _in_blocks(cells) if marked is None else cells
    readings = [_reading(text, header, cells, width, marked=marked is not None) for header, width in _headers(heads)]
    best = max(readings, key=lambda r: r[0], default=None)
    if best is None or len(best[2]) < 2 or sum(r.fit.cost for r in best[2]) > _BADLY * len(best[2]):
        return None
    _, header, rows, columns = best
    raw = _raw_rows(cells, rows, columns)
    last = max(p.end for row in raw for c in (*row.cells, row.loose) for p in c)
    end = next(i for i, line in enumerate(lines) if line.end >= last)
    return RawTable("cell-per-line", header, raw, Span(heads[0].pieces[0].start, last), len(columns)), end + 1


def _heads(text: str, lines: list[Line], at: int) -> tuple[list[_Cell], int]:
    """The lines of the header, broken ones joined, and the line where the rows begin."""
    found: list[_Cell] = []
    index = at
    spaced = at + 2 < len(lines) and lines[at + 1].blank
    while index < len(lines) and len(found) < _MOST_HEADS:
        cell = _cell(text, lines[index], index)
        if not cell.text:
            if not spaced and _begins(text, lines, index + 1):
                break
            index += 1
            continue
        if found and _begins(text, lines, index):
            break
        if len(cell.text) > _LONGEST_HEAD or (found and is_ordinal_header(cell.text)):
            return [], index
        if found and (cell.text[:1].islower() or cell.text[:1] == "(" or found[-1].text.endswith((",", "/", "-"))) and (
            not is_index_cell(cell.text)
        ):  # fmt: skip
            pieces = (*found[-1].pieces, *cell.pieces)
            found[-1] = _Cell(piece_text(text, pieces), pieces, found[-1].line)
        else:
            found.append(cell)
        index += 1
    return _without_index(found), index


def heads_alone(text: str, lines: list[Line], at: int) -> bool:
    """Whether every head of the header at line ``at`` has a line of its own, so that its rows cannot be flattened."""
    if not is_ordinal_header(lines[at].text):
        return False
    heads, below = _heads(text, lines, at)
    return len(heads) >= 3 and _begins(text, lines, below) and _known(heads)


def runs_on(text: str, lines: list[Line], at: int) -> bool:
    """Whether no empty line parts the header at line ``at`` from its first row."""
    if not is_ordinal_header(lines[at].text):
        return False
    heads, below = _heads(text, lines, at)
    if len(heads) < 3 or below >= len(lines) or lines[below].blank or lines[below - 1].blank:
        return False
    return _begins(text, lines, below)


def _known(heads: list[_Cell]) -> bool:
    return sum(is_header_cell(h.text) for h in heads) * 3 >= len(heads) * 2


def is_index_cell(text: str) -> bool:
    """Whether a cell is the number of a column in parentheses."""
    return text[:1] == "(" and text[1:2].isdigit() and text.endswith(")")


def _begins(text: str, lines: list[Line], index: int) -> bool:
    """Whether the first row begins at a line: it is number one of its kind, or a total."""
    while index < len(lines) and lines[index].blank:
        index += 1
    if index >= len(lines):
        return False
    content = _cell(text, lines[index], index).text
    ordinal = parse_ordinal(content) if len(content) <= 8 else None
    if ordinal is not None and ordinal.style != "bullet":
        return ordinal.last == 1 and not is_index_cell(content)
    return is_total_label(content) and not is_header_cell(content)


def _without_index(heads: list[_Cell]) -> list[_Cell]:
    """The heads without a run that only numbers the columns."""
    for start in range(2, len(heads) - 1):
        if is_index_row([h.text for h in heads[start:]]):
            return heads[:start]
    return heads


def _headers(heads: list[_Cell]) -> list[tuple[tuple[RawRow, ...], int]]:
    """The header as two rows where its last cells can be the names below merged ones, and as one; with its width."""
    found: list[tuple[tuple[RawRow, ...], int]] = []
    inner = 0
    while inner < len(heads) - 3 and is_subhead(heads[-1 - inner].text):
        inner += 1
    for count in range(inner, 1, -1):
        rows = (_header_row(heads[:-count]), _header_row(heads[-count:]))
        found += [(rows, len(heads) - parents) for parents in range(1, _MOST_PARENTS + 1) if parents * 2 <= count]
    joined = _with_years(heads)
    return [((_header_row(heads),), len(heads)), *found, *([((_header_row(joined),), len(joined))] if joined else [])]


def _with_years(heads: list[_Cell]) -> list[_Cell] | None:
    """The heads with each year joined to the head in front of it ("Năm" above "2026"); None where two years meet."""
    years = [at for at, head in enumerate(heads) if len(head.text) == 4 and is_bare_period(head.text)]
    if not years or years[0] < 2 or any(b - a == 1 for a, b in pairwise(years)):
        return None
    if any(sum(map(is_bare_period, head.text.split())) > 1 for head in heads):
        return None  # several years on one line: not one cell a line
    done: list[_Cell] = []
    for at, head in enumerate(heads):
        if at in years:
            pieces = (*done[-1].pieces, *head.pieces)
            done[-1] = _Cell(f"{done[-1].text} {head.text}", pieces, done[-1].line)
        else:
            done.append(head)
    return done


def _header_row(heads: Sequence[_Cell]) -> RawRow:
    return RawRow(tuple(h.pieces for h in heads), Span(heads[0].pieces[0].start, heads[-1].pieces[-1].end))


def _stream(text: str, lines: list[Line], below: int, heads: list[str]) -> list[_Cell]:
    """The lines below the header as cells, without repeated headers, up to where no table can go on."""
    found: list[_Cell] = []
    blanks = since = since_header = 0
    index = below
    while index < len(lines):
        cell = _cell(text, lines[index], index)
        after = _after_header(text, lines, index, heads)
        if after is not None:
            if since_header == 0:
                break  # headers only, one upon the other
            since_header = 0
            found = _without_page_end(found)
            index, blanks, since = after, 0, 0
            continue
        blanks = 0 if cell.text else blanks + 1
        since = 0 if len(cell.text) <= 8 and parse_ordinal(cell.text) is not None else since + 1
        if blanks > len(heads) + 1 or since > _FARTHEST + len(heads) or "\t" in lines[index].text.strip():
            break
        if is_note(cell.text) or (
            starts_with(cell.text, table_words().appendix_titles) and not is_continued(cell.text)
        ):
            break
        if found or cell.text:
            found.append(cell)
            since_header += 1
        index += 1
    return found


def _in_blocks(cells: list[_Cell]) -> list[_Cell]:
    """The cells without empty lines, where these stand between rows only: below each stands a row number or a total."""
    filled = [at for at, cell in enumerate(cells) if cell.text]
    below = [at for at in filled if at and not cells[at - 1].text]
    opens = [at for at in below if parse_ordinal(cells[at].text) is not None or is_total_label(cells[at].text)]
    return [cells[at] for at in filled] if len(below) >= _FEWEST_BLOCKS and len(opens) == len(below) else cells


def _closed_up(cells: list[_Cell]) -> list[_Cell]:
    """The cells of a text with an empty line after each: of a run of empty lines every second is a cell."""
    found: list[_Cell] = []
    run = 0
    for cell in cells:
        run = 0 if cell.text else run + 1
        if cell.text or run % 2 == 0:
            found.append(cell)
    return found


def _after_header(text: str, lines: list[Line], index: int, heads: list[str]) -> int | None:
    """The line after a repeated header that starts at ``index``."""
    if key(lines[index].text) != heads[0]:
        return None
    whole, at, pending = " ".join(heads), index, ""
    while at < len(lines) and len(pending) < len(whole):
        content = _cell(text, lines[at], at).text
        pending = f"{pending} {key(content)}".strip()
        at += 1
    if pending != whole:
        return None
    while at < len(lines) and is_index_cell(lines[at].text.strip()):
        at += 1
    return at


def _without_page_end(cells: list[_Cell]) -> list[_Cell]:
    """The cells without what stands between two pages: a page number, a caption that goes on, empty lines."""
    kept = list(cells)
    while kept and (
        not kept[-1].text or is_rule(kept[-1].text) or is_continued(kept[-1].text)
        or (is_page_number(kept[-1].text) and len(kept) > 1 and not kept[-2].text)
        or starts_with(kept[-1].text, table_words().unit_captions)
    ):  # fmt: skip
        kept.pop()
    return kept


def _reading(
    text: str, header: tuple[RawRow, ...], cells: list[_Cell], width: int, *, marked: bool
) -> tuple[float, tuple[RawRow, ...], tuple[FoundRow, ...], tuple[Column, ...]]:
    """The best rows below a header: read twice, the second time with what the sure rows of the first show."""
    columns = columns_of(text, header, width)
    kinds = kinds_of(columns)
    texts = [c.text for c in cells]
    if len(header) > 1 and (any(not c.path for c in columns) or all(len(c.path) < 2 for c in columns)):
        return 0.0, header, (), columns
    counted = counted_rows(texts, width) if marked else ()
    if counted:
        known = with_content(columns, filled_cells(_fitted(texts, counted), width))
        return _COUNTED * len(counted) + agreement(_fitted(texts, counted), known), header, counted, known
    score, rows = Search(texts, kinds).best()
    filled = filled_cells(_fitted(texts, rows), len(columns))
    better = learned(kinds, filled)
    if better != kinds:
        score, rows = Search(texts, better).best()
        filled = filled_cells(_fitted(texts, rows), len(columns))
    known = with_content(columns, filled)
    return score + agreement(_fitted(texts, rows), known), header, rows, known


def _fitted(texts: Sequence[str], rows: Sequence[FoundRow]) -> list[tuple[Sequence[str], RowFit]]:
    """The cells of each row, and where they stand."""
    return [(texts[row.start : row.end], row.fit) for row in rows]


def _raw_rows(cells: list[_Cell], rows: Sequence[FoundRow], columns: Sequence[Column]) -> tuple[RawRow, ...]:
    return tuple(raw_row_of([c.pieces for c in cells[row.start : row.end]], row.fit, columns) for row in rows)


def _cell(text: str, line: Line, index: int) -> _Cell:
    pieces = tuple(Span(line.start + s.start, line.start + s.end) for s in stripped(line.text, 0, len(line.text)))
    return _Cell(piece_text(text, pieces), pieces, index)
