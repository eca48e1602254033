"""Short forms that only the asker uses: initials of words that the documents hold, and names of provinces."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.question import understand
from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder
from indexer.language.gazetteer import places_out

PLAN = """TỈNH ỦY TUYÊN QUANG
Số 31-KH/TU

KẾ HOẠCH
Chuyển đổi số trong các cơ quan đảng giai đoạn 2031 - 2033

I. HIỆN TRẠNG

1. Trung tâm điều phối dữ liệu tỉnh có 3 lớp bảo vệ. Trung tâm điều phối dữ liệu tỉnh do Văn phòng Tỉnh ủy quản lý.

2. Hệ thống đo lường từ xa đặt tại 14 xã; mỗi xã bố trí 02 cán bộ vận hành hệ thống đo lường từ xa.
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    folder = tmp_path_factory.mktemp("initials")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "tuyen-quang.txt").write_text(PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", encoder)
    return open_assistant(Path(folder / "index"))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("TTĐPDL của Tuyên Quang có mấy lớp bảo vệ?", "3 lớp bảo vệ"),
        ("HTĐLTX ở Tuyên Quang đặt tại bao nhiêu xã?", "14 xã"),
        ("Ai quản lý TTDPDL tỉnh?", "Văn phòng Tỉnh ủy"),
    ],
)
def test_initials_stand_for_words_of_the_documents(plan: Assistant, question: str, said: str) -> None:
    answer = plan.ask(AskRequest(question))
    assert answer.status == "answered", answer.answer
    assert said in answer.answer


def test_initials_of_nothing_stay_as_they_are(plan: Assistant) -> None:
    answer = plan.ask(AskRequest("XKQZV của Tuyên Quang có mấy lớp bảo vệ?"))
    assert answer.status == "not_found"
    assert "XKQZV" in answer.answer


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("QNinh chi bao nhiêu?", "Quảng Ninh chi bao nhiêu?"),
        ("ktum chi bao nhieu", "kon tum chi bao nhieu"),
        ("HGiang chi bao nhiêu?", "HGiang chi bao nhiêu?"),  # two provinces read so
        ("Lan tỏa tinh thần khoa học", "Lan tỏa tinh thần khoa học"),
    ],
)
def test_a_province_may_be_shortened_to_a_letter_and_a_syllable(text: str, read: str) -> None:
    assert places_out(text) == read


def test_a_shortened_province_is_the_place_asked_about() -> None:
    assert understand("Sở nào ở TQuang lo việc này?").places == ("Tuyên Quang",)
