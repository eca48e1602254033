"""What one of a thing costs and how many are bought, where a row also says what all of them cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.price_asked import asks_unit_price
from assistant.records import Answer
from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

FOLDER = Path(__file__).parent / "prices"
PLAN = (FOLDER / "ca-mau-19-kh-tu.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one plan."""
    index = tmp_path_factory.mktemp("prices") / "index"
    assert not build(FOLDER, index, encoder).failures
    return open_assistant(index)


def ask(plan: Assistant, question: str) -> Answer:
    """The answer, each quote of which is an exact slice of the plan."""
    answer = plan.ask(AskRequest(question))
    assert all(PLAN[one.start : one.end] == one.quote for one in answer.citations)
    return answer


@pytest.mark.parametrize(
    ("question", "price"),
    [
        ("Đơn giá máy bay không người lái là bao nhiêu?", "368 triệu đồng/bộ"),
        ("Đơn giá một bộ máy bay không người lái của Cà Mau?", "368 triệu đồng/bộ"),
        ("Cà Mau mua xuồng máy vỏ composite với giá mỗi chiếc là bao nhiêu?", "145 triệu đồng/chiếc"),
        ("Một chiếc xuồng máy vỏ composite giá bao nhiêu?", "145 triệu đồng/chiếc"),
        ("Giá một ống nhòm hồng ngoại trong phụ lục Cà Mau là bao nhiêu?", "32,5 triệu đồng/cái"),
    ],
)
def test_the_price_of_one_is_told_first(plan: Assistant, question: str, price: str) -> None:
    answer = ask(plan, question)
    assert answer.status == "answered"
    assert answer.answer.startswith(f"Đơn giá: {price}")


def test_how_many_and_what_they_cost_are_told_together(plan: Assistant) -> None:
    answer = ask(plan, "Hạt Kiểm lâm Ngọc Hiển được mua mấy xuồng máy và hết bao nhiêu tiền?")
    assert "870 triệu đồng" in answer.answer
    assert "Số lượng: 6 chiếc" in answer.answer


def test_what_all_of_it_costs_stays_the_sum(plan: Assistant) -> None:
    answer = ask(plan, "Máy bay không người lái hết tổng bao nhiêu tiền?")
    assert "1.104 triệu đồng" in answer.answer.split("[1]")[0]


def test_a_price_that_no_row_has_is_refused(plan: Assistant) -> None:
    answer = ask(plan, "Đơn giá một máy phát điện trong kế hoạch Cà Mau là bao nhiêu?")
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    ("text", "language", "asked"),
    [
        ("Đơn giá máy quét?", "vi", True),
        ("Giá một máy quét là bao nhiêu?", "vi", True),
        ("Mỗi bộ máy tính giá bao nhiêu?", "vi", True),
        ("Đánh giá một năm thực hiện ra sao?", "vi", False),
        ("Trị giá một gói thầu được duyệt ở đâu?", "vi", False),
        ("Tổng kinh phí mua máy quét là bao nhiêu?", "vi", False),
        ("don gia may quet bao nhieu", "vi-ascii", True),
        ("gia mot chiec may quet", "vi-ascii", True),
        ("tham gia mot lop tap huan", "vi-ascii", False),
        ("What is the unit price of a scanner?", "en", True),
        ("How much does one scanner cost?", "en", True),
        ("How much do the scanners cost in all?", "en", False),
    ],
)
def test_which_questions_ask_for_the_price_of_one(text: str, language: str, *, asked: bool) -> None:
    assert asks_unit_price(text, language) is asked
