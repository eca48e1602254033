"""What a sentence says a task costs in all ("…; tổng kinh phí 24.600 triệu đồng") against the row of the task.

Only an amount that the text calls a total is meant for all years. It contradicts the one row that says the same by
its rare words, where neither the row's total nor any figure of a row like it is that amount.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indexer.facts.audit_words import audit_words
from indexer.facts.likeness import Likeness, likeness_of, terms_of
from indexer.facts.listed_amounts import Budget
from indexer.facts.prose import Paragraph
from indexer.facts.records import Fact
from indexer.facts.statements import FEWEST_TERMS, clause_of
from indexer.facts.words import fact_words
from indexer.language.normal import fold, one_line
from indexer.language.numbers import find_amounts, format_vietnamese, times, unit_named
from indexer.language.periods import find_periods
from indexer.records import Finding, Row, Span, Table
from indexer.tables.sums import totals_among

_ROW, _CLAUSE = 0.75, 0.5  # shares of the row's words, and of the sentence's, that the other side must hold
_FEWEST_SHARED = 5  # terms, pairs included
_FARTHEST = 3  # times as much is another thing
_LEAD = 24  # code points before an amount that say how it is meant
_LONGEST_LABEL = 90


@dataclass(frozen=True, slots=True)
class _Cost:
    """A total that the text tells of a task, exact in đồng, with the words of the task and half its last place."""

    fact: Fact
    exact: Decimal
    margin: Decimal
    terms: frozenset[str]
    task: str


@dataclass(frozen=True, slots=True)
class _Named:
    """A row of money with the words of its name."""

    budget: Budget
    table: Table
    row: Row
    name: str
    terms: frozenset[str]


def cost_findings(
    text: str, tables: Sequence[Table], paragraphs: Sequence[Paragraph], facts: Sequence[Fact]
) -> list[Finding]:
    """Totals of tasks that the row of the task contradicts."""
    rows = [*_rows(tables)]
    costs = [*_costs(text, paragraphs, facts)] if rows else []
    likeness = likeness_of({*(one.terms for one in costs), *(one.terms for one in rows)}) if costs else None
    found = [_contradicted(cost, rows, likeness) for cost in costs if likeness is not None]
    return [finding for finding in found if finding is not None]


def _costs(text: str, paragraphs: Sequence[Paragraph], facts: Sequence[Fact]) -> Iterator[_Cost]:
    starts = [paragraph.span.start for paragraph in paragraphs]
    for fact in facts:
        unit = unit_named(fact.unit) if fact.unit else None
        if fact.table is not None or fact.role != "amount" or fact.value is None or unit is None or unit.base != "VND":
            continue
        at = bisect_right(starts, fact.span.start) - 1
        before = fold(one_line(text[max(0, fact.span.start - 3 * _LEAD) : fact.span.start]))
        said = max((before.rfind(word) + len(word) for word in fact_words().totals if word in before), default=-1)
        if at < 0 or said < 0 or len(before) - said > _LEAD or not paragraphs[at].body.holds(fact.span):
            continue
        task = _task(text, paragraphs[at].body, fact.span)
        roughly = audit_words().roughly.search(before[-_LEAD:]) is not None
        terms = terms_of(task)
        if len(terms) < FEWEST_TERMS or roughly or any(a.unit and a.unit.base == "VND" for a in find_amounts(task)):
            continue
        exponent = fact.value.as_tuple().exponent
        place = times(Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0), unit.scale)
        yield _Cost(fact, times(fact.value, unit.scale), place / 2 if "," in fact.text else Decimal(0), terms, task)


def _task(text: str, body: Span, amount: Span) -> str:
    """The words of the sentence before the amount, with those of the clause before it; "" where it names a time."""
    clause = clause_of(text, body, amount)
    start = clause.start
    if len(terms_of(one_line(text[start : amount.start]))) < FEWEST_TERMS + 4 and start > body.start:
        start = clause_of(text, body, Span(start - 1, start - 1)).start
    told = one_line(text[start : amount.start])
    years = [at for at in find_periods(text[clause.start : amount.start]) if at.period.years is not None]
    return "" if years else told


def _rows(tables: Sequence[Table]) -> Iterator[_Named]:
    for table in tables:
        money = [
            c for c in table.columns if c.role == "amount" and c.unit and (u := unit_named(c.unit)) and u.base == "VND"
        ]
        if not money or (len(money) > 1 and not totals_among(money) and not any(c.period for c in money)):
            continue
        label = next((c.ordinal for c in table.columns if c.role == "label"), None)
        budget = Budget(table)
        for row in table.rows:
            name = row.cells[label].text if label is not None and row.kind in ("item", "group") else ""
            terms = terms_of(name)
            if len(terms) >= _FEWEST_SHARED:
                yield _Named(budget, table, row, name, terms)


def _contradicted(cost: _Cost, rows: Sequence[_Named], likeness: Likeness) -> Finding | None:
    alike = [
        one
        for one in rows
        if len(one.terms & cost.terms) >= _FEWEST_SHARED
        and likeness.share(cost.terms, one.terms) >= _ROW
        and likeness.share(one.terms, cost.terms) >= _CLAUSE
    ]
    if len(alike) != 1:
        return None
    row = alike[0]
    if _is_of_a_portion(cost, row):
        return None
    made = row.budget.made(row.row, cost.fact)
    if made is None or not made[0] or abs(made[0] - cost.exact) <= cost.margin:
        return None
    exact, own, spans = made
    if max(exact, cost.exact) > _FARTHEST * min(exact, cost.exact) or _holds(row, cost, exact / own):
        return None
    unit = next(column.unit for column in row.table.columns if column.role == "amount" and column.unit)
    message = audit_words().messages["counterpart_row"].format(
        label=row.name[:_LONGEST_LABEL], first=cost.fact.text, second=f"{format_vietnamese(own)} {unit}"
    )  # fmt: skip
    return Finding("differs", row.table.ordinal, message, cost.fact.value, own, (cost.fact.span, *spans))


def _is_of_a_portion(cost: _Cost, row: _Named) -> bool:
    """Whether the sentence names a stage or a portion of the work that the row does not."""
    words = audit_words()
    portions, named = set(words.portions.findall(fold(cost.task))), fold(row.name)
    return bool((cost.terms - row.terms) & words.stages) or any(portion not in named for portion in portions)


def _holds(row: _Named, cost: _Cost, scale: Decimal) -> bool:
    """Whether any figure of the row is the amount: the text then tells of that part."""
    values = row.budget.values
    return any(
        at == row.row.ordinal and abs(times(value, scale) - cost.exact) <= cost.margin
        for (at, _), value in values.items()
    )
