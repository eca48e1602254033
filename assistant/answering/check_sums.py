"""Whether the years (or funds) of one row add up to its own total: the formula, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answering.candidates import rows_of
from assistant.answering.check_case import FIGURE, NAMED, Check, CheckCase
from assistant.answering.row_answer import short_label
from assistant.answering.rows import AmountCell, RowView
from assistant.phrases import phrase
from indexer.language.numbers import parse_number, plus
from indexer.records import DocumentEntry

_ADDS = 0.3  # what it adds that the question speaks of adding up
_WHOLE = 0.3  # what it adds that the row is that of the whole table
_DEPTH = 4  # rows that are tried besides those of whole tables
_MOST_DOCUMENTS = 4


def sums_across(case: CheckCase, documents: Sequence[DocumentEntry]) -> Iterator[Check]:
    """Rows whose figures for years or funds make their own total."""
    if not case.adds:
        return
    for view in (*(hit.view for hit in case.found.rows[:_DEPTH]), *_totals(case, documents)):
        cells = view.amounts()
        parts = _parts(cells)
        total = _total(view, cells, parts) if len(parts) > 1 and all(one.cell.certain for one in parts) else ""
        if total:
            yield _agreeing(case, view, total, parts)


def _total(view: RowView, cells: Sequence[AmountCell], parts: Sequence[AmountCell]) -> str:
    """The figure that the row writes for all, if the parts make it; its unit may stand over the years alone."""
    totals = [cell for cell in cells if cell.is_total]
    if totals:
        sums = plus(one.amount.dong for one in parts) == totals[0].amount.dong and totals[0].cell.certain
        return totals[0].amount.written if len(totals) == 1 and sums else ""
    values = [parse_number(one.cell.text) for one in parts]
    whole = plus(value for value in values if value is not None)
    bare = (cell for column, cell in view.cells("amount") if not column.period)
    same = next((cell.text.strip() for cell in bare if parse_number(cell.text) == whole), "")
    return parts[0].amount.written.replace(parts[0].cell.text.strip(), same) if same and None not in values else ""


def _totals(case: CheckCase, documents: Sequence[DocumentEntry]) -> Iterator[RowView]:
    """The total rows of the tables of ``documents``."""
    for entry in documents[:_MOST_DOCUMENTS]:
        for table in case.index.catalogue.tables(entry.id):
            for row in table.rows:
                passage = case.index.catalogue.passage_at(entry.id, row.span.start) if row.kind == "total" else None
                if passage is not None:
                    yield from (view for view in rows_of(case.index, entry, passage) if view.row.ordinal == row.ordinal)


def _parts(cells: Sequence[AmountCell]) -> list[AmountCell]:
    """The figures that are no total: those of years, or of funds where there are none of years."""
    timed = [cell for cell in cells if cell.period is not None]
    return [one for one in (timed or [cell for cell in cells if not cell.is_total]) if one.amount.dong]


def _agreeing(case: CheckCase, view: RowView, total: str, parts: Sequence[AmountCell]) -> Check:
    n = case.citations.add(view.entry, view.passage, view.span, view.table)
    terms = " + ".join(f"{one.amount.written} ({one.period_words})" for one in parts)
    label = f"“{short_label(view.label)}”"
    shown = phrase("check_agrees", english=case.english, label=label, printed=total, terms=terms, n=n)
    asks = plus(one.amount.dong for one in parts) in case.figures
    score = (FIGURE if asks else 0.0) + NAMED * case.interest.share_of(view.label) * (len(view.label.split()) > 1)
    whole = view.row.kind == "total" and (asks or not case.figures)
    return Check(score + _ADDS + (_WHOLE if whole else 0.0), shown, (n,))
