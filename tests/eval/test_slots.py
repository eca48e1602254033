"""Slots, scale errors, false figures and nuggets of an answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.amounts import Value
from eval.questions import QuestionLine
from eval.slots import Slot, false_figure, scale_error, slots, stated_share

MONEY = QuestionLine(
    id="q",
    question="Kinh phí năm 2026 là bao nhiêu?",
    lang="vi",
    type="table",
    history=(),
    docs=("d",),
    evidence=(),
    answer="Năm 2026: 3,6 tỷ đồng.",
    values=(Value(3.6, "tỷ đồng"),),
    must=(),
    must_not=(),
    answerable=True,
)
OWNER = replace(MONEY, type="owner", question="Ai chủ trì?", answer="Văn phòng", values=(), must=(("Văn phòng", "VP"),))
DATE = replace(OWNER, type="deadline", must=(("30/9/2031", "30 tháng 9"), ("quý IV",), ("2031",)))


def value_and_unit(answer: str) -> list[bool]:
    return [slot.right for slot in slots(MONEY, answer) if slot.name in ("value", "unit")]


@pytest.mark.parametrize(
    ("answer", "right", "scale", "false"),
    [
        ("Năm 2026 dự kiến 3.600 triệu đồng [1].", [True, True], False, False),
        ("Năm 2026 dự kiến 3,6 triệu đồng [1].", [True, False], True, True),
        ("Năm 2026 dự kiến 3.600 tỷ đồng.", [True, True], True, False),
        ("Năm 2026 dự kiến 4,6 tỷ đồng.", [False, False], False, True),
        ("Văn bản không nêu.", [False, False], False, False),
    ],
)
def test_value_unit_and_scale(answer: str, right: list[bool], scale: bool, false: bool) -> None:
    assert value_and_unit(answer) == right
    assert scale_error(MONEY, answer) is scale
    assert false_figure(MONEY, answer) is false


def test_an_answer_that_is_only_incomplete_states_no_false_figure() -> None:
    two = replace(MONEY, values=(*MONEY.values, Value(5, "tỷ đồng")), answer="3,6 tỷ đồng và 5 tỷ đồng")
    assert not false_figure(two, "Chỉ thấy 3,6 tỷ đồng.")
    assert false_figure(two, "3,6 tỷ đồng và 6 tỷ đồng.")


@pytest.mark.parametrize(("answer", "right"), [("2026: 1", True), ("Năm 2027: 1", False), ("1", True)])
def test_another_year_in_place_of_the_asked_one_is_wrong(answer: str, right: bool) -> None:
    assert Slot("year", right) in slots(MONEY, answer)


def test_agencies_and_dates() -> None:
    assert slots(OWNER, "VP Tỉnh ủy chủ trì") == (Slot("agency", True),)
    assert slots(OWNER, "Ban Tổ chức") == (Slot("agency", False),)
    assert slots(DATE, "trước ngày 30 tháng 9, quý IV") == (Slot("date", True), Slot("date", True), Slot("year", False))
    assert slots(replace(OWNER, answerable=False), "VP") == ()


def test_only_the_direct_answer_is_read() -> None:
    assert value_and_unit("x" * 400 + " 3,6 tỷ đồng") == [False, False]


def test_nuggets() -> None:
    listing = replace(MONEY, type="list", must=(("máy trạm",), ("tường lửa", "firewall"), ("đào tạo",)))
    assert stated_share(listing, "Máy trạm, firewall: 3,6 tỷ đồng") == (3, 4)
