"""Writes a true table in the further layouts: cells running on, fixed columns, CSV, merged header blanks."""

from __future__ import annotations

import csv
import io
import random

from tests.indexer.tables.breakages import header_grid, noise, wrap
from tests.indexer.tables.truth import TrueRow, TrueTable


def render(rng: random.Random, table: TrueTable) -> str:
    """The title, the unit and the table in its layout."""
    money = table.amounts and "indicators" not in table.breakages
    caption = f"{rng.choice(('', '', ' ' * 40))}Đơn vị tính: {table.unit}\n" if money else ""
    gap = "\n" if rng.random() < 0.5 else ""
    return f"{table.title}\n{caption}{gap}" + WRITERS[table.layout](rng, table)


def stream(rng: random.Random, table: TrueTable) -> str:
    """One cell a line, nothing between the rows."""
    empty = rng.choice(("line", "line", "-", "–", "left out"))
    table.breakages.add(f"blank: {empty}")
    lead = rng.choice(("", "", "", "\t"))
    header = stream_header(rng, table)
    lines = list(header)
    short_groups = rng.random() < 0.6
    number_line = rng.random() < 0.5
    page = 1
    for row in table.rows:
        if row is not table.rows[0] and rng.random() < 0.06:
            page += 1
            table.breakages.add("repeated header")
            again = [f"{table.title.split(':')[0]} (tiếp theo)"] if rng.random() < 0.5 else []
            lines += ["", str(page), "", *again, *header] if rng.random() < 0.6 else ["", *again, *header]
        lines += row_lines(rng, row, empty, short=short_groups, number_line=number_line)
    double = empty == "-" and rng.random() < 0.3 and "repeated header" not in table.breakages
    if double:
        table.breakages.add("double spaced")
    return ("\n\n" if double else "\n").join(lead + noise(rng, c) if c and lead else c for c in lines)


def stream_header(rng: random.Random, table: TrueTable) -> list[str]:
    grid = header_grid(rng, table, merged="blank")
    cells = [c for row in grid for c in row if c]
    if len(grid) > 1:
        table.breakages.add("two-level header")
    elif rng.random() < 0.3:
        table.breakages.add("broken header")
        wide = [i for i, c in enumerate(cells) if len(c.split()) > 2]
        if wide:
            at = rng.choice(wide)
            words = cells[at].split()
            if words[2][:1].islower():
                cells[at : at + 1] = [" ".join(words[:2]), " ".join(words[2:])]
    if len(grid) == 1 and len(cells) == len(table.columns) and rng.random() < 0.1:
        table.breakages.add("numbered columns")
        cells += [f"({i + 1})" for i in range(len(table.columns))]
    return cells


def row_lines(rng: random.Random, row: TrueRow, empty: str, *, short: bool, number_line: bool) -> list[str]:
    cells = list(row.cells)
    if row.kind == "total":
        cells = cells if number_line and empty == "line" else cells[1:]
        if empty in ("-", "–"):
            cells = [c or empty for c in cells]
            row.cells[2:] = cells[-len(row.cells) + 2 :]
            return cells
    if row.kind == "group" and short and not any(cells[2:]):
        return cells[:2]
    if empty == "left out":
        if not all(row.cells[1:]):
            row.undecidable |= set(range(2, len(cells)))
        return [c for c in cells if c]
    if empty == "line":
        return broken(rng, cells)
    row.cells[1:] = cells[1:] = [c or empty for c in cells[1:]]
    return broken(rng, cells)


def broken(rng: random.Random, cells: list[str]) -> list[str]:
    """The cells, now and then with the label on two lines."""
    words = cells[1].split()
    if rng.random() < 0.05 and len(words) > 5 and words[4][:1].islower():
        return [cells[0], " ".join(words[:4]), " ".join(words[4:]), *cells[2:]]
    return cells


def tabs(rng: random.Random, table: TrueTable) -> str:
    """Tab-separated rows, repeated headers at page breaks, captions that go on."""
    grid = header_grid(rng, table, merged="blank")
    header = ["\t".join(r) for r in grid]
    if rng.random() < 0.2 and len(header) == 1:
        header = [header[0].replace("\t", "¹\t", 2).replace("¹", "", 1)]
        table.breakages.add("footnote mark")
    if rng.random() < 0.2:
        header = [line.rstrip("\t") for line in header]
    lines = list(header)
    for row in table.rows:
        if row is not table.rows[0] and rng.random() < 0.1:
            table.breakages.add("repeated header")
            again = [f"{table.title.split(':')[0]} (tiếp theo)", ""] if rng.random() < 0.5 else []
            if again:
                table.breakages.add("caption goes on")
            lines += ["", *again, *header]
        lines.append("\t".join(row.cells))
    return "\n".join(lines)


def fixed(rng: random.Random, table: TrueTable) -> str:
    """Columns of fixed width with blanks between, long cells broken over lines, as layout tools write them."""
    widths = [6, rng.choice((30, 44)), *(14 if c.role == "amount" else 22 for c in table.columns[2:])]
    if "roadmap" in table.breakages:
        widths[2:-1] = [16] * (len(widths) - 3)
    rows = [*header_grid(rng, table, merged="blank"), *(r.cells for r in table.rows)]
    gap = rng.random() < 0.3
    lines = []
    for cells in rows:
        parts = [wrap(c, w - 3) for c, w in zip(cells, widths, strict=True)]
        for k in range(max(map(len, parts))):
            shown = "".join((p[k] if k < len(p) else "").ljust(w) for p, w in zip(parts, widths, strict=True))
            lines.append(shown.rstrip())
        if gap:
            lines.append("")
    return "\n".join(lines)


def comma(rng: random.Random, table: TrueTable) -> str:
    """A table pasted as CSV."""
    mark = rng.choice((",", ";"))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\n")
    for cells in [*header_grid(rng, table, merged="repeat"), *(r.cells for r in table.rows)]:
        writer.writerow(cells)
    return out.getvalue().rstrip("\n")


def pipes(rng: random.Random, table: TrueTable) -> str:
    """A Markdown table without or with its outer pipes."""
    grid = header_grid(rng, table, merged=rng.choice(("blank", "repeat")))
    lines = ["| " + " | ".join(c or " " for c in cells) + " |" for cells in [*grid, *(r.cells for r in table.rows)]]
    lines.insert(1, "|" + "|".join("---" for _ in table.columns) + "|")
    return "\n".join(lines)


WRITERS = {"stream": stream, "tabs": tabs, "fixed": fixed, "csv": comma, "pipes": pipes}
