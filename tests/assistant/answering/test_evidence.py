"""How much of a question a text holds, in the question's own words or in those that stand for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering.evidence import Interest, interest_in
from assistant.answering.premise import unheld_words
from assistant.query import make_query
from assistant.question import understand
from indexer.build import build
from indexer.encoder.protocol import Encoder
from indexer.store.reader import OpenIndex, open_index

_PLAN = """KẾ HOẠCH
Trang bị máy tính xách tay và hệ thống âm thanh cho phòng họp

I. NHIỆM VỤ
1. Mua sắm 12 máy tính xách tay cho đảng ủy các phường trong quý II.
2. Thay thế hệ thống âm thanh của hội trường lớn trong quý III.
3. Công an tỉnh kiểm tra thiết bị trước khi lắp đặt, trả lời trong bảy ngày.
4. Tỷ lệ hồ sơ trực tuyến đạt 65%, thanh toán trực tuyến đạt 40%.
5. Trang phục, tiền thưởng và bảng vinh danh do từng phường tự lo.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> OpenIndex:
    folder: Path = tmp_path_factory.mktemp("evidence")
    (folder / "corpus").mkdir()
    (folder / "corpus" / "ke-hoach.txt").write_text(_PLAN, encoding="utf-8")
    build(folder / "corpus", folder / "index", encoder)
    return open_index(folder / "index", encoder)


def _interest(index: OpenIndex, text: str) -> Interest:
    return interest_in(make_query(understand(text)), index.lexical)


@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("sắm laptop", "Mua sắm 12 máy tính xách tay"),
        ("loa đài hội trường", "hệ thống âm thanh của hội trường lớn"),
        ("soi máy móc trước khi lắp", "Công an tỉnh kiểm tra thiết bị trước khi lắp đặt"),
        ("dân nộp hồ sơ qua mạng", "Tỷ lệ hồ sơ trực tuyến đạt 65%"),
        ("thanh toan online", "thanh toán trực tuyến đạt 40%"),
    ],
)
def test_other_words_for_the_same_thing_are_held(index: OpenIndex, spoken: str, written: str) -> None:
    interest = _interest(index, spoken)
    assert interest.coverage(written) > 0.6
    assert interest.coverage("tiền thưởng và bảng vinh danh") < 0.2
    assert interest.pairing(written) > 0.5


def test_the_documents_own_words_count_most(index: OpenIndex) -> None:
    assert _interest(index, "mua laptop").coverage("mua sắm máy tính xách tay") > 0.8
    assert _interest(index, "thiết bị").coverage("máy móc") == 0.0  # no document says so: nothing to stand for
    assert _interest(index, "máy tính xách tay").coverage("máy tính xách tay") == pytest.approx(1.0)


def test_synonyms_leave_the_weight_of_a_text_that_holds_the_question_whole(index: OpenIndex) -> None:
    assert _interest(index, "kiểm tra thiết bị").coverage("kiểm tra thiết bị") == pytest.approx(1.0)


def test_half_of_another_phrase_stands_for_nothing(index: OpenIndex) -> None:
    interest = _interest(index, "loa đài")
    assert interest.coverage("âm thanh") > 0.8
    assert interest.coverage("thanh tra") < 0.5


@pytest.mark.parametrize(
    ("question", "unheld"),
    [
        ("mua laptop hết bao nhiêu", []),  # said otherwise
        ("làm blockchain hết bao nhiêu", ["blockchain"]),  # explained, but held in no words
        ("lap camera het bao nhieu", ["camera"]),
        ("mua Photoshop hết bao nhiêu", ["Photoshop"]),
    ],
)
def test_a_foreign_word_is_held_where_the_documents_say_it_otherwise(
    index: OpenIndex, question: str, unheld: list[str]
) -> None:
    assert unheld_words(index, understand(question)) == unheld
