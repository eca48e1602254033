"""A question names the column of a fund by whose money it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.fund_columns import names_fund
from assistant.asking import read_asked
from assistant.question import understand
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

PLAN = """KẾ HOẠCH
Số hóa bảo tàng tỉnh Kon Tum giai đoạn 2031 - 2032

PHỤ LỤC 1
DỰ TOÁN THEO NGUỒN VỐN
Đơn vị tính: triệu đồng

TT\tNội dung\t2031\t2032\tTổng\tNgân sách tỉnh\tNgân sách TW\tNguồn khác
1\tQuét hiện vật gốm\t400\t500\t900\t300\t450\t150
2\tMàn hình tương tác\t100\t200\t300\t300\t\t
\tTỔNG CỘNG\t500\t700\t1.200\t600\t450\t150
"""


@pytest.mark.parametrize(
    ("question", "head", "named"),
    [
        ("Trung ương hỗ trợ bao nhiêu cho việc quét hiện vật?", "Ngân sách TW", True),
        ("Ngân sách trung ương bao nhiêu?", "NSTW", True),
        ("Tiền tỉnh bao nhiêu, nguồn khác bao nhiêu?", "Ngân sách tỉnh", True),
        ("Tiền tỉnh bao nhiêu, nguồn khác bao nhiêu?", "Nguồn khác", True),
        ("Tỉnh Kon Tum chi bao nhiêu?", "Ngân sách tỉnh", False),
        ("Hà Tĩnh gộp hai năm hết bao nhiêu?", "Ngân sách tỉnh", False),
        ("Trung ương hỗ trợ bao nhiêu?", "Tổng số", False),
    ],
)
def test_whose_money_a_question_names(question: str, head: str, named: bool) -> None:
    assert names_fund(read_asked(understand(question)), head, "Quét hiện vật gốm") is named


def test_a_word_of_the_row_itself_names_no_fund() -> None:
    asked = read_asked(understand("Phần mềm do trung ương chuyển giao hết bao nhiêu?"))
    assert not names_fund(asked, "Ngân sách TW", "Phần mềm do Trung ương chuyển giao")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Trung ương hỗ trợ bao nhiêu cho việc quét hiện vật gốm ở Kon Tum?", "450 triệu đồng"),
        ("Quét hiện vật gốm ở Kon Tum: tiền tỉnh bao nhiêu?", "300 triệu đồng"),
        ("Năm 2032 Kon Tum chi bao nhiêu cho quét hiện vật gốm?", "500 triệu đồng"),
        ("Quét hiện vật gốm ở Kon Tum hết tất cả bao nhiêu tiền?", "900 triệu đồng"),
    ],
)
def test_the_figure_of_the_fund_is_told(tmp_path: Path, encoder: Encoder, question: str, told: str) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "kon-tum.txt").write_text(PLAN, encoding="utf-8")
    build(corpus, tmp_path / "index", encoder)
    answer = open_assistant(tmp_path / "index").ask(AskRequest(question)).answer
    assert told in answer.split("Trong đó")[0].split("Tổng cộng")[0]


SPENDING = """KẾ HOẠCH
Tu bổ tàng thư tỉnh Kon Tum năm 2031

PHỤ LỤC 1
KINH PHÍ THEO ĐƠN VỊ
Đơn vị tính: nghìn đồng

TT\tĐơn vị\tChi thường xuyên\tChi đầu tư phát triển\tTổng cộng
1\tPhòng Tàng thư\t7.125\t15.400\t22.525
2\tPhòng Phục chế\t4.480\t0\t4.480
\tTỔNG CỘNG\t11.605\t15.400\t27.005
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Phòng Tàng thư được tổng cộng bao nhiêu kinh phí?", "22.525 nghìn đồng"),
        ("Kinh phí chi thường xuyên của Phòng Tàng thư là bao nhiêu?", "7.125 nghìn đồng"),
    ],
)
def test_recurrent_spending_is_a_part_and_no_total(
    tmp_path: Path, encoder: Encoder, question: str, figure: str
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "ke-hoach.txt").write_text(SPENDING, encoding="utf-8")
    assert not build(tmp_path / "corpus", tmp_path / "index", encoder).failures
    answer = open_assistant(tmp_path / "index").ask(AskRequest(question))
    assert figure in answer.answer.split("[1]")[0]
