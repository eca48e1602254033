"""Outlines of hand-written documents, and what holds for the outline of any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.outline import read_outline
from indexer.records import Outline, ParsedDocument, Span
from tests.indexer.plans import ALL, DECISION, PARTY, STATE, parsed, parsed_text, section

PIECES = [
    "I. MỤC TIÊU", "II- Nhiệm vụ", "1. Mua 12 máy chủ.", "2.1. Tập huấn", "a) Rà soát", "- Gạch đầu dòng;",
    "+ Chi tiết", "Phần thứ nhất", "Chương II", "Mục 3", "Điều 4. Hiệu lực", "PHỤ LỤC", "Phụ lục số 2: Biểu mẫu",
    "Nơi nhận:", "T/M BAN THƯỜNG VỤ", "ĐỀ ÁN", "-----", "* * *", "STT\tNội dung\tNăm 2031", "1\tMáy chủ\t5.000",
    "Tổng cộng\t5.000", "một dòng dài " * 12, "dòng tiếp", "", "**In đậm**", "## Tiêu đề", "[bookmark: _x1]", "\f",
    "| A | B |", "5.000", "IV", "0. Không", "x",
]  # fmt: skip
documents = st.lists(st.sampled_from(PIECES), max_size=30).map("\n".join)


def assert_well_formed(text: str, outline: Outline) -> None:
    sections, blocks = outline.sections, outline.blocks
    assert sections[0].kind == "document"
    assert sections[0].parent is None
    assert sections[0].span == Span(0, len(text))
    assert [one.ordinal for one in sections] == list(range(len(sections)))
    assert [one.ordinal for one in blocks] == list(range(len(blocks)))
    for one in sections[1:]:
        assert one.parent is not None
        assert one.parent < one.ordinal
        assert sections[one.parent].span.holds(one.span)
        assert one.span.holds(one.heading_span)
        assert one.label in text or one.kind == "closing"
    for earlier, later in pairwise(sections[1:]):
        assert earlier.span.start < later.span.start
        assert earlier.span.end <= later.span.start or earlier.span.holds(later.span)
    for block in blocks:
        assert sections[block.section].span.holds(block.span)
        assert len(block.span) > 0
        assert (block.kind == "table") == (block.table is not None)
    for before, after in pairwise(blocks):
        assert before.span.end <= after.span.start


@pytest.mark.parametrize("document_id", ALL)
def test_outlines_of_the_plans_are_well_formed(document_id: str) -> None:
    document = parsed(document_id)
    assert_well_formed(document.source.text, document.outline)


@given(documents)
def test_outlines_of_anything_like_a_plan_are_well_formed(text: str) -> None:
    assert_well_formed(text, parsed_text(text).outline)


@given(st.text(max_size=300))
def test_outlines_of_any_text_are_well_formed(text: str) -> None:
    assert_well_formed(text, parsed_text(text).outline)


@given(documents)
def test_every_letter_stands_in_some_block_or_is_noise(text: str) -> None:
    document = parsed_text(text)
    covered = bytearray(len(text))
    for block in document.outline.blocks:
        covered[block.span.start : block.span.end] = b"\1" * len(block.span)
    left = "".join(character for at, character in enumerate(text) if not covered[at])
    assert left.replace("[bookmark: _x1]", "").translate(str.maketrans("", "", "*# \n\f\t")) == ""


def paths(document: ParsedDocument) -> list[str]:
    outline = document.outline
    return [" > ".join(step.label or step.kind for step in outline.path(one.ordinal)) for one in outline.sections[1:]]


def test_a_party_plan() -> None:
    assert paths(parsed(PARTY)) == [
        "I", "I > 1", "I > 2",
        "II", "II > 1", "II > 1 > a", "II > 1 > b", "II > 2", "II > 2 > 2.1", "II > 2 > 2.2",
        "III", "IV", "closing",
    ]  # fmt: skip


def test_headings_and_items_of_a_party_plan() -> None:
    document = parsed(PARTY)
    text, outline = document.source.text, document.outline
    assert section(document, "I").heading == "MỤC ĐÍCH, YÊU CẦU"
    assert section(document, "II", "1").heading == "Hạ tầng"
    assert section(document, "I", "1").heading == ""  # a whole sentence is no heading
    letter = section(document, "II", "1", "a")
    items = [block for block in outline.blocks if block.section == letter.ordinal and block.kind == "item"]
    assert [(block.span.of(text)[:12], block.level) for block in items] == [
        ("- Băng thông", 0),
        ("+ Riêng 7 xã", 1),
        ("- Hoàn thành", 0),
    ]
    kinds = [block.kind for block in outline.blocks if block.section == section(document, "III").ordinal]
    assert kinds.count("table") == 1


def test_lines_that_a_page_broke_are_one_paragraph() -> None:
    document = parsed(STATE)
    text = document.source.text
    point = section(document, "I", "1")
    assert point.span.of(text).startswith("1. Xây dựng cơ sở dữ liệu")
    assert point.span.of(text).endswith("tác dự báo sản lượng.")
    assert len([block for block in document.outline.blocks if block.section == point.ordinal]) == 1
    assert paths(document) == ["I", "I > 1", "I > 2", "II", "II > 1", "II > 2", "III", "closing"]


def test_short_lines_are_not_joined() -> None:
    document = parsed_text("Huyện Mường Tè\nHuyện Nậm Nhùn\nHuyện Sìn Hồ\n")
    assert [block.span.of(document.source.text) for block in document.outline.blocks] == [
        "Huyện Mường Tè",
        "Huyện Nậm Nhùn",
        "Huyện Sìn Hồ",
    ]


def test_a_decision_with_an_attached_scheme() -> None:
    assert paths(parsed(DECISION)) == [
        "Điều 1", "Điều 2", "Điều 2 > 1", "Điều 2 > 1 > a", "Điều 2 > 1 > b", "Điều 3", "closing",
        "ĐỀ ÁN", "ĐỀ ÁN > Phần thứ nhất", "ĐỀ ÁN > Phần thứ hai",
        "ĐỀ ÁN > Phần thứ hai > Chương I", "ĐỀ ÁN > Phần thứ hai > Chương I > Mục 1",
        "ĐỀ ÁN > Phần thứ hai > Chương I > Mục 1 > 1",
        "ĐỀ ÁN > Phần thứ hai > Chương II", "ĐỀ ÁN > Phần thứ hai > Chương II > 1",
        "ĐỀ ÁN > PHỤ LỤC", "ĐỀ ÁN > PHỤ LỤC > 1", "ĐỀ ÁN > PHỤ LỤC > 2",
    ]  # fmt: skip


def test_headings_below_their_label() -> None:
    document = parsed(DECISION)
    headings = {one.label: one.heading for one in document.outline.sections if one.heading}
    assert headings["Phần thứ hai"] == "NỘI DUNG ĐỀ ÁN"
    assert headings["Chương II"] == "GIẢI PHÁP"
    assert headings["Mục 1"] == "CHỈ TIÊU CHUNG"
    assert headings["PHỤ LỤC"] == "Danh mục nhiệm vụ của Đề án"
    assert headings["ĐỀ ÁN"] == "Số hóa tài liệu lưu trữ giai đoạn 2028 - 2031"


@pytest.mark.parametrize(
    ("line", "kind", "label"),
    [
        ("I. MỤC TIÊU", "roman", "I"),
        ("IV- TỔ CHỨC THỰC HIỆN", "roman", "IV"),
        ("XII) Kinh phí", "roman", "XII"),
        ("3. Kinh phí", "number", "3"),
        ("3.2. Kinh phí", "number", "3.2"),
        ("3.2 Kinh phí", "number", "3.2"),
        ("đ) Kinh phí", "letter", "đ"),
        ("Điều 12. Kinh phí", "article", "Điều 12"),
        ("Phần II. Kinh phí", "part", "Phần II"),
        ("CHƯƠNG III", "chapter", "CHƯƠNG III"),
        ("Mục 2. KINH PHÍ", "roman", "Mục 2"),
        ("MỤC II", "roman", "MỤC II"),
        ("Phụ lục 2: Kinh phí", "appendix", "Phụ lục 2"),
        ("PHỤ LỤC SỐ 03", "appendix", "PHỤ LỤC SỐ 03"),
        ("**II. Nhiệm vụ**", "roman", "II"),
        ("Nơi nhận:", "closing", ""),
    ],
)
def test_lines_that_open_a_section(line: str, kind: str, label: str) -> None:
    sections = read_outline(f"{line}\n").sections
    assert [(one.kind, one.label) for one in sections[1:]] == [(kind, label)]


@pytest.mark.parametrize(
    "line",
    [
        "Điều lệ Đảng quy định rõ.",
        "Phần lớn cán bộ đã được tập huấn.",
        "Phụ lục kèm theo Kế hoạch này được cập nhật hằng năm và gửi về Văn phòng Tỉnh ủy",
        "Mục tiêu chung",
        "Mục 2 của Kế hoạch",
        "1.234 máy trạm",
        "12/2031 hoàn thành",
        "01. Không",
        "Chương trình số 3",
        "- I. Gạch",
        "-----",
        "Vì vậy",
        "Nơi ở của cán bộ",
    ],
)
def test_lines_that_open_none(line: str) -> None:
    assert len(read_outline(f"{line}\n").sections) == 1


def test_rules_are_furniture() -> None:
    assert [block.kind for block in read_outline("Kế hoạch\n-----\n* * *\nNội dung\n").blocks] == [
        "paragraph",
        "furniture",
        "furniture",
        "paragraph",
    ]


@pytest.mark.parametrize("noise", [" ", "\t", "*", "[x]", "\n", "1.", "I.", '."', "#", "- "])
def test_long_runs_of_noise_are_read_in_one_pass(noise: str) -> None:
    text = f"Kế hoạch{noise * 60_000}năm 2031\n"  # anything quadratic would take hours
    document = parsed_text(text)
    assert_well_formed(text, document.outline)
    assert document.passages


def test_text_without_structure_is_one_section() -> None:
    outline = read_outline("Chỉ một đoạn văn.\n")
    assert len(outline.sections) == 1
    assert [block.kind for block in outline.blocks] == ["paragraph"]
    assert read_outline("").blocks == ()
