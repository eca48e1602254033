"""Deadlines and owners over invented plans: the answer holds the date or the body that was asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import Answer, Turn
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[..., Answer]
FOLDER = Path(__file__).parent / "deadlines"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    index: Path = tmp_path_factory.mktemp("deadlines") / "index"
    report = build(FOLDER, index, encoder)
    assert not report.failures
    assistant = open_assistant(index)
    return lambda text, *before: assistant.ask(AskRequest(text, tuple(Turn("user", one) for one in before)))


# question, what its answer must hold first, what the first citation quotes
ANSWERED = [
    # the section of the agency named
    ("UBND xã phường ở Gia Lai phải ra kế hoạch trước ngày nào?", "22/3/2027", "của địa phương"),
    ("Các xã của Gia Lai chậm nhất hôm nào phải kiện toàn tổ công nghệ số cộng đồng?", "10/4/2027", "Kiện toàn"),
    ("Doanh nghiệp viễn thông ở Gia Lai báo cáo lộ trình hạn chót khi nào?", "05/5/2027", "lộ trình phủ sóng"),
    ("Đảng ủy trực thuộc ở Trà Vinh phải gửi kế hoạch trước ngày mấy?", "17/4/2027", "Gửi kế hoạch"),
    ("hạn các đảng ủy Trà Vinh nộp báo cáo kết quả mỗi năm?", "12/11", "báo cáo kết quả"),
    # a row of the task table rather than a paragraph about the thing as it is today
    ("Cổng dịch vụ công mới của Gia Lai chậm nhất lúc nào phải chạy?", "19/5/2028", "phiên bản mới"),
    ("Khi nào số hóa xong kho lưu trữ tỉnh Gia Lai?", "Quý IV/2028", "Số hóa tài liệu Kho lưu trữ"),
    # a paragraph; its date stands in another sentence of the item
    ("Bản đồ số các đập thủy lợi Gia Lai hạn cuối là khi nào?", "20/10/2028", "đập thủy lợi"),
    ("Quy chế khai thác dữ liệu mở của Gia Lai khi nào trình UBND tỉnh?", "quý III/2027", "khai thác dữ liệu mở"),
    # who: the subject of a clause or of its section, a column that is no column of money
    ("Gia Lai: tỷ trọng kinh tế số thì ai theo dõi?", "Thống kê tỉnh", "Thống kê tỉnh"),
    ("Kênh phát thanh tiếng Jrai ở Gia Lai bên nào mở?", "Báo và Phát thanh", "Jrai"),
    ("Ở Gia Lai sở nào lo cân đối tiền cho các nhiệm vụ?", "Sở Tài chính", "cân đối nguồn vốn"),
    ("Trà Vinh sở nào lo chia tiền?", "Sở Tài chính", "phân bổ kinh phí"),
    ("Which department in Trà Vinh advises on how money is allocated?", "Sở Tài chính", "phân bổ kinh phí"),
    ("Gia Lai: bên nào soi thiết bị trước khi lắp?", "Công an tỉnh", "Kiểm tra an ninh thiết bị"),
    ("Trà Vinh giao ai chủ trì tập huấn chuyển đổi số cho cán bộ?", "Văn phòng Tỉnh ủy", "tập huấn"),
    ("Ai làm trưởng ban chỉ đạo chuyển đổi số khối đảng Trà Vinh?", "Phó Bí thư Thường trực", "Trưởng ban"),
    ("Cơ quan đầu mối của Gia Lai là ai?", "Sở Khoa học và Công nghệ", "cơ quan đầu mối"),
    # who pays, where a note says so
    ("Xe phát thanh lưu động của Gia Lai ai bỏ tiền ra?", "Công ty Thủy điện Ia Ly", "Ia Ly"),
    ("xe phat thanh luu dong gia lai lay tien o dau ra", "Công ty Thủy điện Ia Ly", "Ia Ly"),
    # money of each year
    ("Gia Lai thuê giám sát đập thủy lợi mỗi năm mất bao nhiêu?", "2.400 triệu đồng", "đập thủy lợi"),
    ("Mở rộng mạng TSLCD Gia Lai mỗi năm chi mấy?", "1.150 triệu đồng", "TSLCD"),
    # lines of attributes below the thing
    ("Phần mềm đánh giá chi bộ Trà Vinh bao giờ xong?", "Quý I/2028", "Quý I/2028"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "holds", "quote"), ANSWERED)
def test_the_answer_holds_what_was_asked_for(ask: Ask, question: str, holds: str, quote: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert holds in answer.answer.split("\n")[0]
    assert quote in answer.citations[0].quote


def test_a_target_of_a_year_is_not_answered_by_how_things_stand(ask: Ask) -> None:
    asked = "Trà Vinh đặt tỷ lệ văn bản ký số năm 2030 bao nhiêu?"
    assert ask(asked).answer.startswith("95%")
    assert ask("thế năm 2028?", asked).answer.startswith("72%")
    assert "41%" in ask("Tỷ lệ văn bản ký số Trà Vinh hiện bao nhiêu?").answer


# what was asked before, the question that goes on, what its answer holds
FOLLOWED = [
    ("Phần mềm đánh giá chi bộ Trà Vinh ai chủ trì?", "bao giờ xong?", "Quý I/2028"),
    ("Bản đồ số nương rẫy Gia Lai xong lúc nào?", "ai chủ trì việc đó?", "Sở Nông nghiệp và Môi trường"),
    ("Bản đồ số nương rẫy Gia Lai xong lúc nào?", "còn kênh phát thanh tiếng Jrai?", "Quý II/2028"),
    ("UBND xã phường ở Gia Lai phải ra kế hoạch trước ngày nào?", "thế tổ công nghệ số cộng đồng?", "10/4/2027"),
    ("Năm 2027 Gia Lai mua mấy máy quét?", "thế năm 2028 mua mấy cái?", "9 máy quét"),
]


@pytest.mark.parametrize(("before", "question", "holds"), FOLLOWED)
def test_follow_ups(ask: Ask, before: str, question: str, holds: str) -> None:
    assert holds in ask(question, before).answer


@pytest.mark.parametrize(
    "question", ["Ai là trưởng ban chỉ đạo ở Trà Vinh?", "Who chairs the steering committee in Trà Vinh?"]
)
def test_a_role_is_told_where_it_is_named(ask: Ask, question: str) -> None:
    assert "Phó Bí thư Thường trực Tỉnh ủy làm Trưởng ban" in ask(question).answer


def test_a_role_that_no_document_names_has_no_holder(ask: Ask) -> None:
    assert ask("Ai làm tổ trưởng tổ công tác của Trà Vinh?").status == "not_found"


@pytest.mark.parametrize(
    "question",
    ["Camera giao thông Gia Lai bao giờ đấu nối xong?", "Lớp kỹ năng số cho già làng ở Gia Lai mở trước ngày nào?"],
)
def test_the_date_of_a_neighbour_is_no_answer(ask: Ask, question: str) -> None:
    assert ask(question).status == "not_found"


def test_a_yearly_report_is_not_answered_by_one_of_each_quarter(ask: Ask) -> None:
    assert "18/12" in ask("Báo cáo hằng năm của Gia Lai gửi UBND tỉnh hạn chót ngày mấy?").answer


def test_those_that_a_document_is_sent_to_do_nothing(ask: Ask) -> None:
    answer = ask("Cơ quan đầu mối/thường trực của Gia Lai và Trà Vinh là ai?").answer
    assert "Sở Khoa học và Công nghệ" in answer
    assert "Văn phòng Tỉnh ủy" in answer
    assert "Thường trực Tỉnh ủy;" not in answer
