"""The assistant without transport: what it answers from, and what it will not be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.records import Filters, Turn
from assistant.service import MAX_QUESTION, AskRequest, Assistant, BadQuestion, SearchRequest, open_assistant
from assistant.wire import to_json
from indexer.errors import IndexMissing
from tests.assistant.contract import check_answer, check_results

# question -> document and words that the first citation or the best results must hold
ASKED = [
    ("Bao nhiêu máy chủ cho trung tâm dữ liệu của Tỉnh ủy Lai Châu?", "lai-chau-85-kh-tu", "58 máy chủ"),
    ("so may chu cho trung tam du lieu lai chau", "lai-chau-85-kh-tu", "58 máy chủ"),
    ("Cà Mau lắp bao nhiêu trạm quan trắc?", "ca-mau-1207-kh-ubnd", "92 trạm quan trắc"),
    ("Ai ký kế hoạch 1207/KH-UBND?", "ca-mau-1207-kh-ubnd", "Phạm Quốc Thái"),
    ("Đề án số hóa tài liệu lưu trữ mua bao nhiêu máy quét?", "quyet-dinh-kem-de-an", "12 máy quét"),
    ("Gia Lai có bao nhiêu điểm bưu điện văn hóa xã?", "chuong-trinh", "77 điểm bưu điện"),
]


@pytest.fixture(scope="module")
def assistant(plans_index: Path) -> Assistant:
    return open_assistant(plans_index)


@pytest.mark.parametrize(("question", "document_id", "words"), ASKED)
def test_what_a_document_says_is_found_and_quoted(
    assistant: Assistant, question: str, document_id: str, words: str
) -> None:
    results = assistant.search(SearchRequest(question, limit=5))
    assert any(result.document_id == document_id and words in result.text for result in results)
    answer = assistant.ask(AskRequest(question))
    check_answer(to_json(answer), assistant.source_text)
    assert answer.status == "answered"
    assert any(one.document_id == document_id and words in one.quote for one in answer.citations)


def test_answers_are_the_same_every_time(assistant: Assistant) -> None:
    def answer() -> object:
        given = to_json(assistant.ask(AskRequest("Kinh phí năm 2032 của Lai Châu là bao nhiêu?")))
        del given["timings_ms"]
        return given

    assert answer() == answer()


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", "empty_question"),
        (" \n\t\u00a0", "empty_question"),
        ("a" * (MAX_QUESTION + 1), "long_question"),
        ("a\ud800", "bad_encoding"),
    ],
)
def test_questions_that_cannot_be_asked(assistant: Assistant, question: str, reason: str) -> None:
    for call in (lambda: assistant.ask(AskRequest(question)), lambda: assistant.search(SearchRequest(question))):
        with pytest.raises(BadQuestion) as caught:
            call()
        assert caught.value.reason == reason


@pytest.mark.parametrize(
    "question",
    [
        "?",
        "a" * MAX_QUESTION,
        "số " * 1333,
        "'); DROP TABLE documents; --",
        "\x00\x01",
        "😀" * 50,
        "AND OR NOT (",
        "12.500",
    ],
)
def test_any_other_question_gets_an_answer(assistant: Assistant, question: str) -> None:
    check_answer(to_json(assistant.ask(AskRequest(question))), assistant.source_text)
    check_results({"results": to_json(assistant.search(SearchRequest(question)))}, assistant.source_text)


def test_filters_keep_to_the_documents_that_they_name(assistant: Assistant) -> None:
    def found(filters: Filters) -> set[str]:
        return {one.document_id for one in assistant.search(SearchRequest("kinh phí", limit=50, filters=filters))}

    assert found(Filters(document_ids=("ca-mau-1207-kh-ubnd",))) == {"ca-mau-1207-kh-ubnd"}
    assert found(Filters(places=("Lai Châu",))) == {"lai-chau-85-kh-tu"}
    assert "lai-chau-85-kh-tu" not in found(Filters(years=(2029,)))
    assert found(Filters(document_ids=("khong-co",))) == set()


def test_nothing_found_is_said_so(assistant: Assistant) -> None:
    nothing = Filters(document_ids=("khong-co",))
    answer = assistant.ask(AskRequest("Kinh phí năm 2032?", filters=nothing))
    assert answer.status == "not_found"
    assert answer.citations == ()


def test_a_follow_up_is_understood_by_the_question_before(assistant: Assistant) -> None:
    history = (
        Turn("user", "Kinh phí thực hiện kế hoạch của Cà Mau là bao nhiêu?"),
        Turn("assistant", "18,6 tỷ đồng [1]"),
    )
    answer = assistant.ask(AskRequest("còn trạm quan trắc?", history))
    assert "Cà Mau" in answer.standalone_question
    assert answer.citations[0].document_id == "ca-mau-1207-kh-ubnd"


def test_searching_gives_at_most_what_was_asked_for(assistant: Assistant) -> None:
    for limit in (1, 3, 7):
        assert len(assistant.search(SearchRequest("kế hoạch", limit=limit))) <= limit


def test_without_an_index_there_is_no_assistant(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        open_assistant(tmp_path)
