"""Rows that a question selects by agency, time or group, their sums, and where the tables do not add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

PLAN = """KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng tỉnh Hà Giang năm 2027

Phụ lục
Đơn vị tính: triệu đồng

STT\tNội dung\tQuý I\tQuý II\tQuý III\tQuý IV\tTổng cộng\tNguồn vốn\tCơ quan chủ trì\tThời gian hoàn thành
I\tHạ tầng mạng nội bộ\t300\t200\t100\t50\t700\t\t\t
1\tThay bộ chuyển mạch\t200\t100\t100\t50\t450\tĐTPT\tVăn phòng Tỉnh ủy\tQuý II/2027
2\tKéo cáp quang\t100\t100\t0\t0\t200\tĐTPT\tCông an tỉnh\tQuý III/2027
II\tPhần mềm dùng chung\t40\t60\t0\t0\t100\t\t\t
1\tPhần mềm họp\t10\t20\t0\t0\t30\tCTX\tVăn phòng Tỉnh ủy\tQuý IV/2027
2\tPhần mềm chấm công\t30\t40\t0\t0\t70\tCTX\tBan Tổ chức Tỉnh ủy\tQuý I/2028
\tTỔNG CỘNG\t340\t260\t100\t50\t750\t\t\t
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one plan whose first group does not add up."""
    folder: Path = tmp_path_factory.mktemp("filters")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "ha-giang.txt").write_text(PLAN, encoding="utf-8")
    build(corpus, folder / "index", encoder)
    return open_assistant(folder / "index")


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        (
            "Liệt kê các việc Văn phòng Tỉnh ủy chủ trì",
            ["Thay bộ chuyển mạch", "Phần mềm họp"],
            ["Kéo cáp", "chấm công"],
        ),
        ("Kể các việc VPTU chủ trì trong phụ lục", ["Thay bộ chuyển mạch", "Phần mềm họp"], ["Kéo cáp"]),
        ("Khoản nào dùng vốn đầu tư phát triển?", ["Thay bộ chuyển mạch", "Kéo cáp quang"], ["Phần mềm"]),
        ("Năm 2027 phải xong những nhiệm vụ nào?", ["Thay bộ chuyển mạch", "Phần mềm họp"], ["chấm công"]),
        ("Nhóm phần mềm dùng chung gồm những khoản nào?", ["Phần mềm họp", "chấm công"], ["Kéo cáp", "chuyển mạch"]),
    ],
)
def test_rows_are_listed_by_what_their_cells_say(
    plan: Assistant, question: str, held: list[str], left_out: list[str]
) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert all(words in answer.answer for words in held), answer.answer
    assert not any(words in answer.answer for words in left_out), answer.answer


def test_the_rows_of_an_agency_are_added_with_every_operand_shown(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Văn phòng Tỉnh ủy chủ trì các khoản cộng lại bao nhiêu tiền?"))
    assert "0,48 tỷ đồng" in answer.answer
    assert "450 triệu đồng" in answer.answer
    assert "30 triệu đồng" in answer.answer


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Tổng chi quý III/2027 là bao nhiêu?", "100 triệu đồng"),
        ("6 tháng đầu năm 2027 chi tổng bao nhiêu?", "0,6 tỷ đồng"),
    ],
)
def test_quarters_are_read_from_the_total_row(plan: Assistant, question: str, figure: str) -> None:
    assert figure in plan.ask(AskRequest(question)).answer


def test_places_that_do_not_add_up_are_listed_with_their_operands(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Có chỗ nào số liệu trong phụ lục cộng không khớp không?"))
    assert answer.status == "answered"
    assert "700" in answer.answer
    assert "650" in answer.answer
    assert answer.citations
