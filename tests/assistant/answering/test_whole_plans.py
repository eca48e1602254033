"""Computations over what a plan tells of itself: several measures, phases, funds, the first years; operands cited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answering.filters import spelt_out
from assistant.records import Answer, Turn
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[..., Answer]
FOLDER = Path(__file__).parent / "whole_plans"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    index: Path = tmp_path_factory.mktemp("whole_plans") / "index"
    report = build(FOLDER, index, encoder)
    assert not report.failures
    assistant = open_assistant(index)
    return lambda text, *before: assistant.ask(AskRequest(text, tuple(Turn("user", one) for one in before)))


# question, what the answer must hold
MEASURES = [
    ("Kon Tum mua mấy máy quét, hết bao nhiêu tiền?", ["14 máy quét", "4.400 triệu đồng"]),
    ("kon tum to chuc bao nhieu lop tap huan, het bao nhieu tien", ["32 lớp", "1.700 triệu đồng"]),
    ("Thanh tra và các sở của Kon Tum: Sở Y tế số hóa bao nhiêu trang, trong đó bao nhiêu trang khó?", ["410", "60"]),
    ("Điểm sao lưu Sa Thầy của Kon Tum: ngân sách tỉnh bao nhiêu, trung ương bao nhiêu?",
     ["2.500 triệu đồng", "2.000 triệu đồng"]),
    ("How many scanners will Kon Tum buy and how much will they cost?", ["14 máy quét", "4.400 triệu đồng"]),
]  # fmt: skip

WHOLES = [
    # parts joined by commas; as many as are announced
    ("Cộng ba khoản tủ lưu trữ, điểm sao lưu Sa Thầy và máy quét của Kon Tum được mấy tỷ?",
     ["18,2 tỷ đồng: 8.800", "+ 5.000", "+ 4.400"]),
    ("Kon Tum: tủ lưu trữ + máy quét cộng lại bao nhiêu?", ["13,2 tỷ đồng: 8.800", "+ 4.400"]),
    # in each year
    ("Mỗi năm Kon Tum tốn bao nhiêu cho 2 khoản: máy quét và đường truyền dự phòng?",
     ["Mỗi năm 2026–2029 cộng lại là 2,1 tỷ đồng", "1.100", "1.000"]),
    ("Hai khoản tập huấn và thuê chuyên gia của Kon Tum mỗi năm hết bao nhiêu?",
     ["Năm 2026 cộng lại là 1,35 tỷ đồng", "Năm 2029 cộng lại là 3,5 tỷ đồng"]),
    # the first and the last years of the plan, by its title
    ("Ba năm đầu Kon Tum cần tổng cộng bao nhiêu kinh phí?", ["23,05 tỷ đồng", "7.200", "7.050", "8.800"]),
    ("Năm cuối của đề án, Kon Tum cần bao nhiêu kinh phí?", ["8.850 triệu đồng"]),
    ("Nhu cầu kinh phí toàn đề án số hóa, an ninh mạng của Kon Tum năm 2028?", ["8.800 triệu đồng"]),
    # phases
    ("Hai giai đoạn của đề án Kon Tum, giai đoạn nào tốn hơn và mỗi giai đoạn bao nhiêu?",
     ["“Giai đoạn 2 (2028 - 2029)” nhiều hơn: 17.650", "14.250", "chênh lệch 3,4 tỷ đồng"]),
    ("Which phase of Kon Tum's scheme costs more?", ["17.650", "14.250"]),
    # sources of funds
    ("Ngoài ngân sách tỉnh thì các nguồn còn lại của đề án Kon Tum cộng lại bao nhiêu?",
     ["16.600 triệu đồng", "12.400 triệu đồng (vốn đầu tư công)", "4.200 triệu đồng (ngân sách trung ương hỗ trợ)"]),
    ("Kể các nguồn vốn của đề án Kon Tum kèm số tiền từng nguồn",
     ["vốn đầu tư công: 12.400", "ngân sách tỉnh: 15.300", "trung ương hỗ trợ: 4.200"]),
]  # fmt: skip


# rows by their labels, in either spelling of an agency; what is counted, in the unit of the table
ROWS = [
    ("Gộp Sở Y tế với Sở GD&ĐT Kon Tum thì cả giai đoạn số hóa bao nhiêu trang?",
     ["Cộng lại là 740 nghìn trang A4: 410 (Sở Y tế)", "+ 330"]),
    ("Khối lượng trang của Sở NN&MT với Sở Y tế Kon Tum, bên nào nhiều hơn?",
     ["“Sở Nông nghiệp và Môi trường” lớn hơn: 1.240 nghìn trang A4", "chênh lệch 830 nghìn trang A4"]),
    ("Năm 2027 Sở Y tế và Sở Giáo dục và Đào tạo Kon Tum số hóa tổng cộng bao nhiêu trang?",
     ["200 nghìn trang A4: 110", "+ 90"]),
    ("so y te voi so nn&mt kon tum so nao so hoa nhieu trang hon", ["1.240", "410"]),
    ("Which department of Kon Tum has more pages to digitise in all, Sở Y tế or Sở NN&MT?", ["1.240", "410", "830"]),
]  # fmt: skip

# what is still to be done
LEFT = [
    ("Kon Tum còn bao nhiêu hệ thống thông tin chưa được duyệt cấp độ?", ["Tính ra còn 55 hệ thống: 96 − 41"]),
    ("Kon Tum còn mấy xã chưa lắp mạng không dây?", ["Tính ra còn 38 xã: 102 − 64"]),
    ("Kon Tum còn thiếu bao nhiêu hồ sơ đảng viên chưa nhập lên CSDL?", ["3.350 hồ sơ đảng viên: 18.600 − 15.250"]),
    ("kon tum con may he thong chua duoc phe duyet cap do", ["96 − 41"]),
    ("How many information systems of Kon Tum are not yet approved?", ["55", "96 − 41"]),
]  # fmt: skip


# what one thing costs, as text states it for each
PRICES = [
    ("Một lớp tập huấn ở Kon Tum chi bao nhiêu tiền?", ["38 triệu đồng/lớp"]),
    ("mot lop dao tao o kon tum het bao nhieu tien", ["38 triệu đồng/lớp"]),
    ("Đơn giá số hóa một trang ở Kon Tum là bao nhiêu?", ["3.950 đồng/trang"]),
    ("Sở Y tế Kon Tum số hóa bao nhiêu trang, đơn giá tính thế nào?", ["410", "3.950 đồng/trang"]),
]


@pytest.mark.parametrize(("question", "holds"), MEASURES + WHOLES + ROWS + LEFT + PRICES)
def test_every_figure_asked_for_is_told_and_cited(ask: Ask, question: str, holds: list[str]) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert all(words in answer.answer for words in holds), answer.answer
    assert answer.citations


def test_a_follow_up_asks_two_measures_of_the_thing_before(ask: Ask) -> None:
    answer = ask("còn 2027 thì mấy máy, của cả thiết bị này?", "Năm 2026 Kon Tum trang bị bao nhiêu máy đọc mã vạch?")
    assert "31 máy" in answer.answer


@pytest.mark.parametrize(
    ("before", "question", "holds"),
    [
        (
            "Năm 2026 Kon Tum mua máy quét hết bao nhiêu tiền?",
            "cả kế hoạch thì tổng cộng bao nhiêu?",
            "4.400 triệu đồng",
        ),
        ("How much does Kon Tum plan for training in 2027?", "And the year after that?", "450 triệu đồng"),
        ("Sở Nông nghiệp và Môi trường Kon Tum số hóa bao nhiêu trang?", "còn Sở Y tế?", "410"),
    ],
)
def test_a_follow_up_takes_over_what_it_does_not_say(ask: Ask, before: str, question: str, holds: str) -> None:
    answer = ask(question, before).answer
    assert holds in answer
    assert "Cộng lại" not in answer


def test_each_side_of_a_comparison_has_its_own_time(ask: Ask) -> None:
    later = ask("Tổng kinh phí năm 2027 của Kon Tum so với năm 2026 của Hà Tĩnh bên nào lớn hơn?").answer
    assert later.startswith("Hà Tĩnh nhiều hơn (9 tỷ đồng); chênh lệch 1,95 tỷ đồng."), later
    whole = ask("Tổng kinh phí cả kỳ của Kon Tum so với riêng năm 2026 của Hà Tĩnh: bên nào lớn hơn?").answer
    assert whole.startswith("Kon Tum nhiều hơn (31,9 tỷ đồng)"), whole
    same = ask("Tổng kinh phí năm 2026 của Kon Tum và Hà Tĩnh, bên nào lớn hơn?").answer
    assert same.startswith("Hà Tĩnh nhiều hơn (9 tỷ đồng); chênh lệch 1,8 tỷ đồng."), same


def test_the_name_of_a_province_names_no_fund(ask: Ask) -> None:
    answer = ask("Hà Tĩnh chi bao nhiêu cho cả kế hoạch?").answer
    assert "15.500 triệu đồng" in answer
    assert "ngân sách tỉnh”" not in answer


def test_a_measure_told_once_is_not_told_again(ask: Ask) -> None:
    answer = ask("Sở Y tế của Kon Tum số hóa bao nhiêu trang?").answer
    assert answer.count("410") == 1


def test_fewer_things_than_announced_are_not_added(ask: Ask) -> None:
    answer = ask("Cộng ba khoản tủ lưu trữ, trạm xăng và máy quét của Kon Tum được mấy tỷ?").answer
    assert answer.startswith("Chưa cộng được: không tìm thấy khoản “trạm xăng”"), answer
    assert "8.800 triệu đồng" in answer
    assert "4.400 triệu đồng" in answer
    assert "13,2 tỷ đồng" not in answer


def test_things_are_added_under_their_abbreviations() -> None:
    assert spelt_out("phòng họp BTV") == "phòng họp Ban Thường vụ"
    assert spelt_out("phòng họp") == "phòng họp"


def test_what_is_not_yet_there_is_quoted_where_text_counts_just_that(ask: Ask) -> None:
    answer = ask("Kon Tum còn bao nhiêu xã chưa có cán bộ chuyên trách?").answer
    assert "37/102" in answer
    assert "−" not in answer


def test_money_left_after_a_year_is_none_of_that_year(ask: Ask) -> None:
    answer = ask("Hai dự án của Ban Quản lý dự án Kon Tum cộng lại vốn bố trí năm 2027 là bao nhiêu?").answer
    assert answer.startswith("Cộng lại là 9,5 tỷ đồng: 6.000"), answer
    later = ask("Kho lưu trữ cổng số của Kon Tum sau 2027 còn phải bố trí bao nhiêu?").answer
    assert "4.000 triệu đồng" in later
