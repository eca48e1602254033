"""Facts from tables and from running text, with the places that prove them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from indexer.facts.extract import extract
from indexer.facts.records import Fact
from indexer.facts.words import number_in_words
from indexer.records import Outline, Section, Span
from tests.indexer.facts.conftest import Read

Reader = Callable[[str], Read]


def amounts(read: Read, label: str) -> dict[str | None, Fact]:
    """The amounts of the row ``label`` by the header of their column."""
    return {f.column_path[-1]: f for f in read.facts if f.role == "amount" and f.table == 0 and f.label == label}


def test_a_cell_with_its_address(read: Reader) -> None:
    document = read("quang-nam-2025-2028")
    fact = amounts(document, "Dữ liệu số")["2026"]
    assert (fact.value, fact.unit, fact.text) == (Decimal("3.60"), "tỷ đồng", "3,60")
    assert fact.period is not None
    assert (fact.period.first, fact.period.last) == (date(2026, 1, 1), date(2026, 12, 31))
    assert (fact.audit, fact.certain) == ("consistent", True)
    parts = {p.role: p.span.of(document.text) for p in fact.parts}
    assert parts == {"period": "2026", "unit": "tỷ đồng"}
    assert fact.label_span is not None
    assert fact.label_span.of(document.text) == "Dữ liệu số"
    item = amounts(document, "Số hóa tài liệu lưu trữ")["2026"]
    assert item.row_path == ("Dữ liệu số", "Số hóa tài liệu lưu trữ")
    assert amounts(document, "Hạ tầng số")["2025"].audit == "mismatch"


def test_a_figure_over_several_columns_is_the_whole(read: Reader) -> None:
    document = read("quang-nam-2025-2028")
    (fact,) = [f for f in document.facts if f.label == "TỔNG KINH PHÍ" and f.value is not None]
    assert fact.value == Decimal("280.65")
    assert fact.certain  # it is the sum of the total row above it
    assert fact.period is not None
    assert fact.period.years == (2025, 2028)


def test_attributes_of_a_task(read: Reader) -> None:
    document = read("dien-bien-2026")
    label = "Bổ sung thiết bị phục vụ lưu trữ tài liệu số hóa tại Kho Lưu trữ Đảng bộ tỉnh."
    row = {f.role: f for f in document.facts if f.label == label}
    assert row["owner"].text == "Văn Phòng Tỉnh ủy"
    assert row["partner"].text == "Các cơ quan liên quan, nhà thầu"
    assert row["time"].period is not None
    assert (row["time"].period.kind, row["time"].period.last) == ("quarter", date(2026, 9, 30))


def test_parallel_lists_in_two_cells_are_paired(read: Reader) -> None:
    document = read("trung-uong-204-qd-tw")
    pairs = {f.label: f.text for f in document.facts if f.table == 1 and f.role == "owner" and len(f.row_path) > 1}
    assert pairs["Quản lý đơn, thư khiếu nại, tố cáo"] == "Ban NCTW"
    assert pairs["Sổ tay Đảng viên điện tử"] == "Ban TCTW"
    assert len(pairs) == 6


def test_a_slipped_amount_is_no_certain_fact(read: Reader) -> None:
    document = read("bac-giang-10-da-tu")
    facts = [f for f in document.facts if f.table == 0 and f.text == "5.820" and f.column_path[-1] == "2023"]
    assert [(f.certain, f.audit) for f in facts] == [(False, "unsure")]


def test_money_of_running_text_with_its_parts(read: Reader) -> None:
    document = read("quang-ngai-237-kh-tu")
    found = [f for f in document.facts if f.role == "amount" and f.table is None]
    assert [(f.label, str(f.value), f.unit) for f in found[3:6]] == [
        ("Năm 2025", "28100000000", "đồng"),
        ("kinh phí chi thường xuyên", "8100000000", "đồng"),
        ("đầu tư phát triển", "20000000000", "đồng"),
    ]
    assert all(f.period is not None and f.period.years == (2025, 2025) for f in found[3:6])
    assert found[4].row_path[-2:] == ("Năm 2025", "kinh phí chi thường xuyên")
    assert found[3].span.of(document.text) == "28.100.000.000 đồng"


def test_amounts_one_after_the_other_have_each_its_own_label() -> None:
    text = (
        "1. Tổng kinh phí 9.000 triệu đồng (Chín tỷ), trong đó năm 2031 là 4.000 triệu đồng, năm 2032 là 5.000 triệu"
        " đồng; gồm vốn đầu tư phát triển (ĐTPT) 6.500 triệu đồng và ngân sách xã 2.500 triệu đồng."
    )
    outline = Outline((Section(0, None, "document", "", "", Span(0, len(text)), Span(0, 0)),), ())
    facts = [fact for fact in extract(text, outline, ()) if fact.role == "amount"]
    told = [(fact.label, fact.period.years if fact.period else None, fact.text) for fact in facts]
    assert told == [
        ("Tổng kinh phí", None, "9.000 triệu đồng"),
        ("năm 2031 là", (2031, 2031), "4.000 triệu đồng"),
        ("năm 2032 là", (2032, 2032), "5.000 triệu đồng"),
        ("vốn đầu tư phát triển (ĐTPT)", None, "6.500 triệu đồng"),
        ("ngân sách xã", None, "2.500 triệu đồng"),
    ]


def test_blocks_of_agency_partner_and_time(read: Reader) -> None:
    document = read("quang-ngai-237-kh-tu")
    task = [f for f in document.facts if f.table is None and f.label == "Triển khai Kho dữ liệu số hóa dùng chung"]
    assert [(f.role, f.text) for f in task] == [
        ("owner", "Văn phòng Tỉnh ủy"),
        (
            "partner",
            "Các cơ quan, tổ chức đảng trong tỉnh; Mặt trận Tổ quốc và các tổ chức chính trị - xã hội trong tỉnh",
        ),
        ("time", "Năm 2025 và những năm tiếp theo"),
    ]
    platform = [f for f in document.facts if f.label == "Triển khai Nền tảng Quản trị tổng thể" and f.role == "time"]
    assert [f.period.last for f in platform if f.period] == [
        date(2024, 3, 31), date(2024, 6, 30), date(2024, 9, 30), date(2024, 12, 31),
    ]  # fmt: skip
    assert sum(f.role == "owner" and f.table is None for f in document.facts) == 17  # as often as the source has it


def test_counts_and_shares(read: Reader) -> None:
    counts = {f.text for f in read("quang-nam-2025-2028").facts if f.role == "count"}
    assert counts >= {
        "254 điểm cầu",
        "73.479 đảng viên",
        "1187 chứng thư số",
        "04 chuyên viên",
        "13 phần mềm",
        "06 Mbps",
    }
    shares = [f for f in read("trung-uong-204-qd-tw").facts if f.role == "percent" and f.value == 70]
    assert [f.label for f in shares] == ["các ứng dụng số"]


def test_numbers_of_documents_with_their_dates(read: Reader) -> None:
    dates = {(f.label, f.text) for f in read("dien-bien-2026").facts if f.role == "date"}
    assert ("204-QĐ/TW", "ngày 29/11/2024") in dates
    assert ("205-KH/TU", "ngày 10/4/2025") in dates


def test_deadlines_in_sentences(read: Reader) -> None:
    deadlines = [f for f in read("dien-bien-2026").facts if f.role == "time" and f.table is None]
    assert {f.period.last for f in deadlines if f.period} == {date(2026, 3, 31), date(2026, 6, 30)}


def test_all_spans_are_slices(read: Reader) -> None:
    for stem in ("bac-giang-10-da-tu", "dien-bien-2026", "quang-nam-2025-2028", "quang-ngai-237-kh-tu"):
        text = read(stem).text
        for fact in read(stem).facts:
            assert fact.span.of(text).strip()
            assert fact.label_span is None or fact.label_span.end <= len(text)
            assert all(p.span.of(text).strip() for p in fact.parts)


def test_amounts_in_words() -> None:
    spoken = {
        "Hai trăm tám mươi tỷ, sáu trăm năm mươi triệu đồng": 280_650_000_000,
        "Ba mươi sáu tỷ không trăm hai mươi bốn triệu đồng": 36_024_000_000,
        "Hai nghìn bảy trăm năm mươi tỉ đồng": 2_750_000_000_000,
        "Sáu mươi mốt tỷ bốn trăm linh tám triệu đồng": 61_408_000_000,
        "mười lăm nghìn đồng chẵn": 15_000,
    }
    assert {words: number_in_words(words) for words in spoken} == spoken
    assert number_in_words("theo quy định") is None


def test_yearly_deadlines(read: Reader) -> None:
    found = [
        f for f in read("bac-giang-10-da-tu").facts if f.period and f.period.kind == "recurring" and f.table is None
    ]
    texts = [f.text for f in found]
    assert texts.count("trước ngày 30/11") == 3
    assert "trước ngày 20/10 hằng năm" in texts
    assert all(f.period is not None and f.period.deadline for f in found if f.text.startswith("trước"))


def test_an_outline_gives_the_headings() -> None:
    text = "II. Mục tiêu\nNâng cấp 25 điểm cầu.\n"
    whole, heading = Span(0, len(text)), Span(0, 12)
    sections = (
        Section(0, None, "document", "", "", whole, Span(0, 0)),
        Section(1, 0, "roman", "II", "Mục tiêu", whole, heading),
    )
    facts = extract(text, Outline(sections, ()), ())
    assert [(f.text, f.row_path, f.label) for f in facts] == [("25 điểm cầu", ("Mục tiêu",), "Nâng cấp")]
