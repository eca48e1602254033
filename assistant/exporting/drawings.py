"""Charts and computations of an answer as plain tables: a figure a row, and the result under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.exporting.texts import named, text
from assistant.records import Answer, AnswerBlock, ChartBlock, ComputationBlock, Figure


@dataclass(frozen=True, slots=True)
class Result:
    """What was computed of the figures above it; ``value`` in đồng is exact."""

    label: str
    operation: Literal["sum", "difference"]
    value: Decimal
    written: str


@dataclass(frozen=True, slots=True)
class FigureTable:
    """Figures under a caption; ``drawn`` where they were shown as a chart."""

    caption: str
    about: str  # the header of the labels
    figures: tuple[Figure, ...]
    result: Result | None
    drawn: bool


def figure_table(block: AnswerBlock) -> FigureTable | None:
    """The table of a chart or a computation; None for any other block."""
    if isinstance(block, ChartBlock):
        return FigureTable(block.caption, named("charted", block.by), block.points, None, drawn=True)
    if isinstance(block, ComputationBlock):
        result = Result(named("operations", block.operation), block.operation, block.value, block.written)
        return FigureTable(text("computed"), text("operand"), block.operands, result, drawn=False)
    return None


def figures_of(answer: Answer) -> Iterator[Figure]:
    """Every figure that the answer draws or reckons with."""
    for block in answer.blocks:
        table = figure_table(block)
        if table is not None:
            yield from table.figures
