"""Where a document disagrees with itself, each with the printed figure, the computed one, and their places."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from indexer.facts.breakdowns import breakdown_findings, share_findings
from indexer.facts.claims import claim_findings
from indexer.facts.counted_cells import counted_findings
from indexer.facts.counted_parts import count_breakdowns
from indexer.facts.counterparts import counterpart_findings
from indexer.facts.from_tables import money_columns
from indexer.facts.item_costs import cost_findings
from indexer.facts.listed_amounts import listed_findings
from indexer.facts.prose import prose_of
from indexer.facts.records import Fact
from indexer.facts.running import running_text, spoken
from indexer.facts.twins import count_findings, date_findings
from indexer.facts.words import fact_words
from indexer.language.numbers import format_vietnamese, plus
from indexer.language.periods import parse_period
from indexer.records import Column, Finding, Span, Table
from indexer.tables.doubts import touches
from indexer.tables.reading import TableSums, table_sums
from indexer.tables.sums import Checked, Place, breakdowns, totals_among


def find_disagreements(text: str, tables: Sequence[Table], facts: Sequence[Fact]) -> tuple[Finding, ...]:
    """All findings: of each table, between text and tables, and within the text; in source order."""
    found: list[Finding] = []
    for table in tables:
        sums = table_sums(table)
        promised = [c for c in sums.checks if not _told_as_wholes(table, sums, c)]
        found += [f for c in promised if (f := _sum_finding(table, c)) is not None]
        found += _merged_findings(table, sums)
        found += _time_findings(table, sums)
    paragraphs = running_text(text, prose_of(text, None, tables), tables)
    facts = spoken(facts, paragraphs)
    found += claim_findings(text, tables, facts)
    found += breakdown_findings(text, paragraphs)
    found += share_findings(text, paragraphs)
    found += count_breakdowns(text, paragraphs)
    found += listed_findings(tables, paragraphs, facts)
    found += cost_findings(text, tables, paragraphs, facts)
    found += counted_findings(text, tables, paragraphs, facts)
    found += counterpart_findings(text, tables, paragraphs, facts)
    found += date_findings(text, facts)
    found += count_findings(facts)
    return tuple(sorted(found, key=lambda f: f.spans[0].start if f.spans else 0))


def _sum_finding(table: Table, checked: Checked) -> Finding | None:
    if checked.agrees or not checked.used or _placed_by_guess(table, checked):
        return None
    row, column = checked.sum.printed
    words = fact_words().messages
    message = words[checked.sum.kind].format(
        label=_label(table, row),
        column=_name(table.columns[column]),
        printed=format_vietnamese(checked.printed),
        computed=format_vietnamese(checked.computed),
        unit=table.columns[column].unit or "",
    )
    blank = bool(checked.blank) and checked.difference < 0  # nothing that is missing makes a sum smaller
    return Finding(
        kind="incomplete" if blank else "mismatch",
        table=table.ordinal,
        message=_tidy(message) + (words["blank"] if blank else ""),
        printed=checked.printed,
        computed=checked.computed,
        spans=_spans(table, [checked.sum.printed, *checked.used]),
    )


def _told_as_wholes(table: Table, sums: TableSums, checked: Checked) -> bool:
    """Whether rows whose parts are left blank make up what is missing by their totals: they all fall into this part."""
    totals = totals_among(table.columns)
    if not checked.blank or checked.difference >= 0 or checked.sum.printed[1] in totals:
        return False
    rows = {row for row, _ in checked.blank}
    wholes = [v for (row, column), v in sums.values.items() if row in rows and column in totals]
    parts = [1 for (row, column) in sums.values if row in rows and column not in totals]
    return not parts and plus(wholes) == -checked.difference


def _placed_by_guess(table: Table, checked: Checked) -> bool:
    """Whether the reader itself put a figure into this column without proof: that proves nothing against the source."""
    if table.layout != "flattened":
        return False
    if checked.blank and checked.difference < 0:
        return True  # the figures of a flattened row may have been taken for those of another line
    return any(not table.rows[r].cells[c].certain for r, c in (checked.sum.printed, *checked.used, *checked.blank))


def _merged_findings(table: Table, sums: TableSums) -> list[Finding]:
    """A total over all columns against the total row that it sums up."""
    found = []
    for row, (column, agrees) in sums.merged.items():
        others = [r.ordinal for r in table.rows if r.kind == "total" and r.ordinal not in sums.merged]
        if agrees or not others:
            continue
        columns = [c.ordinal for c in next(iter(breakdowns(table.columns)), ())]
        places = [(others[-1], c) for c in columns if (others[-1], c) in sums.values]
        if not places:
            continue
        printed, computed = sums.values[row, column], plus(sums.values[p] for p in places)
        message = fact_words().messages["merged"].format(
            label=_label(table, row), printed=format_vietnamese(printed), computed=format_vietnamese(computed),
            unit=table.columns[column].unit or "",
        )  # fmt: skip
        spans = _spans(table, [(row, column), *places])
        found.append(Finding("mismatch", table.ordinal, _tidy(message), printed, computed, spans))
    return found


def _time_findings(table: Table, sums: TableSums) -> list[Finding]:
    """Amounts in a year that the row's own time does not hold."""
    time = next((c.ordinal for c in table.columns if c.role == "time"), None)
    if time is None:
        return []
    failing = {c.sum.printed[0] for c in sums.checks if c.sum.kind == "row" and c.used and not c.agrees}
    found = []
    for row in table.rows:
        if row.ordinal in failing:
            continue  # reported already, with all its figures
        stated = parse_period(row.cells[time].text) if row.cells[time].text else None
        if stated is None or stated.years is None:
            continue
        for column in money_columns(table):
            value = sums.values.get((row.ordinal, column.ordinal))
            period = parse_period(column.period) if column.period else None
            if not value or period is None or touches(stated, period):
                continue
            found.append(_time_finding(table, row.ordinal, column, value, time))
    return found


def _time_finding(table: Table, row: int, column: Column, value: Decimal, time: int) -> Finding:
    message = fact_words().messages["time"].format(
        label=_label(table, row), time=table.rows[row].cells[time].text, printed=format_vietnamese(value),
        unit=column.unit or "", column=_name(column),
    )  # fmt: skip
    spans = _spans(table, [(row, column.ordinal), (row, time)]) + column.header_spans[-1:]
    return Finding("differs", table.ordinal, _tidy(message), value, None, spans)


def _label(table: Table, row: int) -> str:
    column = next((c.ordinal for c in table.columns if c.role == "label"), 0)
    name = table.rows[row].cells[column].text
    short = name if len(name) <= 90 else name[:90].rsplit(" ", 1)[0] + "…"
    number = table.rows[row].label
    return f"{number} {short}".strip()


def _name(column: Column) -> str:
    return column.period or (column.path[-1] if column.path else "")


def _spans(table: Table, places: Sequence[Place]) -> tuple[Span, ...]:
    return tuple(s for r, c in places if (s := table.rows[r].cells[c].span) is not None)


def _tidy(message: str) -> str:
    return " ".join(message.split()).replace(" ,", ",").replace(" .", ".").replace(" :", ":")
