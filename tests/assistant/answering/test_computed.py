"""Figures that no place states: the rest of a total, a percentage of a base, a norm; every operand cited, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.select import load_encoder

PLAN = """TỈNH ỦY HÒA AN
Số 12-KH/TU

KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng giai đoạn 2031 - 2034

I- NHIỆM VỤ
1. Phấn đấu 80% tổng số văn bản được ký số; người dân nộp trực tuyến đạt 60% tổng số hồ sơ.
2. Trang bị cho 24 bưu cục xã theo định mức 03 máy đọc thẻ và 02 ki ốt mỗi bưu cục.
3. Hỗ trợ 15 bản vùng cao lắp loa, mỗi năm 5 bản, định mức 40 triệu đồng/bản.

II- KINH PHÍ
1. Tổng kinh phí thực hiện: 52.000 triệu đồng.
2. Cơ cấu nguồn: ngân sách trung ương hỗ trợ 15.600 triệu đồng; ngân sách huyện 6.400 triệu đồng; còn lại do ngân sách tỉnh bảo đảm.
3. Khi đưa vào sử dụng, hằng năm, chi phí duy trì khoảng 15% tổng mức đầu tư.
4. Trường hợp trung ương cấp chậm thì cho tạm ứng trước, mức ứng không quá 40% phần vốn trung ương của từng dự án.

PHỤ LỤC
DỰ TOÁN KINH PHÍ
Đơn vị tính: triệu đồng

STT\tNội dung\tTổng\tTrung ương\tĐịa phương
1\tLưới cảm biến lũ ống\t22.000\t9.500\t12.500
2\tKho tư liệu số\t30.000\t6.100\t23.900
\tTỔNG CỘNG\t52.000\t15.600\t36.400
"""  # noqa: E501


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("computed")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "hoa-an.txt").write_text(PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", load_encoder())
    return open_assistant(Path(folder / "index"))


COMPUTED = [
    ("Ngân sách tỉnh phải gánh bao nhiêu tiền?", ["30.000 triệu đồng (30 tỷ đồng): 52.000", "− 15.600", "− 6.400"],
     ["52.000", "15.600 triệu đồng", "6.400 triệu đồng", "còn lại do ngân sách tỉnh"]),
    ("Trừ phần trung ương và phần huyện thì ngân sách tỉnh lo bao nhiêu?", ["30.000 triệu đồng"], ["15.600", "6.400"]),
    ("ngan sach tinh bo ra bao nhieu tien", ["30.000 triệu đồng"], ["15.600"]),
    ("Chi phí duy trì mỗi năm tốn khoảng bao nhiêu tỷ?", ["7,8 tỷ đồng: 15% × 52 tỷ đồng"],
     ["52.000", "15% tổng mức đầu tư"]),
    ("Lưới cảm biến lũ ống được tạm ứng trước nhiều nhất bao nhiêu tiền?", ["3,8 tỷ đồng: 40% × 9,5 tỷ đồng"],
     ["9.500", "không quá 40%"]),
    ("Kho tư liệu số được tạm ứng trước tối đa mấy tỷ nếu trung ương cấp chậm?", ["2,44 tỷ đồng: 40% × 6,1 tỷ đồng"],
     ["6.100", "không quá 40%"]),
    ("24 bưu cục xã cần tất cả bao nhiêu máy đọc thẻ, bao nhiêu ki ốt theo định mức?",
     ["72 máy đọc thẻ (24 bưu cục xã × 03 máy đọc thẻ)", "48 ki ốt"], ["theo định mức 03 máy đọc thẻ"]),
    ("Lắp loa cho bản vùng cao theo định mức tổng cộng bao nhiêu tiền?",
     ["0,6 tỷ đồng (15 bản vùng cao lắp loa × 40 triệu đồng)"], ["định mức 40 triệu đồng/bản"]),
    ("Bình quân mỗi năm chi bao nhiêu tiền?", ["Bình quân 13 tỷ đồng: 52 tỷ đồng", ": 4 năm"], ["52.000"]),
    ("Trung bình một bưu cục xã cấp bao nhiêu tiền cho kho tư liệu số?",
     ["Bình quân 1,25 tỷ đồng: 30 tỷ đồng", ": 24 bưu cục xã"], ["30.000", "24 bưu cục xã"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "said", "cited"), COMPUTED)
def test_the_formula_and_its_operands_are_told(
    plan: Assistant, question: str, said: list[str], cited: list[str]
) -> None:
    answer = plan.ask(AskRequest(question))
    assert [one for one in said if one not in answer.answer] == [], answer.answer
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert [one for one in cited if one not in quotes] == [], quotes
    assert all(PLAN[one.start : one.end] == one.quote for one in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Chi phí duy trì kho tư liệu số mỗi năm tốn bao nhiêu tiền?",  # the percentage is that of the whole
        "Ngân sách xã phải gánh bao nhiêu tiền?",
        "Ngân sách tỉnh năm 2032 gánh bao nhiêu tiền?",  # no part is told for a year
        "Chi phí duy trì bằng bao nhiêu phần trăm tổng mức đầu tư?",
        "Lưới cảm biến lũ ống được trung ương cấp bao nhiêu tiền?",
        "Mỗi bưu cục xã được bao nhiêu máy đọc thẻ?",  # the norm itself
        "Trang bị cho bao nhiêu bưu cục xã?",
        "Bình quân một lớp tập huấn tốn bao nhiêu tiền?",
    ],
)
def test_nothing_is_computed_that_is_not_asked_for(plan: Assistant, question: str) -> None:
    answer = plan.ask(AskRequest(question)).answer
    assert "Tính ra" not in answer, answer
    assert "Phần còn lại" not in answer, answer
    assert "Tất cả" not in answer, answer
    assert "Bình quân" not in answer.split("Đã tìm")[0], answer
