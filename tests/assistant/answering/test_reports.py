"""When reports are due: all of them where the question does not say which, the one that it names where it does."""

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
    "question",
    [
        "Bạc Liêu báo cáo phải nộp trước ngày nào?",
        "bac lieu gui bao cao chung nao?",
        "Hạn báo cáo kết quả của Bạc Liêu là bao giờ?",
        "Báo cáo tiến độ nộp trước ngày mấy?",
        "By what date must reports be submitted in Bạc Liêu?",
    ],
)
def test_every_report_is_told_with_its_day(plan: Assistant, question: str) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "clarify"
    assert len(answer.citations) == 3
    assert all(day in answer.answer for day in ("15/12", "ngày 18", "12/6", "28/11"))
    assert answer.answer.endswith("?")


def test_a_period_keeps_the_reports_of_that_period(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Báo cáo năm gửi trước ngày nào?"))
    assert answer.status == "clarify"
    assert "15/12" in answer.answer
    assert "28/11" in answer.answer
    assert "ngày 18" not in answer.answer


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Xã ven sông báo cáo khi nào?", "12/6"),
        ("Công an tỉnh gửi báo cáo ngày mấy?", "ngày 18"),
        ("Báo cáo quý gửi trước ngày nào?", "ngày 18"),
        ("Sở Xây dựng báo cáo trước ngày nào?", "15/12"),
    ],
)
def test_a_report_that_is_named_is_the_answer(plan: Assistant, question: str, day: str) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert day in answer.answer
    assert len(answer.citations) == 1


def test_another_report_is_none_of_these(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Báo cáo đánh giá tác động môi trường phải trình trước ngày nào?"))
    assert answer.status != "clarify"
    assert "15/12" not in answer.answer
