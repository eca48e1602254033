"""What a plan replaces, and sums under a head that is no time."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

PLAN = """TỈNH ỦY TUYÊN QUANG
Số 31-KH/TU

KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng giai đoạn 2031 - 2033

V. TỔ CHỨC THỰC HIỆN

1. Văn phòng Tỉnh ủy chủ trì theo dõi việc thực hiện.

Kế hoạch này thay thế Kế hoạch số 9-KH/TU ngày 14/5/2027 của Ban Thường vụ Tỉnh ủy.

PHỤ LỤC 1
DANH MỤC THIẾT BỊ
Đơn vị tính: triệu đồng

STT\tTên thiết bị\tĐơn vị tính\tSố lượng\tĐơn giá\tThành tiền
1\tMáy quét tài liệu khổ lớn\tchiếc\t4\t120\t480
2\tTủ đĩa lưu trữ\tbộ\t2\t900\t1.800
\tTỔNG CỘNG\t\t\t\t2.280
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    folder = tmp_path_factory.mktemp("replaced")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "tuyen-quang.txt").write_text(PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", encoder)
    return open_assistant(Path(folder / "index"))


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 31 của Tuyên Quang thay cho văn bản nào trước đây?",
        "ke hoach 31 cua tuyen quang thay the ke hoach nao",
        "Which earlier plan does Tuyên Quang's plan 31 replace?",
    ],
)
def test_the_sentence_that_replaces_a_document_is_quoted(plan: Assistant, question: str) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered", answer.answer
    assert "thay thế Kế hoạch số 9-KH/TU ngày 14/5/2027" in answer.answer


def test_a_sum_under_a_head_that_is_no_time_is_told_without_it(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Tủ đĩa lưu trữ của Tuyên Quang hết bao nhiêu tiền?"))
    assert answer.answer.startswith("Tuyên Quang dự kiến 1.800 triệu đồng"), answer.answer
