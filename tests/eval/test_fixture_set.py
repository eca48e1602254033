"""The held-out question set: it loads, its evidence stands in its documents, and its own answers are judged right."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from eval.evidence import evidence_held
from eval.judge import judge
from eval.questions import SETS_FOLDER, QuestionLine, load_questions, set_path

FOLDER = SETS_FOLDER / "fixtures"
SCHEMA = Path(__file__).parents[2] / "docs" / "schemas" / "question.schema.json"
LEAST = {
    "fact": 22,
    "table": 30,
    "sum": 12,
    "owner": 12,
    "deadline": 11,
    "list": 13,
    "reference": 6,
    "conflict": 5,
    "summary": 5,
    "compare": 12,
    "followup": 10,
    "ambiguous": 5,
    "unanswerable": 15,
}
QUESTIONS = load_questions(set_path("fixtures"))
ANSWERABLE = [question for question in QUESTIONS if question.answerable]


def ids(questions: list[QuestionLine]) -> list[str]:
    return [question.id for question in questions]


def document(name: str) -> str:
    return (FOLDER / "corpus" / f"{name}.txt").read_text(encoding="utf-8")


def test_the_set_is_known_by_its_name() -> None:
    assert set_path("fixtures") == FOLDER / "questions.jsonl"


def test_every_line_follows_the_schema() -> None:
    schema = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    lines = set_path("fixtures").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not schema.is_valid(json.loads(line))] == []


def test_no_question_is_asked_twice() -> None:
    asked = Counter((question.question, question.history) for question in QUESTIONS)
    assert max(asked.values()) == 1
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS)


def test_every_type_and_language_is_asked_often_enough() -> None:
    types: Counter[str] = Counter(question.type for question in QUESTIONS)
    assert {kind: types[kind] for kind, least in LEAST.items() if types[kind] < least} == {}
    languages = Counter(question.lang for question in QUESTIONS)
    assert len(QUESTIONS) >= 150
    assert languages["vi-ascii"] >= 0.08 * len(QUESTIONS)
    assert languages["en"] >= 0.08 * len(QUESTIONS)


@pytest.mark.parametrize("question", ANSWERABLE, ids=ids(ANSWERABLE))
def test_the_evidence_stands_in_its_document(question: QuestionLine) -> None:
    assert question.evidence
    missing = [
        (item.doc, piece)
        for item in question.evidence
        for piece in item.contains
        if not evidence_held([piece], document(item.doc))
    ]
    assert missing == []


@pytest.mark.parametrize("question", ANSWERABLE, ids=ids(ANSWERABLE))
def test_the_reference_answer_is_judged_right(question: QuestionLine) -> None:
    verdict = judge(question, question.answer, status="answered", citations=2)
    assert verdict.right, verdict.why


@pytest.mark.parametrize("question", [q for q in QUESTIONS if not q.answerable], ids=lambda q: q.id)
def test_an_unanswerable_question_names_no_document_and_its_refusal_is_right(question: QuestionLine) -> None:
    assert question.docs == ()
    assert question.evidence == ()
    assert judge(question, question.answer, status="not_found").right
    assert not judge(question, question.answer, status="answered").right
