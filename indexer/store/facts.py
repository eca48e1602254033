"""Facts and findings as rows of the catalogue and back, and the question that picks facts out of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal, cast

from indexer.facts.records import Fact, FactPart, FactRole
from indexer.language.normal import fold, one_line
from indexer.language.periods import Period
from indexer.language.tokens import fold_term, syllables
from indexer.records import Finding, Span

FACT = (
    "document, ordinal, role, label, text, start, end, label_start, label_end, row_path, column_path, value, unit,"
    " period_kind, first, last, deadline, period_parts, grid, grid_row, grid_column, places, certain, audit"
)
FINDING = "kind, grid, message, printed, computed, places"
WordField = Literal["label", "column"]
SqlRow = tuple[Any, ...]  # a row has the types that the STRICT tables of the schema declare


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact as the catalogue keeps it; ``ordinal`` counts the facts of its document in source order."""

    document_id: str
    ordinal: int
    fact: Fact


@dataclass(frozen=True, slots=True)
class FactQuery:
    """What facts are to be found; None asks nothing.

    ``label`` and ``column`` are words that must all stand in a fact's label or column headers, whatever their case
    and diacritics. ``period`` holds all of the fact's own period; a deadline counts with its last day.
    """

    document_id: str | None = None
    label: str | None = None
    column: str | None = None
    role: FactRole | None = None
    period: Period | None = None
    unit: str | None = None
    table: int | None = None
    row: int | None = None

    def conditions(self) -> tuple[str, tuple[object, ...]]:
        """The WHERE clause with its values."""
        parts: list[tuple[str, tuple[object, ...]]] = [("1", ())]
        exact = {
            "document": self.document_id,
            "role": self.role,
            "grid": self.table,
            "grid_row": self.row,
            "unit_key": None if self.unit is None else unit_key(self.unit),
        }
        parts += [(f"{name} = ?", (value,)) for name, value in exact.items() if value is not None]
        asked: tuple[tuple[WordField, str | None], ...] = (("label", self.label), ("column", self.column))
        parts += [_has_words(field, words) for field, words in asked if words is not None]
        if self.period is not None:
            parts += _inside(self.period)
        return " AND ".join(sql for sql, _ in parts), tuple(value for _, values in parts for value in values)


def unit_key(unit: str) -> str:
    """The spelling under which a unit is filed."""
    return fold(one_line(unit))


def fact_rows(document_id: str, facts: Sequence[Fact]) -> Iterable[SqlRow]:
    """The rows of ``facts``, in the order of the schema's columns."""
    for ordinal, fact in enumerate(facts):
        label, period = fact.label_span, fact.period
        yield (
            document_id,
            ordinal,
            fact.role,
            fact.label,
            fact.text,
            fact.span.start,
            fact.span.end,
            label.start if label is not None else None,
            label.end if label is not None else None,
            _json(fact.row_path),
            _json(fact.column_path),
            _written(fact.value),
            fact.unit,
            unit_key(fact.unit) if fact.unit else None,
            period.kind if period else None,
            _iso(period.first) if period else None,
            _iso(period.last) if period else None,
            int(period.deadline) if period else 0,
            _json([[first.isoformat(), last.isoformat()] for first, last in period.parts] if period else []),
            fact.table,
            fact.row,
            fact.column,
            _json([[part.role, part.span.start, part.span.end] for part in fact.parts]),
            int(fact.certain),
            fact.audit,
        )


def word_rows(document_id: str, facts: Sequence[Fact]) -> Iterable[SqlRow]:
    """The rows by which facts are found from the words of their labels and column headers."""
    for ordinal, fact in enumerate(facts):
        for field, text in (("label", fact.label), ("column", " ".join(fact.column_path))):
            yield from ((word, field, document_id, ordinal) for word in _words(text))


def finding_rows(document_id: str, findings: Sequence[Finding]) -> Iterable[SqlRow]:
    """The rows of ``findings``, in the order of the schema's columns."""
    for ordinal, finding in enumerate(findings):
        figures = (_written(finding.printed), _written(finding.computed))
        places = _json([[span.start, span.end] for span in finding.spans])
        yield (document_id, ordinal, finding.kind, finding.table, finding.message, *figures, places)


def read_fact(row: SqlRow) -> StoredFact:
    """The fact of a row of :data:`FACT`."""
    document, ordinal, role, label, text, start, end, label_start, label_end, *more = row
    row_path, column_path, value, unit, kind, first, last, deadline, parts, *rest = more
    table, table_row, table_column, places, certain, audit = rest
    period = None
    if kind is not None:
        period = Period(kind, _read_date(first), _read_date(last), bool(deadline), _read_parts(parts))
    fact = Fact(
        role=role,
        label=label,
        text=text,
        span=Span(start, end),
        label_span=None if label_start is None else Span(label_start, label_end),
        row_path=tuple(json.loads(row_path)),
        column_path=tuple(json.loads(column_path)),
        value=_read_decimal(value),
        unit=unit,
        period=period,
        table=table,
        row=table_row,
        column=table_column,
        parts=tuple(FactPart(role, Span(at, to)) for role, at, to in json.loads(places)),
        certain=bool(certain),
        audit=audit,
    )
    return StoredFact(document, ordinal, fact)


def read_finding(row: SqlRow) -> Finding:
    """The finding of a row of :data:`FINDING`."""
    kind, table, message, printed, computed, places = row
    spans = tuple(Span(start, end) for start, end in json.loads(places))
    return Finding(kind, table, message, _read_decimal(printed), _read_decimal(computed), spans)


@lru_cache(maxsize=4096)  # all cells of a row have its label
def _words(text: str) -> frozenset[str]:
    return frozenset(fold_term(word) for word in syllables(text))


def _has_words(field: WordField, text: str) -> tuple[str, tuple[object, ...]]:
    words = sorted(_words(text))
    if not words:
        return "0", ()
    marks = ", ".join("?" * len(words))
    sql = (
        f"(document, ordinal) IN (SELECT document, fact FROM fact_words WHERE field = ? AND word IN ({marks})"
        " GROUP BY document, fact HAVING count(*) = ?)"
    )
    return sql, (field, *words, len(words))


def _inside(period: Period) -> list[tuple[str, tuple[object, ...]]]:
    """Conditions for facts whose time lies within ``period``; what has no beginning counts with its end."""
    found: list[tuple[str, tuple[object, ...]]] = [("period_kind IS NOT NULL", ())]
    if period.first is not None:
        first = period.first.isoformat()
        found.append(("last >= ? AND (first IS NULL OR first >= ?)", (first, first)))
    if period.last is not None:
        found.append(("last <= ?", (period.last.isoformat(),)))
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _written(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _read_decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _read_date(day: str | None) -> date | None:
    return None if day is None else date.fromisoformat(day)


def _read_parts(parts: str) -> tuple[tuple[date, date], ...]:
    pairs = cast(list[tuple[str, str]], json.loads(parts))
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in pairs)
