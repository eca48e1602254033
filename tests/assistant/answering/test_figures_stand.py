"""The property of the answer engine: no figure is invented, every mark is a citation, and nothing is left to chance."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.records import Answer, Turn
from assistant.service import AskRequest, Assistant, BadQuestion, open_assistant
from assistant.wire import to_json
from eval.questions import AskLine, load_ask_lines, set_path
from indexer.build import build
from indexer.encoder.protocol import Encoder
from indexer.language.normal import one_line
from tests.assistant.answering.figures_of import (
    MARKS,
    PRIVATE,
    block_text,
    invented,
    money_in,
    outside_nearest,
    percents_in,
)
from tests.assistant.contract import check_answer
from tests.server import ROOT

LINES = load_ask_lines(set_path("dev"))
_CHARACTERS = st.characters(codec="utf-8")
_ANY = st.text(_CHARACTERS, max_size=400)
# Words of plans in any order reach the steps that plain noise does not.
_PLANS = """
    bao nhiêu tiền tỷ % năm 2026 2027 2028-2030 cộng và với so sánh tóm tắt liệt kê ai ký chủ trì khi nào
    Quảng Nam Điện Biên trung ương 237-KH/TU quý II/2026 mỗi năm nhiều nhất chiếm tăng hay giảm mục tiêu
    how much which plan sum of còn năm sau thì sao ( ) [1] “ ” ? 57-NQ/TW ngày nào nhiệm vụ gì
"""
_WORDS = st.lists(st.sampled_from(_PLANS.split()), max_size=14).map(" ".join)
_QUESTIONS = st.one_of(_ANY, _WORDS)
_HISTORIES = st.lists(st.builds(Turn, st.sampled_from(("user", "assistant")), _QUESTIONS), max_size=3)


def _asked(line: AskLine) -> str:
    return " ".join([line.question, *(turn.content for turn in line.history)])


def _answer(assistant: Assistant, line: AskLine) -> Answer:
    return assistant.ask(AskRequest(line.question, line.history))


def _same(answer: Answer) -> str:
    shown = to_json(answer)
    del shown["timings_ms"]
    return json.dumps(shown, ensure_ascii=False, sort_keys=True)


@pytest.fixture(scope="module")
def answers(shipped: Assistant) -> Sequence[tuple[AskLine, Answer]]:
    """Every question of the development set with its answer from the shipped corpus."""
    return [(line, _answer(shipped, line)) for line in LINES]


def test_no_figure_is_invented(shipped: Assistant, answers: Sequence[tuple[AskLine, Answer]]) -> None:
    wrong = {}
    for line, answer in answers:
        documents = {one.document_id for one in answer.citations}
        findings = [finding for id_ in documents for finding in shipped.index.catalogue.findings(id_)]
        if made_up := invented(answer, _asked(line), findings):
            wrong[line.id] = (made_up, answer.answer)
    assert wrong == {}


def test_what_is_not_found_has_figures_only_beside_it(answers: Sequence[tuple[AskLine, Answer]]) -> None:
    refusing = [(line, answer) for line, answer in answers if answer.status == "not_found"]
    assert len(refusing) >= 10
    for line, answer in refusing:
        said = outside_nearest(answer)
        assert set(money_in(said)) <= set(money_in(_asked(line))), line.id
        assert set(percents_in(said)) <= set(percents_in(_asked(line))), line.id


def test_every_mark_is_a_citation_and_every_citation_is_marked(answers: Sequence[tuple[AskLine, Answer]]) -> None:
    for line, answer in answers:
        said = "\n".join([answer.answer, *map(block_text, answer.blocks)])
        quoted = {int(n) for one in answer.citations for n in MARKS.findall(one.quote)}
        marks = {int(n) for n in MARKS.findall(said)}
        assert marks - quoted <= {one.n for one in answer.citations}, line.id
        assert {one.n for one in answer.citations} <= marks, line.id
        assert PRIVATE.search(said) is None, line.id


def test_the_blocks_hold_every_figure_of_the_plain_text(answers: Sequence[tuple[AskLine, Answer]]) -> None:
    for line, answer in answers:
        blocks = "\n".join(map(block_text, answer.blocks))
        assert set(money_in(answer.answer)) <= set(money_in(blocks)), line.id
        assert set(percents_in(answer.answer)) <= set(percents_in(blocks)), line.id


def test_every_answer_keeps_the_contract(shipped: Assistant, answers: Sequence[tuple[AskLine, Answer]]) -> None:
    for _, answer in answers:
        check_answer(to_json(answer), shipped.source_text)


def test_answers_do_not_change_from_run_to_run_or_from_build_to_build(
    shipped: Assistant, answers: Sequence[tuple[AskLine, Answer]], tmp_path: Path, encoder: Encoder
) -> None:
    build(ROOT / "corpus", tmp_path / "index", encoder, force=True)
    rebuilt = open_assistant(tmp_path / "index")
    for line, answer in answers:
        assert _same(_answer(rebuilt, line)) == _same(answer), line.id
    for line, answer in answers[::6]:
        assert _same(_answer(shipped, line)) == _same(answer), line.id


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_QUESTIONS, _HISTORIES)
def test_any_question_in_any_conversation_is_answered(shipped: Assistant, question: str, history: list[Turn]) -> None:
    request = AskRequest(question, tuple(history))
    if not one_line(question):
        with pytest.raises(BadQuestion, match="empty_question"):
            shipped.ask(request)
        return
    check_answer(to_json(shipped.ask(request)), shipped.source_text)
