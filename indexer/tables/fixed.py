"""Reads tables whose columns are kept apart by blanks at fixed places: text extraction that keeps the layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.records import Span
from indexer.tables.delimited import Cells
from indexer.tables.fixed_columns import Laid, Segment, edges, laid_out, parted, strips, strips_of_most
from indexer.tables.fixed_header import header_rows
from indexer.tables.header import has_unit_caption
from indexer.tables.lexicon import is_ordinal_header
from indexer.tables.lines import Line, is_page_number
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.raw import RawRow, RawTable, hull, piece_text
from indexer.tables.shape import is_continued, is_header_cell, is_note, is_total_label

_FEWEST = 3
_MOST_BLANK = 3
_LONGEST = 400
_DEEP = 10  # blanks in front of a merged head that stands above the head of the row numbers


def may_be_fixed(content: str) -> bool:
    """Whether a line may be the header of such a table: the head of the row numbers, then heads after wide gaps."""
    found = _heads(content)
    return len(found) >= _FEWEST and is_ordinal_header(found[0]) and sum(map(is_header_cell, found)) * 2 > len(found)


def seems_fixed(content: str) -> bool:
    """Whether a line has the shape of such a header, though its words are not known as heads."""
    found = _heads(content)
    return len(found) >= _FEWEST and is_ordinal_header(found[0])


def _heads(content: str) -> list[str]:
    laid = laid_out(Line(0, 0, content[:_LONGEST]))
    return [laid.text(at) for at in range(len(laid.segments))]


def read_fixed(text: str, lines: list[Line], at: int) -> tuple[RawTable, int] | None:
    """The table whose header starts at line ``at``, and the line after it; None where its columns are not clear."""
    region, after = _region(lines, at)
    first = next((i for i, laid in enumerate(region) if i and _begins(laid)), None)
    if first is None:
        return None
    header = [*_merged_above(lines, at, region[0]), *region[:first]]
    body = _without_headers(region[first:], header)
    for columns in _readings(header, body):
        heads = header_rows(header, columns)
        rows = _rows(text, body, columns) if heads is not None else None
        if heads is not None and rows is not None and len(rows) > 1:
            span = hull([row.span for row in (*heads, *rows)])
            return RawTable("fixed", tuple(heads), tuple(rows), span, len(columns)), after
    return None


def _readings(header: Sequence[Laid], body: Sequence[Laid]) -> Iterator[list[Segment]]:
    """The columns by what no line crosses, the finest first; then by what most lines leave free."""
    last = header[-1]
    found = sorted((strips(part) for part in ([*header, *body], [last, *body], body)), key=len, reverse=True)
    found += [strips_of_most([*header, *body]), strips_of_most([last, *body]), strips_of_most(body)]
    seen: list[list[Segment]] = []
    for columns in found:
        if len(columns) >= _FEWEST and columns not in seen:
            seen.append(columns)
            yield columns


def _region(lines: list[Line], at: int) -> tuple[list[Laid], int]:
    """The lines from ``at`` on that have gaps or are indented, and the line after the last of them."""
    found: list[Laid] = []
    after, index, blanks = at, at, 0
    while index < len(lines) and blanks <= _MOST_BLANK:
        line = lines[index]
        index += 1
        if line.blank:
            blanks += 1
            continue
        content = line.text
        laid = laid_out(line, after_blank=blanks > 0)
        if "\t" in content or len(content) > _LONGEST or is_note(content):
            break
        alone = lines[index - 2].blank and (index >= len(lines) or lines[index].blank)
        if (alone and is_page_number(content)) or is_continued(content):
            continue
        if len(laid.segments) < 2 and not content.startswith("   "):
            break
        blanks = 0
        found.append(laid)
        after = index
    return found, after


def _merged_above(lines: list[Line], at: int, header: Laid) -> list[Laid]:
    """A merged head on the line above the head of the row numbers: far from the margin, over gaps of that line."""
    if at == 0 or lines[at - 1].blank or len(lines[at - 1].text) > _LONGEST or "\t" in lines[at - 1].text:
        return []
    above = laid_out(lines[at - 1])
    deep = above.segments[0].start >= max(_DEEP, header.segments[min(1, len(header.segments) - 1)].start + 1)
    units = any(has_unit_caption(above.text(at)) for at in range(len(above.segments)))
    return [above] if deep and not units else []


def _begins(laid: Laid) -> bool:
    """Whether the first row begins at a line."""
    ordinal = parse_ordinal(laid.text()) if len(laid.text()) <= 8 else None
    return (ordinal is not None and ordinal.last == 1 and ordinal.style != "bullet") or is_total_label(laid.text())


def _without_headers(body: list[Laid], header: Sequence[Laid]) -> list[Laid]:
    """The rows without the header that a new page repeats."""
    heads = {laid.line.text.strip() for laid in header}
    return [laid for laid in body if laid.line.text.strip() not in heads]


def _rows(text: str, body: Sequence[Laid], columns: Sequence[Segment]) -> list[RawRow] | None:
    """The rows: a number, a total, or a label after an empty line begins one; None where lines cannot be told apart."""
    grown: list[Cells] = []
    doubts: list[set[int]] = []
    begins = edges(body, columns)
    cut = [parted(laid, columns, begins) for laid in body]
    if any(laid is None for laid in cut):
        return None
    lines = [laid for laid in cut if laid is not None]
    spaced = _spaced(lines, columns)
    width = max((s.end for laid in lines for s in laid.segments if s.meets(columns[1])), default=columns[1].end)
    placed = [_cells(laid, columns) for laid in lines]
    above: Cells | None = None  # the first line of a name whose number stands beside the second
    for at, (laid, cells) in enumerate(zip(lines, placed, strict=True)):
        if cells is None:
            return None
        number, label = piece_text(text, cells[0]), piece_text(text, cells[1])
        if number or is_total_label(label):
            if (number and parse_ordinal(number) is None and not is_total_label(number)) or (
                label[:1].islower() and above is None
            ):
                return None  # numbers stand beside the middle of their rows: which line is whose is not told
            grown.append(cells if above is None else [(*a, *b) for a, b in zip(above, cells, strict=True)])
            doubts.append(set())
            above = None
        elif _heads_next(text, cells, placed[at + 1] if at + 1 < len(placed) else None):
            above = cells
        elif not grown:
            return None
        else:
            if not (spaced and not laid.after_blank):
                doubts[-1] |= _doubtful(text, grown[-1], cells, columns[1].start, width)
            grown[-1] = [(*a, *b) for a, b in zip(grown[-1], cells, strict=True)]
    return [
        RawRow(tuple(cells), hull([p for c in cells for p in c]), unsure=frozenset(unsure))
        for cells, unsure in zip(grown, doubts, strict=True)
    ]


def _heads_next(text: str, cells: Cells, below: Cells | None) -> bool:
    """Whether a line of a name alone goes on below, beside the number of its row, in lower case."""
    if below is None or not piece_text(text, below[0]) or not piece_text(text, below[1])[:1].islower():
        return False
    return piece_text(text, cells[1])[:1].isupper() and not any(cells[2:])


def _cells(laid: Laid, columns: Sequence[Segment]) -> Cells | None:
    cells: Cells = [() for _ in columns]
    for segment in laid.segments:
        over = [i for i, c in enumerate(columns) if segment.meets(c)]
        if not over:
            return None
        place = over[0] if len(over) == 1 else max(over, key=lambda i: _shared(segment, columns[i]))
        span = Span(laid.line.start + segment.start, laid.line.start + segment.end)
        cells[place] = (*cells[place], span)
    return cells


def _shared(segment: Segment, column: Segment) -> int:
    """How many columns of characters a cell that was cut has in common with a column."""
    return min(segment.end, column.end) - max(segment.start, column.start)


def _spaced(body: Sequence[Laid], columns: Sequence[Segment]) -> bool:
    """Whether an empty line stands above every row but the first, so that a line without one goes on with its row."""
    begins = [laid for laid in body[1:] if laid.segments[0].meets(columns[0]) or is_total_label(laid.text())]
    return len(begins) > 1 and all(laid.after_blank for laid in begins)


def _doubtful(text: str, above: Cells, cells: Cells, start: int, width: int) -> set[int]:
    """The columns in which a line below a row may be no rest of its cell but a row of its own.

    Its first word would have stood on the line above, had there been room in the column of labels.
    """
    label = piece_text(text, cells[1])
    last = above[1][-1].of(text) if above[1] else ""
    room = width - start - len(last) - 1
    forced = bool(last) and bool(label) and len(label.split()[0]) > room
    if label and label[:1].isupper() and not forced and not last.rstrip().endswith((",", "(", "-", ";")):
        return set(range(len(cells)))
    return {i for i, cell in enumerate(cells) if cell and not above[i]}
