"""Slips of the finger and Telex keys in questions over a real index."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.question import understand
from assistant.records import Filters
from assistant.search import find_results
from assistant.spelling import respelled
from eval.questions import SETS_FOLDER
from indexer.encoder.protocol import Encoder
from indexer.store.reader import OpenIndex, open_index


@pytest.fixture(scope="module")
def index(shipped_index: Path, encoder: Encoder) -> OpenIndex:
    return open_index(shipped_index, encoder)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Tổgn kinh phí của đề án", "Tổng kinh phí của đề án"),
        ("kinh phsi thực hiện", "kinh phí thực hiện"),
        ("chuyen đổi số trong cơ quan đảng", "chuyển đổi số trong cơ quan đảng"),
        ("bao nihêu tiền", "bao nhiêu tiền"),
        ("kinhphí thực hiện", "kinh phí thực hiện"),
        ("TỔNNG KINH PHÍ", "TỔNG KINH PHÍ"),
        ("kinh phis thực hiện", "kinh phí thực hiện"),
        ("tong kinh phi thuc hiejn bao nhieu", "tong kinh phi thuc hien bao nhieu"),
        ("what is the total buget of the plan", "what is the total budget of the plan"),
    ],
)
def test_a_slip_is_put_right(index: OpenIndex, typed: str, meant: str) -> None:
    assert respelled(understand(typed), index.lexical).text == meant


@pytest.mark.parametrize(
    "question",
    [
        "đội bóng đá nào vô địch?",  # words of no plan, but words
        "Zoom hay Misa rẻ hơn?",
        "CNTT, CĐS và QĐ 204 là gì?",
        "con vịt, quả chuối, cái kéo",
        "12.500 triệu 30/6/2025",
        "",
    ],
)
def test_what_is_no_slip_stays(index: OpenIndex, question: str) -> None:
    understood = understand(question)
    assert respelled(understood, index.lexical) == understood


def test_well_typed_questions_stay_as_they_are(index: OpenIndex) -> None:
    lines = [json.loads(line) for line in (SETS_FOLDER / "dev.jsonl").read_text("utf-8").splitlines()]
    questions = [understand(line["question"]) for line in lines]
    changed = [one.text for one in questions if respelled(one, index.lexical) != one]
    assert len(changed) <= len(questions) // 90  # some of them hold real slips: "dự tóan", "phần mền"


def test_a_question_keeps_what_it_knew(index: OpenIndex) -> None:
    typed = understand("Tổgn kinh phí của Quảng Ngãi năm 2025")
    meant = respelled(typed, index.lexical)
    assert (meant.places, meant.years, meant.language) == (typed.places, typed.years, typed.language)
    assert typed.places


def test_a_question_with_slips_finds_what_it_means(index: OpenIndex) -> None:
    meant = find_results(index, understand("kinh phí số hóa hồ sơ đảng viên"), limit=3, filters=Filters())
    typed = find_results(index, understand("kinh phsi sốố hóa hồ sơ đảgn viên"), limit=3, filters=Filters())
    assert [one.span for one in typed] == [one.span for one in meant]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Toongr kinh phis chuyeenr ddooir soos", "Tổng kinh phí chuyển đổi số"),
        ("QDD 204 giao ai chur trif", "QĐ 204 giao ai chủ trì"),
        ("How much is the budget for this plan", "How much is the budget for this plan"),
        ("Kinh phí mua max Linux", "Kinh phí mua max Linux"),  # one such word is no Telex
    ],
)
def test_telex_is_read_as_it_was_meant(typed: str, meant: str) -> None:
    assert understand(typed).text == meant
