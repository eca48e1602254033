"""What documents say of themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.language.issuers import own_name, short_name
from indexer.metadata import read_metadata
from indexer.outline import read_outline
from indexer.records import Metadata
from tests.indexer.plans import BARE, DECISION, PARTY, STATE, parsed


def metadata(text: str) -> Metadata:
    return read_metadata(text, read_outline(text), fallback_title="tên tệp")


def test_a_party_header() -> None:
    about = parsed(PARTY).metadata
    assert about.title == ("Kế hoạch ứng dụng công nghệ số trong hoạt động của các cơ quan đảng giai đoạn 2031 - 2034")
    assert (about.kind, about.number, about.place) == ("Kế hoạch", "85-KH/TU", "Lai Châu")
    assert (about.date, about.period, about.signer) == ("2031-03-14", (2031, 2034), "Lò Văn Minh")


def test_a_state_header() -> None:
    about = parsed(STATE).metadata
    assert about.title == "Kế hoạch Chuyển đổi số ngành nông nghiệp tỉnh Cà Mau năm 2030"
    assert (about.kind, about.number, about.place) == ("Kế hoạch", "1207/KH-UBND", "Cà Mau")
    assert (about.date, about.period, about.signer) == ("2029-11-05", (2030, 2030), "Phạm Quốc Thái")


def test_where_a_ministry_sits_is_not_whose_plan_it_is() -> None:
    head = "BỘ NỘI VỤ\nSố: 77/QĐ-BNV\tHà Nội, ngày 05 tháng 3 năm 2029\n\nQUYẾT ĐỊNH\n"
    assert metadata(f"{head}Ban hành Kế hoạch số hóa năm 2029 của Bộ Nội vụ\n\nI. MỤC TIÊU\n").place is None
    assert metadata(f"{head}Ban hành Kế hoạch số hóa tại tỉnh Hà Giang\n\nI. MỤC TIÊU\n").place == "Hà Giang"
    command = head.replace("BỘ NỘI VỤ", "BỘ CHỈ HUY QUÂN SỰ")  # of a province
    assert metadata(f"{command}Ban hành Kế hoạch năm 2029\n\nI. MỤC TIÊU\n").place == "Hà Nội"


def test_a_decision_is_described_by_its_own_header_and_the_mention_in_its_attachment() -> None:
    about = parsed(DECISION).metadata
    assert about.title == "Quyết định ban hành Đề án số hóa tài liệu lưu trữ giai đoạn 2028 - 2031"
    assert (about.kind, about.number, about.date) == ("Quyết định", "412-QĐ/TU", "2028-01-09")
    assert (about.place, about.signer) == ("Hà Tĩnh", "Hoàng Trung Kiên")
    assert about.issuer == "Ban Thường vụ Tỉnh ủy"


def test_without_a_header_the_closing_sentence_names_the_document() -> None:
    about = parsed(BARE).metadata
    assert about.title == "Chương trình phổ cập kỹ năng số trên địa bàn tỉnh Gia Lai giai đoạn 2033 - 2035"
    assert (about.kind, about.place, about.period) == ("Chương trình", "Gia Lai", (2033, 2035))
    assert (about.number, about.date, about.issuer, about.signer) == (None, None, None, None)


def test_an_appendix_may_name_number_date_and_issuer() -> None:
    about = metadata(
        "I. NHIỆM VỤ\n1. Mua sắm.\n\nPHỤ LỤC\n"
        "(Kèm theo Chương trình số 27-CTr/TU, ngày 3/4/2032 của Ban Thường vụ Tỉnh ủy Sơn La)\n"
        "Trên đây là Chương trình xây dựng nông thôn mới năm 2032.\n"
    )
    assert (about.number, about.date, about.issuer) == ("27-CTr/TU", "2032-04-03", "Ban Thường vụ Tỉnh ủy Sơn La")


def test_a_document_that_says_nothing_is_named_after_its_file() -> None:
    assert metadata("Chỉ một dòng.\n") == Metadata(title="tên tệp")


@pytest.mark.parametrize("date", ["ngày 45 tháng 3 năm 2031", "ngày 12 tháng 13 năm 2031", "ngày tháng năm 2031"])
def test_no_date_is_made_up(date: str) -> None:
    assert metadata(f"TỈNH ỦY LAI CHÂU\nLai Châu, {date}\nKẾ HOẠCH\nnăm 2031\n").date is None


def test_a_number_that_is_still_open_is_none() -> None:
    assert metadata("Số:      /KH-UBND\nKẾ HOẠCH\nChuyển đổi số năm 2031\n").number is None


def test_decomposed_headers_read_the_same() -> None:
    import unicodedata

    text = "TỈNH ỦY LAI CHÂU\nSố 9-KH/TU\nLai Châu, ngày 02 tháng 03 năm 2031\nKẾ HOẠCH\nmua sắm năm 2031\n"
    assert metadata(unicodedata.normalize("NFD", text)) == metadata(text)
    assert metadata(text).number == "9-KH/TU"


@given(st.text(max_size=300))
def test_any_text_has_metadata_with_a_title(text: str) -> None:
    assert metadata(text).title


MINISTRY = """BỘ KHÍ TƯỢNG                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
-------                         Độc lập - Tự do - Hạnh phúc
Số: 77/QĐ-BKT                  Hà Nội, ngày 30 tháng 01 năm 2031

QUYẾT ĐỊNH
Ban hành Kế hoạch chuyển đổi số năm 2031

BỘ TRƯỞNG BỘ KHÍ TƯỢNG
Căn cứ Luật Dữ liệu;

Điều 1. Ban hành Kế hoạch của Bộ Khí tượng.
"""
COMMUNE = """ỦY BAN NHÂN DÂN
XÃ VĂN NHUỆ
Số: 12/KH-UBND

KẾ HOẠCH
Chuyển đổi số năm 2031

I. MỤC TIÊU
1. Cấp 30 máy tính.
"""


def test_a_ministry_is_of_no_province_wherever_it_signs() -> None:
    about = metadata(MINISTRY)
    assert (about.place, about.issuer) == (None, "Bộ Khí tượng")


def test_an_issuer_that_no_sentence_names_is_written_like_a_name() -> None:
    about = metadata(COMMUNE)
    assert (about.place, about.issuer) == (None, "Ủy ban nhân dân Xã Văn Nhuệ")
    assert own_name(about.issuer) == ("xa", "van", "nhue")


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("Bộ trưởng Bộ Khí tượng", "Bộ Khí tượng"),
        ("Ban Thường vụ Tỉnh ủy Hòa An", "Hòa An"),
        ("Chủ tịch Ủy ban nhân dân tỉnh", ""),
        ("Tỉnh ủy", ""),
        (None, ""),
    ],
)
def test_an_issuer_has_a_short_name(issuer: str | None, name: str) -> None:
    assert short_name(issuer) == name
