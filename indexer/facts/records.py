"""The record of one fact: a figure or an attribute, with its address in the document and every place that proves it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from indexer.language.periods import Period
from indexer.records import Span

FactRole = Literal["amount", "count", "percent", "date", "owner", "partner", "time", "basis", "note", "other"]
AuditState = Literal["consistent", "mismatch", "unsure", "unchecked"]
PartRole = Literal["label", "group", "period", "unit", "number"]


@dataclass(frozen=True, slots=True)
class FactPart:
    """A place away from the fact itself that gives it meaning: a header's year, a unit, a group's heading."""

    role: PartRole
    span: Span


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure or one attribute of a document.

    ``table``, ``row`` and ``column`` are ordinals, None for running text. ``row_path`` are labels from the
    outermost group (or heading) down to what the fact is about; ``column_path`` the headers, outermost first.
    """

    role: FactRole
    label: str
    text: str  # the cell or the written figure, normalised
    span: Span
    label_span: Span | None = None
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    value: Decimal | None = None
    unit: str | None = None
    period: Period | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    parts: tuple[FactPart, ...] = ()
    certain: bool = True
    audit: AuditState = "unchecked"
