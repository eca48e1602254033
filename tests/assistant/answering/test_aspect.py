"""What a question is about besides its topic: how things stand, what is planned, a deadline, a measured quantity."""

from __future__ import annotations

import pytest

from assistant.answering.aspect import Aspect, read_aspect
from assistant.asking import read_asked
from assistant.question import understand


def _read(question: str) -> Aspect:
    understood = understand(question)
    return read_aspect(understood, read_asked(understood))


@pytest.mark.parametrize(
    ("question", "state", "plan"),
    [
        ("Hiện nay bao nhiêu xã đã có mạng truyền số liệu?", True, False),
        ("hien nay bao nhieu xa da co mang truyen so lieu", True, False),
        ("Dự kiến xây bao nhiêu điểm cầu?", False, True),
        ("How many communes are connected so far?", True, False),
        ("How many communes will be connected?", False, True),
        ("Bao nhiêu xã có mạng?", False, False),
    ],
)
def test_state_and_plan_are_told_apart(question: str, state: bool, plan: bool) -> None:
    aspect = _read(question)
    assert (aspect.state, aspect.plan) == (state, plan)


def test_a_question_about_today_prefers_the_part_that_tells_how_things_stand() -> None:
    today, planned = _read("Hiện nay phòng họp có mấy chỗ ngồi?"), _read("Phòng họp dự kiến có mấy chỗ ngồi?")
    own, heading = "Phòng họp có 40 chỗ ngồi", "II. Thực trạng > 1. Hạ tầng"
    assert today.features(own, heading)["state_for_state"] == 1
    assert planned.features(own, heading)["state_for_plan"] == 1
    assert today.features(own, "III. Nhiệm vụ")["state_for_state"] == 0


@pytest.mark.parametrize(
    ("question", "text", "due"),
    [
        ("Khi nào phải xong hệ thống?", "Hoàn thành trước ngày 30/6/2031", 1.0),
        ("Chậm nhất lúc nào phải nộp báo cáo?", "Báo cáo trước ngày 15/11 hằng năm", 1.0),
        ("Khi nào phải xong hệ thống?", "Hệ thống vận hành từ tháng 5/2018", 0.0),
        ("Khi nào phải xong hệ thống?", "quyền hạn, tổ chức bộ máy", 0.0),
        ("Hệ thống chạy từ khi nào?", "Hoàn thành trước ngày 30/6/2031", 0.0),
    ],
)
def test_a_deadline_is_asked_for_and_set(question: str, text: str, due: float) -> None:
    assert _read(question).features(text, "")["due"] == due


@pytest.mark.parametrize(
    ("text", "off"),
    [
        ("Năm 2031 hoàn thành 70%", 0.0),
        ("Năm 2032 hoàn thành 100%", 1.0),
        ("Giai đoạn 2030 - 2034", 0.0),
        ("Hoàn thành 100%", 0.0),
    ],
)
def test_a_text_of_other_years_is_known(text: str, off: float) -> None:
    assert _read("Đến năm 2031 phải hoàn thành bao nhiêu phần trăm?").features(text, "")["off_year"] == off


@pytest.mark.parametrize(
    ("question", "text", "told"),
    [
        ("Máy nổ công suất bao nhiêu?", "máy phát điện 150 kVA", 1.0),
        ("may no cong suat bao nhieu", "máy phát điện 150 kVA", 1.0),
        ("Máy nổ công suất bao nhiêu?", "thay 06 máy chủ", 0.0),
        ("Bộ nhớ đã dùng bao nhiêu?", "dung lượng lưu trữ 38 TB", 1.0),
        ("Máy nổ giá bao nhiêu?", "máy phát điện 150 kVA", 0.0),
    ],
)
def test_a_quantity_is_told_in_its_units(question: str, text: str, told: float) -> None:
    assert _read(question).features(text, "")["measure"] == told
