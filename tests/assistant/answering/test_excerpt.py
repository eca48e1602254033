"""Sentences of running text: lines that the page broke are one sentence, items and headings are not joined."""

from __future__ import annotations

import pytest

from assistant.answering.excerpt import sentences
from indexer.language.page_breaks import told_line
from indexer.outline.units import is_rule, read_units
from indexer.records import Span


@pytest.mark.parametrize(
    ("text", "last"),
    [
        (
            "a) Tỉnh có 31 cán bộ chuyên trách công nghệ thông tin, trong đó 9 người có chứng chỉ về\n"
            "an toàn thông tin; 02 huyện chưa có cán bộ chuyên trách là Văn Lãng, Bình\nGia và Cao Lộc.",
            "02 huyện chưa có cán bộ chuyên trách là Văn Lãng, Bình\nGia và Cao Lộc.",
        ),
        ("Kinh phí thực hiện\nNgân sách tỉnh bảo đảm.", "Ngân sách tỉnh bảo đảm."),
        ("Mua sắm thiết bị; nâng cấp đường truyền cho các xã\n- Đào tạo cán bộ.", "- Đào tạo cán bộ."),
    ],
)
def test_a_line_is_as_long_as_the_page_wrote_it_wherever_a_sentence_begins_in_it(text: str, last: str) -> None:
    assert [span.of(text) for span in sentences(text, Span(0, len(text)))][-1] == last


@pytest.mark.parametrize("rule", [" " * 40 + "\n", "________________\n"])
def test_a_footnote_is_no_part_of_the_sentence_that_it_interrupts(rule: str) -> None:
    text = (
        "- Kết nối hệ thống của các cơ quan đảng với nền tảng dùng chung của chính quyền, Mặt trận Tổ\n"
        f"{rule}1 Theo Công văn số 12/ABC ngày 09/6/2032: nền tảng cho phép đăng nhập một lần.\n"
        " quốc và các đoàn thể."
    )
    assert [span.of(text).split(" ")[0] for span in sentences(text, Span(0, len(text)))] == ["-", "1", "quốc"]
    assert [unit.text.split(" ")[0] for unit in read_units(text, []) if not is_rule(unit.text)] == ["-", "1", "quốc"]


def test_a_number_that_begins_a_wrapped_line_is_no_footnote() -> None:
    text = "Tỉnh đào tạo cho cán bộ của các cơ quan đảng và đoàn thể trong thời gian từ năm 2031 đến hết\n12 tháng sau."
    assert len(list(sentences(text, Span(0, len(text))))) == 1


def test_a_sentence_goes_on_behind_the_number_of_its_page() -> None:
    text = (
        "- Mỗi sở, ban, ngành và Ủy ban nhân dân xã, phường đăng ký ít nhất một sáng kiến chuyển\n\n"
        "                        3\n\nđổi số, gửi về Sở Nội vụ trước ngày 31/3/2032.\n- Việc khác."
    )
    found = [span.of(text) for span in sentences(text, Span(0, len(text)))]
    assert len(found) == 2
    assert told_line(found[0]).endswith("một sáng kiến chuyển đổi số, gửi về Sở Nội vụ trước ngày 31/3/2032.")
    units = [told_line(unit.text) for unit in read_units(f"{text}\n" * 9, [])]
    assert units[:2] == [told_line(one) for one in found]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Văn phòng\n12\nSở Nội vụ\n", "12"),
        ("Số xã\n\n14\n\nTỔNG CỘNG", "14"),
        ("Kết quả năm 2031:\n\n5\n\nxã.", "5"),
    ],
)
def test_a_figure_on_a_line_of_its_own_is_told(text: str, figure: str) -> None:
    assert any(figure in span.of(text) for span in sentences(text, Span(0, len(text))))
