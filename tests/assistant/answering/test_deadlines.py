"""Deadlines and owners over invented plans: the answer holds the date or the body that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import Answer, Turn
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[..., Answer]
FOLDER = Path(__file__).parent / "deadlines"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    index: Path = tmp_path_factory.mktemp("deadlines") / "index"
    report = build(FOLDER, index, encoder)
    assert not report.failures
    assistant = open_assistant(index)
    return lambda text, *before: assistant.ask(AskRequest(text, tuple(Turn("user", one) for one in before)))


# question, what its answer must hold first, what the first citation quotes
ANSWERED = [
    # the section of the agency named
    ("UBND xã phường ở Gia Lai phải ra kế hoạch trước ngày nào?", "22/3/2027", "của địa phương"),
    ("Các xã của Gia Lai chậm nhất hôm nào phải kiện toàn tổ công nghệ số cộng đồng?", "10/4/2027", "Kiện toàn"),
    ("Doanh nghiệp viễn thông ở Gia Lai báo cáo lộ trình hạn chót khi nào?", "05/5/2027", "lộ trình phủ sóng"),
    ("Đảng ủy trực thuộc ở Trà Vinh phải gửi kế hoạch trước ngày mấy?", "17/4/2027", "Gửi kế hoạch"),
    ("hạn các đảng ủy Trà Vinh nộp báo cáo kết quả mỗi năm?", "12/11", "báo cáo kết quả"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "holds", "quote"), ANSWERED)
def test_the_answer_holds_what_was_asked_for(ask: Ask, question: str, holds: str, quote: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert holds in answer.answer.split("\n")[0]
    assert quote in answer.citations[0].quote
