"""Targets that a plan sets for several dates: a question that names none is told all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

FOLDER = Path(__file__).parent / "doubts"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one plan."""
    index = tmp_path_factory.mktemp("doubts") / "index"
    assert not build(FOLDER, index, encoder).failures
    return open_assistant(index)


@pytest.mark.parametrize(
    ("question", "levels"),
    [
        ("Bạc Liêu đặt mục tiêu bao nhiêu phần trăm bến thủy nội địa được cấp phép?", ("60%", "95%")),
        ("Bạc Liêu đặt chỉ tiêu bến thủy nội địa được cấp phép bao nhiêu?", ("60%", "95%")),
        ("Kế hoạch đề ra mục tiêu phương tiện thủy lắp thiết bị giám sát hành trình là bao nhiêu?", ("45%", "90%")),
        ("bac lieu phan dau may phan tram ben thuy noi dia duoc cap phep hoat dong?", ("60%", "95%")),
        ("Tỷ lệ phương tiện thủy lắp thiết bị giám sát hành trình phải đạt mấy phần trăm?", ("45%", "90%")),
    ],
)
def test_both_dates_are_told(plan: Assistant, question: str, levels: tuple[str, ...]) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "clarify"
    assert len(answer.citations) == 2
    assert all(level in answer.answer for level in levels)
    assert answer.answer.index("2029") < answer.answer.index("2031")


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("Đến hết năm 2029 bao nhiêu phần trăm bến thủy nội địa được cấp phép?", "60%"),
        ("Đến năm 2031 bao nhiêu phần trăm phương tiện thủy lắp thiết bị giám sát hành trình?", "90%"),
    ],
)
def test_a_date_that_is_named_is_meant(plan: Assistant, question: str, level: str) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert level in answer.answer


def test_the_level_of_another_year_is_no_answer(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Năm 2028 phải có bao nhiêu phần trăm bến thủy nội địa được cấp phép?"))
    assert answer.status == "not_found"
