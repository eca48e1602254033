"""Questions that several places or documents answer: each is told with its place, and which is meant is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.records import Answer
from assistant.service import AskRequest, Assistant, open_assistant
from indexer.build import build
from indexer.encoder.protocol import Encoder

FOLDER = Path(__file__).parent / "meanings"


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory, encoder: Encoder) -> Assistant:
    """The assistant over two plans."""
    index = tmp_path_factory.mktemp("meanings") / "index"
    assert not build(FOLDER, index, encoder).failures
    return open_assistant(index)


def ask(plans: Assistant, question: str) -> Answer:
    """The answer, each quote of which is an exact slice of its document."""
    answer = plans.ask(AskRequest(question))
    for citation in answer.citations:
        text = (FOLDER / f"{citation.document_id}.txt").read_text(encoding="utf-8")
        assert text[citation.start : citation.end] == citation.quote
    return answer


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Kiên Giang thay bao nhiêu máy in?", ("140 máy in", "95 máy in")),
        ("kien giang thay bao nhieu may in?", ("140 máy in", "95 máy in")),
        ("Kiên Giang báo cáo trước ngày nào?", ("20/12", "05/12")),
        ("Kiên Giang thay bao nhiêu máy chiếu?", ("70 máy chiếu", "33")),
        ("Theo lộ trình của Đắk Nông thì kho dữ liệu dự phòng cấp tỉnh làm vào năm nào?", ("2028", "2030")),
    ],
)
def test_places_of_one_document_that_answer_alike(plans: Assistant, question: str, values: tuple[str, ...]) -> None:
    answer = ask(plans, question)
    assert answer.status == "clarify"
    assert all(value in answer.answer for value in values)
    assert len({citation.start for citation in answer.citations}) >= len(values)
    assert answer.answer.endswith("?")


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Báo cáo kết quả hằng năm gửi trước ngày nào?", ("10/11", "/12")),
        ("Bao nhiêu phần trăm văn bản đi được ký số?", ("82%", "64%")),
    ],
)
def test_documents_that_answer_alike(plans: Assistant, question: str, values: tuple[str, ...]) -> None:
    answer = ask(plans, question)
    assert answer.status == "clarify"
    assert all(value in answer.answer for value in values)
    assert {"Kiên Giang", "Đắk Nông"} <= {name for name in ("Kiên Giang", "Đắk Nông") if name in answer.answer}


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Kiên Giang hiện có bao nhiêu điểm cầu?", "64 điểm cầu"),
        ("Kiên Giang thay bao nhiêu máy in ở các xã đảo, xã biên giới?", "95 máy in"),
        ("Kiên Giang cần cấp bao nhiêu máy quét?", "25"),
        ("Gò Quao cần cấp bao nhiêu máy quét?", "11"),
        ("Các huyện ủy của Kiên Giang gửi báo cáo trước ngày nào?", "05/12"),
        ("Quy chế khai thác kho hồ sơ trình trước ngày nào?", "30/6/2028"),
    ],
)
def test_where_one_can_be_meant_it_is_told(plans: Assistant, question: str, value: str) -> None:
    answer = ask(plans, question)
    assert answer.status == "answered"
    assert value in answer.answer[:400]


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("Mỗi năm Kiên Giang mở bao nhiêu lớp tập huấn ký số văn bản?", ("08 lớp", "10 lớp")),
        ("Kho lưu trữ số của Tỉnh ủy Kiên Giang nâng cấp xong khi nào?", ("II/2029", "I/2030")),
        ("Kiên Giang còn bao nhiêu ấp chưa có cáp quang?", ("12 ấp", "11")),
    ],
)
def test_text_and_table_that_contradict_each_other(plans: Assistant, question: str, values: tuple[str, ...]) -> None:
    answer = ask(plans, question)
    assert answer.status == "answered"
    assert "không thống nhất" in answer.answer
    assert all(value in answer.answer for value in values)
    assert len(answer.citations) > 1


def test_a_time_that_is_told_in_two_ways_is_no_notice_for_a_count(plans: Assistant) -> None:
    answer = ask(plans, "Nâng cấp Kho lưu trữ số của Tỉnh ủy Kiên Giang thay bao nhiêu máy chủ?").answer
    assert "04 máy chủ" in answer
    assert "không thống nhất" not in answer
