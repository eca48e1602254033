"""What a quote must hold to answer: a number of what is counted, money where a price is asked for."""

from __future__ import annotations

import pytest

from assistant.answering.figures import money_in
from assistant.answering.found import Found
from assistant.answering.sufficiency import lacks_kind
from assistant.asking import read_asked
from assistant.question import understand
from indexer.records import DocumentEntry, Metadata


def lacking(question: str, quote: str) -> str | None:
    """The kind of figure that the quote lacks."""
    understood = understand(question)
    entry = DocumentEntry("d", "d.txt", "", "", "utf-8", 0, 0, 0, Metadata("Kế hoạch"))
    return lacks_kind(understood, read_asked(understood), Found(entry, f"{quote} [1]", (1,), 1.0, kind="quote"))


@pytest.mark.parametrize(
    ("question", "quote", "kind"),
    [
        ("Sở Nội vụ có bao nhiêu biên chế?", "kiện toàn tổ chức, bố trí cán bộ đủ về số lượng", "count"),
        ("Sở Nội vụ có bao nhiêu biên chế?", "Sản phẩm: Biên bản nghiệm thu quý III/2026", "count"),
        ("Sở Nội vụ có bao nhiêu biên chế?", "Sở Nội vụ được giao 45 biên chế", None),
        ("Trung tâm có mấy nhân viên?", "Trung tâm có 19 viên chức", None),
        ("Xã có bao nhiêu đảng viên?", "chọn 06 đảng ủy làm điểm, cử 02 cán bộ hỗ trợ", "count"),
        ("Mỗi xã được cấp mấy máy quét?", "mỗi xã có ít nhất 01 công chức quét tài liệu", "count"),
        ("Mỗi xã được cấp mấy máy quét?", "mỗi xã 05 bộ máy tính và 02 máy quét", None),
        ("Tỉnh mua cả thảy mấy chiếc máy tính bảng?", "“Trang bị máy tính bảng”: Hạn: Quý III/2026; a; b", "count"),
        ("Văn phòng có mấy cán bộ?", "cần bổ sung: 5", "count"),
        ("Mấy máy bị nhiễm?", "phát hiện 218 máy nhiễm mã độc", None),
        ("Kho rộng bao nhiêu mét vuông?", "kho có 3.180 mét giá tài liệu", "count"),
        ("Kho rộng bao nhiêu mét vuông?", "kho rộng 4.250 m2", None),
        ("Bờ biển dài mấy cây số?", "đường bờ biển dài 310 km", None),
        ("Bao nhiêu người xin chuyển?", "trong 3 năm có 03 người xin chuyển", None),
        ("Phòng họp ngồi được mấy người?", "phòng họp có 75 chỗ ngồi", None),
        ("Có mấy hạn chế?", "đường truyền yếu; cán bộ kiêm nhiệm; quy trình thủ công", None),
        ("Tổ được phụ cấp mấy triệu một tháng?", "Tổ gồm 11 đồng chí", "money"),
        ("Tổ được phụ cấp mấy triệu một tháng?", "mỗi thành viên 1,5 triệu đồng/tháng", None),
        ("Giá một chiếc USB là bao nhiêu?", "mỗi phòng được cấp 02 USB", "money"),
        ("Đơn giá số hóa là mấy?", "đơn giá số hóa 4.200 đồng/trang", None),
        ("Mỗi năm chi mấy cho mạng chuyên dùng?", "mở rộng mạng chuyên dùng đến 75 xã", "money"),
        ("Tốc độ đường truyền là bao nhiêu?", "đường truyền có tốc độ 100 Mbps", None),
        ("Tốc độ đường truyền là bao nhiêu?", "đường truyền dự phòng cho 75 xã", "measure"),
        ("Kho lưu trữ rộng bao nhiêu?", "kho rộng 4.250 m2", None),
        ("Công suất thiết kế mấy tủ máy?", "công suất thiết kế 200 tủ máy", None),
        ("Bến tàu khách bao giờ xong?", "bến tàu khách phục vụ 200 lượt", "time"),
        ("Ai chủ trì bến tàu khách?", "bến tàu khách gắn với chuỗi dịch vụ", "owner"),
        ("Ai chủ trì bến tàu khách?", "Sở Xây dựng làm bến tàu khách", None),
        ("Mấy phần trăm tài liệu được số hóa?", "đã số hóa 6,2 triệu trang", "percent"),
    ],
)
def test_a_quote_holds_the_kind_of_figure_asked_for(question: str, quote: str, kind: str | None) -> None:
    assert lacking(question, quote) == kind


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("gồm 11 đồng chí", []),
        ("15 đồng bộ", []),
        ("số hóa 1,2 triệu trang", []),
        ("đạt 1,27 triệu tấn", []),
        ("45 triệu một lớp", ["45 triệu"]),
        ("4.200 đồng/trang", ["4.200 đồng"]),
    ],
)
def test_numbers_of_things_are_no_money(text: str, amounts: list[str]) -> None:
    assert [text[one.start : one.end] for one in money_in(text)] == amounts
