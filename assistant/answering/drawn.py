"""Beside the sentence, its figures as records: the computation with each operand's cell, and a chart of the row.

The sentence stays the answer. A computation is shown only where the operands that the sentence writes are cells of the
cited rows and give exactly the result that it states; a chart only from cells that were read without doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.draft import Draft, name_of
from assistant.answering.figures import readable
from assistant.answering.rows import AmountCell, RowView, view_row
from assistant.records import AnswerBlock, ChartBlock, ComputationBlock, Figure
from indexer.language.numbers import plus
from indexer.store.reader import OpenIndex

_LEAST_POINTS = 3
_LEAST_SIDES = 2
_TERM = r"{written}(?: \((?P<about>[^()]*)\))? \[{n}\]"


@dataclass(frozen=True, slots=True)
class CitedRow:
    """A table row that citation ``n`` quotes."""

    n: int
    view: RowView
    cells: tuple[AmountCell, ...]


def drawn(index: OpenIndex, draft: Draft) -> Draft:
    """``draft`` with a computation and a chart behind its first block, where its figures allow them."""
    candidates = {citation.document_id for citation in draft.citations}
    if draft.status != "answered" and not (draft.status == "clarify" and len(candidates) == 1):
        return draft  # a figure of one candidate would look like the answer
    rows = tuple(cited_rows(index, draft))
    if not rows:
        return draft
    shown = [block for block in (_computation(draft.text, rows), _chart(draft, rows)) if block is not None]
    return replace(draft, blocks=(*draft.blocks[:1], *shown, *draft.blocks[1:])) if shown else draft


def cited_rows(index: OpenIndex, draft: Draft) -> Iterator[CitedRow]:
    """The table rows that the citations of ``draft`` quote."""
    for citation in draft.citations:
        passage = index.catalogue.passage_at(citation.document_id, citation.start)
        entry = index.catalogue.document(citation.document_id)
        if entry is None or passage is None or passage.table is None:
            continue
        table = next((one for one in index.catalogue.tables(entry.id) if one.ordinal == passage.table), None)
        row = next((one for one in table.rows if one.span.start == citation.start), None) if table else None
        if table is not None and row is not None:
            view = view_row(entry, table, passage, row)
            yield CitedRow(citation.n, view, tuple(view.amounts()))


def _computation(text: str, rows: Sequence[CitedRow]) -> AnswerBlock | None:
    """The sum or difference that ``text`` states, if its operands make it."""
    operands = _operands(text, rows)
    if len(operands) < _LEAST_SIDES:
        return None
    before = text[: text.index(operands[0].written)]
    total = plus(operand.value for operand in operands)
    if _states(before, total):
        return _computed("sum", operands, total, " + ")
    difference = abs(operands[0].value - operands[-1].value)
    if len(operands) == _LEAST_SIDES and _states(before, difference):
        return _computed("difference", operands, difference, " → ")
    return None


def _states(text: str, dong: Decimal) -> bool:
    written = readable(dong)  # a pattern of its own for each figure: made only where the figure stands there at all
    return written in text and re.search(rf"(?<![\d.,]){re.escape(written)}", text) is not None


def _computed(operation: str, operands: tuple[Figure, ...], value: Decimal, sign: str) -> ComputationBlock:
    listed = sign.join(f"{operand.written} ({operand.label}) [{operand.citation}]" for operand in operands)
    return ComputationBlock(
        operation="sum" if operation == "sum" else "difference",
        operands=operands,
        value=value,
        written=readable(value),
        text=f"{readable(value)}: {listed}",
        citations=tuple(dict.fromkeys(operand.citation for operand in operands)),
    )


def _operands(text: str, rows: Sequence[CitedRow]) -> tuple[Figure, ...]:
    """The cells that ``text`` writes right before the mark of their citation, in its order; none of them twice."""
    found: list[tuple[int, Figure]] = []
    for row in rows:
        taken: set[int] = set()
        for written in dict.fromkeys(cell.amount.written for cell in row.cells if cell.amount.written in text):
            for match in re.finditer(_TERM.format(written=rf"(?<![\d.,]){re.escape(written)}", n=row.n), text):
                free = [c for c in row.cells if c.amount.written == written and c.column.ordinal not in taken]
                cell = max(free, key=lambda one: one.period_words == (match["about"] or ""), default=None)
                if cell is None or cell.cell.span is None or not cell.cell.certain:
                    return ()
                taken.add(cell.column.ordinal)
                figure = _figure(cell, row, match["about"] or cell.period_words or row.view.label)
                if figure is not None:
                    found.append((match.start(), figure))
    figures = [figure for _, figure in sorted(found, key=lambda one: one[0])]
    return tuple(_told_apart(figures, {row.n: row.view.label for row in rows}))


def _told_apart(figures: Sequence[Figure], rows: Mapping[int, str]) -> Sequence[Figure]:
    """``figures`` by the names of their rows where their own labels are the same."""
    names = [rows[figure.citation] for figure in figures]
    if len({figure.label for figure in figures}) == len(figures) or len(set(names)) < len(figures):
        return figures
    return [replace(figure, label=name) for figure, name in zip(figures, names, strict=True)]


def _chart(draft: Draft, rows: Sequence[CitedRow]) -> ChartBlock | None:
    """The years of the one row whose figure the text gives, or the one figure of each of several documents."""
    named = [(row, [c for c in row.cells if c.amount.written in draft.text and c.cell.certain]) for row in rows]
    named = [(row, cells) for row, cells in named if cells]
    if len(named) == len(rows) == 1:  # the years of one row of several would show half of the answer
        return _by_period(named[0][0])
    documents = {row.view.entry.id for row, _ in named}
    single = all(len(cells) == 1 for _, cells in named) and len(documents) == len(named) >= _LEAST_SIDES
    if draft.reason != "compare" or not single:
        return None
    points = [_figure(cells[0], row, name_of(row.view.entry)) for row, cells in named]
    return _charted("document", "", [point for point in points if point is not None])


def _by_period(row: CitedRow) -> ChartBlock | None:
    cells = [cell for cell in row.cells if cell.period is not None and cell.period.years]
    periods = {cell.period.years for cell in cells if cell.period is not None}
    spans_alike = len({last - first for first, last in filter(None, periods)}) == 1
    if len(cells) < _LEAST_POINTS or len(periods) != len(cells) or not spans_alike:
        return None  # a stage of five years beside single years would mislead the eye
    if not all(cell.cell.certain for cell in cells):
        return None
    points = [_figure(cell, row, cell.column.period or cell.period_words) for cell in cells]
    caption = f"{row.view.label} ({name_of(row.view.entry)})"
    return _charted("period", caption, [point for point in points if point is not None])


def _charted(by: str, caption: str, points: Sequence[Figure]) -> ChartBlock:
    listed = "; ".join(f"{point.label}: {point.written} [{point.citation}]" for point in points)
    return ChartBlock(
        by="period" if by == "period" else "document",
        caption=caption,
        points=tuple(points),
        text=f"{caption}: {listed}" if caption else listed,
        citations=tuple(dict.fromkeys(point.citation for point in points)),
    )


def _figure(cell: AmountCell, row: CitedRow, label: str) -> Figure | None:
    span = cell.cell.span
    if span is None:
        return None
    return Figure(label, cell.amount.dong, cell.amount.written, row.n, span.start, span.end)
