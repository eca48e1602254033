"""In which year there is the most money and in which the least: of the whole document, or of one row."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.select import load_encoder

PLAN = """TỈNH ỦY HÒA AN
Số 12-KH/TU

KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng giai đoạn 2031 - 2033

PHỤ LỤC
DỰ TOÁN KINH PHÍ
Đơn vị tính: triệu đồng

STT\tNội dung\tNăm 2031\tNăm 2032\tNăm 2033
1\tMáy trạm mã hóa\t4.100\t2.300\t1.250
2\tKho tư liệu số\t900\t3.800\t1.500
\tTỔNG CỘNG\t5.000\t6.100\t2.750
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("ranked")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "hoa-an.txt").write_text(PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", load_encoder())
    return open_assistant(Path(folder / "index"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Năm nào chi nhiều nhất, năm nào ít nhất, mỗi năm bao nhiêu?",
         ("Nhiều nhất là năm 2032: 6.100 triệu đồng", "ít nhất là năm 2033: 2.750 triệu đồng")),
        ("Máy trạm mã hóa năm nào tốn nhiều nhất?", ("Nhiều nhất là năm 2031: 4.100 triệu đồng",)),
        ("Which year has the most money and which the least?", ("Most in 2032: 6.100", "least in 2033: 2.750")),
    ],
)  # fmt: skip
def test_the_years_are_ranked(plan: Assistant, question: str, said: tuple[str, ...]) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert [one for one in said if one not in answer.answer] == []
    assert all(PLAN[one.start : one.end] == one.quote for one in answer.citations)


def test_which_item_is_the_largest_is_another_question(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Hạng mục nào tốn nhiều nhất năm 2032?"))
    assert answer.answer.startswith("1. “Kho tư liệu số”: 3.800 triệu đồng")
