"""Reads flattened tables of money whose names wrap around their figures: above, beside and below them, in any mixture.

The lines with figures tell how many columns there are, the sums of each row which heads these have, the order of row
numbers which line begins a row; the lines between are divided by ``wrapped_names``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indexer.language.figures import is_figure
from indexer.records import Span
from indexer.tables.anchors import Anchor, anchor_at, widths_of, words_of
from indexer.tables.around_heads import AroundHeads, one_makes_the_others, proven_heads
from indexer.tables.flat_header import FlatHeader, read_flat_header
from indexer.tables.flat_rows import Numbered, enter, is_heading, is_numbered, mark_of, plausible
from indexer.tables.header import has_unit_caption
from indexer.tables.lexicon import is_appendix
from indexer.tables.lines import Line, announces_page, is_page_number, is_rule
from indexer.tables.ordinals import Ordinal, parse_ordinal
from indexer.tables.raw import Pieces, RawRow, RawTable, hull
from indexer.tables.shape import is_continued, is_note, is_nothing, is_total_label
from indexer.tables.wrapped_names import Named, divide

_MOST_BELOW = 3  # lines that may end the name of the last row
_MOST_BETWEEN = 8  # lines of names between two lines of figures
_LONGEST = 160  # code points of a line
_FEWEST_CELLS = 3  # behind which a first one may be the row's number
_MOST_UNNUMBERED = 0.2  # of the rows


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of figures with the row number that was found for it."""

    anchor: Anchor
    number: Span | None
    beside: tuple[Span, ...]  # words of the name on the line of the figures
    total: bool
    own_line: bool  # the number stands on the line of the figures
    begun: int | None  # how many lines of the gap above end the name above, where a number there tells


@dataclass(frozen=True, slots=True)
class _Body:
    """The rows, the lines of names before each (and behind the last), and the line after the table."""

    rows: list[_Row]
    gaps: list[list[Span]]
    after: int


def read_flat_around(text: str, lines: list[Line], at: int, *, told: bool) -> tuple[RawTable, int] | None:
    """The table whose header starts at line ``at``, and the line after it; None where its columns are not proven.

    ``told``: only where names stand above the numbers of their rows, which no other reader expects.
    """
    header = read_flat_header(text, lines, at)
    if header is None or header.between:
        return None
    for end in _ends(text, lines, at, header):
        body = _body(text, lines, at, end)
        if body is None or (told and not _stands_around(text, body)):
            return None
        tails = [row.anchor.tail for row in body.rows if row.anchor.tail]
        heads = None
        for width in widths_of([row.anchor for row in body.rows]):
            full = [row.anchor.cells for row in body.rows if len(row.anchor.cells) == width]
            heads = heads or proven_heads(text, lines, (at, end, header.after), full, tailed=len(tails) > 1)
        if heads is None or (tails and heads.tail is None):
            continue
        rows = _raw_rows(text, body, heads)
        span = hull([header.span, *(row.span for row in rows)])
        after = max(body.after, next((i for i, line in enumerate(lines) if line.start >= span.end), len(lines)))
        return RawTable("flattened", heads.rows(), tuple(rows), span, len(heads.rows()[0].cells)), after
    return None


def _stands_around(text: str, body: _Body) -> bool:
    """Whether a name stands above the number and figures of its row; or dashes make all rows whole, or words follow."""
    if any(row.own_line and not row.beside for row in body.rows):
        return True
    if sum(bool(row.anchor.tail) for row in body.rows) * 2 > len(body.rows):
        return True
    lengths = Counter(len(row.anchor.cells) for row in body.rows)
    whole = lengths.most_common(1)[0][0] == min(lengths)
    return whole and any(is_nothing(cell.of(text)) for row in body.rows for cell in row.anchor.cells)


def _ends(text: str, lines: list[Line], at: int, header: FlatHeader) -> list[int]:
    """The lines at which the rows may begin: the name of the first row may stand above its number and figures."""
    first = anchor_at(text, lines, header.after)
    if first is None or (len(first.lead) > 1 and first.lead[1].of(text)[:1].isupper()):
        return [header.after]
    lead = " ".join(word.of(text) for word in first.lead)
    if is_total_label(lead):
        return [header.after]
    inner = [i for i in range(at + 1, header.after) if not lines[i].blank and lines[i].text.strip()[:1].isupper()]
    return [*inner, *([header.after] if len(first.lead) > 1 else [])]


def _body(text: str, lines: list[Line], at: int, end: int) -> _Body | None:
    """The rows from line ``end`` on; None where their numbers are in no order."""
    head = [" ".join(line.text.split()) for line in lines[at:end] if not line.blank]
    rows: list[_Row] = []
    gaps: list[list[Span]] = []
    opened: list[Numbered] = []
    pending: list[Line] = []
    index, after = end, end
    while index < len(lines):
        skip = _furniture(lines, index, head)
        if skip:
            index += skip
            continue
        line = lines[index]
        index += 1
        if line.blank:
            continue
        if _stops(line, rows) or len(pending) > _MOST_BETWEEN:
            break
        anchor = anchor_at(text, lines, index - 1)
        if anchor is None:
            pending.append(line)
            continue
        rest = _restored(text, pending, rows, gaps)
        rest = [] if rest and _numbers_next(text, anchor, pending, opened) else rest
        pending = pending[len(rest) :]
        row = _numbered(text, anchor, pending, opened)
        if _heads_group(text, pending, row):
            return None
        if rest and row.begun is not None:
            row = replace(row, begun=row.begun + 1)
        gaps.append([*rest, *_pieces(text, pending, row)])
        rows.append(row)
        pending, after = [], index
        if row.total and not _goes_on(text, lines, index):
            break
    unnumbered = sum(row.number is None and not row.total for row in rows)
    if not rows or unnumbered > len(rows) * _MOST_UNNUMBERED:
        return None
    gaps.append([] if rows[-1].total else _below(lines, after))
    return _Body(rows, gaps, after)


def _furniture(lines: list[Line], index: int, head: Sequence[str]) -> int:
    """How many lines from ``index`` on a page break put there: the head again, a page number, a caption."""
    content = lines[index].text
    if not content.strip():
        return 0
    if is_rule(content) or has_unit_caption(content) or announces_page(content) or is_continued(content):
        return 1
    at, said = index, 0
    while at < len(lines) and said < len(head):
        words = " ".join(lines[at].text.split())
        if words and words != head[said]:
            break
        said += bool(words)
        at += 1
    return at - index if said == len(head) else 0


def _stops(line: Line, above: Sequence[object]) -> bool:
    content = line.text.strip()
    if is_note(content) or is_appendix(content) or "\t" in content or len(content) > _LONGEST:
        return True
    return bool(above) and is_heading(content)


def _goes_on(text: str, lines: list[Line], index: int) -> bool:
    """Whether figures follow within the lines of a name."""
    below = [i for i in range(index, min(len(lines), index + 12)) if not lines[i].blank][:4]
    return any(anchor_at(text, lines, i) is not None for i in below)


def _numbered(text: str, anchor: Anchor, pending: list[Line], opened: list[Numbered]) -> _Row:
    """The row of a line of figures: its number stands first on that line, or on one of the lines above it."""
    lead = _said(text, anchor.lead)
    if is_total_label(lead):
        return _Row(anchor, None, anchor.lead, total=True, own_line=False, begun=_names(text, pending))
    if not lead and pending and is_total_label(pending[-1].text):
        return _Row(anchor, None, (), total=True, own_line=False, begun=_names(text, pending) - 1)
    if not anchor.lead and _from_above(text, anchor, pending, opened) is None:
        anchor = _without_number(text, anchor, opened)
    promised = bool(pending) and _awaits_number(text, words_of(pending[-1]))  # "giai đoạn": its number comes first
    if anchor.lead and not (promised and _from_above(text, anchor, pending, opened)):
        first = anchor.lead[0]
        ordinal = _next(first.of(text), opened)
        if ordinal is not None:
            enter(opened, Numbered(ordinal, mark_of(first.of(text))))
            return _Row(anchor, first, anchor.lead[1:], total=False, own_line=True, begun=None)
    found = _from_above(text, anchor, pending, opened)
    if found is not None and found[0].number is not None:
        enter(opened, Numbered(found[1], mark_of(found[0].number.of(text))))
        return found[0]
    return _Row(anchor, None, anchor.lead, total=False, own_line=False, begun=None)


def _from_above(text: str, anchor: Anchor, pending: list[Line], opened: list[Numbered]) -> tuple[_Row, Ordinal] | None:
    """The row of a line of figures whose number stands on a line above it."""
    doubtful: tuple[_Row, Ordinal] | None = None  # its number may end the name above, but no other is there
    for at in range(len(pending) - 1, -1, -1):
        words = words_of(pending[at])
        ordinal = _next(words[0].of(text), opened)
        if ordinal is None or (len(words) > 1 and not words[1].of(text)[:1].isupper()):
            continue
        begun = _names(text, pending[:at])
        row = _Row(anchor, words[0], anchor.lead, total=False, own_line=False, begun=begun)
        if len(words) > 1 or not at or not _awaits_number(text, words_of(pending[at - 1])):
            return row, ordinal
        doubtful = doubtful or (row, ordinal)
    return doubtful


def _awaits_number(text: str, words: Sequence[Span]) -> bool:
    """Whether a line ends in a word that a number follows: "giai đoạn"."""
    return is_numbered([word.of(text) for word in words[-2:]])


def _without_number(text: str, anchor: Anchor, opened: list[Numbered]) -> Anchor:
    """The line with the first of its figures as the row's number, where that comes next."""
    word = anchor.cells[0].of(text)
    if len(anchor.cells) < _FEWEST_CELLS or _next(word, opened) is None:
        return anchor
    return replace(anchor, lead=anchor.cells[:1], cells=anchor.cells[1:])


def _heads_group(text: str, pending: Sequence[Line], row: _Row) -> bool:
    """Whether a group without figures is named above a row: "II Dữ liệu"."""
    for line in pending:
        words = words_of(line)
        ordinal = parse_ordinal(words[0].of(text))
        if row.number == words[0] or ordinal is None or len(words) < 2 or not words[1].of(text)[:1].isupper():
            continue
        if ordinal.style in ("roman", "upper", "dotted"):
            return True
    return False


def _next(word: str, opened: list[Numbered]) -> Ordinal | None:
    """The row number that a word is, where it may come next."""
    ordinal = parse_ordinal(word)
    if ordinal is None or (ordinal.style in ("bullet", "letter") and not mark_of(word)):
        return None
    return ordinal if plausible(ordinal, opened, mark_of(word)) else None


def _names(text: str, lines: Sequence[Line]) -> int:
    return sum(not _alone(text, lines, at) for at in range(len(lines)))


def _alone(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line is a number that is part of no name: of a page, or of a row."""
    if not is_page_number(lines[at].text):
        return False
    if not at or text[lines[at - 1].end : lines[at].start].count("\n") > 1:
        return True
    return not _awaits_number(text, words_of(lines[at - 1]))


def _numbers_next(text: str, anchor: Anchor, pending: list[Line], opened: list[Numbered]) -> bool:
    """Whether the first of the lines above is the number of the row of ``anchor``, which has none of its own."""
    if anchor.lead and _next(anchor.lead[0].of(text), opened):
        return False
    above = _from_above(text, anchor, pending, opened)
    return above is not None and above[0].number == words_of(pending[0])[0]


def _restored(text: str, pending: Sequence[Line], rows: Sequence[_Row], gaps: Sequence[Sequence[Span]]) -> list[Span]:
    """The number on the first line below a row's figures that goes on with its name."""
    if not pending or not rows or not is_page_number(pending[0].text) or rows[-1].total:
        return []
    last = rows[-1].anchor
    behind = (*last.cells, *last.tail)[-1].end
    if len(last.cells[0].of(text)) < 3 or text[behind : pending[0].start].count("\n") > 1:
        return []  # the number stood on the line of the figures; or a blank line above: a page's
    words = rows[-1].beside or [one for piece in gaps[-1][-1:] for one in _words(text, piece)]
    return words_of(pending[0])[:1] if _awaits_number(text, words) else []


def _pieces(text: str, pending: Sequence[Line], row: _Row) -> list[Span]:
    """The lines of names: without lone numbers, and without the number of the row."""
    found: list[Span] = []
    for at, line in enumerate(pending):
        words = words_of(line)
        if row.number == words[0]:
            words = words[1:]
        elif _alone(text, pending, at):
            continue
        if words:
            found.append(Span(words[0].start, words[-1].end))
    return found


def _below(lines: list[Line], after: int) -> list[Span]:
    """The lines right below the last row that may end its name."""
    found: list[Span] = []
    for line in lines[after : after + _MOST_BELOW]:
        if line.blank or _stops(line, found) or is_page_number(line.text):
            break
        words = words_of(line)
        found.append(Span(words[0].start, words[-1].end))
    return found


def _raw_rows(text: str, body: _Body, heads: AroundHeads) -> list[RawRow]:
    """The rows with their names put together and their figures in columns, or loose where some are missing."""
    named = [Named(_said(text, row.beside), numbered=row.own_line, bare=row.total) for row in body.rows]
    gaps = [[piece.of(text) for piece in gap] for gap in body.gaps]
    division = divide(named, gaps, [0, *(row.begun for row in body.rows[1:]), None])
    short = any(len(row.anchor.cells) < heads.width for row in body.rows)
    done: list[RawRow] = []
    for at, row in enumerate(body.rows):
        before = body.gaps[at][division.above[at] :]
        after = body.gaps[at + 1][: division.above[at + 1]]
        spare = _spare(text, row, before, heads.width)
        label = (*before, *_joined((*row.beside, *row.anchor.cells[:spare])), *after)
        ended = not label or not _awaits_number(text, [one for piece in label[-2:] for one in _words(text, piece)])
        sure = division.sure[at] and division.sure[at + 1] and ended
        done.append(_raw_row(text, row, (label, spare), heads, unsure=(not sure, short)))
    return done


def _spare(text: str, row: _Row, before: Sequence[Span], width: int) -> int:
    """How many of the first figures belong to the name: "giai đoạn 2", or what the columns have no place for."""
    cells = row.anchor.cells
    if len(cells) > width:
        return len(cells) - width
    words = [*(one for piece in before[-1:] for one in _words(text, piece)), *row.beside]
    sums = one_makes_the_others([cell.of(text) for cell in cells if is_figure(cell.of(text))])
    first = cells[0].of(text)
    return int(len(cells) > 2 and first.isdigit() and len(first) < 3 and not sums and _awaits_number(text, words))


def _raw_row(
    text: str, row: _Row, named: tuple[Pieces, int], heads: AroundHeads, *, unsure: tuple[bool, bool]
) -> RawRow:
    """One row; ``named``: its name, and how many figures belong to that; ``unsure``: of its name, of its columns."""
    label, spare = named
    cells = row.anchor.cells[spare:]
    number: Pieces = (row.number,) if row.number else ()
    tail = [_joined(row.anchor.tail)] if heads.tail is not None else []
    doubts = {1} if unsure[0] else set[int]()
    span = hull([*number, *label, *row.anchor.cells, *row.anchor.tail])
    if len(cells) < heads.width:
        figures = tuple(cell for cell in cells if is_figure(cell.of(text)))
        return RawRow((number, label, *[()] * heads.width, *tail), span, False, frozenset(doubts), figures)
    if (unsure[1] or spare) and not heads.adds_up(text, cells):
        doubts |= set(range(2, 2 + heads.width))
    return RawRow((number, label, *((cell,) for cell in cells), *tail), span, False, frozenset(doubts))


def _words(text: str, piece: Span) -> list[Span]:
    return words_of(Line(piece.start, piece.end, piece.of(text)))


def _joined(words: Sequence[Span]) -> Pieces:
    return (Span(words[0].start, words[-1].end),) if words else ()


def _said(text: str, words: Sequence[Span]) -> str:
    return " ".join(word.of(text) for word in words)
