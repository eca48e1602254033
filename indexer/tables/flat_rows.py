"""The rows of a table that a PDF text layer left flat: where each starts, and which lines go on with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, Protocol

from indexer.language.figures import is_figure
from indexer.language.numbers import looks_numeric
from indexer.records import Span
from indexer.tables.flat_header import FIGURES_AT_END, FlatHeader
from indexer.tables.header import has_unit_caption
from indexer.tables.lexicon import is_appendix, key, table_words
from indexer.tables.lines import Line, announces_page, is_page_number, is_rule
from indexer.tables.ordinals import RANK, Ordinal, parse_ordinal
from indexer.tables.shape import is_note, is_total_label

_FIRST = re.compile(r"\s*(\S+)(?:\s+(\S.*?))?\s*$")
LONGEST_ROW = 14  # lines with text
_WIDE_GAP = 3  # blank lines before a page number


@dataclass(slots=True)
class Draft:
    """The lines of one row while they are gathered."""

    number: Span | None
    ordinal: Ordinal | None
    pieces: list[Span] = field(default_factory=list)
    total: bool = False
    broken: bool = False
    doubtful: bool = False  # its number may be the end of the label above


@dataclass(frozen=True, slots=True)
class Numbered:
    """A row number that is open: rows below it may follow or be its items."""

    ordinal: Ordinal
    mark: str
    closed: bool = False  # a heading came below it: the numbers may go on, or start anew


class Ending(Protocol):
    """How the rows of a table end: in figures, or in a time."""

    def lacks_end(self, row: Draft) -> bool:
        """Whether what ends a row is still to come."""
        ...

    def continues(self, row: Draft, place: Place) -> bool:
        """Whether a line without a number belongs to ``row``."""
        ...


def gather_rows(text: str, lines: list[Line], header: FlatHeader, ending: Ending) -> tuple[list[Draft], int]:
    """The rows below ``header``, and the line after them."""
    rows: list[Draft] = []
    open_ordinals: list[Numbered] = []
    gap = 0
    after = index = header.after
    broken = False
    while index < len(lines):
        line = lines[index]
        index += 1
        if line.blank:
            gap += 1
            continue
        furniture = is_rule(line.text) or has_unit_caption(line.text) or announces_page(line.text)
        if header.repeats(line.text) or furniture:
            broken, gap = True, 0
            continue
        if is_note(line.text) or len(line.text) > 400 or is_appendix(line.text) or "\t" in line.text.strip():
            break
        hungry = bool(rows) and ending.lacks_end(rows[-1])
        place = Place(lines, index - 1, gap, header, hungry)
        start = _row_start(place, open_ordinals)
        if hungry and start is not None and is_numbered(_last_words(text, rows[-1])) and _goes_on(place):
            start = None  # "giai đoạn" ended the line above: its number goes on with the label
        if start == "page":
            broken, gap = True, 0
            continue
        if start is not None:
            number, rest, ordinal = start
            doubtful = bool(header.between) and hungry and _may_go_on(text, rows[-1], ordinal)
            if doubtful:
                rows[-1].doubtful = True
            rows.append(Draft(number, ordinal, [rest] if rest else [], broken=broken, doubtful=doubtful))
            enter(open_ordinals, Numbered(ordinal, mark_of(number.of(text))))
        elif is_total_label(FIGURES_AT_END.sub("", line.text)):
            rows.append(Draft(None, None, [_inner(line)], total=True, broken=broken))
        elif not rows or not ending.continues(rows[-1], place):
            break
        else:
            rows[-1].pieces.append(_inner(line))
        after, gap, broken = index, 0, False
    return rows, after


def is_heading(content: str) -> bool:
    """Whether a line starts with a number of its own that is none of the table's: "IV. …" below the last row."""
    head, _, rest = content.partition(" ")
    ordinal = parse_ordinal(head) if head[-1:] in ".)" else None
    return ordinal is not None and ordinal.style != "bullet" and rest[:1].isupper()


@dataclass(frozen=True, slots=True)
class Place:
    """A line with what is known of its surroundings."""

    lines: list[Line]
    at: int
    gap: int  # blank lines above
    header: FlatHeader
    hungry: bool  # the row above still lacks its end

    @property
    def content(self) -> str:
        """The line without the white space around it."""
        return self.lines[self.at].text.strip()

    def comes_again(self) -> bool:
        """Whether the next line that starts with a number starts with the same: then this one numbers no row."""
        head = self.content.split()[0]
        below = [line.text.split() for line in self.lines[self.at + 1 : self.at + 24] if not line.blank]
        heads = (w[0] for w in below if parse_ordinal(w[0]) is not None and (len(w) == 1 or w[1][:1].isupper()))
        return next(heads, None) == head

    def opens_soon(self, mark: str) -> bool:
        """Whether one of the next lines starts with a number that is marked like those of the table."""
        below = [line.text.split()[0] for line in self.lines[self.at + 1 : self.at + 16] if not line.blank]
        return any(parse_ordinal(head) is not None and mark_of(head) == mark for head in below[:6])

    def next_line(self) -> str:
        """The next line with text that is no repeated header and no caption."""
        for line in self.lines[self.at + 1 : self.at + 16]:
            if line.blank or self.header.repeats(line.text) or has_unit_caption(line.text):
                continue
            return line.text
        return ""


_Start = tuple[Span, Span | None, Ordinal]  # a row's number, the rest of its line, and the number's value


def _row_start(place: Place, opened: list[Numbered]) -> _Start | Literal["page"] | None:
    """Where a row starts; "page" for a page number; None inside a row."""
    line = place.lines[place.at]
    found = _FIRST.match(line.text)
    if not found:
        return None
    ordinal = parse_ordinal(found.group(1))
    rest = found.group(2)
    if rest is not None and ordinal is None and is_page_number(line.text):
        return "page"  # a number that says so: "Trang 9"
    expected = ordinal is not None and plausible(ordinal, opened, mark_of(found.group(1)))
    if rest is None and is_page_number(line.text) and _is_page(place, ordinal, opened, expected=expected):
        return "page"
    if ordinal is None or not expected or (rest and is_figure(rest.split()[0]) and not _counts_members(rest, place)):
        return None
    if rest and ordinal.style == "letter" and not mark_of(found.group(1)):
        return None
    number = Span(line.start + found.start(1), line.start + found.end(1))
    inner = Span(line.start + found.start(2), line.start + found.end(2)) if rest else None
    return number, inner, ordinal


def _counts_members(rest: str, place: Place) -> bool:
    """Whether the text behind a row number is a label that says how many ("9 | 38 wards 190"), no figures of above."""
    words = rest.split()
    return not place.hungry and len(words) > 2 and words[1][:1].islower()


def _is_page(place: Place, ordinal: Ordinal | None, opened: list[Numbered], *, expected: bool) -> bool:
    """A number alone that fits no sequence: a page number when a gap or the next row's number stands beside it."""
    if ordinal is None or ordinal.style != "number":
        return place.gap >= _WIDE_GAP
    if expected:
        return _page_before_row(place, opened)
    if place.gap >= _WIDE_GAP:
        return True
    head = place.next_line().split()[:1]
    return not place.hungry and bool(head) and parse_ordinal(head[0]) is not None


def _page_before_row(place: Place, opened: list[Numbered]) -> bool:
    """A number alone that would fit the sequence, but so does the next line, or the row above goes on below it."""
    found = _FIRST.match(place.next_line())
    if not found:
        return place.gap >= _WIDE_GAP
    ordinal = parse_ordinal(found.group(1))
    if ordinal and ordinal.style != "bullet" and not is_figure(found.group(2) or "x"):
        return plausible(ordinal, opened, mark_of(found.group(1)))
    head = found.group(1)
    ends = is_total_label(FIGURES_AT_END.sub("", place.next_line()))
    return ends or (place.gap >= _WIDE_GAP and (head[:1].islower() or is_figure(head)))


def plausible(ordinal: Ordinal, opened: list[Numbered], mark: str) -> bool:
    """Whether ``ordinal`` may come next: after its last sibling, or as the first below what is open."""
    if not opened:
        return ordinal.last == 1
    if any(o.mark != mark for o in opened if o.ordinal.style == ordinal.style):
        return False
    if any(ordinal.follows(o.ordinal) for o in opened):
        return True
    top = next(o.ordinal for o in reversed(opened) if not o.closed)
    if ordinal.style == "dotted":
        return ordinal.last == 1 and any(ordinal.values[:-1] == o.ordinal.values for o in opened if not o.closed)
    return ordinal.last == 1 and RANK[ordinal.style] > RANK[top.style]


def mark_of(written: str) -> str:
    """What stands around a row number: the numbers of one level of a table are all written alike."""
    return written[-1:] if written[-1:] in ".)" else ""


def enter(opened: list[Numbered], numbered: Numbered) -> None:
    """``numbered`` becomes the last number of the rows: what it follows, and all below that, is closed."""
    ended: list[Numbered] = []
    for depth in range(len(opened) - 1, -1, -1):
        if numbered.ordinal.follows(opened[depth].ordinal):
            ended = opened[depth:]
            del opened[depth:]
            break
    opened[:] = [one for one in opened if not one.closed]
    opened.append(numbered)
    last = next((one for one in reversed(ended) if one.ordinal.style == "number"), None)
    if last is not None and numbered.ordinal.style in ("roman", "upper"):
        opened.append(Numbered(last.ordinal, last.mark, closed=True))


def _goes_on(place: Place) -> bool:
    """Whether a line with a number first goes on with the label above: "2" before figures, or "2 cho các …"."""
    if place.gap >= _WIDE_GAP:
        return False
    line = place.lines[place.at].text
    after = line.strip(" 0123456789") or place.next_line().strip()
    return (
        after[:1].islower()
        or after[:1] == "("
        or (bool(place.header.between) and place.comes_again())  # the agency that stands behind the label
        or (is_page_number(line) and bool(after) and looks_numeric(after.split()[0]))
    )


def _may_go_on(text: str, above: Draft, ordinal: Ordinal) -> bool:
    """Whether the next sibling's number may also be the end of the label above it ("stage 2")."""
    return above.ordinal is not None and ordinal.follows(above.ordinal) and is_numbered(_last_words(text, above))


def _last_words(text: str, row: Draft) -> list[str]:
    return row.pieces[-1].of(text).split()[-2:] if row.pieces else []


def is_numbered(before: list[str]) -> bool:
    """Whether the words before a number are such as are numbered: "giai đoạn 2", "cấp độ 3"."""
    words = table_words().numbered_words
    return bool(before) and (key(before[-1]) in words or key(" ".join(before)) in words)


def _inner(line: Line) -> Span:
    left = len(line.text) - len(line.text.lstrip())
    return Span(line.start + left, line.start + len(line.text.rstrip()))
