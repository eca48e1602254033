"""Rows that a page break cut in two become one again."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.records import Column, Span
from indexer.tables.ordinals import parse_ordinal
from indexer.tables.raw import Pieces, RawRow, piece_text

_ENDS = (".", "!", "?", ":", ";", "…")


def join_split_rows(text: str, rows: Sequence[RawRow], columns: Sequence[Column]) -> list[RawRow]:
    """The rows with every rest of a row joined to the row that it belongs to."""
    ordinal = next((c.ordinal for c in columns if c.role == "ordinal"), None)
    label = next((c.ordinal for c in columns if c.role == "label"), 0)
    joined: list[RawRow] = []
    for row in rows:
        verdict = _belongs(text, joined[-1], row, ordinal, label) if joined else "no"
        if verdict == "no":
            joined.append(row)
            continue
        joined[-1] = _joined(joined[-1], row, unsure=verdict == "perhaps", label=label)
    return joined


def _belongs(text: str, above: RawRow, row: RawRow, ordinal: int | None, label: int) -> str:
    """Whether ``row`` goes on with the row above it: "yes", "perhaps" or "no"."""
    if row.loose or above.loose or (ordinal is not None and row.cells[ordinal]):
        return "no"
    name = piece_text(text, row.cells[label])
    others = [i for i, c in enumerate(row.cells) if c and i not in (ordinal, label)]
    disjoint = all(not above.cells[i] for i in others)
    if not name:
        return "yes" if others and disjoint and above.cells[label] else "no"
    before = piece_text(text, above.cells[label])
    if ordinal is None or not name[:1].islower() or not before:
        return "no"
    open_end = not before.rstrip('”"').endswith(_ENDS)
    if row.after_break:
        return "yes" if open_end or disjoint else "no"
    return "yes" if not others and open_end and parse_ordinal(name.split()[0]) is None else "no"


def _joined(above: RawRow, row: RawRow, *, unsure: bool, label: int) -> RawRow:
    cells: tuple[Pieces, ...] = tuple((*a, *b) for a, b in zip(above.cells, row.cells, strict=True))
    doubts = above.unsure | row.unsure | (frozenset({label}) if unsure else frozenset())
    return RawRow(cells, Span(above.span.start, max(above.span.end, row.span.end)), above.after_break, doubts)
