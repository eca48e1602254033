"""Sums, counts and other computations, over an invented plan: the result first, every operand cited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import Answer, Turn
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[..., Answer]
FOLDER = Path(__file__).parent / "sums"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    index: Path = tmp_path_factory.mktemp("sums") / "index"
    report = build(FOLDER, index, encoder)
    assert not report.failures
    assistant = open_assistant(index)
    return lambda text, *before: assistant.ask(AskRequest(text, tuple(Turn("user", one) for one in before)))


# question, how its answer begins, what the citations quote
SUMS = [
    # things joined in every way, words that they share said once
    ("Cải tạo âm thanh cả hội trường Tỉnh ủy lẫn hội trường Nhà văn hóa hết bao nhiêu tiền?", "Cộng lại là 1,8 tỷ đồng",
     ["hội trường Tỉnh ủy", "hội trường Nhà văn hóa"]),
    ("Cải tạo âm thanh hội trường Tỉnh ủy và Nhà văn hóa ở Tuyên Quang cả hai tốn bao nhiêu tiền?",
     "Cộng lại là 1,8 tỷ đồng", ["hội trường Tỉnh ủy", "hội trường Nhà văn hóa"]),
    ("Hai nhiệm vụ số hóa báo in, phim tư liệu của Tuyên Quang cộng lại bao nhiêu?", "Cộng lại là 8,9 tỷ đồng",
     ["báo in", "phim tư liệu"]),
    ("Năm 2026, diễn tập ứng cứu với giám sát tường lửa của Tuyên Quang gộp lại mấy tỷ?", "Cộng lại là 1,4 tỷ đồng",
     ["Diễn tập", "tường lửa"]),
    # rows of an agency, of a source of funds, in one year
    ("Trường Chính trị tỉnh Tuyên Quang chủ trì tổng cộng bao nhiêu tiền?", "Cộng lại là 4,55 tỷ đồng",
     ["mạng không dây", "phim tư liệu"]),
    ("Vốn sự nghiệp khoa học của Tuyên Quang năm 2027 cộng lại bao nhiêu?", "Cộng lại là 3,1 tỷ đồng",
     ["báo in", "phim tư liệu"]),
    # a group by its number or its count, whose row prints no figure
    ("Riêng năm 2026, mục III của Tuyên Quang là bao nhiêu?", "“Bảo mật” của Tuyên Quang cộng lại là 1,4 tỷ đồng",
     ["Diễn tập", "tường lửa"]),
    ("Ba khoản hạ tầng mạng và phòng họp của Tuyên Quang gộp lại mấy tỷ?",
     "“Hạ tầng mạng và phòng họp” của Tuyên Quang cộng lại là 2,45 tỷ đồng",
     ["Tỉnh ủy", "Nhà văn hóa", "mạng không dây"]),
]  # fmt: skip

# counts by row and column: agencies, years, kinds of devices
COUNTS = [
    ("Ban Tổ chức, Ban Nội chính với Trường Chính trị tỉnh Tuyên Quang cộng lại được mấy máy in?",
     "Cộng lại là 12 máy in: 4 + 3 + 5", ["Ban Tổ chức", "Ban Nội chính", "Trường Chính trị"]),
    ("Huyện Na Hang và Lâm Bình của Tuyên Quang 3 năm xây tất cả bao nhiêu trạm BTS?",
     "Cộng lại là 15 trạm BTS xây mới: 3 + 2 + 4 + 5 + 1", ["Na Hang", "Lâm Bình"]),
    ("Năm 2025 và 2026, huyện Na Hang Tuyên Quang xây mấy trạm BTS?",
     "Cộng lại là 5 trạm BTS xây mới: 3 + 2", ["Na Hang"]),
    ("Văn phòng Tỉnh ủy Tuyên Quang được mấy máy tính, kể cả để bàn lẫn laptop?",
     "Cộng lại là 33 máy tính: 22 + 11", ["Văn phòng Tỉnh ủy"]),
    ("How many computers, desktops and laptops together, does the Internal Affairs Commission of Tuyên Quang get?",
     "In all 12 computers: 8 + 4", ["Ban Nội chính"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "begins", "quoted"), SUMS + COUNTS)
def test_a_sum_says_its_result_first_and_cites_each_operand(
    ask: Ask, question: str, begins: str, quoted: list[str]
) -> None:
    answer = ask(question)
    assert answer.answer.startswith(begins), answer.answer
    quotes = [citation.quote for citation in answer.citations]
    assert len(quotes) == len(quoted)
    assert all(words in quote for words, quote in zip(quoted, quotes, strict=True)), quotes


def test_an_agency_in_the_name_of_a_thing_selects_nothing(ask: Ask) -> None:
    answer = ask("Mạng không dây Trường Chính trị tỉnh Tuyên Quang cộng cả 3 năm hết bao nhiêu?").answer
    assert "650 triệu đồng" in answer
    assert "4,55" not in answer


def test_a_group_is_never_added_to_its_own_item(ask: Ask) -> None:
    answer = ask("Cộng kho tư liệu với số hóa báo in của Tuyên Quang được bao nhiêu tiền?").answer
    assert "13,9" not in answer


def test_a_count_is_not_added_up_where_a_name_has_no_row(ask: Ask) -> None:
    answer = ask("Ban Tổ chức và Ban Dân vận Tuyên Quang cộng lại được mấy máy in?")
    assert "Cộng lại" not in answer.answer
    one = ask("Văn phòng Tỉnh ủy Tuyên Quang được mấy máy quét?").answer
    assert "Máy quét: 4 [1]" in one


def test_both_things_of_a_conversation_are_added(ask: Ask) -> None:
    before = ("Số hóa báo in của Tuyên Quang bao nhiêu tiền?", "còn số hóa phim tư liệu?")
    assert ask("cộng cả hai lại thì bao nhiêu?", *before).answer.startswith("Cộng lại là 8,9 tỷ đồng")


def test_a_year_of_several_columns_is_compared_by_their_sum(ask: Ask) -> None:
    answer = ask("Kinh phí thuê chỗ đặt máy chủ của Tuyên Quang năm 2027 giảm bao nhiêu so với năm 2026?").answer
    assert answer.startswith("2026 nhiều hơn: 0,42 tỷ đồng (300 triệu đồng + 120 triệu đồng) [1]"), answer
    assert "còn 2027 là 0,31 tỷ đồng (250 triệu đồng + 60 triệu đồng) [1]; chênh lệch 0,11 tỷ đồng" in answer
