"""The rows of agencies, added however their names are written: with a fund in the same cell, joints left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

PLAN = """KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng tỉnh Hà Giang giai đoạn 2026 - 2027

Phụ lục
Đơn vị tính: triệu đồng

STT\tNội dung\t2026\t2027\tTổng cộng\tĐơn vị chủ trì
1\tThay bộ chuyển mạch\t200\t250\t450\tĐTPT VPTU
2\tCổng thông tin nội bộ\t120\t30\t150\tCTX Ban TG&DV
3\tKho tư liệu tuyên truyền\t40\t60\t100\tĐTPT Ban TG&DV
4\tBản đồ thủy lợi\t70\t10\t80\tSở Nông nghiệp và Môi trường
5\tPhần mềm công chứng\t15\t20\t35\tSở Tư pháp
6\tPhần mềm họp\t10\t20\t30\tSở Khoa học và Công nghệ
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one plan that writes the fund before the agency."""
    folder: Path = tmp_path_factory.mktemp("owners")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "ha-giang.txt").write_text(PLAN, encoding="utf-8")
    build(corpus, folder / "index", encoder)
    return open_assistant(folder / "index")


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("Gộp các khoản Ban TG&DV làm trong phụ lục Hà Giang cả giai đoạn là bao nhiêu?", ["0,25 tỷ", "150", "100"]),
        ("Ban TG&DV Hà Giang chủ trì các khoản cộng lại bao nhiêu tiền?", ["0,25 tỷ", "150", "100"]),
        ("Năm 2026 các khoản của Ban TG&DV Hà Giang cộng lại bao nhiêu?", ["0,16 tỷ", "120", "40"]),
        ("phan cua so tu phap va so nong nghiep moi truong ha giang cong lai bao nhieu", ["0,115 tỷ", "35", "80"]),
        ("Sở Tư pháp và Sở Nông nghiệp và Môi trường Hà Giang cộng lại mấy triệu?", ["0,115 tỷ", "35", "80"]),
        ("Sở Khoa học Công nghệ và Sở Tư pháp ở Hà Giang cộng lại bao nhiêu tiền?", ["65 triệu", "30", "35"]),
    ],
)
def test_the_rows_of_agencies_are_added(plan: Assistant, question: str, figures: list[str]) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert answer.answer.startswith("Cộng lại là"), answer.answer
    assert all(figure in answer.answer for figure in figures), answer.answer
