"""Amounts that running text tells by fund and by year: added, compared, ranked; a year's whole never with its parts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.told import name_words
from assistant.records import Turn
from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.select import load_encoder

PLAN = """TỈNH ỦY HÒA AN
Số 12-KH/TU

KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng giai đoạn 2031 - 2034

I- TÌNH HÌNH
1. Kinh phí đã bố trí giai đoạn 2029 - 2030
Tổng số 9,6 tỷ đồng, gồm: năm 2029: 3,2 tỷ đồng; năm 2030: 6,4 tỷ đồng.
2. Hạn chế
Tổ giúp việc gồm 11 đồng chí, hỗ trợ 2 triệu đồng/người/tháng.

II- NHIỆM VỤ
1. Nâng cấp phòng máy chủ, thay máy trạm đã hết khấu hao, thử nghiệm trợ lý ảo tra cứu văn bản.

III- KINH PHÍ
1. Phân kỳ
- Năm 2031: 11.000 triệu đồng (chi thường xuyên 8.000 triệu đồng; đầu tư phát triển 3.000 triệu đồng).
- Năm 2032: 24.000 triệu đồng (chi thường xuyên 7.500 triệu đồng; đầu tư phát triển 16.500 triệu đồng).
- Giai đoạn 2033 - 2034: 17.000 triệu đồng (chi thường xuyên 9.000 triệu đồng; đầu tư phát triển 8.000 triệu đồng).
2. Cơ cấu nguồn: ngân sách trung ương hỗ trợ 15.600 triệu đồng, ngân sách tỉnh bảo đảm 36.400 triệu đồng.
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("funds")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "hoa-an.txt").write_text(PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", load_encoder())
    return open_assistant(Path(folder / "index"))


# question, what the answer says, the amounts that its citations quote
TOLD = [
    ("Vốn đầu tư phát triển hai năm 2031, 2032 cộng lại bao nhiêu?", ["19.500 triệu đồng"], ["3.000", "16.500"]),
    ("Tiền đầu tư phát triển gộp hết từ 2031 đến 2034 là mấy tỷ?", ["27,5 tỷ đồng"], ["3.000", "16.500", "8.000"]),
    ("chi thuong xuyen ca giai doan 2031-2034 cong lai bao nhieu", ["24.500 triệu đồng"], ["8.000", "7.500", "9.000"]),
    ("Chi thường xuyên năm 2032 bao nhiêu tiền?", ["7.500 triệu đồng"], ["7.500"]),
    ("Năm 2032 vốn đầu tư hay chi thường xuyên nhiều hơn, mỗi bên bao nhiêu?",
     ["“đầu tư phát triển (2032)” nhiều hơn: 16.500", "7.500 triệu đồng", "chênh lệch 9 tỷ đồng"], ["16.500", "7.500"]),
    ("Which is larger in 2031, recurrent spending or development investment?",
     ["“chi thường xuyên (2031)” is larger: 8.000", "3.000 triệu đồng"], ["8.000", "3.000"]),
    ("Đầu tư phát triển năm 2032 gấp mấy lần năm 2031?", ["13,5 tỷ đồng", "Gấp 5,5 lần"], ["16.500", "3.000"]),
    ("Chi thường xuyên 2032 giảm bao nhiêu phần trăm so với 2031?", ["Giảm 6,25%"], ["8.000", "7.500"]),
    ("Ngân sách tỉnh bỏ ra nhiều hơn trung ương bao nhiêu?", ["chênh lệch 20,8 tỷ đồng"], ["36.400", "15.600"]),
    ("Ngân sách trung ương với ngân sách tỉnh cộng lại bao nhiêu tiền?", ["52.000 triệu đồng"], ["15.600", "36.400"]),
    # what is told of the years themselves
    ("Kinh phí năm 2030 hơn năm 2029 bao nhiêu?", ["“năm 2030” nhiều hơn: 6,4 tỷ đồng", "3,2 tỷ đồng"], ["6,4", "3,2"]),
    ("Kinh phí hai năm 2029 và 2030 cộng lại?", ["9,6 tỷ đồng"], ["9,6"]),
    ("Kinh phí năm 2030 và 2031 cộng lại?", ["17,4 tỷ đồng"], ["6,4", "11.000"]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "said", "cited"), TOLD)
def test_amounts_of_text_are_put_together(plan: Assistant, question: str, said: list[str], cited: list[str]) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert [one for one in said if one not in answer.answer] == [], answer.answer
    quotes = " ".join(citation.quote for citation in answer.citations)
    assert [one for one in cited if one not in quotes] == []
    assert all(PLAN[one.start : one.end] == one.quote for one in answer.citations)


@pytest.mark.parametrize(
    "question",
    [
        "Vốn đầu tư phát triển năm 2033 bao nhiêu?",  # told only for both years together
        "Chi thường xuyên năm 2035 bao nhiêu tiền?",
        "Ngân sách huyện hỗ trợ bao nhiêu tiền?",
        "Chi thường xuyên cho trợ lý ảo năm 2031 bao nhiêu tiền?",
    ],
)
def test_what_is_not_told_is_not_computed(plan: Assistant, question: str) -> None:
    answer = plan.ask(AskRequest(question)).answer
    assert "cộng lại là" not in answer
    assert "dự kiến" not in answer, answer


def test_a_follow_up_names_another_fund(plan: Assistant) -> None:
    before = Turn("user", "Chi thường xuyên năm 2032 bao nhiêu tiền?")
    answer = plan.ask(AskRequest("còn đầu tư phát triển?", history=(before,))).answer
    assert answer.startswith("Năm 2032, dự kiến 16.500 triệu đồng"), answer


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("kinh phí chi thường xuyên", "thuong xuyen"),
        ("Năm 2031", ""),
        ("năm 2031 là", ""),
        ("Giai đoạn 2033 - 2034", ""),
        ("vốn đầu tư phát triển (ĐTPT)", "dau tu phat trien"),
        ("ngân sách tỉnh bảo đảm", "ngan sach tinh"),
        ("còn lại ngân sách trung ương hỗ trợ", "trung uong"),
        ("Số hóa tài liệu", "so hoa tai lieu"),
    ],
)
def test_the_name_of_an_amount(label: str, name: str) -> None:
    assert " ".join(name_words(label)) == name
