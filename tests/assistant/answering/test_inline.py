"""Lists inside one sentence or one cell, asked for in other words, over a plan made for this test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[[str], Answer]

_PLAN = """TỈNH ỦY TUYÊN QUANG
Số 77-KH/TU
Tuyên Quang, ngày 12 tháng 3 năm 2027

KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng tỉnh Tuyên Quang giai đoạn 2027 - 2030

I. TÌNH HÌNH

1. Nhân lực: Các cơ quan đảng có 44 cán bộ chuyên trách công nghệ thông tin, trong đó 12 người có
trình độ sau đại học; 03 đảng ủy xã chưa bố trí được cán bộ chuyên trách là Sơn Dương, Hàm
Yên và Na Hang.

2. Ứng dụng: Tỉnh ủy đã đưa vào sử dụng 03 phần mềm do tỉnh tự xây dựng, bao gồm: (1) Quản lý lịch
công tác; (2) Kho tài liệu cuộc họp; (3) Trang thông tin nội bộ. Các phần mềm khác do Trung ương
chuyển giao.

II. NHIỆM VỤ

1. Thí điểm trợ lý tra cứu văn kiện tại 04 ban: Tổ chức, Tuyên giáo và Dân vận, Nội chính, Kiểm tra;
bắt đầu từ quý II/2027.

2. Đảng ủy điểm phải có bảng thông tin điện tử, phòng họp trực tuyến, máy quét tài liệu và tổ hỗ trợ
kỹ thuật tại chỗ.

3. Các đảng ủy xã lập kế hoạch chuyển đổi số hằng năm (phạm vi kế hoạch bao gồm: đảng ủy xã, mặt
trận và các đoàn thể, trạm y tế, trường học) gửi Văn phòng Tỉnh ủy trước ngày 30/10.

III. KINH PHÍ

Chi phí vận hành bằng 15% tổng mức đầu tư mỗi năm (gồm bảo trì, gia hạn bản quyền, thuê đường truyền,
điện) do ngân sách tỉnh bảo đảm.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    folder: Path = tmp_path_factory.mktemp("inline")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "plan.txt").write_text(_PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", encoder)
    assistant = open_assistant(folder / "index")
    return lambda text: assistant.ask(AskRequest(text))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("4 ban nào được thí điểm trợ lý tra cứu văn kiện?", ["Tổ chức", "Dân vận", "Nội chính", "Kiểm tra"]),
        ("Những đảng ủy xã nào chưa có cán bộ chuyên trách?", ["Sơn Dương", "Hàm Yên", "Na Hang"]),
        ("dang uy xa nao chua bo tri can bo chuyen trach", ["Sơn Dương", "Hàm Yên", "Na Hang"]),
        ("Mấy phần mềm tỉnh tự xây dựng là những cái nào?", ["lịch công tác", "cuộc họp", "nội bộ"]),
        ("Đảng ủy điểm phải có những thứ gì?", ["bảng thông tin", "trực tuyến", "máy quét", "kỹ thuật tại chỗ"]),
        ("Kế hoạch của đảng ủy xã gồm những cơ quan nào?", ["mặt trận", "trạm y tế", "trường học"]),
        ("Chi phí vận hành gồm những khoản nào?", ["bảo trì", "bản quyền", "đường truyền", "điện"]),
        ("Which committees pilot the document assistant (four committees)?", ["Tổ chức", "Nội chính", "Kiểm tra"]),
    ],
)
def test_the_list_is_told_whole_and_cited(ask: Ask, question: str, told: list[str]) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert not [one for one in told if one not in answer.answer]
    quotes = "\n".join(" ".join(citation.quote.split()) for citation in answer.citations)
    assert not [one for one in told if one not in quotes]


@pytest.mark.parametrize(
    "question",
    [
        "5 bệnh viện nào được khám chữa bệnh từ xa?",
        "Văn phòng Tỉnh ủy được giao những việc gì?",
        "Bao giờ nộp kế hoạch?",
    ],
)
def test_a_series_that_is_not_asked_for_is_passed_over(ask: Ask, question: str) -> None:
    assert "Tổ chức, Tuyên giáo" not in ask(question).answer
    assert "bảo trì" not in ask(question).answer
