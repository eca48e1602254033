"""``python -m eval answers`` and ``run`` over a real index of two small documents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from eval.__main__ import main
from eval.runs import read_run, write_run

PROJECT = Path(__file__).parents[2]
ANSWER_SCHEMA = PROJECT / "docs" / "schemas" / "answer.schema.json"
BUDGET: dict[str, Any] = {
    "id": "budget",
    "question": "Tổng kinh phí thực hiện kế hoạch của Hòa An năm 2031 là bao nhiêu?",
    "lang": "vi",
    "type": "fact",
    "history": [],
    "docs": ["hoa-an"],
    "evidence": [{"doc": "hoa-an", "contains": ["7.250 triệu đồng"]}],
    "answer": "7.250 triệu đồng.",
    "values": [{"number": 7.25, "unit": "tỷ đồng"}],
    "must": [],
    "must_not": ["3,6"],
    "answerable": True,
}
FOLLOW_UP: dict[str, Any] = {
    **BUDGET,
    "id": "follow-up",
    "question": "đơn vị nào chủ trì?",
    "type": "followup",
    "history": [{"role": "user", "content": "Kế hoạch của Hòa An năm 2031?"}, {"role": "assistant", "content": "…"}],
    "evidence": [{"doc": "hoa-an", "contains": ["Văn phòng Tỉnh ủy chủ trì"]}],
    "values": [],
    "must": [["Văn phòng Tỉnh ủy"]],
    "must_not": [],
}
FOREIGN: dict[str, Any] = {
    **BUDGET,
    "id": "foreign",
    "question": "Giá vàng thế giới tuần sau?",
    "type": "unanswerable",
    "docs": [],
    "evidence": [],
    "answer": "Không có.",
    "values": [],
    "must_not": [],
    "answerable": False,
}


def question_file(folder: Path, *lines: dict[str, Any]) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")
    return path


def answered(folder: Path, index: Path, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    out = folder / "answers.jsonl"
    questions = question_file(folder, *lines)
    assert main(["answers", "--questions", str(questions), "--out", str(out), "--index", str(index)]) == 0
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_answers_follow_the_schema_and_cite_the_source(small_index: Path, small_corpus: Path, tmp_path: Path) -> None:
    lines = answered(tmp_path, small_index, BUDGET, FOLLOW_UP, FOREIGN)
    validator = Draft202012Validator(json.loads(ANSWER_SCHEMA.read_text(encoding="utf-8")))
    assert [error.message for line in lines for error in validator.iter_errors(line)] == []
    assert [line["id"] for line in lines] == ["budget", "follow-up", "foreign"]
    budget = lines[0]
    assert budget["retrieved"][0]["document_id"] == "hoa-an"
    assert any("7.250 triệu đồng" in result["text"] for result in budget["retrieved"][:5])
    assert budget["citations"]
    for slice_ in [*budget["citations"], *budget["citations"][0]["parts"]]:
        source = (small_corpus / f"{budget['citations'][0]['document_id']}.txt").read_text(encoding="utf-8")
        assert source[slice_["start"] : slice_["end"]] == slice_["quote"]


def test_answers_do_not_depend_on_gold_keys(small_index: Path, tmp_path: Path) -> None:
    bare = [{key: line[key] for key in ("id", "question", "history")} for line in (BUDGET, FOLLOW_UP)]
    poison = {
        "answer": "SAI",
        "values": 3,
        "must": "x",
        "must_not": None,
        "evidence": [7],
        "answerable": "no",
        "docs": 1,
    }
    poisoned = [{**line, **poison, "type": "unanswerable", "lang": "xx"} for line in bare]
    folders = [tmp_path / "bare", tmp_path / "full", tmp_path / "poisoned"]
    for folder in folders:
        folder.mkdir()
    runs = [
        [{**line, "seconds": 0} for line in answered(folder, small_index, *lines)]
        for folder, lines in zip(folders, (bare, [BUDGET, FOLLOW_UP], poisoned), strict=True)
    ]
    assert runs[0] == runs[1] == runs[2]
    assert "SAI" not in json.dumps(runs[2])


def test_history_makes_a_difference(small_index: Path, tmp_path: Path) -> None:
    with_history = answered(
        tmp_path, small_index, {"id": "x", "question": "đơn vị nào?", "history": FOLLOW_UP["history"]}
    )
    without = answered(tmp_path, small_index, {"id": "x", "question": "đơn vị nào?"})
    assert with_history[0]["retrieved"] != without[0]["retrieved"]


def test_a_question_that_cannot_be_asked_loses_no_other_answer(
    small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.jsonl"
    questions = question_file(
        tmp_path, {"id": "long", "question": "x " * 3000}, {"id": "good", "question": "kinh phí?"}
    )
    assert main(["answers", "--questions", str(questions), "--out", str(out), "--index", str(small_index)]) == 1
    lines = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(line["id"], line["status"] == "error", "error" in line) for line in lines] == [
        ("long", True, True),
        ("good", False, False),
    ]
    assert "question 'long' failed" in capsys.readouterr().err
    validator = Draft202012Validator(json.loads(ANSWER_SCHEMA.read_text(encoding="utf-8")))
    assert all(validator.is_valid(line) for line in lines)


def test_run_prints_and_writes_the_figures(
    small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = question_file(tmp_path, BUDGET, FOLLOW_UP, FOREIGN)
    written = tmp_path / "figures.json"
    options = ["run", "--set", str(questions), "--index", str(small_index), "--json", str(written), "--verbose"]
    assert main(options) == 0
    printed = capsys.readouterr().out
    run = read_run(written)
    assert [case.asked.id for case in run.cases] == ["budget", "follow-up", "foreign"]
    assert run.cases[0].measures.all_at_5 is True
    assert run.cases[1].measures.all_at_5 is None
    assert sum(case.measures.slices for case in run.cases) > 0 == sum(case.measures.inexact for case in run.cases)
    assert (run.documents, run.set) == (2, "questions")
    assert "quotes and parts exactly as in the source" in printed
    for case in run.cases:
        assert (f"{case.asked.id}  {case.asked.type}" in printed) is not case.right


def test_repetitions_give_the_same_answers(small_index: Path, tmp_path: Path) -> None:
    written = tmp_path / "run.json"
    questions = question_file(tmp_path, BUDGET, FOREIGN)
    options = ["run", "--set", str(questions), "--index", str(small_index), "--json", str(written), "--repeat", "3"]
    assert main(options) == 0
    assert [(case.measures.repeats, case.measures.same) for case in read_run(written).cases] == [(2, True), (2, True)]


def test_a_stored_run_is_compared_and_gated(
    small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions, written, baseline = question_file(tmp_path, BUDGET, FOREIGN), tmp_path / "a.json", tmp_path / "b.json"
    on_these = ["--set", str(questions), "--index", str(small_index)]
    assert main(["run", *on_these, "--json", str(written)]) == 0
    assert main(["gate", "--baseline", str(baseline), "--run", str(written), "--update"]) == 0
    assert main(["gate", "--baseline", str(baseline), *on_these]) == 0
    assert "gate: open" in capsys.readouterr().out
    run = read_run(baseline)
    budget, foreign = run.cases
    right = replace(budget, measures=replace(budget.measures, grade="right", why="", false_figure=False))
    write_run(baseline, replace(run, cases=(right, foreign)))
    spoilt = replace(budget.measures, grade="wrong", why="lacks 7.25 tỷ đồng", false_figure=True)
    write_run(written, replace(run, cases=(replace(budget, measures=spoilt), foreign)))
    assert main(["gate", "--baseline", str(baseline), "--run", str(written)]) == 1
    assert "false figure: budget lacks 7.25 tỷ đồng" in capsys.readouterr().out
    assert main(["compare", str(baseline), str(written)]) == 0
    assert "lost   budget  fact: right → lacks 7.25 tỷ đồng" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["answers", "--questions", "none.jsonl", "--out", "o.jsonl"], "none.jsonl: cannot be read"),
        (["answers", "--questions", "q.jsonl", "--out", "q.jsonl"], "is the question file itself"),
        (["answers", "--questions", "q.jsonl", "--out", "o.jsonl", "--index", "nothing"], "no index in nothing"),
        (["run", "--set", "q.jsonl", "--index", "nothing"], "line 1, field 'evidence': missing"),
        (["run", "--set", "unheard-of"], "unheard-of: cannot be read"),
        (["bench", "--corpus", "nothing", "--no-peer"], "nothing: holds no text file"),
        (["bench", "--repeats", "0"], "--repeats must be at least 1"),
        (["ir", "--set", "X=none.csv"], "none.csv"),
    ],
)
def test_unusable_input_is_one_line_and_exit_2(
    arguments: list[str],
    problem: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("q.jsonl").write_text('{"id": "a", "question": "b"}\n', encoding="utf-8")
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert problem in said
    assert said.count("\n") == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["q.jsonl"]


def test_answering_is_a_command_of_its_own_process_without_torch(small_index: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    questions = question_file(tmp_path, {"id": "a", "question": "kinh phí?"})
    code = (
        "import sys; from eval.__main__ import main; status = main(sys.argv[1:]);"
        "sys.exit(status or 10 * ('torch' in sys.modules or 'sentence_transformers' in sys.modules))"
    )
    command = [sys.executable, "-W", "error", "-c", code, "answers", "--questions", str(questions), "--out", str(out)]
    done = subprocess.run(
        [*command, "--index", str(small_index)],
        cwd=PROJECT,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert json.loads(out.read_text(encoding="utf-8"))["id"] == "a"
