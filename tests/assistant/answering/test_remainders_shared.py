"""What several take of a total together is told of all of them, never of one."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

PLAN = """KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng tỉnh Hà Giang năm 2027

I. MỤC TIÊU
1. Hoàn thành số hóa hồ sơ đảng viên trong năm 2027.
II. KINH PHÍ
1. Tổng kinh phí thực hiện năm 2027 là 9.400 triệu đồng, trong đó ngân sách tỉnh 7.150 triệu đồng; còn lại do \
Văn phòng Trung ương Đảng hỗ trợ, vốn vay ưu đãi và xã hội hóa.
III. TỔ CHỨC THỰC HIỆN
1. Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện.
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one plan of which several sources pay the rest together."""
    folder: Path = tmp_path_factory.mktemp("shared")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "ha-giang.txt").write_text(PLAN, encoding="utf-8")
    build(corpus, folder / "index", encoder)
    return open_assistant(folder / "index")


@pytest.mark.parametrize(
    "question",
    [
        "Ngoài ngân sách tỉnh, các nguồn khác chi cho kế hoạch 2027 của Hà Giang tổng cộng mấy triệu?",
        "Ngoài ngân sách tỉnh thì Hà Giang còn bao nhiêu tiền từ nguồn khác?",
        "Ngoài ngân sách tỉnh ra, phần còn lại của Hà Giang là bao nhiêu tiền?",
    ],
)
def test_all_other_sources_are_the_total_less_what_is_told(plan: Assistant, question: str) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert "2.250 triệu đồng" in answer.answer
    assert "hỗ trợ, vốn vay ưu đãi và xã hội hóa" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Văn phòng Trung ương Đảng hỗ trợ Hà Giang bao nhiêu tiền?",
        "Ngoài ngân sách trung ương, các nguồn khác của Hà Giang tổng cộng bao nhiêu tiền?",
        "Ngoài ngân sách tỉnh, các nguồn khác góp cho Hà Giang năm 2026 bao nhiêu?",
    ],
)
def test_no_rest_is_worked_out_for_one_of_them_or_beside_another(plan: Assistant, question: str) -> None:
    assert "2.250" not in plan.ask(AskRequest(question)).answer
