"""Whether the text and the annex say the same, and whether the years of a row make its total."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

FOLDER = Path(__file__).parent / "beside"
PLAN = (FOLDER / "ninh-thuan-31-kh-ubnd.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one plan."""
    index = tmp_path_factory.mktemp("beside") / "index"
    assert not build(FOLDER, index, encoder).failures
    return open_assistant(index)


def ask(plan: Assistant, question: str) -> Answer:
    """The answer, each quote of which is an exact slice of the plan."""
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert all(PLAN[one.start : one.end] == one.quote for one in answer.citations)
    return answer


@pytest.mark.parametrize(
    ("question", "said", "told", "agree"),
    [
        (
            "Phao neo tàu ở vịnh Vĩnh Hy làm những năm nào, phần nhiệm vụ và phụ lục có ghi giống nhau không?",
            "Năm 2027, 2028", "2029: 450 triệu đồng", False,
        ),
        (
            "Đào tạo thợ lặn cứu hộ làm năm nào, kế hoạch với phụ lục có khớp không?",
            "Năm 2028", "2028: 1.800 triệu đồng", True,
        ),
        (
            "Số nhánh san hô trồng thêm ghi ở mục tiêu và ở phụ lục có giống nhau không?",
            "1,2 triệu nhánh san hô", "1.145", False,
        ),
        (
            "so nhanh san ho trong them ghi o muc tieu va o phu luc II co khop nhau khong?",
            "1,2 triệu nhánh san hô", "1.145", False,
        ),
    ],
)  # fmt: skip
def test_both_places_are_told(plan: Assistant, question: str, said: str, told: str, agree: bool) -> None:
    answer = ask(plan, question)
    assert answer.answer.startswith("Khớp" if agree else "Không khớp")
    assert said in answer.answer
    assert told in answer.answer
    assert len(answer.citations) >= 2


def test_counts_of_other_scales_are_compared(plan: Assistant) -> None:
    answer = ask(plan, "Số nhánh san hô trồng thêm ghi ở mục tiêu và ở phụ lục có giống nhau không?")
    assert "chênh 55.000." in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Cộng ba năm của Ninh Thuận có đúng 9.650 triệu không?",
        "Các năm ở dòng tổng cộng cộng lại có ra đúng 9.650 triệu như ghi không?",
        "Cộng ba năm lại có bằng 9,65 tỷ không?",
    ],
)
def test_the_years_make_the_total(plan: Assistant, question: str) -> None:
    first = ask(plan, question).answer.partition("\n")[0]
    assert first.startswith("Khớp: “TỔNG CỘNG” 9.650 triệu đồng = 2.500 triệu đồng (2027)")
    assert "5.000 triệu đồng (2028) + 2.150 triệu đồng (2029)" in first


def test_an_item_is_added_by_its_name(plan: Assistant) -> None:
    answer = ask(plan, "Trồng phục hồi san hô cộng các năm có đúng 5.400 triệu không?")
    assert "5.400 triệu đồng = 1.600 triệu đồng (2027) + 2.100 triệu đồng (2028)" in answer.answer
