"""Questions whether figures agree, and answers about figures that the document contradicts elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.records import Answer, NoticeBlock
from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

FOLDER = Path(__file__).parent / "checks"
PLAN = (FOLDER / "ha-giang-71-kh-tu.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one plan that contradicts itself in several places."""
    index = tmp_path_factory.mktemp("checking") / "index"
    build(FOLDER, index, encoder)
    return open_assistant(index)


def ask(plan: Assistant, question: str) -> Answer:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    for citation in answer.citations:
        assert PLAN[citation.start : citation.end] == citation.quote
    return answer


@pytest.mark.parametrize(
    ("question", "value", "elsewhere", "place"),
    [
        (
            "Phần mềm quản lý hồ sơ hội viên nông dân hoàn thành khi nào?", "31/8/2028",
            "trước ngày 30/6/2028", "hoàn thành trước ngày 30/6/2028",
        ),
        (
            "Cơ quan nào chủ trì kho tư liệu kháng chiến số?", "Ban Tuyên giáo và Dân vận Tỉnh ủy",
            "Ban Tổ chức Tỉnh ủy", "Giao Ban Tổ chức Tỉnh ủy chủ trì",
        ),
        (
            "Đến năm 2029 bao nhiêu % chi bộ nông thôn dùng sổ tay đảng viên điện tử?", "80%",
            "85%", "85% chi bộ nông thôn",
        ),
    ],
)  # fmt: skip
def test_the_other_value_is_told_with_its_place(
    plan: Assistant, question: str, value: str, elsewhere: str, place: str
) -> None:
    answer = ask(plan, question)
    first, _, notice = answer.answer.partition("\n")
    assert {value, elsewhere} <= {one for one in (value, elsewhere) if one in answer.answer[:400]}
    assert "không thống nhất" in notice
    assert (value in first) != (elsewhere in first)
    assert any(place in citation.quote for citation in answer.citations)
    assert any(isinstance(block, NoticeBlock) and len(block.citations) == 2 for block in answer.blocks)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Nhóm Ứng dụng và dữ liệu của Hà Giang năm 2028 cộng các dòng con có khớp không?",
            "5,50 tỷ đồng = 2,50 tỷ đồng + 3,00 tỷ đồng",
        ),
        ("Nhóm Hạ tầng mạng năm 2029 cộng các dòng con có khớp không?", "không khớp"),
        ("Hà Giang có 88 xã, phường gồm 80 xã và 8 phường, cộng có đúng không?", "88 xã = 80 xã + 08 phường"),
        (
            "Tổng kinh phí 25,5 tỷ đồng có khớp với ngân sách tỉnh và ngân sách trung ương không?",
            "25,5 tỷ đồng = 15,5 tỷ đồng + 10 tỷ đồng",
        ),
    ],
)  # fmt: skip
def test_a_sum_is_done_again_with_its_operands(plan: Assistant, question: str, said: str) -> None:
    answer = ask(plan, question).answer
    assert said.lower() in answer.lower()
    assert ("không khớp" in answer.lower()) == (said == "không khớp")


def test_a_sum_that_is_wrong_is_shown_with_both_values(plan: Assistant) -> None:
    answer = ask(plan, "Nhóm Hạ tầng mạng năm 2029 cộng các dòng con có khớp không?")
    assert answer.answer.startswith("Không khớp")
    assert {"6,10", "6,50", "0,40"} <= {one for one in ("6,10", "6,50", "0,40") if one in answer.answer}
    assert len(answer.citations) == 3


def test_a_group_with_blank_items_is_shown_with_what_stands_there_and_that_nothing_follows(shipped: Assistant) -> None:
    question = "Nhóm các sản phẩm thông tin của Quảng Nam năm 2028 cộng các dòng con có khớp không?"
    answer = shipped.ask(AskRequest(question)).answer
    assert all(one in answer for one in ("0,45", "0,25", "0,20"))
    assert answer.endswith("Có ô để trống nên chưa thể kết luận.")


def test_a_count_that_its_parts_do_not_make_is_told(plan: Assistant) -> None:
    answer = ask(plan, "Phòng Cơ yếu có 09 cán bộ, cộng các chức danh có khớp không?").answer
    assert answer.startswith("Không khớp")
    assert "ghi 9" in answer
    assert "được 8" in answer


def test_a_figure_that_the_question_states_is_confirmed_from_its_place(plan: Assistant) -> None:
    answer = ask(plan, "Hà Giang mở 16 lớp bồi dưỡng kỹ năng số cho 960 cấp ủy viên đúng không?")
    assert answer.answer.startswith("Đúng: ")
    assert "16 lớp bồi dưỡng kỹ năng số cho 960" in answer.citations[0].quote


def test_a_wrong_figure_is_not_confirmed(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Hà Giang mở 18 lớp bồi dưỡng kỹ năng số cho 960 cấp ủy viên đúng không?")).answer
    assert not answer.startswith("Đúng")


def test_a_notice_speaks_of_the_year_that_is_asked_for(plan: Assistant) -> None:
    for year, wrong in ((2028, False), (2029, True)):
        answer = ask(plan, f"Năm {year} nhóm hạ tầng mạng của Hà Giang bao nhiêu tiền?").answer
        assert ("không khớp" in answer.lower()) is wrong
    answer = ask(plan, "Năm 2028 bao nhiêu % chi bộ nông thôn dùng sổ tay đảng viên điện tử?").answer
    assert "60" in answer
    assert "85%" not in answer


def test_all_contradictions_are_listed_with_both_places(plan: Assistant) -> None:
    answer = ask(plan, "Văn bản của Hà Giang có chỗ nào số liệu không khớp?")
    lines = answer.answer.splitlines()[1:]
    assert len(lines) == 5
    for line, places in (
        ("85%", 2),
        ("trước ngày 30/6/2028", 2),
        ("Ban Tổ chức Tỉnh ủy", 2),
        ("ghi 9", 1),
        ("6,10", 1),
    ):
        assert sum(line in one and one.count(" [") == places for one in lines) == 1
