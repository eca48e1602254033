"""Sections that a question names in its own words: summaries, duties, recipients, a whole plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG
Số: 31/KH-UBND
Hà Giang, ngày 05 tháng 02 năm 2027

KẾ HOẠCH
Phát triển thư viện số tỉnh Hà Giang giai đoạn 2027 - 2029

I. HIỆN TRẠNG

Thư viện tỉnh có 12 phòng đọc. Bên cạnh đó, công tác thư viện còn những bất cập:

- Kho sách giấy ẩm mốc, nhiều bản hỏng.
- Thiếu 14 cán bộ thư viện cấp xã.

II. MỤC TIÊU

1. Đến hết năm 2027

a) Số hóa 5.000 trang sách cổ.
b) 40% thư viện xã có máy tra cứu.

2. Đến hết năm 2029

a) Số hóa 90.000 trang sách cổ.
b) 100% thư viện xã có máy tra cứu.

III. NHIỆM VỤ, GIẢI PHÁP

1. Xây dựng kho sách điện tử

a) Quét sách cổ tại Thư viện tỉnh
- Đơn vị chủ trì: Sở Văn hóa, Thể thao và Du lịch.
- Thời gian thực hiện: Năm 2027, 2028.

b) Lập mục lục dùng chung
- Đơn vị chủ trì: Sở Khoa học và Công nghệ.
- Thời gian thực hiện: Năm 2028.

2. Trang bị máy tra cứu

Mua 193 máy tra cứu đặt tại các xã.

IV. KINH PHÍ

Tổng kinh phí thực hiện là 8.400 triệu đồng từ ngân sách tỉnh, gồm tiền mua máy, tiền quét sách, tiền lập mục lục.

Mức trên không bao gồm: lương thủ thư; chi phí thuê nhà; tiền điện.

V. TỔ CHỨC THỰC HIỆN

1. Sở Văn hóa, Thể thao và Du lịch

a) Là cơ quan thường trực, hướng dẫn nghiệp vụ thư viện.
b) Tổng hợp báo cáo trước ngày 15/12 hằng năm.

2. Sở Tài chính

Thẩm định dự toán mua máy tra cứu.

3. Ủy ban Mặt trận Tổ quốc, các tổ chức chính trị - xã hội

Vận động Nhân dân hiến tặng sách cổ.

4. Chế độ báo cáo: các xã báo cáo định kỳ trước ngày 10 của tháng cuối quý.

Trong quá trình thực hiện, vướng mắc gửi về Sở Văn hóa, Thể thao và Du lịch.

Nơi nhận:
- Bộ Văn hóa, Thể thao và Du lịch (để b/c);
- Sở Tài chính;
- Lưu: VT.
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over one invented plan."""
    folder: Path = tmp_path_factory.mktemp("sections")
    corpus = folder / "corpus"
    corpus.mkdir()
    (corpus / "thu-vien.txt").write_text(PLAN, encoding="utf-8")
    build(corpus, folder / "index", encoder)
    return open_assistant(folder / "index")


@pytest.mark.parametrize(
    ("question", "held", "left_out"),
    [
        ("Tóm tắt nhiệm vụ xây dựng kho sách điện tử", ["Quét sách cổ", "Lập mục lục dùng chung"], ["193 máy"]),
        ("Thư viện số Hà Giang đặt đích gì đến 2029, nói gọn", ["90.000 trang", "100% thư viện xã"], ["5.000 trang"]),
        ("Tóm gọn mấy chỗ còn yếu kém của thư viện", ["ẩm mốc", "Thiếu 14 cán bộ"], ["90.000", "193"]),
        ("Tóm tắt chế độ báo cáo của kế hoạch thư viện số", ["ngày 10 của tháng cuối quý", "vướng mắc gửi"], ["193"]),
        (
            "Tóm tắt phần tổ chức thực hiện",
            ["Sở Văn hóa, Thể thao và Du lịch: ", "Sở Tài chính: ", "Ủy ban Mặt trận Tổ quốc", "hiến tặng sách"],
            ["90.000"],
        ),
        ("Nhiệm vụ của Sở Tài chính theo kế hoạch?", ["Thẩm định dự toán"], ["Nơi nhận", "hiến tặng"]),
        ("MTTQ và các đoàn thể có trách nhiệm gì?", ["hiến tặng sách cổ"], ["Thẩm định", "Nơi nhận"]),
        ("Mức 8.400 triệu đồng không tính những khoản nào vào?", ["lương thủ thư", "tiền điện"], ["mua máy"]),
        (
            "Kế hoạch 31/KH-UBND gửi cho những nơi nào?",
            ["Có 3 mục", "Bộ Văn hóa", "Sở Tài chính", "Lưu: VT"],
            ["Thẩm định"],
        ),
        (
            "Nêu vắn tắt nội dung kế hoạch 31/KH-UBND",
            ["5.000 trang", "193 máy", "8.400 triệu đồng", "Sở Tài chính: Thẩm định"],
            ["Nơi nhận"],
        ),
    ],
)
def test_a_section_is_found_by_what_it_is_called(
    plan: Assistant, question: str, held: list[str], left_out: list[str]
) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered"
    assert all(words in answer.answer for words in held), answer.answer
    assert not any(words in answer.answer for words in left_out), answer.answer
    assert len(answer.answer) <= 2500


def test_an_item_is_cited_with_the_heading_that_it_is_shown_under(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("Tóm tắt phần tổ chức thực hiện"))
    line = next(line for line in answer.answer.splitlines() if line.startswith("- Sở Tài chính: "))
    n = int(line.rsplit("[", 1)[1].rstrip("]"))
    assert answer.citations[n - 1].quote.startswith("2. Sở Tài chính")
