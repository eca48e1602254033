"""The judging rule, against verdicts of its reference implementation recorded in ``data/``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eval.amounts import Value, amounts, readings, states, wanted
from eval.evidence import EvidenceItem
from eval.judge import judge
from eval.questions import QuestionLine, load_questions, set_path

DATA = Path(__file__).with_name("data")


def recorded(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").split("\n") if line]


def question(gold: dict[str, Any]) -> QuestionLine:
    return QuestionLine(
        id="x",
        question=gold["question"],
        lang="vi",
        type=gold["type"],
        history=(),
        docs=(),
        evidence=(EvidenceItem("doc", ("x",)),),
        answer=gold["answer"],
        values=tuple(Value(value["number"], value["unit"]) for value in gold["values"]),
        must=tuple(tuple(group) for group in gold["must"]),
        must_not=tuple(gold["must_not"]),
        answerable=gold["answerable"],
    )


@pytest.mark.parametrize("case", recorded("judge_cases.jsonl"), ids=lambda case: case["name"])
def test_verdict_is_the_recorded_one(case: dict[str, Any]) -> None:
    verdict = judge(question(case["gold"]), case["answer"], status=case["status"], citations=case["citations"])
    assert (verdict.right, verdict.why) == (case["right"], case["why"])


def test_states_as_recorded() -> None:
    cases = recorded("states_cases.jsonl")
    found = [states(case["text"], Value(case["number"], case["unit"])) for case in cases]
    assert found == [case["states"] for case in cases]
    assert len(cases) > 500
    assert True in found
    assert False in found


@pytest.mark.parametrize("case", recorded("amounts_cases.jsonl"), ids=lambda case: case["text"])
def test_amounts_as_recorded(case: dict[str, Any]) -> None:
    assert [[sorted(amount.values), amount.kind] for amount in amounts(case["text"])] == case["amounts"]


@pytest.mark.parametrize(
    "text",
    ["Kinh phí là 3,60 tỷ đồng", "3.600 triệu đồng", "VND 3.6 billion", "3.600.000.000 đồng"],
)
def test_one_amount_in_four_notations(text: str) -> None:
    assert states(text, Value(3.6, "tỷ đồng"))


@pytest.mark.parametrize(
    ("text", "value", "stated"),
    [
        ("36 tỷ đồng", Value(3.6, "tỷ đồng"), False),
        ("3,60%", Value(3.6, "tỷ đồng"), False),
        ("có 254 điểm cầu", Value(254, "điểm cầu"), True),
        ("đạt 100%", Value(100, "%"), True),
        ("10.400 triệu đồng", Value(10.4, "tỷ đồng"), True),
        ("73.479 đảng viên", Value(73479, "đảng viên"), True),
    ],
)
def test_the_references_own_checks(text: str, value: Value, stated: bool) -> None:
    assert states(text, value) is stated


def test_a_written_number_has_all_its_readings() -> None:
    assert readings("3.600") == {3600.0, 3.6}
    assert readings("1.234,5") == {1234.5}
    assert readings("1,234.5") == {1234.5}
    assert readings("3.6.0") == frozenset()


def test_a_unit_says_what_is_counted() -> None:
    assert wanted(Value(2, "nghìn tỷ đồng")) == (2e12, "money")
    assert wanted(Value(2, "tỷ lệ")) == (2e9, "count")
    assert wanted(Value(2, "%")) == (2.0, "%")
    assert wanted(Value(2, "lớp")) == (2.0, "count")


def test_reference_answers_of_the_shipped_set_hold_what_they_must() -> None:
    questions = [line for line in load_questions(set_path("dev")) if line.answerable]
    verdicts = {line.id: judge(line, line.answer, status="answered", citations=2) for line in questions}
    assert {name: verdict.why for name, verdict in verdicts.items() if not verdict.right} == {}
