"""Totals that the running text states, against the tables it refers to and against the amount in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indexer.facts.appendices import appendix_named, without_table
from indexer.facts.from_tables import money_columns, total_of
from indexer.facts.records import Fact
from indexer.facts.words import fact_words, number_in_words
from indexer.language.normal import fold
from indexer.language.numbers import find_amounts, format_vietnamese, plus, times, unit_named
from indexer.language.periods import is_bare_period, parse_period
from indexer.records import Finding, Span, Table
from indexer.tables.lexicon import table_words
from indexer.tables.reading import TableSums, table_sums
from indexer.tables.sums import breakdowns

_REACH = 220  # code points after an amount in which the text may refer to an appendix, or say it in words
_BESIDE = 400  # code points after a total in which its parts are named
_FARTHEST = 3  # times as much is another thing
_IN_PARENTHESES = re.compile(r"\(\s*\*{0,2}\s*([^()]{5,160}?)\*{0,2}\s*\)")


@dataclass(frozen=True, slots=True)
class _Budget:
    table: Table
    sums: TableSums
    scale: Decimal


def claim_findings(text: str, tables: Sequence[Table], facts: Sequence[Fact]) -> list[Finding]:
    """Amounts of the text that differ from the table they speak of, or from their own words."""
    budgets = [b for t in tables if (b := _budget(t)) is not None]
    known = not without_table(text, tables)
    found: list[Finding] = []
    for fact in facts:
        if fact.table is not None or fact.role != "amount" or fact.value is None or fact.unit is None:
            continue
        unit = unit_named(fact.unit)
        if unit is None or unit.base != "VND":
            continue
        exact = times(fact.value, unit.scale)
        found += _against_words(text, fact, exact, unit.scale)
        budget = _meant(text, fact, budgets, known=known)
        if budget is not None:
            found += _against_table(text, fact, exact, budget)
    for budget in budgets:
        found += _words_below(text, budget)
    return found


def _budget(table: Table) -> _Budget | None:
    unit = next((c.unit for c in money_columns(table) if c.unit), None)
    known = unit_named(unit) if unit else None
    if known is None or known.base != "VND":
        return None
    return _Budget(table, table_sums(table), known.scale)


def _meant(text: str, fact: Fact, budgets: Sequence[_Budget], *, known: bool) -> _Budget | None:
    """The table that a stated total speaks of: the appendix it names, or the only budget if all are ``known``."""
    if any(amount.unit is not None for amount in find_amounts(fact.label)):
        return None  # the total stands before: this is a part of it
    label = fold(fact.label)
    totals = any(w in label for w in fact_words().totals)
    yearly = is_bare_period(fact.label) and any(
        w in fold(h) for h in fact.row_path[:-1] for w in fact_words().money_headings
    )
    if not (totals or yearly):
        return None
    number = appendix_named(text[fact.span.end : fact.span.end + _REACH])
    if number:
        named = [b for b in budgets if appendix_named(b.table.title) == number]
        return named[0] if len(named) == 1 else None
    return budgets[0] if len(budgets) == 1 and known else None


def _against_table(text: str, fact: Fact, exact: Decimal, budget: _Budget) -> Iterator[Finding]:
    other = _stated(fact, budget)
    scale = exact / fact.value if fact.value else budget.scale
    if other is None:
        return
    value, spans = other
    computed = times(value, budget.scale)
    if max(exact, computed) > _FARTHEST * min(exact, computed) or _is_part(text, fact, computed):
        return
    exponent = fact.value.as_tuple().exponent if fact.value is not None else 0
    last_place = times(Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0), scale)
    if exact == computed or (last_place > budget.scale and abs(exact - computed) * 2 <= last_place):
        return
    message = fact_words().messages["text_table"].format(
        label=fact.label, printed=fact.text, table=budget.table.title[:60],
        computed=f"{format_vietnamese(value)} {next(c.unit for c in money_columns(budget.table) if c.unit)}",
    )  # fmt: skip
    shown = _in_unit(computed, scale)
    yield Finding("differs", budget.table.ordinal, message, fact.value, shown, (fact.span, *spans))


def _is_part(text: str, fact: Fact, computed: Decimal) -> bool:
    """Whether the text names what the table makes beside the total: the table is about that part of it."""
    beside = find_amounts(fold(text[fact.span.end : fact.span.end + _BESIDE]))
    return any(a.unit is not None and a.unit.base == "VND" and a.exact == computed for a in beside)


def _stated(fact: Fact, budget: _Budget) -> tuple[Decimal, tuple[Span, ...]] | None:
    """The figure of the table's total row for the period of ``fact``, or the total of all."""
    table = budget.table
    whole = total_of(budget.sums, table)
    if fact.period is None or fact.period.years is None:
        return whole
    columns = [c for c in next(iter(breakdowns(table.columns)), ()) if c.period]
    for row in table.rows:
        if row.kind != "total" or row.ordinal in budget.sums.merged:
            continue
        of_year = [c.ordinal for c in columns if _years(c.period) == fact.period.years]
        places = [(row.ordinal, c) for c in of_year if (row.ordinal, c) in budget.sums.values]
        if places:  # a year may be divided by sources of funds
            spans = tuple(span for r, c in places if (span := table.rows[r].cells[c].span) is not None)
            return plus(budget.sums.values[place] for place in places), spans
    covered = [y for c in columns if (y := _years(c.period))]
    if covered and fact.period.years == (min(y[0] for y in covered), max(y[1] for y in covered)):
        return whole
    return None


def _years(period: str | None) -> tuple[int, int] | None:
    parsed = parse_period(period) if period else None
    return parsed.years if parsed else None


def _against_words(text: str, fact: Fact, exact: Decimal, scale: Decimal) -> Iterator[Finding]:
    """The amount in words right after a figure: "(Bằng chữ: …)", or just the words in parentheses."""
    after = text[fact.span.end : fact.span.end + _REACH]
    for found in _IN_PARENTHESES.finditer(after):
        folded = fold(found.group(1)).lstrip()
        marker = next((w for w in table_words().in_words if folded.startswith(w)), "")
        if not marker and after[: found.start()].strip():
            continue  # words without an announcement belong to the figure right before them
        words = found.group(1).lstrip()[len(marker) :].lstrip(" :")
        stated = number_in_words(words)
        if stated is None or stated < 1000:
            continue
        if stated != exact:
            message = fact_words().messages["words"].format(printed=fact.text, computed=words.strip())
            start = fact.span.end + found.start(1)
            place = Span(start, start + len(found.group(1)))
            yield Finding("differs", None, message, fact.value, _in_unit(stated, scale), (fact.span, place))
        return


def _words_below(text: str, budget: _Budget) -> Iterator[Finding]:
    """The amount in words below a table against its total."""
    whole = total_of(budget.sums, budget.table)
    below = text[budget.table.span.end : budget.table.span.end + _REACH]
    lead = len(below) - len(below.lstrip(" \t\n(*"))
    line = below[lead:].split("\n")[0]
    marker = next((w for w in table_words().in_words if fold(line).startswith(w)), None)
    if whole is None or marker is None:
        return
    stated = number_in_words(line[len(marker) :].lstrip(" :"))
    value, spans = whole
    if stated is None or stated == times(value, budget.scale):
        return
    start = budget.table.span.end + lead
    shown = _in_unit(stated, budget.scale)
    unit = next(c.unit for c in money_columns(budget.table) if c.unit)
    message = (
        fact_words()
        .messages["words_total"]
        .format(printed=format_vietnamese(shown), computed=format_vietnamese(value), unit=unit)
    )
    yield Finding(
        "differs", budget.table.ordinal, message, shown, value, (Span(start, start + len(line.rstrip())), *spans)
    )


def _in_unit(value: Decimal, scale: Decimal) -> Decimal:
    """An exact amount in a unit of ``scale``, without idle zeros behind its comma; scales are powers of ten."""
    shown = times(value, 1 / scale)
    return shown.quantize(Decimal(1)) if shown == shown.to_integral_value() else shown.normalize()
