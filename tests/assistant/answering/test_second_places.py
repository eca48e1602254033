"""A sum that stands in the annex and in the text is told with both places; chance equals are not."""

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

IV. KINH PHÍ

1. Dự kiến kinh phí các năm

- Năm 2031: 4.340.000.000 đồng.

- Năm 2032: 4.560.000.000 đồng.

2. Riêng việc sửa kho lưu trữ năm 2033 dùng 1.120.000.000 đồng của đơn vị khác.

PHỤ LỤC 1
DỰ TOÁN KINH PHÍ
Đơn vị tính: triệu đồng

STT\tNội dung\tTổng\tNăm 2031\tNăm 2032\tNăm 2033
1\tThuê giám sát an toàn thông tin\t5.940\t2.340\t2.480\t1.120
2\tThay máy trạm\t5.080\t2.000\t2.080\t1.000
\tTỔNG CỘNG\t11.020\t4.340\t4.560\t2.120
"""
SOURCE = "Số này cũng được ghi ở"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    folder = tmp_path_factory.mktemp("second-places")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "tuyen-quang.txt").write_text(PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", encoder)
    return open_assistant(Path(folder / "index"))


def test_a_sum_of_totals_is_told_with_the_sentences_that_write_them(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Gộp hai năm 2031 và 2032, Tuyên Quang dự kiến chi tất cả bao nhiêu?"))
    assert "8,9 tỷ đồng" in answer.answer
    said = answer.answer.splitlines()[-1]
    assert said.startswith(SOURCE) or "4.340.000.000 đồng" in answer.answer, answer.answer
    quotes = " ".join(one.quote for one in answer.citations)
    assert "TỔNG CỘNG\t11.020\t4.340" in quotes
    assert "Năm 2031: 4.340.000.000 đồng" in quotes
    assert "Năm 2032: 4.560.000.000 đồng" in quotes
    assert all(PLAN[one.start : one.end] == one.quote for one in answer.citations)


def test_an_equal_sum_of_another_thing_is_no_second_place(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Thuê giám sát an toàn thông tin năm 2033 bao nhiêu tiền?"))
    assert "1.120 triệu đồng" in answer.answer
    assert "1.120.000.000" not in answer.answer


def test_a_sum_that_stands_in_one_place_has_no_second(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Tổng kinh phí năm 2033 của Tuyên Quang là bao nhiêu?"))
    assert "2.120 triệu đồng" in answer.answer
    assert SOURCE not in answer.answer
