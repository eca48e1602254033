"""Drafts of questions from a document's facts, and parts of a set."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from eval.__main__ import main
from eval.drafting import Draft, spread
from eval.errors import UnusableInputError
from eval.evidence import evidence_held
from eval.judge import judge
from eval.questions import Selection, load_questions, set_path
from tests.server import ROOT

SCHEMA = ROOT / "docs" / "schemas" / "question.schema.json"
DOCUMENT = "quang-ngai-237-kh-tu"


@pytest.fixture(scope="module")
def drafts(shipped_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("drafts") / "set.jsonl"
    assert main(["new-set", DOCUMENT, "--index", str(shipped_index), "--out", str(out), "--most", "15"]) == 0
    return out


def test_drafts_follow_the_schema_and_are_marked(drafts: Path) -> None:
    schema = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    lines = [json.loads(line) for line in drafts.read_text(encoding="utf-8").splitlines()]
    assert [error.message for line in lines for error in schema.iter_errors(line)] == []
    assert len(lines) == 15
    assert all(line["draft"] is True for line in lines)
    assert len({line["question"] for line in lines}) == len({line["id"] for line in lines}) == 15


def test_the_gold_of_a_draft_stands_in_the_document_and_judges_its_own_answer_right(drafts: Path) -> None:
    source = (ROOT / "corpus" / f"{DOCUMENT}.txt").read_text(encoding="utf-8")
    for question in load_questions(drafts):
        assert question.draft
        assert all(evidence_held([piece], source) for item in question.evidence for piece in item.contains)
        assert judge(question, question.answer, status="answered", citations=1).right, question.id


def test_a_set_of_drafts_runs_with_a_warning(
    drafts: Path, shipped_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "--set", str(drafts), "--index", str(shipped_index), "--type", "table"]) == 0
    printed = capsys.readouterr()
    assert "are drafts that no person has read yet" in printed.err
    assert "\ntable" in printed.out
    assert "\nfact" not in printed.out


def test_an_unknown_document_is_refused_with_the_known_ones(
    shipped_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new-set", "nothing", "--index", str(shipped_index), "--out", str(tmp_path / "x.jsonl")]) == 2
    assert "no document 'nothing'; there are" in capsys.readouterr().err
    assert not (tmp_path / "x.jsonl").exists()


def test_drafts_are_spread_over_the_document() -> None:
    every = [Draft(str(number), "fact", "", (), (), ()) for number in range(100)]
    assert [draft.question for draft in spread(every, 4)] == ["0", "25", "50", "75"]
    assert spread(every[:3], 4) == every[:3]


def test_parts_of_a_set() -> None:
    questions = load_questions(set_path("dev"))
    tables = Selection(types=("table",), languages=("vi",)).of(questions)
    assert {(one.type, one.lang) for one in tables} == {("table", "vi")}
    assert 0 < len(tables) < len(questions)
    about = Selection(documents=(DOCUMENT,)).of(questions)
    assert all(DOCUMENT in one.docs for one in about)
    assert Selection().of(questions) == questions
    with pytest.raises(UnusableInputError, match="no question"):
        Selection(types=("riddle",)).of(questions)
