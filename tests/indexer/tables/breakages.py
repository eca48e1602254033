"""Writes a true table as text extraction leaves it, with the breakages that the corpus family shows, mixed."""

from __future__ import annotations

import itertools
import random
from decimal import Decimal

from tests.indexer.tables.truth import TrueRow, TrueTable

Grid = list[list[str]]


def render(rng: random.Random, table: TrueTable) -> str:
    """The title, the unit and the table in its layout."""
    caption = (
        "" if table.unit_in_header or not table.amounts else f"{rng.choice(('ĐVT', 'Đơn vị tính'))}: {table.unit}\n"
    )
    head = f"{table.title}\n{caption}"
    if table.layout == "cell-per-line":
        return head + cell_lines(rng, table)
    if table.layout == "tabs":
        return head + tabs(rng, table)
    if table.layout == "pipes":
        return head + pipes(rng, table)
    return head + flattened(rng, table)


def header_grid(rng: random.Random, table: TrueTable, *, merged: str) -> Grid:
    """One or two header rows; ``merged``: how a cell over several columns is written ("blank", "repeat")."""
    unit = f" ({table.unit})" if table.unit_in_header else ""
    nested = any(len(c.path) > 1 for c in table.columns)
    if not nested:
        return [[c.path[0] + (unit if c.role == "amount" and c.total else "") for c in table.columns]]
    upper, lower, seen = [], [], ""
    for column in table.columns:
        name = column.path[0] + (unit if column.role == "amount" else "")
        again = len(column.path) > 1 and column.path[0] == seen and merged == "blank"
        upper.append("" if again else name)
        lower.append(column.path[1] if len(column.path) > 1 else (name if merged == "repeat" else ""))
        seen = column.path[0] if len(column.path) > 1 else ""
    return [upper, lower]


def cell_lines(rng: random.Random, table: TrueTable) -> str:
    """One cell a line, an empty line after each row."""
    lead = "" if rng.random() < 0.2 else "\t"
    empty = lead + rng.choice(("", " ", "  ")) if lead else " "
    shorten = rng.random() < 0.3 and bool(lead)
    short_groups = rng.random() < 0.15 and bool(lead)
    wrap_labels = rng.random() < 0.15 and bool(lead)
    if not lead:
        table.breakages.add("no indentation")
    merge_total = rng.random() < 0.5
    grid = header_grid(rng, table, merged="blank")
    blocks: list[list[str]] = []
    if len(grid) == 2:
        upper = [h for i, h in enumerate(grid[0]) if h or not grid[1][i]]
        blocks = [upper, grid[1]]
        table.breakages.add("two-level header")
    else:
        blocks = [grid[0]]
    header = [list(b) for b in blocks]
    if rng.random() < 0.1:
        blocks.append([f"({i + 1})" for i in range(len(table.columns))])
        table.breakages.add("numbered columns")
    for row in table.rows:
        cells = list(row.cells)
        if row.kind == "total" and merge_total and not cells[0]:
            cells = cells[1:]
            table.breakages.add("merged total label")
        elif short_groups and row.kind == "group" and not any(cells[2:]):
            cells = cells[:2]
            table.breakages.add("short group rows")
        elif shorten and not cells[-1]:
            cells = cells[:-1]
            table.breakages.add("missing last cell")
        if rng.random() < 0.03 and row.kind == "item":
            blocks += header
            table.breakages.add("repeated header")
        if wrap_labels and rng.random() < 0.3 and len(cells[1].split()) > 4 and len(cells) == len(table.columns):
            words = cells[1].split()
            cut = rng.randint(2, len(words) - 2)
            if words[cut][:1].islower() and not words[cut - 1][:1].isdigit():
                if shorten and not row.cells[-1]:  # a row of the right length again: nothing tells
                    row.undecidable |= set(range(1, len(table.columns)))
                cells[1:2] = [" ".join(words[:cut]), " ".join(words[cut:])]
                table.breakages.add("label on two lines")
        blocks.append(cells)
        if rng.random() < 0.02:
            blocks.append([])
            table.breakages.add("page number")
    lines = []
    page = 1
    for block in blocks:
        if not block:
            page += 1
            lines += [str(page), ""]
            continue
        lines += [lead + noise(rng, cell) if cell else empty for cell in block]
        lines.append("")
    return "\n".join(lines)


def tabs(rng: random.Random, table: TrueTable) -> str:
    """Tab-separated rows as OCR leaves them."""
    grid = header_grid(rng, table, merged="blank")
    pages = rng.random() < 0.5
    rows: Grid = [list(r.cells) for r in table.rows]
    if table.amounts and rng.random() < 0.35 and "wrong sum in the source" not in table.breakages:
        slip(rng, table, rows)
    markup(rng, table, rows)
    merge_total = rng.random() < 0.5
    strip = rng.random() < 0.15
    lines = ["\t".join(r) for r in grid]
    if rng.random() < 0.1:
        lines.append("\t".join(f"({i + 1})" for i in range(len(table.columns))))
        table.breakages.add("numbered columns")
    for index, cells in enumerate(rows):
        row = table.rows[index]
        if row.kind == "total" and merge_total and not cells[0]:
            cells[0], cells[1] = cells[1], ""
        if pages and index and rng.random() < 0.2:
            table.breakages.add("repeated header")
            rest = split_row(rng, row, cells)
            if rest:
                table.breakages.add("page-split row")
                lines.append("\t".join(cells))
            lines += ["", *["\t".join(r) for r in grid]]
            lines.append("\t".join(rest or cells))
            continue
        if rng.random() < 0.04 and row.kind == "item" and len(cells[1].split()) > 4:
            words = cells[1].split()
            cut = rng.randint(2, len(words) - 2)
            cells[1] = " ".join(words[:cut]) + "\n" + " ".join(words[cut:])
            table.breakages.add("line break in a cell")
        line = "\t".join(cells)
        if row.kind == "group" and not row.number and rng.random() < 0.6:
            table.breakages.add("subtitle on a line of its own")
            line = cells[1]
        if strip and line.endswith("\t"):
            table.breakages.add("stripped tabs")
            line = line.rstrip("\t")
            mark_stripped(table, row, len(line.split("\t")))
        lines.append(line)
    return "\n".join(lines)


def mark_stripped(table: TrueTable, row: TrueRow, left: int) -> None:
    """Blank money cells inside a row whose end is gone: nothing tells a blank from a lost cell."""
    filled = [bool(row.cells[c]) for c in table.amounts]
    if (any(filled) and not all(filled)) or (left < len(row.cells) and not any(filled)):
        row.undecidable |= set(range(2, len(row.cells)))


def slip(rng: random.Random, table: TrueTable, rows: Grid) -> None:
    """An amount moves into a wrong year; only where the row's time, or the sums of its group, can tell."""
    years = [c for c in table.amounts if not table.columns[c].total]
    time = next((i for i, c in enumerate(table.columns) if c.role == "time"), None)
    for index, row in enumerate(table.rows):
        filled = [c for c in years if row.values.get(c)]
        empty = [c for c in years if c not in row.values]
        if row.kind != "item" or not filled or not empty or rng.random() > 0.3:
            continue
        source, target = rng.choice(filled), rng.choice(empty)
        stated = rows[index][time] if time is not None else ""
        outside = bool(stated) and not int(stated[:4]) <= int(str(table.columns[target].period)[:4]) <= int(stated[-4:])
        parent = table.rows[row.parent] if row.parent is not None else None
        tells = parent is not None and source in parent.values and target in parent.values
        if not (outside or tells):
            continue
        rows[index][target], rows[index][source] = rows[index][source], ""
        row.undecidable |= set(table.amounts)
        for other in table.rows:  # where several rows may be the slipped one, none of their figures is decidable
            if other.parent == row.parent and row.parent is not None and other.kind == "item":
                other.undecidable |= set(years)
        table.breakages.add("slipped amount")
        return


def markup(rng: random.Random, table: TrueTable, rows: Grid) -> None:
    """List remnants and parallel lists inside cells."""
    texts = [i for i, c in enumerate(table.columns) if c.role in ("owner", "partner")]
    for index, row in enumerate(table.rows):
        if row.kind != "item" or not texts or rng.random() > 0.08:
            continue
        parts = ["- " + p for p in ("VPTU", "UBKT", "Ban Tổ chức")[: rng.randint(2, 3)]]
        row.cells[texts[0]] = " ".join(parts)
        rows[index][texts[0]] = ('<ul style="list-style-type: none"> ' if rng.random() < 0.5 else "") + " ".join(parts)
        row.cells[1] = f"{row.cells[1]}: " + " ".join(f"- Phần mềm số {k + 1}." for k in range(len(parts)))
        rows[index][1] = row.cells[1]
        table.breakages.add("lists in cells")


def split_row(rng: random.Random, row: TrueRow, cells: list[str]) -> list[str] | None:
    """The rest of a row after a page break, taken out of ``cells``; None where the row is not split."""
    words = cells[1].split()
    if row.kind != "item" or len(words) < 6 or rng.random() < 0.4:
        return None
    at = rng.randint(3, len(words) - 2)
    if not words[at][:1].islower():
        return None
    cells[1] = " ".join(words[:at])
    rest = ["", " ".join(words[at:]), *[""] * (len(cells) - 2)]
    if rng.random() < 0.15:  # everything behind the label went over to the next page
        rest[2:], cells[2:] = cells[2:], [""] * (len(cells) - 2)
    return rest


def pipes(rng: random.Random, table: TrueTable) -> str:
    """A Markdown table."""
    grid = header_grid(rng, table, merged=rng.choice(("blank", "repeat")))
    pad = rng.random() < 0.7
    lines = []
    for index, cells in enumerate([*grid, *[r.cells for r in table.rows]]):
        lines.append("|" + "|".join(f" {c} " if pad else c for c in cells) + "|")
        if index == 0:
            lines.append("|" + "|".join(rng.choice(("---", ":--", "--:")) for _ in cells) + "|")
    return "\n".join(lines)


def flattened(rng: random.Random, table: TrueTable) -> str:
    """Rows flattened from PDF: wrapped labels, blank cells gone, page numbers and footers between the rows."""
    if not table.amounts:
        return flat_tasks(rng, table)
    spaced = rng.random() < 0.5
    width = rng.randint(38, 70)
    vanish = rng.random() < 0.8
    columns = table.columns
    periods = [c for c in columns if c.period]
    total = next((c for c in columns if c.total), None)
    lines = [f"{columns[0].path[0]} {columns[1].path[0]}"]
    between = texts_between(table)
    if between:
        table.breakages.add("text between label and figures")
        lines[0] += " ".join(["", *(columns[c].path[0] for c in between)])
        for row in table.rows:  # nothing but its words tells an agency from the label before it
            if row.kind != "total":
                row.undecidable |= {1, *between}
            if row.cells[between[-1]][-4:].isdigit():  # nor a year from a figure
                row.undecidable |= set(table.amounts)
    group = periods[0].path[0] + (f" ({table.unit})" if table.unit_in_header else "")
    heads = [group, total.path[0]] if total else [group]
    if total and columns.index(total) < columns.index(periods[0]):
        heads.reverse()
    lines.append(" ".join(heads))
    if columns[-1].role == "other":
        lines.append(columns[-1].path[0])
    lines.append(" ".join(str(c.period) for c in periods))
    header = list(lines)
    page = 1
    for row in table.rows:
        if rng.random() < 0.12 and row is not table.rows[0]:
            page += 1
            table.breakages.add("page number")
            lines += ["", "", "", str(page)] + (["Đơn vị tính: " + table.unit] if rng.random() < 0.2 else [])
            if rng.random() < 0.3:
                lines += header
                table.breakages.add("repeated header")
        lines += flat_row(rng, table, row, width, vanish=vanish)
    if vanish:
        table.breakages.add("vanished cells")
        mark_undecidable(table)
    if total is None:  # "giai đoạn 2 300": without a sum nothing tells the end of the label from a figure
        for row in table.rows:
            if row.cells[1][-1:].isdigit() and any(row.cells[c] for c in table.amounts):
                row.undecidable |= {1, *table.amounts}
    return ("\n\n" if spaced else "\n").join(line + rng.choice(("", " ")) for line in lines)


def flat_row(rng: random.Random, table: TrueTable, row: TrueRow, width: int, *, vanish: bool) -> list[str]:
    figures = [row.cells[c] for c in table.amounts]
    if not vanish and any(figures):
        for column in table.amounts:
            if not row.cells[column]:
                row.cells[column], row.values[column] = "0", Decimal(0)
        figures = [row.cells[c] for c in table.amounts]
    tail = row.cells[-1] if table.columns[-1].role == "other" else ""
    shown = " ".join(f for f in figures if f)
    if not shown and tail:  # nothing tells such a tail from the label
        row.cells[-1] = tail = ""
    wrapped = wrap(" ".join(filter(None, (row.cells[c] for c in (1, *texts_between(table))))), width)
    last = " ".join(x for x in (shown, tail) if x)
    number = [row.number] if row.number else []
    if len(wrapped) == 1 and rng.random() < 0.6:
        return [" ".join(x for x in (*number, wrapped[0], last) if x)]
    if rng.random() < 0.5 and number:
        return [*number, *wrapped, *([last] if last else [])]
    return [" ".join((*number, wrapped[0])), *wrapped[1:], *([last] if last else [])]


def texts_between(table: TrueTable) -> list[int]:
    """The columns of text between the label and the figures."""
    return list(range(2, table.amounts[0]))


def flat_tasks(rng: random.Random, table: TrueTable) -> str:
    """Tasks without any figure, flattened from PDF: a row is nothing but its words."""
    table.breakages.add("no figures")
    width = rng.randint(38, 80)
    lines = wrap(" ".join(c.path[0] for c in table.columns), rng.randint(40, 90))
    header = list(lines)
    page = 1
    for row in table.rows:
        row.undecidable |= set(range(1, len(table.columns)))
        if rng.random() < 0.1 and row is not table.rows[0]:
            page += 1
            table.breakages.add("page number")
            lines += ["", "", "", str(page)]
            if rng.random() < 0.5:
                lines += header
                table.breakages.add("repeated header")
        lines += wrap(" ".join(filter(None, row.cells)), width)
    return ("\n\n" if rng.random() < 0.2 else "\n").join(line + rng.choice(("", " ")) for line in lines)


def wrap(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def mark_undecidable(table: TrueTable) -> None:
    """An oracle of its own: try all placements of the vanished cells and see which figures are the same in all."""
    amounts = table.amounts
    total = next((c for c in amounts if table.columns[c].total), None)
    options = [row_options(row, amounts, total) for row in table.rows]
    size = 1
    for option in options:
        size *= len(option)
    everything = list(range(len(table.rows)))
    solutions = [c for c in itertools.product(*options) if holds(table, c)] if size <= 4000 else []
    for index in everything:
        row = table.rows[index]
        if len(options[index]) == 1:
            continue
        if not solutions:
            row.undecidable |= set(amounts)
            continue
        for column in amounts:
            if len({dict(s[index]).get(column) for s in solutions}) > 1:
                row.undecidable.add(column)


Option = tuple[tuple[int, Decimal], ...]


def row_options(row: TrueRow, amounts: list[int], total: int | None) -> list[Option]:
    values = [row.values[c] for c in amounts if c in row.values]
    every = [tuple(zip(c, values, strict=True)) for c in itertools.combinations(amounts, len(values))]
    if total is None or len(values) < 2:
        return every
    good = []
    for option in every:
        placed = dict(option)
        if total in placed and placed[total] == sum((v for c, v in option if c != total), Decimal(0)):
            good.append(option)
    return good or every


def holds(table: TrueTable, choice: tuple[Option, ...]) -> bool:
    placed = [dict(o) for o in choice]
    for index, row in enumerate(table.rows):
        if row.kind == "total":
            members = [i for i, r in enumerate(table.rows) if r.parent is None and r.kind != "total"]
        elif row.kind == "group":
            members = [i for i, r in enumerate(table.rows) if r.parent == index]
        else:
            continue
        if not placed[index]:
            continue
        leaves = [leaf for m in members for leaf in expand(table, placed, m)]
        for column in table.amounts:
            wanted = placed[index].get(column, Decimal(0))
            if sum((placed[leaf].get(column, Decimal(0)) for leaf in leaves), Decimal(0)) != wanted:
                return False
    return True


def expand(table: TrueTable, placed: list[dict[int, Decimal]], index: int) -> list[int]:
    if placed[index]:
        return [index]
    below = [i for i, r in enumerate(table.rows) if r.parent == index and r.kind != "detail"]
    return [leaf for b in below for leaf in expand(table, placed, b)]


def noise(rng: random.Random, cell: str) -> str:
    """White space that extraction leaves around and inside cells."""
    pick = rng.random()
    return (
        f"{cell} " if pick < 0.1 else f" {cell}" if pick < 0.15 else cell.replace(" ", "  ", 1) if pick < 0.18 else cell
    )
