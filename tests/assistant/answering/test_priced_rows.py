"""The price of a thing that the annex of tasks names too: the row of the estimate answers, not that of the task."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

FOLDER = Path(__file__).parent / "priced_tasks"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one plan with an annex of tasks and an estimate."""
    index = tmp_path_factory.mktemp("priced_tasks") / "index"
    assert not build(FOLDER, index, encoder).failures
    return open_assistant(index)


@pytest.mark.parametrize(
    ("question", "price", "number"),
    [
        (
            "Đơn giá một trạm phao đo độ mặn ven sông là bao nhiêu, mua mấy trạm?",
            "67 triệu đồng/trạm",
            "14 trạm",
        ),
        ("Trang bị trạm phao đo độ mặn tự động, giá một trạm bao nhiêu?", "67 triệu đồng/trạm", "14 trạm"),
        ("Đơn giá máy bơm dã chiến chống hạn ở Ninh Thuận là bao nhiêu?", "31 triệu đồng/máy", "25 máy"),
        ("don gia may bom da chien chong han la bao nhieu?", "31 triệu đồng/máy", "25 máy"),
    ],
)
def test_the_row_with_the_price_answers(plan: Assistant, question: str, price: str, number: str) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert f"Đơn giá: {price}; Số lượng: {number}" in answer.answer


@pytest.mark.parametrize(
    "question",
    ["Đơn giá một lều kiểm định giống nho là bao nhiêu, mua mấy lều?", "Giá một lều kiểm định giống nho là bao nhiêu?"],
)
def test_a_task_without_a_price_borrows_none(plan: Assistant, question: str) -> None:
    answer = plan.ask(AskRequest(question)).answer
    assert "triệu đồng" not in answer


def test_a_price_asked_in_english_is_read_below_its_vietnamese_head(plan: Assistant) -> None:
    answer = plan.ask(
        AskRequest("What is the unit price and total for soil moisture sensors in Ninh Thuận's estimate?")
    )
    assert answer.status == "answered"
    assert "Đơn giá: 2,4 triệu đồng/cái; Số lượng: 160 cái; Thành tiền: 384 triệu đồng" in answer.answer


def test_a_price_asked_in_english_that_no_row_has_is_refused(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("What is the unit price of a computer in Ninh Thuận's estimate?"))
    assert answer.status == "not_found"


def test_who_equips_stays_with_the_task(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Ai chủ trì trang bị trạm phao đo độ mặn tự động ven sông?"))
    assert "Sở Nông nghiệp và Môi trường" in answer.answer
