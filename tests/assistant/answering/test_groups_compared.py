"""Two groups of a table compared by the figures that it prints for them; neither where one prints none."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.groups_compared import contrast_groups
from assistant.asking import read_asked
from assistant.question import understand
from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

PLAN = """KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng tỉnh Hà Giang năm 2027

Phụ lục
Đơn vị tính: triệu đồng

TT\tNội dung\tSố lượng\tThành tiền\tĐơn vị chủ trì
A\tBảo mật, an toàn thông tin\t\t900\t
1\tMáy tính độc lập\t10\t600\tVăn phòng Tỉnh ủy
2\tTường lửa biên\t2\t300\tCông an tỉnh
B\tDữ liệu và phần mềm\t\t640\t
1\tKho hồ sơ đảng viên\t1\t440\tBan Tổ chức Tỉnh ủy
2\tPhần mềm họp\t1\t200\tVăn phòng Tỉnh ủy
C\tĐào tạo, tuyên truyền\t\t75\t
1\tLớp tập huấn\t3\t45\tTrường Chính trị tỉnh
2\tTờ rơi\t1\t30\tBan Tuyên giáo và Dân vận Tỉnh ủy
TỔNG CỘNG\t\t\t1.615\t
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one plan whose groups print their figures."""
    folder: Path = tmp_path_factory.mktemp("groups")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "ha-giang.txt").write_text(PLAN, encoding="utf-8")
    build(corpus, folder / "index", encoder)
    return open_assistant(folder / "index")


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        (
            "Nhóm bảo mật, an toàn thông tin và nhóm dữ liệu, phần mềm ở Hà Giang nhóm nào lớn hơn?",
            ["900", "640", "260"],
        ),
        ("Ở Hà Giang nhóm dữ liệu với nhóm đào tạo, nhóm nào nhiều tiền hơn?", ["640", "75", "565"]),
        ("nhom dao tao hay nhom bao mat o ha giang nhom nao ton hon", ["75", "900", "825"]),
        ("Hà Giang chi cho mảng an toàn thông tin hơn mảng phần mềm bao nhiêu tiền?", ["900", "640", "260"]),
    ],
)
def test_the_larger_of_two_groups_is_told_with_both_figures(plan: Assistant, question: str, figures: list[str]) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert all(
        f"{figure} triệu" in answer.answer or f"0,{figure}".rstrip("0") in answer.answer for figure in figures
    ), answer.answer
    assert len(answer.citations) == 2


@pytest.mark.parametrize(
    ("other", "compared"), [("đào tạo", True), ("xe công vụ", False), ("bí mật", False), ("thông tin đối ngoại", False)]
)
def test_a_group_that_no_table_has_is_not_taken_for_another(plan: Assistant, other: str, compared: bool) -> None:
    question = understand(f"Nhóm dữ liệu và nhóm {other}, nhóm nào lớn hơn?")
    draft = contrast_groups(plan.index, question, read_asked(question), plan.index.catalogue.documents())
    assert (draft is not None) is compared
