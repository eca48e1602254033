"""Question sets written without a look at the engine: they load, their evidence stands, their answers are right."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from eval.evidence import evidence_held
from eval.judge import judge
from eval.questions import SETS_FOLDER, QuestionLine, load_questions, set_path

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "docs" / "schemas" / "question.schema.json"
FOLDERS = {
    "second": ROOT / "corpus",
    "fourth": ROOT / "corpus",
    "fifth": ROOT / "corpus",
    "seventh": ROOT / "corpus",
    "ninth": ROOT / "corpus",
    "thirteenth": ROOT / "corpus",
    "seventeenth": ROOT / "corpus",
    "fresh": SETS_FOLDER / "fresh" / "corpus",
    "third": SETS_FOLDER / "third" / "corpus",
    "sixth": SETS_FOLDER / "sixth" / "corpus",
    "eighth": SETS_FOLDER / "eighth" / "corpus",
    "tenth": SETS_FOLDER / "tenth" / "corpus",
    "eleventh": SETS_FOLDER / "eleventh" / "corpus",
    "twelfth": SETS_FOLDER / "twelfth" / "corpus",
    "fourteenth": SETS_FOLDER / "fourteenth" / "corpus",
    "fifteenth": SETS_FOLDER / "fifteenth" / "corpus",
    "sixteenth": SETS_FOLDER / "sixteenth" / "corpus",
    "eighteenth": SETS_FOLDER / "eighteenth" / "corpus",
}
QUESTIONS = [(name, question) for name in FOLDERS for question in load_questions(set_path(name))]
ANSWERABLE = [(name, question) for name, question in QUESTIONS if question.answerable]
TYPES = 13


def document(name: str, id_: str) -> str:
    return (FOLDERS[name] / f"{id_}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FOLDERS)
def test_a_set_follows_the_schema_and_asks_nothing_twice(name: str) -> None:
    schema = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    lines = set_path(name).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not schema.is_valid(json.loads(line))] == []
    questions = load_questions(set_path(name))
    assert max(Counter((one.question, one.history) for one in questions).values()) == 1
    assert len({one.type for one in questions}) == TYPES
    assert {one.lang for one in questions} == {"vi", "vi-ascii", "en"}


@pytest.mark.parametrize(("name", "question"), ANSWERABLE, ids=[one.id for _, one in ANSWERABLE])
def test_the_evidence_stands_and_the_reference_answer_is_right(name: str, question: QuestionLine) -> None:
    missing = [
        (item.doc, piece)
        for item in question.evidence
        for piece in item.contains
        if not evidence_held([piece], document(name, item.doc))
    ]
    assert question.evidence
    assert missing == []
    verdict = judge(question, question.answer, status="answered", citations=2)
    assert verdict.right, verdict.why


@pytest.mark.parametrize("question", [q for _, q in QUESTIONS if not q.answerable], ids=lambda q: q.id)
def test_a_refusal_is_right_where_nothing_answers(question: QuestionLine) -> None:
    assert judge(question, question.answer, status="not_found").right
    assert not judge(question, question.answer, status="answered").right
