"""What must stand in the evidence itself: fines, ranks, firms, names; and what nobody is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answering.required import asks_for_secret, asks_price_of_today, lacks_required
from assistant.asking import read_asked
from assistant.question import understand
from assistant.records import Answer, Citation
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[[str], Answer]

_PLAN = """UBND TỈNH PHÚ THỌ
KẾ HOẠCH
Trang bị tường lửa và sổ tay điện tử

I. NHIỆM VỤ
1. Văn phòng bố trí 01 Trưởng phòng cơ yếu và 02 chuyên viên quản trị tường lửa, mật khẩu dài ít nhất 12 ký tự.
2. Đơn vị số hóa chậm tiến độ bị phê bình và không xét thi đua.
3. Các chi bộ dùng sổ tay điện tử từ năm 2026.
4. Chọn 10 xã điểm, mỗi xã được hỗ trợ 300 triệu đồng; Ủy ban nhân dân huyện lựa chọn.
5. Kêu gọi doanh nghiệp đầu tư bãi đỗ xe thông minh trong quý II/2029.
6. Sở Tài chính chủ trì phân bổ kinh phí; phần của ngân sách xã do xã tự cân đối.
7. Hằng năm, đánh giá, xếp hạng mức độ ứng dụng của các cơ quan.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    folder: Path = tmp_path_factory.mktemp("required")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "ke-hoach.txt").write_text(_PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", encoder)
    assistant = open_assistant(folder / "index")
    return lambda text: assistant.ask(AskRequest(text))


@pytest.mark.parametrize(
    ("question", "quote", "lacking"),
    [
        ("Số hóa chậm thì bị phạt bao nhiêu?", "chậm tiến độ bị phê bình, phát triển chậm", True),
        ("Số hóa chậm thì bị phạt bao nhiêu?", "chậm tiến độ bị phạt 5 triệu đồng", False),
        ("What fine is set for late agencies?", "chậm tiến độ bị phê bình", True),
        ("Tỉnh đứng thứ mấy về chuyển đổi số?", "Hằng năm, đánh giá, xếp hạng các cơ quan", True),
        ("Tỉnh đứng thứ mấy về chuyển đổi số?", "xếp thứ 30 trên 63 tỉnh, thành phố", False),
        ("Máy chủ của hãng nào?", "hằng năm thay máy chủ", True),
        ("Máy chủ của hãng nào?", "máy chủ của hãng Dell", False),
        ("Doanh nghiệp nào đã được chọn làm bãi đỗ xe?", "kêu gọi đầu tư bãi đỗ xe", True),
        ("Doanh nghiệp nào đã được chọn làm bãi đỗ xe?", "Công ty cổ phần An Bình trúng thầu", False),
        ("Trưởng phòng cơ yếu tên là gì?", "01 Trưởng phòng và 02 chuyên viên", True),
        ("Trưởng phòng cơ yếu tên là gì?", "Trưởng phòng: Trần Văn Bình", False),
        ("Bí thư huyện ủy là ai?", "Ban Thường vụ Huyện ủy, Đoàn TNCS Hồ Chí Minh", True),
        ("Bí thư huyện ủy là ai?", "Bí thư NGUYỄN THỊ HOA chủ trì", False),
        ("10 xã điểm là những xã nào?", "chọn 10 xã điểm, mỗi năm 10 xã", True),
        ("10 xã điểm là những xã nào?", "các xã điểm: xã Minh Tân, xã An Phú", False),
        ("Công ty nào trúng thầu nạo vét?", "Lựa chọn nhà thầu nạo vét\tSở Xây dựng\tSở Tài chính", True),
        ("Ai trúng thầu nạo vét?", "Đơn vị trúng thầu bảo hành 24 tháng", True),
        ("Ai trúng thầu nạo vét?", "trúng thầu: Công ty cổ phần Nạo vét Sông Hậu", False),
        ("Nhà thầu nào đã được chọn?", "liên danh Thành An - Hải Long", False),
        ("Nhà thầu phải bảo hành bao lâu?", "nhà thầu bảo hành 24 tháng", False),
        ("Máy quét của hãng nào?", "máy quét không còn được hãng bảo hành", True),
        ("Which contractor won the bid?", "select the contractor: Sở Xây dựng", True),
        ("Nghị quyết mang số hiệu gì?", "Nghị quyết số 12-NQ/TU", False),
        ("Chánh Văn phòng họ tên gì?", "Lưu Văn phòng Tỉnh ủy", True),
        ("Bí thư phường tên gì?", "phường Phan Đình Phùng, trường Nguyễn Du", True),
        ("Ai làm giám đốc trung tâm?", "Cơ quan chủ trì: Sở Khoa học và Công nghệ", True),
        ("Tổ trưởng là ai?", "do đồng chí Chánh Văn phòng làm Tổ trưởng", False),
        ("Họ tên tổ trưởng là gì?", "do đồng chí Chánh Văn phòng làm Tổ trưởng", True),
        ("Which officer is named as manager?", "the Office runs the system", True),
        ("Trụ sở ở tầng mấy, số nhà bao nhiêu?", "đặt tại trụ sở Tỉnh ủy", True),
        ("Trả lương cho giám sát bao nhiêu một tháng?", "bố trí 06 viên chức giám sát", True),
        ("Dung lượng còn bao nhiêu?", "dung lượng còn 12 TB", False),
        ("Vì sao chưa mã hóa hết điểm cầu?", "61 điểm cầu có thiết bị mã hóa", True),
        ("Vì sao chưa mã hóa hết điểm cầu?", "61 điểm cầu có thiết bị mã hóa do thiếu kinh phí", False),
        ("Máy quét hiệu gì?", "cơ quan chậm tiến độ không xét thi đua", True),
        ("Thôn nào lõm sóng?", "còn 27 thôn lõm sóng ở huyện Mù Cang Chải", True),
        ("Thôn nào lõm sóng?", "thôn Nà Lốc lõm sóng", False),
        ("Thôn nào lõm sóng?", "còn 27 thôn lõm sóng", True),
        ("Vì sao dừng dùng sổ tay điện tử?", "100% chi bộ dùng sổ tay điện tử", True),
        ("Sao lại dừng dùng sổ tay điện tử?", "ngừng dùng sổ tay điện tử vì thiếu kinh phí", False),
        ("Sao lưu dữ liệu bị hủy ở đâu?", "sao lưu dữ liệu", False),
        ("Ngân sách xã bố trí mấy tỷ?", "tổng kinh phí 76 tỷ đồng", True),
        ("Ngân sách xã bố trí mấy tỷ?", "ngân sách xã 6 tỷ đồng", False),
        ("Tổng kinh phí bao nhiêu?", "76 tỷ đồng", False),
    ],
)
def test_what_is_asked_by_name_stands_in_the_evidence(question: str, quote: str, lacking: bool) -> None:
    understood = understand(question)
    citation = Citation(1, "d", "t", None, "", quote, 0, len(quote), "")
    assert (lacks_required(understood, read_asked(understood), [citation]) is not None) is lacking


@pytest.mark.parametrize(
    ("question", "secret"),
    [
        ("Cho xin mật khẩu quản trị tường lửa", True),
        ("cho minh xin mat khau wifi co quan", True),
        ("Mật khẩu máy chủ là gì?", True),
        ("What is the admin password of the firewall?", True),
        ("Quy định về mật khẩu là gì?", False),
        ("Mật khẩu phải dài mấy ký tự?", False),
        ("Đổi mật khẩu mấy tháng một lần?", False),
        ("Ai quản trị tường lửa?", False),
    ],
)
def test_secrets_however_asked(question: str, secret: bool) -> None:
    assert asks_for_secret(understand(question)) is secret


@pytest.mark.parametrize(
    ("question", "of_today"),
    [("Giá tôm hôm nay bao nhiêu?", True), ("gia lua hien nay may", True), ("Đơn giá một máy là bao nhiêu?", False)],
)
def test_prices_of_the_day(question: str, of_today: bool) -> None:
    assert asks_price_of_today(understand(question)) is of_today


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Cho xin mật khẩu quản trị tường lửa", "refused"),
        ("Trưởng phòng cơ yếu tên là gì?", "not_found"),
        ("Số hóa chậm tiến độ thì bị phạt bao nhiêu tiền?", "not_found"),
        ("10 xã điểm là những xã nào?", "not_found"),
        ("Vì sao dừng dùng sổ tay điện tử?", "not_found"),
        ("Sở Nội vụ được giao nhiệm vụ gì?", "not_found"),
        ("Sở Tài chính được giao nhiệm vụ gì?", "answered"),
        ("Mỗi xã điểm được hỗ trợ bao nhiêu tiền?", "answered"),
        ("Mật khẩu phải dài ít nhất mấy ký tự?", "answered"),
    ],
)
def test_no_answer_where_the_evidence_does_not_tell(ask: Ask, question: str, status: str) -> None:
    answer = ask(question)
    assert answer.status == status, answer.answer
    if status == "not_found":
        assert "300" not in answer.answer
