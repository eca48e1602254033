"""Stored runs and their comparison."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pytest

from eval.cases import Asked, Case, Given, Measures, Run
from eval.comparing import compare
from eval.errors import UnusableInputError
from eval.fields import FieldError
from eval.questions import load_questions, set_path
from eval.report import comparison_text
from eval.runs import brief, read_run, write_run
from eval.slots import Slot
from eval.typed import read_record
from tests.server import ROOT


def case(number: int, *, right: bool = True, answer: str = "5 tỷ đồng", doc: str = "a") -> Case:
    measures = Measures(
        grade="right" if right else "wrong",
        why="" if right else "lacks 5 tỷ đồng",
        cause="",
        all_at_5=True,
        recall_at_5=1.0,
        recall_at_10=1.0,
        reciprocal_rank=0.5,
        ndcg_at_10=0.75,
        cited_share=1.0,
        statements=2,
        supported=2 if right else 1,
        marks=1,
        precise=1,
        slices=3,
        inexact=0,
        long_quotes=0,
        invented=(),
        false_figure=False,
        scale_error=False,
        nuggets=0,
        nuggets_stated=0,
        slots=(Slot("value", right),),
    )
    asked = Asked(id=f"q{number}", question=f"Câu {number}?", lang="vi", type="fact", docs=(doc,), answerable=True)
    return Case(asked, Given(status="answered", answer=answer, seconds=0.01, plan="lookup"), measures)


def run(*cases: Case) -> Run:
    return Run(
        set="some", set_sha256="0" * 64, code="1", created="2026-01-01T00:00:00+00:00", encoder="e",
        documents=1, passages=2, cases=cases,
    )  # fmt: skip


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    written = run(case(1), case(2, right=False))
    write_run(tmp_path / "run.json", written)
    assert read_run(tmp_path / "run.json") == written
    assert len((tmp_path / "run.json").read_text(encoding="utf-8").splitlines()) == 2 + len(written.cases)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "not JSON"),
        ("[]", "must be an object"),
        ('{"format": 99}', "field 'format': must be 1"),
        ('{"format": 1, "set": 3}', "field 'set': must be of type str"),
    ],
)
def test_a_file_that_is_no_run_is_named(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "run.json").write_text(text, encoding="utf-8")
    with pytest.raises(UnusableInputError, match=problem):
        read_run(tmp_path / "run.json")


def test_an_error_names_the_field_of_a_case(tmp_path: Path) -> None:
    write_run(tmp_path / "run.json", run(case(1)))
    record = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    record["cases"][0]["given"]["status"] = "perhaps"
    (tmp_path / "run.json").write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(UnusableInputError, match=r"cases\[0\].given.status"):
        read_run(tmp_path / "run.json")


@dataclass(frozen=True)
class Kinds:
    number: float
    pair: tuple[int, str]
    either: Literal["a"] | Literal["b"] | None = None


def test_records_of_every_kind_of_field() -> None:
    assert read_record(Kinds, {"number": 1, "pair": [2, "x"], "either": "b"}) == Kinds(1.0, (2, "x"), "b")
    for wrong in ({"number": True, "pair": [2, "x"]}, {"number": 1, "pair": [2]}, {"pair": [2, "x"]},
                  {"number": 1, "pair": [2, "x"], "either": "c"}, {"number": 1, "pair": 2}):  # fmt: skip
        with pytest.raises(FieldError):
            read_record(Kinds, wrong)


def test_six_questions_lost_are_more_than_chance_and_five_are_not() -> None:
    before = run(*(case(number) for number in range(30)))
    for lost, significant in ((5, False), (6, True)):
        after = run(*(case(number, right=number >= lost) for number in range(30)))
        found = compare(before, after)
        right = next(change for change in found.changes if change.metric.key == "right")
        assert (right.lost, right.gained, right.significant) == (lost, 0, significant)
        assert right.difference.high <= 0
        assert [pair.turned for pair in found.pairs].count("lost") == lost


def test_questions_that_only_one_run_asked_are_named() -> None:
    reworded = replace(case(2), asked=replace(case(2).asked, question="Khác?"))
    found = compare(run(case(1), case(2)), run(case(1), reworded, case(3)))
    assert (found.only_before, found.only_after) == (("q2",), ("q2", "q3"))
    with pytest.raises(UnusableInputError, match="share no question"):
        compare(run(case(1)), run(case(2)))


def test_the_comparison_names_what_changed() -> None:
    before, after = run(case(1), case(2, right=False)), run(case(1, answer="5,0 tỷ đồng"), case(2))
    printed = comparison_text(before, after, compare(before, after))
    assert "gained q2  fact: lacks 5 tỷ đồng → right" in printed
    assert "1 further answers changed: q1" in printed


def test_the_baseline_of_the_development_set_is_of_that_set() -> None:
    stored = read_run(ROOT / "eval" / "baselines" / "dev.json")
    questions = load_questions(set_path("dev"))
    assert [case.asked.id for case in stored.cases] == [question.id for question in questions]
    assert [case.asked.question for case in stored.cases] == [question.question for question in questions]
    assert stored == brief(stored)
