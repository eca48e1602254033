"""Computations with their operands, and charts: only what the cited cells hold, and exactly that."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.records import Answer, ChartBlock, ComputationBlock, Figure
from assistant.service import AskRequest, Assistant
from indexer.language.numbers import find_amounts

ADDED = "Tổng kinh phí các năm của Lào Cai cho Phòng máy chủ dự phòng cấp huyện cộng lại là bao nhiêu?"
ONE_YEAR = "Lào Cai dành bao nhiêu tiền cho phòng máy chủ dự phòng cấp huyện năm 2027?"
TWO_SIDES = "Phòng máy chủ dự phòng năm 2027: Lào Cai và Phú Thọ bên nào nhiều tiền hơn, chênh bao nhiêu?"


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(AskRequest(question))


def charts(answer: Answer) -> list[ChartBlock]:
    return [block for block in answer.blocks if isinstance(block, ChartBlock)]


def computations(answer: Answer) -> list[ComputationBlock]:
    return [block for block in answer.blocks if isinstance(block, ComputationBlock)]


def figures(answer: Answer) -> list[Figure]:
    points = [point for chart in charts(answer) for point in chart.points]
    return points + [operand for one in computations(answer) for operand in one.operands]


def test_one_year_of_a_row_is_drawn_beside_its_other_years(small: Assistant) -> None:
    (chart,) = charts(ask(small, ONE_YEAR))
    assert chart.by == "period"
    assert [point.label for point in chart.points] == ["2027", "2028", "2029"]
    assert chart.points[0].written == "6,20 tỷ đồng"
    assert chart.points[0].value == Decimal("6200000000")


def test_sides_that_are_compared_are_drawn_side_by_side(small: Assistant) -> None:
    (chart,) = charts(ask(small, TWO_SIDES))
    assert chart.by == "document"
    assert [point.label for point in chart.points] == ["Lào Cai", "Phú Thọ"]
    assert chart.points[0].value - chart.points[1].value == Decimal("3600000000")


def test_a_sum_is_shown_with_its_operands_and_is_their_exact_sum(small: Assistant) -> None:
    answer = ask(small, ADDED)
    (computed,) = computations(answer)
    assert computed.operation == "sum"
    assert len(computed.operands) == 3
    assert computed.value == sum(operand.value for operand in computed.operands)
    assert computed.written in answer.answer


@pytest.mark.parametrize("question", [ADDED, ONE_YEAR, TWO_SIDES])
def test_every_figure_is_the_cell_that_it_points_to(small: Assistant, question: str) -> None:
    answer = ask(small, question)
    cited = {citation.n: citation for citation in answer.citations}
    assert figures(answer)
    for figure in figures(answer):
        citation = cited[figure.citation]
        assert citation.start <= figure.start < figure.end <= citation.end
        cell = small.source_text(citation.document_id)[figure.start : figure.end]
        assert figure.written.startswith(cell)
        (amount,) = find_amounts(figure.written)
        assert amount.exact == figure.value


@pytest.mark.parametrize(
    "question",
    [
        "Cơ quan nào chủ trì phòng máy chủ dự phòng cấp huyện của Lào Cai?",
        "Kế hoạch của Lào Cai ban hành ngày nào?",
        "Xin chào",
        "Kinh phí phòng máy chủ dự phòng năm 2027 là bao nhiêu?",  # of two plans: asked back
    ],
)
def test_nothing_is_drawn_where_no_figure_is_asked(small: Assistant, question: str) -> None:
    answer = ask(small, question)
    assert not charts(answer)
    assert not computations(answer)
