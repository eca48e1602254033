"""Summaries of several things that stand in several places, and what two years are told of; a plan made for this."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answering.gathered import named_parts
from assistant.asking import read_asked
from assistant.question import understand
from assistant.records import Answer
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[[str], Answer]

_PLAN = """TỈNH ỦY TUYÊN QUANG
Số 91-KH/TU
Tuyên Quang, ngày 12 tháng 3 năm 2027

KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng tỉnh Tuyên Quang giai đoạn 2027 - 2030

I. MỤC TIÊU

1. Đến hết năm 2027: 70% văn bản đi của các cơ quan đảng được ký số.

2. Đến hết năm 2030: 100% văn bản đi của các cơ quan đảng được ký số.

II. NHIỆM VỤ

1. Xây dựng kho dữ liệu dùng chung; báo cáo nhanh hằng tuần cho Thường trực Tỉnh ủy.

2. Mỗi năm mở 09 lớp tập huấn kỹ năng số cho cán bộ các xã, phường.

III. TỔ CHỨC THỰC HIỆN

1. Các đảng ủy trực thuộc báo cáo 6 tháng trước ngày 15/6 và báo cáo năm trước ngày 20/11.

2. Văn phòng Tỉnh ủy tham mưu sơ kết vào quý IV/2028, tổng kết vào quý III/2030.

3. Ban Thường vụ Tỉnh ủy khen thưởng 08 tập thể tiêu biểu mỗi năm.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    folder: Path = tmp_path_factory.mktemp("gathered")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "plan.txt").write_text(_PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", encoder)
    assistant = open_assistant(folder / "index")
    return lambda text: assistant.ask(AskRequest(text))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Tóm tắt chế độ báo cáo, sơ kết và tổng kết trong kế hoạch Tuyên Quang",
            ("che do bao cao", "so ket", "tong ket"),
        ),
        ("Tóm tắt việc tập huấn, khen thưởng của kế hoạch", ("tap huan", "khen thuong")),
        ("Tóm tắt kế hoạch Tuyên Quang và chương trình hành động Hà Giang", ()),
    ],
)
def test_the_things_that_a_summary_names(question: str, parts: tuple[str, ...]) -> None:
    assert named_parts(read_asked(understand(question))) == parts


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        (
            "Tóm tắt chế độ báo cáo, sơ kết, tổng kết của Tuyên Quang",
            ["15/6", "20/11", "quý IV/2028", "quý III/2030"],
            ["kho dữ liệu", "khen thưởng"],
        ),
        ("Tóm tắt việc tập huấn, khen thưởng của Tuyên Quang", ["09 lớp", "08 tập thể"], ["15/6", "kho dữ liệu"]),
    ],
)
def test_each_thing_is_told_from_its_place(ask: Ask, question: str, held: list[str], left_out: list[str]) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert not [words for words in held if words not in answer.answer], answer.answer
    assert not [words for words in left_out if words in answer.answer], answer.answer
    assert all(citation.quote in _PLAN for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Mục tiêu ký số văn bản năm 2027 so với năm 2030 khác nhau thế nào?",
        "How do the goals for signed documents in 2027 and 2030 differ?",
    ],
)
def test_two_years_are_told_side_by_side(ask: Ask, question: str) -> None:
    first, second = ask(question).answer.split("\n")
    assert first.startswith("2027: ")
    assert "70%" in first
    assert second.startswith("2030: ")
    assert "100%" in second


def test_a_year_of_which_nothing_is_told_is_not_set_beside_another(ask: Ask) -> None:
    assert "2029:" not in ask("Mục tiêu ký số văn bản năm 2027 so với năm 2029 khác nhau thế nào?").answer
