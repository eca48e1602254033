"""The header tree: which headers stand over each column, the column's role, period and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from indexer.language.figures import is_figure
from indexer.language.numbers import looks_numeric, unit_named
from indexer.language.periods import find_periods, is_bare_period, parse_period
from indexer.records import Column, ColumnRole, Span
from indexer.tables.lexicon import (
    counts_things,
    is_ordinal_header,
    is_total_column,
    key,
    role_of,
    starts_with,
    table_words,
)
from indexer.tables.raw import RawRow, piece_text
from indexer.tables.shape import is_nothing

_PARENTHESES = re.compile(r"\(([^()]{1,40})\)")
_LONGEST_DAY = 30  # code points of a cell that is a day
_CAPTION_TAIL = re.compile(r"\s*:\s*([^()\n;:]{1,25})")


@dataclass(frozen=True, slots=True)
class _Head:
    text: str
    span: Span


def columns_of(text: str, header: tuple[RawRow, ...], width: int) -> tuple[Column, ...]:
    """One column for each cell of a row, with the path of its headers, outermost first."""
    rows = [[_head(text, cell) for cell in row.cells] for row in header]
    paths: list[list[_Head]] = [[] for _ in range(width)]
    for level in _levels(rows, width):
        for path, head in zip(paths, level, strict=True):
            if head is not None and (not path or path[-1].text != head.text):
                path.append(head)
    columns = [_column(text, i, path) for i, path in enumerate(paths)]
    return _lead_owners(_one_label(columns))


def with_content(columns: tuple[Column, ...], cells: list[list[str]]) -> tuple[Column, ...]:
    """The columns with roles corrected by what stands in them; ``cells[i]`` are the filled cells of column i."""
    found = []
    columns = _named_by_words(columns, cells)
    for column, texts in zip(columns, cells, strict=True):
        # "2026" is a figure below a head of money, and a year below a head of times.
        money = column.role == "amount" or column.period is not None
        numeric = sum(map(looks_numeric if money else is_figure, texts))
        filled = sum(not is_nothing(t) for t in texts)
        mostly = filled > 0 and numeric * 10 >= filled * 6
        role = column.role
        known = role_of(" ".join(column.path)) if column.path else None
        counted = bool(column.path) and counts_things(column.path[-1])
        figures_fit = (known in (None, "time") and not counted) or column.period or is_funds(column)
        if mostly and (role == "time" or (role == "other" and figures_fit)):
            role = "amount"
        elif role == "owner" and filled and sum(t.lower() in table_words().row_units for t in texts) * 2 > filled:
            role = "other"  # "Đơn vị": the unit of each row, no agency
        elif not mostly and filled > 0 and role == "amount" and numeric == 0:
            role = "time" if known == "time" else "other"
        elif role == "other" and known is None and column.path and _all_days(texts):
            role = "time"  # "to be linked by": no known head, but a day in every row
        found.append(replace(column, role=role))
    if any(c.role == "amount" and c.period for c in found):  # an empty year among years of money is one of them
        empty = {c.ordinal for c, texts in zip(columns, cells, strict=True) if c.period and all(map(is_nothing, texts))}
        found = [replace(c, role="amount") if c.ordinal in empty else c for c in found]
    return tuple(found)


def _named_by_words(columns: tuple[Column, ...], cells: list[list[str]]) -> tuple[Column, ...]:
    """The columns with another label where the chosen one holds figures and the first column of words is free."""
    label = next((c.ordinal for c in columns if c.role == "label"), None)
    if label is None or not _mostly_figures(cells[label]):
        return columns
    ahead = [c for c in columns if c.role in ("owner", "other") and cells[c.ordinal]]
    words = [c.ordinal for c in ahead if not _mostly_figures(cells[c.ordinal])]
    if not words or words[0] > label:
        return columns
    named = {words[0]: "label", label: "other"}
    return tuple(replace(c, role=named.get(c.ordinal, c.role)) for c in columns)  # type: ignore[arg-type]


def _all_days(texts: list[str]) -> bool:
    filled = [t for t in texts if not is_nothing(t)]
    return len(filled) > 1 and all(len(t) <= _LONGEST_DAY and _is_day(t) for t in filled)


def _is_day(text: str) -> bool:
    period = parse_period(text)
    return period is not None and period.kind == "day"


def _mostly_figures(texts: list[str]) -> bool:
    filled = [t for t in texts if not is_nothing(t)]
    return bool(filled) and sum(map(is_figure, filled)) * 10 >= len(filled) * 6


def is_total(column: Column) -> bool:
    """Whether a column adds up others: its own header says so, or for a stage of years one above it."""
    if column.role != "amount" or not column.path:
        return False
    if column.period is None:
        return is_total_column(column.path[-1])
    stage = parse_period(column.period)
    return stage is not None and stage.kind == "years" and any(map(is_total_column, column.path))


def is_money_head(column: Column) -> bool:
    """Whether a column's headers name money, or what was given before or is still to be given."""
    if not column.path:
        return False
    return role_of(" ".join(column.path)) == "amount" or starts_with(column.path[-1], table_words().carried_heads)


def is_funds(column: Column) -> bool:
    """Whether a column's headers name a source of funds, or say that sources of funds stand below them."""
    words = table_words()
    return any(starts_with(h, words.fund_heads) or starts_with(h, words.fund_sources) for h in column.path)


def unit_column(columns: Sequence[Column]) -> Column | None:
    """The column in which every row states its own unit, as tables of indicators have it."""
    names = {key(w) for w in table_words().unit_captions}
    return next((c for c in columns if c.role == "other" and c.path and key(c.path[-1]) in names), None)


def unit_in(text: str, span: Span) -> tuple[str, Span] | None:
    """The unit named in parentheses, or after "unit:", inside ``span``, and where."""
    raw = span.of(text)
    for found in _PARENTHESES.finditer(raw):
        inner = found.group(1)
        start = found.start(1)
        name = _unit(inner)
        if name:
            lead = _lead(inner)
            return name, Span(span.start + start + lead, span.start + start + len(inner.rstrip()))
    for found in _CAPTION_TAIL.finditer(raw):
        unit = unit_named(found.group(1).strip("*_ )"))
        if unit:
            begin = found.start(1)
            return unit.name, Span(span.start + begin, span.start + begin + len(found.group(1).rstrip("*_ )")))
    whole = unit_named(raw)
    return (whole.name, span) if whole else None


def _unit(inner: str) -> str | None:
    unit = unit_named(inner[_lead(inner) :])
    return unit.name if unit else None


def _lead(inner: str) -> int:
    """How many code points of ``inner`` introduce the unit ("Unit: ")."""
    colon = inner.rfind(":")
    start = colon + 1
    return start + len(inner[start:]) - len(inner[start:].lstrip())


def _head(text: str, pieces: tuple[Span, ...]) -> _Head | None:
    content = piece_text(text, pieces)
    return _Head(content, Span(pieces[0].start, pieces[-1].end)) if pieces and content else None


def _levels(rows: list[list[_Head | None]], width: int) -> list[list[_Head | None]]:
    """Every header row spread over all columns; a merged cell stands over each column that it spans."""
    levels: list[list[_Head | None]] = []
    rows = _padded(rows, width)
    for index, row in enumerate(rows):
        below = rows[index + 1] if index + 1 < len(rows) else None
        if len(row) == width:
            levels.append(_filled(row, rows[index + 1 :]))
        elif below is None and index > 0:
            levels.append(_under(levels[-1], row, width))
        else:
            levels.append(_spread(row, below, width))
    return levels


def _padded(rows: list[list[_Head | None]], width: int) -> list[list[_Head | None]]:
    """Header rows whose last blanks were stripped get them back: the first blanks stand, or a full row stands below."""
    found = []
    for row, below in zip(rows, [*rows[1:], []], strict=True):
        stands = bool(row) and (row[0] is None or (None in row and len(below) == width))
        found.append([*row, *[None] * (width - len(row))] if stands and len(row) < width else row)
    return found


def _filled(row: list[_Head | None], below: list[list[_Head | None]]) -> list[_Head | None]:
    """A full row in which a merged cell left blanks to its right: they belong to it where the next rows go on."""
    if not below:
        return row
    width = len(row)
    short = len(below[0]) != width  # it names the columns below the merged cells, nothing else
    named = [short or any(len(r) == width and r[i] is not None for r in below) for i in range(width)]
    found: list[_Head | None] = []
    for i, head in enumerate(row):
        left = found[i - 1] if i else None
        found.append(left if head is None and named[i] and (i == 0 or named[i - 1]) else head)
    return found


def _spread(row: list[_Head | None], below: list[_Head | None] | None, width: int) -> list[_Head | None]:
    """A row with fewer cells than columns: some of its cells span the columns that the next row names."""
    if below is None:
        return [*row, *[None] * (width - len(row))][:width]
    if len(below) == width:
        return _over_blanks(row, below, width)
    parents = [i for i, h in enumerate(row) if h and _may_span(h.text, below)]
    for count in range(1, len(parents) + 1):
        if len(row) - count + len(below) == width:
            chosen = parents[-count:]
            shares = _shares([h.text if h else "" for h in below], count)
            if len(shares) != count:
                break
            spans = dict(zip(chosen, shares, strict=True))
            return [h for i, h in enumerate(row) for _ in range(spans.get(i, 1))]
    return [*row, *[None] * (width - len(row))][:width]


def _may_span(head: str, below: list[_Head | None]) -> bool:
    """Whether a head without a total may stand over the heads of the next row."""
    if is_total_column(head):
        return False
    words = table_words()
    funds = any(h and starts_with(h.text, words.fund_sources) for h in below)
    if starts_with(head, words.group_heads):
        return True
    return role_of(head) == "amount" or (funds and (starts_with(head, words.fund_heads) or _period(head) is not None))


def _over_blanks(row: list[_Head | None], below: list[_Head | None], width: int) -> list[_Head | None]:
    """The blanks of the lower row are the columns whose head spans both rows; the rest is divided among the others."""
    runs: list[int] = []
    for i in range(width):
        if below[i] is not None and (i == 0 or below[i - 1] is None):
            runs.append(1)
        elif below[i] is not None:
            runs[-1] += 1
    parents = len(row) - sum(1 for b in below if b is None)
    shares = runs
    if parents != len(runs):
        texts = [h.text for h in below if h]
        shares = _shares(texts, parents) if parents > 0 and len(runs) == 1 else []
    if not shares:
        return [*row, *[None] * (width - len(row))][:width]
    found: list[_Head | None] = []
    heads = iter(row)
    column = 0
    pending = list(shares)
    while column < width:
        head = next(heads, None)
        span = 1 if below[column] is None else pending.pop(0) if pending else 1
        found.extend([head] * span)
        column += span
    return found[:width]


def _shares(names: list[str], count: int) -> list[int]:
    """How many of ``names`` each of ``count`` parents has: a name that comes again starts the next parent."""
    if count <= 1:
        return [len(names)] if count else []
    starts = [i for i, name in enumerate(names) if name == names[0]]
    if len(starts) == count:
        return [b - a for a, b in zip(starts, [*starts[1:], len(names)], strict=True)]
    kinds = [is_bare_period(name) for name in names]
    turns = [0, *(i for i in range(1, len(names)) if kinds[i] != kinds[i - 1]), len(names)]
    if len(turns) == count + 1:  # sources of funds below one parent, periods below the other
        return [b - a for a, b in pairwise(turns)]
    return [len(names) // count] * count if len(names) % count == 0 else []


def _under(above: list[_Head | None], row: list[_Head | None], width: int) -> list[_Head | None]:
    """A last header row that names only the columns below merged cells."""
    found: list[_Head | None] = [None] * width
    merged = [
        i for i in range(width)
        if above[i] is not None and ((i and above[i - 1] is above[i]) or (i + 1 < width and above[i + 1] is above[i]))
    ]  # fmt: skip
    if not merged and len(row) == 1:
        merged = [i for i in range(width) if above[i] and role_of((above[i] or _NONE).text) == "amount"][:1]
    if len(merged) == len(row):
        for column, head in zip(merged, row, strict=True):
            found[column] = head
    return found


_NONE = _Head("", Span(0, 0))


def _column(text: str, ordinal: int, path: list[_Head]) -> Column:
    names = tuple(h.text for h in path)
    period = next((h for h in reversed(path) if _period(h.text)), None)
    unit = next((u for h in reversed(path) if (u := unit_in(text, h.span))), None)
    return Column(
        ordinal=ordinal,
        path=names,
        role=_role(ordinal, names),
        header_spans=tuple(h.span for h in path),
        period=_period(period.text) if period else None,
        unit=unit[0] if unit else None,
        unit_span=unit[1] if unit else None,
    )


def _period(header: str) -> str | None:
    """The period in a header, as written: "2026", "2026 - 2030"; None where it names none or several."""
    if len(header) > 40 or parse_period(header) is None:
        return None
    found = list(find_periods(header))
    if len(found) != 1 and not is_bare_period(header):
        return None
    if not found:
        return None
    written = header[found[0].start : found[-1].end].strip()
    plain = found[0].period.kind in ("year", "years")
    return written[written.index(next(c for c in written if c.isdigit())) :] if plain else written


def _role(ordinal: int, path: tuple[str, ...]) -> ColumnRole:
    if not path:
        return "other"
    if ordinal == 0 and is_ordinal_header(path[-1]):
        return "ordinal"
    if is_total_column(path[-1]):
        return "amount"
    known = role_of(path[-1]) or role_of(" ".join(path))
    if known in (None, "owner") and counts_things(path[-1]):
        return "other"
    if known == "label" and len(path) > 1 and counts_things(path[0]):
        return "other"  # "number of procedures / fit for online use" names no rows
    return known or "other"


def _one_label(columns: list[Column]) -> tuple[Column, ...]:
    """Exactly one column names the rows: the first that says so, else the first after the row numbers."""
    labels = [c.ordinal for c in columns if c.role == "label"]
    free = [c.ordinal for c in columns if c.role not in ("ordinal", "amount")]
    chosen = labels[0] if labels else (free[0] if free else None)
    done = []
    for column in columns:
        if column.ordinal == chosen:
            done.append(replace(column, role="label"))
        elif column.role == "label":
            done.append(replace(column, role="other"))
        else:
            done.append(column)
    return tuple(done)


def _lead_owners(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Where one column names who leads, another that names who only watches or reports is no owner."""
    owners = [c.ordinal for c in columns if c.role == "owner"]
    aside = [i for i in owners if any(f" {w} " in f" {key(columns[i].path[-1])} " for w in table_words().aside_owners)]
    if len(aside) == len(owners):
        return columns
    return tuple(replace(c, role="other") if c.ordinal in aside else c for c in columns)


def has_unit_caption(text: str) -> bool:
    """Whether a line announces the unit of the figures."""
    bare = text.strip("*_ ()")
    if len(bare) > 80 or not starts_with(bare, table_words().unit_captions):
        return False
    return ":" in bare or unit_named(bare.split()[-1]) is not None
