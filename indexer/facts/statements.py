"""What a document states of a thing, in a sentence or in a row: a number, a time, an agency, each with its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from indexer.facts.audit_words import audit_words
from indexer.facts.dated_tasks import agencies_of, completed_in_months, task_dated
from indexer.facts.from_text import figures_in
from indexer.facts.likeness import terms_of
from indexer.facts.prose import Paragraph
from indexer.facts.records import Fact
from indexer.language.folded import folded
from indexer.language.normal import nfc, one_line
from indexer.language.numbers import unit_named
from indexer.language.periods import Period, find_periods, parse_period, year
from indexer.language.tokens import syllables
from indexer.records import Span, Table

StatementKind = Literal["count", "percent", "amount", "time", "owner"]
_KINDS: dict[str, StatementKind] = {"count": "count", "percent": "percent", "amount": "amount", "time": "time"}
_LEAD = 24  # code points before a figure that say how it is meant
FEWEST_TERMS = 6  # pairs included, by which a clause says what it is about
_SHORTEST_NAME, _LONGEST_NAME = 4, 80  # code points of an agency
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"\d(?:\s+[^\W\d]|\s*%)")
_CLAUSE_END = re.compile(r"[;]|[.](?=\s|$)|[.]$")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: ``terms`` are the words of the clause or the label, ``where`` its row, None in running text."""

    kind: StatementKind
    label: str
    terms: frozenset[str]
    shown: str
    span: Span
    value: Decimal | None = None
    unit: str = ""  # the unit's base, or the noun that is counted
    period: Period | None = None  # for a time, the time itself
    where: tuple[int, int] | None = None
    before: str = ""  # the words right before the figure, in lower case
    spoken: frozenset[str] = frozenset()  # every word of the clause
    act: frozenset[str] = frozenset()  # the terms of what leads to a time: what is done by then
    whole: bool = False  # a quantity of a row for all the time of its table
    needs: frozenset[str] = frozenset()  # words of a step of the work that a sentence about it must hold


def text_statements(text: str, paragraphs: Sequence[Paragraph], facts: Sequence[Fact]) -> list[Statement]:
    """The statements of running text."""
    starts = [paragraph.span.start for paragraph in paragraphs]
    agencies = agencies_of(facts)
    found: list[Statement] = []
    for fact in (*facts, *completed_in_months(text, paragraphs)):
        if fact.table is not None or fact.role not in _KINDS:
            continue
        at = bisect_right(starts, fact.span.start) - 1
        if at < 0 or not paragraphs[at].span.holds(fact.span):
            continue
        clause = _telling(text, paragraphs[at].body, fact)
        statement = _of_fact(text, fact, clause.of(text), None)
        if statement is not None and statement.kind == "time":
            task = terms_of(task_dated(text, clause, fact.span, agencies))
            told = task if len(task) >= FEWEST_TERMS else statement.terms
            statement = replace(statement, terms=told, act=terms_of(_leading(text, clause, fact)))
        found += [statement] if statement is not None else []
    for paragraph in paragraphs:
        found += _leads(text, paragraph)
    return found


def table_statements(text: str, tables: Sequence[Table], facts: Sequence[Fact]) -> list[Statement]:
    """The statements of the rows of ``tables``: their cells, and the counts inside their labels and other cells."""
    found: list[Statement] = []
    for fact in facts:
        if fact.table is None or fact.row is None or not fact.certain or not fact.label:
            continue
        kind = "amount" if fact.role == "amount" else fact.role
        if kind in ("owner", "time", "amount"):
            statement = _of_fact(text, fact, fact.label, (fact.table, fact.row))
            found += [statement] if statement is not None else []
    for table in tables:
        found += _counts_in_cells(text, table)
        found += _steps(table)
    return found


def clause_of(text: str, body: Span, span: Span) -> Span:
    """The clause of a paragraph that holds ``span``, between semicolons and full stops."""
    raw = body.of(text)
    at, end = span.start - body.start, span.end - body.start
    starts = [m.end() for m in _CLAUSE_END.finditer(raw, 0, at)]
    after = _CLAUSE_END.search(raw, end)
    return Span(body.start + (starts[-1] if starts else 0), body.start + (after.start() if after else len(raw)))


def _telling(text: str, body: Span, fact: Fact) -> Span:
    """The clause of a fact: of a count up to the comma; one that says almost nothing with the one before it."""
    clause = clause_of(text, body, fact.span)
    comma = text.find(", ", fact.span.end, clause.end) if fact.role == "count" else -1
    if comma >= 0:
        return Span(clause.start, comma)
    if len(terms_of(one_line(clause.of(text)))) < FEWEST_TERMS and clause.start > body.start:
        before = clause_of(text, body, Span(clause.start - 1, clause.start - 1))
        return Span(before.start, clause.end)
    return clause


def _leading(text: str, clause: Span, fact: Fact) -> str:
    """The words between the last comma of the clause before the time of ``fact``, and that time; "" without a comma."""
    before = one_line(text[clause.start : fact.span.start])
    return before.rpartition(", ")[2] if ", " in before else ""


def _of_fact(text: str, fact: Fact, words: str, where: tuple[int, int] | None) -> Statement | None:
    kind: StatementKind
    if fact.role == "owner":
        kind, unit = "owner", ""
    elif fact.role == "time":
        kind, unit = "time", ""
        if fact.period is None or fact.period.last is None or fact.period.parts:
            return None
    else:
        kind = _KINDS.get(fact.role, "amount")
        known = unit_named(fact.unit) if fact.unit else None
        unit = known.base if known is not None else (fact.unit or "").lower()
        if fact.value is None or not unit:
            return None
        kind = "percent" if unit == "percent" else kind if unit == "VND" else "count"
    start = fact.span.start
    line = one_line(words)
    named = _named_period(line) if where is None else None
    return Statement(
        kind=kind, label=fact.label or line[:90], terms=terms_of(line), shown=_shown(fact), span=fact.span,
        value=fact.value, unit=unit, where=where,
        period=fact.period or (named if kind != "amount" else None) or _heading_period(fact),
        before=_before(text, max(0, start - _LEAD), start) if where is None else "",
        spoken=frozenset(syllables(line)) if where is None and kind == "time" else frozenset(),
    )  # fmt: skip


def _before(text: str, start: int, end: int) -> str:
    return nfc(text[start:end]).lower()


def _heading_period(fact: Fact) -> Period | None:
    """The year that the innermost heading with a single one names."""
    for heading in reversed(fact.row_path):
        found = years_named(heading)
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _named_period(clause: str) -> Period | None:
    """The year or the stage that a clause names ("by 2029, 85% …"), if it names one time only."""
    found = [at.period for at in find_periods(clause)]
    last = found[0].last if len(found) == 1 else None
    if last is None:
        return None
    return found[0] if found[0].kind == "years" and found[0].first else year(last.year)


@lru_cache(maxsize=1024)
def years_named(heading: str) -> tuple[Period, ...]:
    """The years and stages that a heading or a label names."""
    return tuple(at.period for at in find_periods(heading) if at.period.kind in ("year", "years"))


def _shown(fact: Fact) -> str:
    if fact.table is None or fact.role != "amount" or not fact.unit:
        return fact.text
    return f"{fact.text}{fact.unit}" if fact.unit == "%" else f"{fact.text} {fact.unit}"


def _counts_in_cells(text: str, table: Table) -> Iterator[Statement]:
    """Numbers of things inside the cells of a row that are neither figures nor agencies nor times."""
    label = next((c.ordinal for c in table.columns if c.role == "label"), 0)
    for row in table.rows:
        name = row.cells[label]
        for column, cell in zip(table.columns, row.cells, strict=True):
            inside = column.role in ("label", "other", "note") and not column.period
            if not inside or cell.span is None or _COUNTED.search(cell.text) is None:
                continue
            for fact in figures_in(text, Paragraph(cell.span, cell.span, "", (), ())):
                if fact.role not in ("count", "percent"):
                    continue
                terms = terms_of(name.text if column.ordinal == label else f"{name.text} {cell.text}")
                statement = _of_fact(text, fact, name.text, (table.ordinal, row.ordinal))
                if statement is not None:
                    yield Statement(
                        statement.kind, name.text, terms, fact.text, fact.span, fact.value, statement.unit,
                        where=statement.where,
                        before=_before(text, max(cell.span.start, fact.span.start - _LEAD), fact.span.start),
                    )  # fmt: skip


def _steps(table: Table) -> Iterator[Statement]:
    """The steps of a roadmap whose columns are times: what is done in each of them."""
    label = next((c.ordinal for c in table.columns if c.role == "label"), 0)
    times = [(c.ordinal, p) for c in table.columns if c.period and c.role != "amount" and (p := parse_period(c.period))]
    for row in table.rows:
        for column, period in times:
            cell = row.cells[column]
            if cell.span is not None and cell.certain and _DIGIT.search(cell.text) is None:
                name = row.cells[label].text
                yield Statement(
                    "time", name, terms_of(name), f"{cell.text} ({table.columns[column].period})", cell.span,
                    period=period, where=(table.ordinal, row.ordinal), needs=frozenset(syllables(cell.text)),
                )  # fmt: skip


def _leads(text: str, paragraph: Paragraph) -> Iterator[Statement]:
    """ "Giao X chủ trì Y", "X chủ trì Y", and "Chủ trì Y" under a heading that names X."""
    lowered = nfc(paragraph.body.of(text)).lower()
    if not any(word in lowered for word in audit_words().lead_words):
        return
    search = folded(paragraph.body.of(text))
    base = paragraph.body.start
    for found in audit_words().leads.finditer(search.text):
        at = Span(base + search.source(found.start()), base + search.source(found.end()))
        clause = clause_of(text, paragraph.body, at)
        task = one_line(text[at.end : clause.end]).strip(" :,")
        agency = _trimmed(text, Span(clause.start, at.start))
        given = audit_words().given.match(folded(agency.of(text)).text)
        agency = _trimmed(text, Span(agency.start + given.end(), agency.end)) if given else agency
        if not len(agency) and paragraph.path_spans:
            agency = paragraph.path_spans[-1]
        if _SHORTEST_NAME <= len(agency) <= _LONGEST_NAME and task:
            yield Statement("owner", task[:90], terms_of(task), one_line(agency.of(text)), agency)


def _trimmed(text: str, span: Span) -> Span:
    raw = span.of(text)
    start = span.start + len(raw) - len(raw.lstrip(" \t\n,"))
    return Span(min(start, span.end), max(min(start, span.end), span.start + len(raw.rstrip(" \t\n,"))))
