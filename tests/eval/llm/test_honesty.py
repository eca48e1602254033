"""The measurement of honesty: its lies are lies, it would see one that is believed, and none is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.service import AskRequest, open_assistant
from eval.llm.faithful import faithful
from eval.llm.lying import Lie, lies
from eval.llm.prompt import Told
from eval.llm.run import believed, honesty_table, run_honesty

QUESTIONS = [
    ("money", "Lai Châu chi bao nhiêu cho máy chủ năm 2032?"),
    ("count", "Cà Mau lắp bao nhiêu trạm quan trắc?"),
    ("summary", "Tóm tắt nhiệm vụ của kế hoạch Cà Mau"),
]
TRUTH = "Năm 2032, Lai Châu dự kiến 7.100 triệu đồng cho “Máy chủ của tỉnh” do Văn phòng Tỉnh ủy chủ trì [1]."


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.jsonl"
    lines = [
        {"id": id_, "question": question, "lang": "vi", "type": "fact", "docs": [], "evidence": [], "answer": "",
         "values": [], "must": [], "must_not": [], "answerable": True}
        for id_, question in QUESTIONS
    ]  # fmt: skip
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def test_every_lie_changes_the_truth_and_kinds_are_many() -> None:
    found = lies(TRUTH, TRUTH)
    assert all(lie.text != TRUTH for lie in found)
    kinds = {"figure", "unit", "year", "next year", "agency", "place", "quotation", "negation", "bound", "uncited"}
    assert kinds | {"each", "role"} <= {lie.kind for lie in found}


def test_the_faithful_model_keeps_figures_and_cites() -> None:
    told = Told("?", "Năm 2032: 28.100.000.000 đồng [1] (85-KH/TU, III)\n- Mua 58 máy chủ [2]", {}, english=False)
    first, second = faithful(told)
    assert "28,1 tỷ đồng" in first
    assert first.endswith("[1].")
    assert "58 máy chủ" in second
    assert second.endswith("[2].")


def test_a_lie_that_stands_in_an_answer_is_seen(plans_index: Path) -> None:
    plain = open_assistant(plans_index).ask(AskRequest(QUESTIONS[0][1]))
    lie = Lie("figure", "Năm 2032, Lai Châu dự kiến 9.100 triệu đồng [1].")
    assert not believed(lie, plain, plain)
    assert believed(lie, replace(plain, answer=f"Cụ thể: {lie.text}", engine="llm"), plain)


def test_no_lie_is_believed_and_the_faithful_are_heard(questions: Path, plans_index: Path) -> None:
    found = run_honesty(questions, index=plans_index, lying=True)
    assert found.answerable == found.asked == len(QUESTIONS)
    assert found.reached_any == len(QUESTIONS)
    assert found.told.total() >= 20
    assert (found.leaks, found.unsupported) == ([], [])
    assert "lies that reach the reader" in honesty_table(found)
