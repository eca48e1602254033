"""Where sentences name things one after the other: what announces them, and how many there are."""

from __future__ import annotations

import pytest

from assistant.answering.series import find_series, unbroken
from indexer.records import Span


@pytest.mark.parametrize(
    ("sentence", "lead", "items"),
    [
        (
            "Thí điểm tại 04 sở: Nội vụ, Y tế, Tài chính, Xây dựng; bắt đầu từ quý II/2027.",
            "Thí điểm tại 04 sở:",
            ["Nội vụ", "Y tế", "Tài chính", "Xây dựng", "bắt đầu từ quý II/2027"],
        ),
        (
            "Tỉnh có 31 cán bộ; 03 xã chưa có nhân lực là Đồng Văn, Lũng\nCú và Sủng Là.",
            "03 xã chưa có nhân lực là",
            ["Đồng Văn", "Lũng\nCú", "Sủng Là"],
        ),
        (
            "Xã điểm phải có cổng thông tin, loa thông minh, camera an ninh và điểm hỗ trợ dịch vụ công.",
            "Xã điểm phải có",
            ["cổng thông tin", "loa thông minh", "camera an ninh", "điểm hỗ trợ dịch vụ công"],
        ),
        (
            "Tỉnh đã dùng 03 phần mềm tự xây dựng gồm: (1) Quản lý lịch họp, (2) Kho tài liệu; (3) Trang nội bộ.",
            "Tỉnh đã dùng 03 phần mềm tự xây dựng gồm:",
            ["Quản lý lịch họp", "Kho tài liệu", "Trang nội bộ"],
        ),
        (
            "Chi phí vận hành (gồm bảo trì, bảo hành, bản quyền, điện...) do ngân sách bảo đảm.",
            "gồm",
            ["bảo trì", "bảo hành", "bản quyền", "điện"],
        ),
        (
            "Bộ Y tế, Bộ Nội vụ, Bộ Công an tự bảo đảm kinh phí.",
            "",
            ["Bộ Y tế", "Bộ Nội vụ", "Bộ Công an tự bảo đảm kinh phí"],
        ),
        (
            "Thay thiết bị cũ (40 máy) - Năm 2026: thay 10 máy tính, 4 máy in, 2 máy quét - Năm 2027: thay 30 máy.",
            "Năm 2026:",
            ["thay 10 máy tính", "4 máy in", "2 máy quét"],
        ),
        (
            "Nhân lực là cán bộ của Trung tâm Tin học - Cơ yếu, cán bộ các ngành chuyển đến và từ nguồn tuyển mới.",
            "Nhân lực là",
            ["cán bộ của Trung tâm Tin học - Cơ yếu", "cán bộ các ngành chuyển đến", "từ nguồn tuyển mới"],
        ),
    ],
)
def test_a_series_has_its_lead_and_its_things(sentence: str, lead: str, items: list[str]) -> None:
    found = [
        (series.lead.of(sentence), [item.of(sentence) for item in series.items])
        for series in find_series(sentence, Span(0, len(sentence)))
    ]
    assert (lead, items) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Kinh phí thực hiện là 3,5 tỷ đồng, do ngân sách tỉnh bảo đảm.",
        "Văn phòng Tỉnh ủy chủ trì, phối hợp với Sở Tài chính thực hiện.",
        "Mục tiêu đến năm 2030: 100% xã có đường truyền.",
    ],
)
def test_two_things_are_no_series(sentence: str) -> None:
    assert not find_series(sentence, Span(0, len(sentence)))


def test_things_may_be_counted_up_to_the_first_semicolon() -> None:
    sentence = "Thí điểm tại 04 sở: Nội vụ, Y tế, Tài chính, Xây dựng; bắt đầu từ quý II/2027."
    (series,) = find_series(sentence, Span(0, len(sentence)))
    assert series.counts == {4, 5, 2}
    assert Span(7, 9) not in series.items
    shifted = find_series(f"…… {sentence}", Span(3, 3 + len(sentence)))
    assert [item.start - 3 for item in shifted[0].items] == [item.start for item in series.items]


@pytest.mark.parametrize(
    ("window", "told"),
    [
        ("Kho dữ liệu gồm văn kiện, tổ chức,", "Kho dữ liệu gồm văn kiện, tổ chức, cán bộ, kiểm tra"),
        ("Kho dữ liệu", "Kho dữ liệu"),
        ("kiểm tra; mở cho các ban", "kiểm tra; mở cho các ban"),
    ],
)
def test_a_window_does_not_end_in_the_middle_of_an_announced_series(window: str, told: str) -> None:
    sentence = "Kho dữ liệu gồm văn kiện, tổ chức, cán bộ, kiểm tra; mở cho các ban đảng trong năm 2027."
    start = sentence.index(window)
    span = unbroken(sentence, Span(0, len(sentence)), Span(start, start + len(window)), 600)
    assert span.of(sentence).startswith(told)
    short = unbroken(sentence, Span(0, len(sentence)), Span(start, start + len(window)), 20)
    assert short.of(sentence) == window


def test_commas_that_nothing_announces_are_no_list_to_be_finished() -> None:
    sentence = "Chủ trì, phối hợp, hướng dẫn, đôn đốc các đơn vị thực hiện."
    assert unbroken(sentence, Span(0, len(sentence)), Span(0, 8), 600) == Span(0, 8)
