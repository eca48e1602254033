"""Computations over what a plan tells of itself: several measures, phases, funds, the first years; operands cited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import Answer, Turn
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[..., Answer]
FOLDER = Path(__file__).parent / "whole_plans"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    index: Path = tmp_path_factory.mktemp("whole_plans") / "index"
    report = build(FOLDER, index, encoder)
    assert not report.failures
    assistant = open_assistant(index)
    return lambda text, *before: assistant.ask(AskRequest(text, tuple(Turn("user", one) for one in before)))


# question, what the answer must hold
MEASURES = [
    ("Kon Tum mua mấy máy quét, hết bao nhiêu tiền?", ["14 máy quét", "4.400 triệu đồng"]),
    ("kon tum to chuc bao nhieu lop tap huan, het bao nhieu tien", ["32 lớp", "1.700 triệu đồng"]),
    ("Thanh tra và các sở của Kon Tum: Sở Y tế số hóa bao nhiêu trang, trong đó bao nhiêu trang khó?", ["410", "60"]),
    ("Điểm sao lưu Sa Thầy của Kon Tum: ngân sách tỉnh bao nhiêu, trung ương bao nhiêu?",
     ["2.500 triệu đồng", "2.000 triệu đồng"]),
    ("How many scanners will Kon Tum buy and how much will they cost?", ["14 máy quét", "4.400 triệu đồng"]),
]  # fmt: skip

WHOLES = [
    # parts joined by commas; as many as are announced
    ("Cộng ba khoản tủ lưu trữ, điểm sao lưu Sa Thầy và máy quét của Kon Tum được mấy tỷ?",
     ["18,2 tỷ đồng: 8.800", "+ 5.000", "+ 4.400"]),
    ("Kon Tum: tủ lưu trữ + máy quét cộng lại bao nhiêu?", ["13,2 tỷ đồng: 8.800", "+ 4.400"]),
    # in each year
    ("Mỗi năm Kon Tum tốn bao nhiêu cho 2 khoản: máy quét và đường truyền dự phòng?",
     ["Mỗi năm 2026–2029 cộng lại là 2,1 tỷ đồng", "1.100", "1.000"]),
    ("Hai khoản tập huấn và thuê chuyên gia của Kon Tum mỗi năm hết bao nhiêu?",
     ["Năm 2026 cộng lại là 1,35 tỷ đồng", "Năm 2029 cộng lại là 3,5 tỷ đồng"]),
    # the first and the last years of the plan, by its title
    ("Ba năm đầu Kon Tum cần tổng cộng bao nhiêu kinh phí?", ["23,05 tỷ đồng", "7.200", "7.050", "8.800"]),
    ("Năm cuối của đề án, Kon Tum cần bao nhiêu kinh phí?", ["8.850 triệu đồng"]),
    ("Nhu cầu kinh phí toàn đề án số hóa, an ninh mạng của Kon Tum năm 2028?", ["8.800 triệu đồng"]),
    # phases
    ("Hai giai đoạn của đề án Kon Tum, giai đoạn nào tốn hơn và mỗi giai đoạn bao nhiêu?",
     ["“Giai đoạn 2 (2028 - 2029)” nhiều hơn: 17.650", "14.250", "chênh lệch 3,4 tỷ đồng"]),
    ("Which phase of Kon Tum's scheme costs more?", ["17.650", "14.250"]),
    # sources of funds
    ("Ngoài ngân sách tỉnh thì các nguồn còn lại của đề án Kon Tum cộng lại bao nhiêu?",
     ["16.600 triệu đồng", "12.400 triệu đồng (vốn đầu tư công)", "4.200 triệu đồng (ngân sách trung ương hỗ trợ)"]),
    ("Kể các nguồn vốn của đề án Kon Tum kèm số tiền từng nguồn",
     ["vốn đầu tư công: 12.400", "ngân sách tỉnh: 15.300", "trung ương hỗ trợ: 4.200"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "holds"), MEASURES + WHOLES)
def test_every_figure_asked_for_is_told_and_cited(ask: Ask, question: str, holds: list[str]) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert all(words in answer.answer for words in holds), answer.answer
    assert answer.citations


def test_a_follow_up_asks_two_measures_of_the_thing_before(ask: Ask) -> None:
    answer = ask("còn 2027 thì mấy máy, của cả thiết bị này?", "Năm 2026 Kon Tum trang bị bao nhiêu máy đọc mã vạch?")
    assert "31 máy" in answer.answer


def test_a_measure_told_once_is_not_told_again(ask: Ask) -> None:
    answer = ask("Sở Y tế của Kon Tum số hóa bao nhiêu trang?").answer
    assert answer.count("410") == 1


def test_fewer_things_than_announced_are_not_added(ask: Ask) -> None:
    answer = ask("Cộng ba khoản tủ lưu trữ, trạm xăng và máy quét của Kon Tum được mấy tỷ?").answer
    assert "13,2 tỷ đồng" not in answer
