"""Sentences of running text: lines that the page broke are one sentence, items and headings are not joined."""

from __future__ import annotations

import pytest

from assistant.answering.excerpt import sentences
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
