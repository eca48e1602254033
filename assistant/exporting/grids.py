"""The sheets of an exported answer, before any file format: the answer, its tables, its figures, its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.exporting.checking import Exchange, Export, Source
from assistant.exporting.drawings import FigureTable, figure_table
from assistant.exporting.figures import FactRow, Known, fact_rows, number_column, plain
from assistant.exporting.texts import columns, named, text
from assistant.exporting.words import made_by, verdict
from assistant.records import TableBlock


@dataclass(frozen=True, slots=True)
class Formula:
    """A value that the workbook computes of all cells above it, so that people see how it came about."""

    operation: Literal["sum", "difference"]
    value: Decimal


Cell = str | int | Decimal | Formula | None


@dataclass(frozen=True, slots=True)
class Grid:
    """A named table of cells under headers; ``chart`` is the number of the column that is drawn by the first."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    chart: int | None = None


def answer_grids(export: Export, known: Known) -> tuple[Grid, ...]:
    """All sheets of a workbook."""
    (exchange,) = export.exchanges
    return (
        _answer(export, exchange),
        *_tables(exchange),
        _facts(fact_rows(exchange, known)),
        Grid(text("sheet_sources"), columns("columns_sources"), tuple(_sources(export, exchange))),
    )


def fact_grid(export: Export, known: Known) -> Grid:
    """One table that stands by itself: every figure with all that is known of its source in the same row."""
    (exchange,) = export.exchanges
    facts = fact_rows(exchange, known)
    sources = {row[0]: row for row in _sources(export, exchange)}
    headers = columns("columns_sources")
    added = [at for at, header in enumerate(headers) if header not in columns("columns_facts")]
    rows = ((*_fact(fact), *(sources[fact.source.citation.n][at] for at in added)) for fact in facts)
    return Grid(text("sheet_facts"), (*columns("columns_facts"), *(headers[at] for at in added)), tuple(rows))


def _answer(export: Export, exchange: Exchange) -> Grid:
    notices = [block.text for block in exchange.answer.blocks if block.type == "notice"]
    rows: list[tuple[Cell, ...]] = [
        (text("question").strip(" :"), exchange.question),
        (text("result").strip(" :"), named("statuses", exchange.answer.status)),
        (text("answer"), exchange.answer.answer),
        *((text("notice").strip(" :"), notice) for notice in (*notices, *exchange.answer.warnings)),
        (text("made"), f"{made_by(export)} {verdict(export)}"),
    ]
    return Grid(text("sheet_answer"), (), tuple(rows))


def _tables(exchange: Exchange) -> Iterator[Grid]:
    number = 1
    for block in exchange.answer.blocks:
        drawn = figure_table(block)
        if isinstance(block, TableBlock):
            yield _table(text("sheet_table", number=number), block)
        elif drawn is not None:
            yield _drawn(text("sheet_table", number=number), drawn)
        else:
            continue
        number += 1


def _drawn(name: str, table: FigureTable) -> Grid:
    rows: list[tuple[Cell, ...]] = [
        (figure.label, figure.written, plain(figure.value), figure.citation) for figure in table.figures
    ]
    if table.result is not None:
        formula = Formula(table.result.operation, plain(table.result.value))
        rows.append((table.result.label, table.result.written, formula, None))
    about = f"{table.about}: {table.caption}" if table.drawn and table.caption else table.about
    return Grid(name, (about, *columns("columns_figures")), tuple(rows), chart=2 if table.drawn else None)


def _table(name: str, table: TableBlock) -> Grid:
    """The table as it was shown, with a column of numbers beside each column of figures."""
    headers: list[str] = []
    wide: list[Sequence[Cell]] = []
    for at, header in enumerate(table.columns):
        cells = [row[at] if at < len(row) else "" for row in table.rows]
        headers.append(header)
        wide.append(cells)
        numbers = number_column(cells)
        if numbers is not None:
            unit = named("bases", numbers.unit) if numbers.unit else ""
            headers.append(text("as_number_in" if unit else "as_number", column=header, unit=unit).strip())
            wide.append(numbers.values)
    return Grid(name, tuple(headers) if any(headers) else (), tuple(zip(*wide, strict=True)))


def _facts(facts: Sequence[FactRow]) -> Grid:
    return Grid(text("sheet_facts"), columns("columns_facts"), tuple(_fact(fact) for fact in facts))


def _fact(fact: FactRow) -> tuple[Cell, ...]:
    value, base = fact.base or (None, "")
    return (
        fact.source.citation.n,
        fact.label,
        fact.period,
        fact.written,
        fact.value,
        fact.unit,
        value,
        named("bases", base) if base else "",
        fact.agency,
        fact.time,
        named("audits", fact.audit),
        named("states", fact.source.state),
    )


def _sources(export: Export, exchange: Exchange) -> Iterator[tuple[Cell, ...]]:
    for source in exchange.sources:
        yield _source(export, source)


def _source(export: Export, source: Source) -> tuple[Cell, ...]:
    cited = source.citation
    return (
        cited.n,
        cited.number or "",
        cited.title,
        cited.section,
        cited.locator.page,
        cited.quote,
        cited.start,
        cited.end,
        named("states", source.state),
        cited.document_id,
        f"{export.address}{cited.url}" if export.address else cited.url,
    )
