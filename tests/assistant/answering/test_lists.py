"""Lists, references and duties over invented plans: the answer is complete, and holds nothing of the neighbours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[[str], Answer]
FOLDER = Path(__file__).parent / "lists"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    index: Path = tmp_path_factory.mktemp("lists") / "index"
    report = build(FOLDER, index, encoder)
    assert not report.failures
    assistant = open_assistant(index)
    return lambda text: assistant.ask(AskRequest(text))


# question, what its answer must hold, what it must not
ANSWERED = [
    # what a plan is based on: wrapped lines, several acts in a paragraph, one a line; by kind, by who issued it
    ("Kế hoạch 71 của Ninh Thuận căn cứ những văn bản nào?", ("83-NQ/TW", "319-QĐ/TW", "22-NQ/TU"), ("như sau",)),
    ("ke hoach ninh thuan dua tren cac nghi quyet nao", ("83-NQ/TW", "22-NQ/TU"), ("319-QĐ/TW",)),
    ("Ninh Thuận căn cứ nghị quyết nào của Bộ Chính trị?", ("83-NQ/TW",), ("22-NQ/TU",)),
    ("Liệt kê căn cứ pháp lý của kế hoạch Bắc Kạn", ("Giao dịch", "104/2016", "61/2018", "45/NQ", "377/TTr"), ()),
    ("Bắc Kạn dựa vào những luật nào?", ("Giao dịch điện tử", "104/2016/QH13"), ("61/2018", "377/TTr")),
    ("What documents is Bắc Kạn's plan based on?", ("Giao dịch điện tử", "61/2018/NĐ-CP", "45/NQ-HĐND"), ()),
    ("Ninh Thuận căn cứ văn bản nào của tỉnh?", ("22-NQ/TU",), ("83-NQ/TW",)),
    ("Bắc Kạn căn cứ các văn bản nào của tỉnh?", ("45/NQ-HĐND",), ("61/2018",)),
    # bodies behind "with" and "for" do nothing themselves: they are named in the sentence, not in the column of owners
    ("Phòng họp điện tử Ninh Thuận trao đổi dữ liệu với hệ thống của các bộ nào?", ("Quốc phòng", "Bộ Công an"), ()),
    ("Hệ thống họp điện tử Ninh Thuận phải kết nối với bên nào?", ("Quốc phòng", "Ban Cơ yếu"), ("Cơ quan chủ trì",)),
    ("Bắc Kạn miễn phí khai thác tư liệu cho những ai?", ("thương binh", "học viên cao học"), ()),
    # who leads several tasks, each agency with its own; one of them left out
    (
        "Ngoài Văn phòng Tỉnh ủy thì những cơ quan nào của Ninh Thuận chủ trì xây dựng cơ sở dữ liệu?",
        ("Ban Tổ chức", "Ủy ban Kiểm tra", "Ban Tuyên giáo"),
        ("văn kiện", "Diễn tập"),
    ),
    ("Những cơ quan nào chủ trì nhiệm vụ trong phụ lục Ninh Thuận?", ("Công an tỉnh: Diễn tập", "Ban Tổ chức"), ()),
    # what is assigned to an agency: the section of its duties and the rows that it leads
    ("Phần tổ chức thực hiện của Ninh Thuận giao Công an tỉnh những việc gì?", ("an ninh thiết bị", "Diễn tập"), ()),
    ("ban noi chinh tinh uy ninh thuan duoc phan cong nhung gi", ("đơn thư", "Thanh tra tỉnh"), ("Diễn tập",)),
    ("cong an tinh ninh thuan duoc giao viec gi", ("03 cán bộ trực", "Diễn tập"), ("đồng",)),
    ("Bắc Kạn giao Sở Tài chính làm gì?", ("cân đối kinh phí", "thanh toán"), ("nghiệm thu",)),
    ("What does Ninh Thuận's plan assign to the provincial police?", ("03 cán bộ trực",), ("đơn thư",)),
    # tasks below headings whose lines say who and when
    ("Phần mềm nào của Cao Bằng mà đầu mối là Văn phòng Tỉnh ủy?", ("Thư viện số", "Kế toán"), ("Học trực tuyến",)),
    ("Những phần mềm nào Ban Tổ chức Trung ương chuyển giao cho Cao Bằng?", ("Hồ sơ đảng viên",), ("Kế toán",)),
    ("Những việc nào Cao Bằng từ năm 2029 trở đi mới làm?", ("Học trực tuyến", "Năm 2029"), ("Thư viện số",)),
    ("viec nao cua cao bang lam tu 2029 tro di", ("Học trực tuyến",), ("Kế toán",)),
    # a part that every plan has, of a year where one is named
    ("Cao Bằng đặt những mục tiêu gì đến hết năm 2028?", ("84 chi bộ", "70% sách"), ("212",)),
    ("muc tieu den nam 2030 cua cao bang la gi", ("212 chi bộ",), ("84 chi bộ",)),
    ("Which goals does Cao Bằng's plan set for the end of 2028?", ("84 chi bộ", "70%"), ("212",)),
    ("Cao Bằng nêu những hạn chế gì?", ("19 xã", "cán bộ thư viện"), ("84 chi bộ",)),
    ("Tóm tắt các giai đoạn của kế hoạch Cao Bằng", ("24 cơ quan", "mở rộng"), ("19 xã",)),
    ("Tóm tắt các giai đoạn thực hiện của Ninh Thuận", ("khảo sát 96", "nối mạng 62 xã"), ("Công an",)),
    # whether something is counted in
    ("Kinh phí của Cao Bằng đã bao gồm phần mua máy tính chưa?", ("chưa bao gồm phần mua máy tính",), ()),
    ("kinh phi cao bang co tinh ca ngan sach huyen khong", ("chưa bao gồm",), ()),
    # what is due by a day
    ("Những việc nào của Ninh Thuận hạn 15/11/2027?", ("quy chế phòng họp", "máy quét"), ("Diễn tập",)),
    ("Việc gì Ninh Thuận phải xong trước ngày 15/11/2027?", ("quy chế phòng họp", "máy quét"), ("văn kiện",)),
    ("Which tasks does the Inspection Commission lead in Ninh Thuận?", ("kiểm tra, kỷ luật",), ("đảng viên",)),
    ("Which tasks are due in Q2/2027 in Ninh Thuận's plan?", ("cơ sở dữ liệu đảng viên",), ("kỷ luật",)),
    # the number and day of an act that is named by its title
    ("Quy chế gửi, nhận văn bản liên thông mà Ninh Thuận căn cứ số mấy, ban hành ngày nào?", ("319", "17/7/2026"), ()),
    ("Luật Tiếp cận thông tin mà Bắc Kạn dẫn số bao nhiêu, ngày nào?", ("104/2016/QH13", "06/4/2016"), ("22/6",)),
    # the days of several documents
    ("Xếp kế hoạch Ninh Thuận và Bắc Kạn theo ngày ban hành", ("Sớm nhất là 208", "03/11/2026", "14/02/2027"), ()),
    ("Which came first, the plan of Bắc Kạn or of Ninh Thuận, by date of issue?", ("earliest is 208",), ()),
]


@pytest.mark.parametrize(("question", "held", "foreign"), ANSWERED)
def test_lists_are_whole(ask: Ask, question: str, held: tuple[str, ...], foreign: tuple[str, ...]) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert [one for one in held if one not in answer.answer] == []
    assert [one for one in foreign if one in answer.answer] == []
    assert answer.citations


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("Ở Bắc Kạn ai không phải trả tiền khi xem tư liệu?", "thương binh"),
        ("nhung ai khoi tra tien khi khai thac tu lieu o bac kan", "học viên cao học"),
        ("Lắp loa phòng họp BTV Tỉnh ủy Ninh Thuận khi nào?", "Quý IV/2029"),  # of two labels the fuller one
        ("Lắp loa phòng họp Tỉnh ủy Ninh Thuận khi nào?", "Quý II/2029"),
        ("Cán bộ Bắc Kạn chép dữ liệu giữa hai mạng bằng loại USB gì?", "USB mã hóa"),
    ],
)
def test_everyday_words_find_those_of_plans(ask: Ask, question: str, held: str) -> None:
    answer = ask(question)
    assert answer.status == "answered"
    assert held in answer.answer
    assert "đồng" not in answer.answer
