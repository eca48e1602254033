"""Agencies as what a clause is about: the section that an agency heads, the name that a text begins with."""

from __future__ import annotations

import pytest

from assistant.answering.agencies import agency_above, begins_with_agency, lists_recipients


@pytest.mark.parametrize(
    "text",
    [
        "Văn phòng Tỉnh ủy",
        "7 Các sở, ban, ngành; UBND các huyện, thị xã",
        "Điều 12 Ủy ban nhân dân các xã, phường",
        "IV. Đề nghị Hội Nông dân tỉnh",
        "b) Sở Nội vụ cập nhật dữ liệu",
        "Do Ban Tổ chức Tỉnh ủy giúp việc",
        "Công an tỉnh",
    ],
)
def test_names_of_agencies(text: str) -> None:
    assert begins_with_agency(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ban hành Quy chế khai thác dữ liệu",  # the same letters as an agency: what is done
        "Số hóa hồ sơ lưu trữ",
        "Bố trí kinh phí",
        "Báo cáo kết quả trước ngày 30/11",
        "Trung tâm dữ liệu của tỉnh",
        "Hội nghị trực tuyến tới cấp xã",
        "2.1 Phát triển hạ tầng số",
        "",
    ],
)
def test_what_only_looks_like_one(text: str) -> None:
    assert not begins_with_agency(text)


def test_the_agency_of_a_section_is_the_nearest_heading_with_words() -> None:
    assert (
        agency_above("VI TỔ CHỨC THỰC HIỆN > 9 Ủy ban nhân dân các xã, phường > a")
        == "9 Ủy ban nhân dân các xã, phường"
    )
    assert agency_above("VI TỔ CHỨC THỰC HIỆN > 2 Sở Tài chính > b Về nguồn vốn") == ""
    assert agency_above("III > 1") == ""


def test_recipients() -> None:
    assert lists_recipients("Nơi nhận:\n- Thường trực Tỉnh ủy;")
    assert not lists_recipients("Ban hành kế hoạch, gửi nơi nhận theo danh sách")
