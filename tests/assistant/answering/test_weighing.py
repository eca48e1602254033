"""Evidence is weighed as a whole: everyday words refuse nothing, a neighbour that shares the rest answers nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answering.support import OF_ONE_ROW, Weights, bears, known_weights, likelihood
from assistant.answering.topic_words import topic_words
from assistant.asking import read_asked
from assistant.question import understand
from assistant.records import NearestBlock
from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder
from tests.assistant.answering.conftest import FOLDER

LAO_CAI = "lao-cai-64-kh-tu.txt"
Cut = Callable[[str, str], Assistant]

# everyday wordings of what the plans hold, and words of the answer
TOLD = [
    ("bên Lào Cai mấy cái chi bộ thôn bản đang xài sổ tay đảng viên điện tử vậy?", "152 chi bộ thôn bản"),
    ("lao cai day cho may bao cao vien xai thanh thao cong cu so", "410 báo cáo viên"),
    ("Vá lỗ hổng ở kho dữ liệu Lào Cai phải xong trong mấy ngày?", "5 ngày làm việc"),
    ("Lào Cai rót tất cả bao nhiêu tiền cho kế hoạch?", "38,70 tỷ đồng"),
    ("How many days does Lào Cai have to fix vulnerabilities?", "5 ngày làm việc"),
]

# a place of the plan, a question that it answers, and words of its neighbours that answer nothing
REMOVED = [
    (
        "- 152 chi bộ thôn bản dùng sổ tay đảng viên điện tử.\n",
        "Lào Cai có bao nhiêu chi bộ thôn bản dùng sổ tay đảng viên điện tử?",
    ),
    (
        "- 85% văn bản của cấp ủy được ký số trước khi phát hành.\n",
        "Bao nhiêu phần trăm văn bản của cấp ủy Lào Cai được ký số?",
    ),
    (
        "Kiểm tra an toàn thông tin định kỳ 18 tháng một lần tại kho dữ liệu, khắc phục lỗ hổng trong 5 ngày làm việc.",
        "Ở Lào Cai mấy tháng kiểm tra an toàn thông tin kho dữ liệu một lần?",
    ),
]


@pytest.fixture
def cut(tmp_path: Path, encoder: Encoder) -> Cut:
    """The assistant over one small plan from which a place was cut out."""

    def make(name: str, place: str) -> Assistant:
        text = (FOLDER / name).read_text(encoding="utf-8")
        assert place in text
        corpus = tmp_path / "corpus"
        corpus.mkdir()
        (corpus / name).write_text(text.replace(place, ""), encoding="utf-8")
        assert not build(corpus, tmp_path / "index", encoder).failures
        return open_assistant(tmp_path / "index")

    return make


@pytest.mark.parametrize(("question", "words"), TOLD)
def test_what_is_there_is_told_in_everyday_words(small: Assistant, question: str, words: str) -> None:
    answer = small.ask(AskRequest(question))
    assert answer.status == "answered"
    assert words in answer.answer


@pytest.mark.parametrize(("place", "question"), REMOVED)
def test_without_the_place_its_neighbours_are_no_answer(small: Assistant, cut: Cut, place: str, question: str) -> None:
    assert small.ask(AskRequest(question)).status == "answered"
    answer = cut(LAO_CAI, place).ask(AskRequest(question))
    assert answer.status == "not_found"
    assert any(isinstance(block, NearestBlock) for block in answer.blocks)


def test_a_question_of_unknown_words_is_refused(small: Assistant) -> None:
    request = AskRequest("Lào Cai mua bao nhiêu kính thiên văn quan trắc sao chổi?")
    assert small.ask(request).status == "not_found"
    assert "not there" in small.reason(request)


def test_what_is_found_can_be_seen_unweighed(small: Assistant) -> None:
    request = AskRequest("Lào Cai mua bao nhiêu kính thiên văn quan trắc sao chổi?")
    assert small.unweighed(request).features["unknown"] > 0.5


def test_initials_of_a_place_and_synonyms_are_no_unknown_words(small: Assistant) -> None:
    question = understand("LCai (Lào Cai) xài bao nhiêu tiền cho phòng server dự phòng?")
    words = {word.text: word for word in topic_words(small.index, question, read_asked(question))}
    assert "lcai" not in words
    assert words["server"].known
    assert words["server"].held_in(frozenset({"máy", "chủ", "máy_chủ"}))


def test_the_likelihood_is_that_of_a_logistic_regression() -> None:
    weights = Weights({"held": 2.0, "missing": -3.0}, 1.0, 0.5)
    assert likelihood({}, weights) == pytest.approx(0.7310585786)
    assert likelihood({"held": 1.0, "missing": 1.0, "other": 9.0}, weights) == pytest.approx(0.5)


def test_weights_say_that_what_is_missing_speaks_against_an_answer() -> None:
    weights = known_weights()
    assert 0 < weights.least < 0.5
    assert weights.features["kinds"] > 0 > weights.features["missing_placed"]
    assert weights.features["match"] > 0 > weights.features["kind_lacking"]


def test_the_amount_of_one_row_needs_more_than_what_text_says() -> None:
    weights = known_weights()
    features = {"match": 0.0, "fit": 1.0}
    while likelihood(features, weights) < weights.least:
        features["match"] += 0.01
    assert weights.least <= likelihood(features, weights) < OF_ONE_ROW
    assert bears(features)
    assert not bears({**features, "by_one": 1.0})
    assert bears({**features, "by_one": 1.0, "kinds": 1.0})
