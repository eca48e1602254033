"""Sides that are compared tell things of one kind, and of two days the earlier one is named; plans made for this."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.service import AskRequest, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

Ask = Callable[[str], Answer]

_HEAD = """TỈNH ỦY {name}
Số {number}-KH/TU
{name}, ngày 10 tháng 02 năm 2027

KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng tỉnh {name} năm 2027

"""
_TUYEN_QUANG = """I. NHIỆM VỤ

1. Kho báo cáo số
Xây dựng kho báo cáo hằng năm dùng chung cho các cơ quan đảng.
Thời gian thực hiện: Năm 2027 và những năm tiếp theo.

II. TỔ CHỨC THỰC HIỆN

1. Các đảng ủy trực thuộc gửi báo cáo kết quả hằng năm về Văn phòng Tỉnh ủy trước ngày 20/11.

2. Văn phòng Tỉnh ủy theo dõi, đôn đốc việc thực hiện Kế hoạch này.

III. KINH PHÍ

1. Nguồn kinh phí: Ngân sách tỉnh và nguồn sự nghiệp khoa học.
"""
_HA_GIANG = """I. TỔ CHỨC THỰC HIỆN

1. Đảng ủy các xã, phường báo cáo kết quả hằng năm với Ban Thường vụ Tỉnh ủy trước ngày 05/12.

2. Các ban đảng báo cáo kết quả hằng năm với Ban Thường vụ Tỉnh ủy trước ngày 05/12.

II. KINH PHÍ

1. Cơ cấu nguồn vốn: chi thường xuyên và đầu tư phát triển.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Ask:
    folder: Path = tmp_path_factory.mktemp("sides")
    (folder / "corpus").mkdir()
    for name, number, body in (("Tuyên Quang", 31, _TUYEN_QUANG), ("Hà Giang", 58, _HA_GIANG)):
        text = _HEAD.format(name=name, number=number) + body
        (folder / "corpus" / f"plan-{number}.txt").write_text(text, encoding="utf-8")
    build(folder / "corpus", folder / "index", encoder)
    assistant = open_assistant(folder / "index")
    return lambda text: assistant.ask(AskRequest(text))


@pytest.mark.parametrize(
    "question",
    [
        "Hạn báo cáo hằng năm: Tuyên Quang với Hà Giang bên nào sớm hơn?",
        "Hà Giang và Tuyên Quang, tỉnh nào có hạn báo cáo kết quả hằng năm muộn hơn?",
        "So sánh ngày phải báo cáo kết quả hằng năm của Tuyên Quang và Hà Giang",
    ],
)
def test_of_two_days_the_earlier_one_is_named(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.answer.startswith("Tuyên Quang sớm hơn (ngày 20/11), Hà Giang muộn hơn (ngày 05/12).")
    assert {citation.quote.count("20/11") + citation.quote.count("05/12") > 0 for citation in answer.citations} == {
        True
    }


def test_the_verdict_is_said_in_english_too(ask: Ask) -> None:
    answer = ask("Which annual report deadline is earlier, Tuyên Quang's or Hà Giang's?")
    assert "Tuyên Quang is earlier (20/11), Hà Giang later (05/12)." in answer.answer


def test_words_that_stand_in_two_places_are_told_once(ask: Ask) -> None:
    answer = ask("Hà Giang phải báo cáo kết quả hằng năm trước ngày nào?")
    assert answer.answer.count("Ban Thường vụ Tỉnh ủy trước ngày 05/12") <= 2
    lines = [line.split(" [")[0].removeprefix("Xem thêm: ") for line in answer.answer.split("\n")]
    assert len(lines) == len(set(lines))


def test_where_the_money_of_two_plans_comes_from(ask: Ask) -> None:
    answer = ask("Nguồn tiền làm CĐS của Tuyên Quang so với Hà Giang khác nhau chỗ nào?")
    first, second = answer.answer.split("\n")
    assert first.startswith("Tuyên Quang: ")
    assert "Ngân sách tỉnh và nguồn sự nghiệp khoa học" in first
    assert second.startswith("Hà Giang: ")
    assert "chi thường xuyên và đầu tư phát triển" in second


def test_where_the_money_of_one_plan_comes_from(ask: Ask) -> None:
    assert "nguồn sự nghiệp khoa học. [1]" in ask("tuyen quang lay tien o dau ra").answer
