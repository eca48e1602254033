"""What is proposed after an answer: questions that the same row answers, and the choices of a doubt."""

from __future__ import annotations

import pytest

from assistant.records import Answer
from assistant.service import AskRequest, Assistant

ONE_YEAR = "Lào Cai dành bao nhiêu tiền cho phòng máy chủ dự phòng cấp huyện năm 2027?"
OWNER = "Cơ quan nào chủ trì phòng máy chủ dự phòng cấp huyện của Lào Cai?"
DOUBTFUL = "Kinh phí phòng máy chủ dự phòng năm 2027 là bao nhiêu?"


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.ask(AskRequest(question))


@pytest.mark.parametrize("question", [ONE_YEAR, OWNER])
def test_what_is_proposed_is_answered_from_the_same_row(small: Assistant, question: str) -> None:
    answer = ask(small, question)
    place = {(citation.document_id, citation.start) for citation in answer.citations}
    assert answer.suggestions
    for proposed in answer.suggestions:
        onward = ask(small, proposed)
        assert onward.status in ("answered", "clarify")
        assert place & {(citation.document_id, citation.start) for citation in onward.citations}
        assert onward.answer != answer.answer


def test_another_year_of_the_row_is_proposed(small: Assistant) -> None:
    proposed = ask(small, ONE_YEAR).suggestions[0]
    assert "2028" in proposed
    assert "Lào Cai" in proposed


def test_each_candidate_of_a_doubt_can_be_chosen(small: Assistant) -> None:
    answer = ask(small, DOUBTFUL)
    assert answer.status == "clarify"
    documents = list(dict.fromkeys(citation.document_id for citation in answer.citations))
    assert len(answer.suggestions) == len(documents)
    for proposed, document_id in zip(answer.suggestions, documents, strict=True):
        chosen = ask(small, proposed)
        assert chosen.status == "answered"
        assert {citation.document_id for citation in chosen.citations} == {document_id}
