"""The commands that measure retrieval: ablation, tuning and scale, each for real on a small index."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from eval.__main__ import EXIT_UNUSABLE, main
from eval.ablation import SETUPS, ablation_table, run_ablation
from eval.errors import UnusableInputError
from eval.questions import set_path
from eval.retrieving import measure_retrieval, measured_questions, open_for_search, ranked, with_weights
from eval.scale.plans import make_plan, make_questions, make_words
from eval.scale.run import run_scale, scale_table
from eval.sweep import Grid, run_sweep
from eval.tune import run_tuning, tuning_table
from indexer.encoder.protocol import Encoder
from indexer.records import Span
from indexer.store.reader import DEFAULT_WEIGHTS, open_index
from tests.eval.test_commands import FOREIGN, question_file
from tests.eval.test_models import BUDGET as PLAN_BUDGET


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first questions of each language."""
    lines = set_path("dev").read_text(encoding="utf-8").splitlines()
    kept = [line for lang in ("vi", "vi-ascii", "en") for line in [x for x in lines if f'"lang": "{lang}"' in x][:6]]
    path = tmp_path_factory.mktemp("few") / "few.jsonl"
    path.write_text("\n".join(kept), encoding="utf-8")
    return path


def test_each_part_is_left_out_once(few: Path, shipped_index: Path) -> None:
    found = run_ablation(few, index=shipped_index)
    table = ablation_table(found).splitlines()
    assert len(table) == 1 + len(SETUPS) == 1 + len(found)
    whole = {one.name: sum(r.whole for r in one.found) for one in found}
    assert whole["without the folded twin"] < whole["ranking alone"]
    assert whole["without the glossary"] < whole["ranking alone"]
    assert len({len(one.found) for one in found}) == 1


def test_a_weight_of_nothing_leaves_a_part_out(few: Path, shipped_index: Path, encoder: Encoder) -> None:
    index, questions = open_index(shipped_index, encoder), measured_questions(few)
    plain = measure_retrieval(index, questions, ranked)
    assert measure_retrieval(with_weights(index, DEFAULT_WEIGHTS), questions, ranked) == plain
    english = [one for one in questions if one.lang == "en"]
    without = measure_retrieval(with_weights(index, replace(DEFAULT_WEIGHTS, translation=0.0)), english, ranked)
    assert sum(one.whole for one in without) < sum(one.whole for one in plain if one.question.lang == "en")


def test_tuning_leaves_each_document_out(few: Path, shipped_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.tune.GRID", {"dense": (0.2, 1.0), "target": (0.35,)})
    tuning = run_tuning(few, index=shipped_index)
    assert [fold.document for fold in tuning.folds] == sorted({fold.document for fold in tuning.folds})
    assert len(tuning.trials) == 2
    assert "with defaults" in tuning_table(tuning)
    assert all(fold.chosen in [trial.weights for trial in tuning.trials] for fold in tuning.folds)


def test_a_set_without_evidence_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = set_path("dev").read_text(encoding="utf-8").splitlines()
    path = tmp_path / "none.jsonl"
    path.write_text(next(line for line in lines if '"unanswerable"' in line), encoding="utf-8")
    assert main(["ablation", "--set", str(path)]) == EXIT_UNUSABLE
    assert "evidence" in capsys.readouterr().err


def test_synthetic_plans_are_plans_and_repeat() -> None:
    words = make_words(1)
    plan = make_plan(3, words, seed=1, passages=20)
    assert plan == make_plan(3, words, seed=1, passages=20)
    assert plan.source.text != make_plan(4, words, seed=1, passages=20).source.text
    assert len(plan.passages) == 20
    whole = Span(0, len(plan.source.text))
    assert all(whole.holds(passage.span) and passage.span.of(plan.source.text).strip() for passage in plan.passages)
    questions = list(make_questions(words, plans=2, count=5, seed=1))
    assert questions == list(make_questions(words, plans=2, count=5, seed=1))
    assert all("{" not in one for one in questions)


def test_scale_builds_and_serves(tmp_path: Path) -> None:
    found = run_scale(200, questions=5, seed=1, keep=tmp_path / "index")
    assert found.costs.passages == 200
    assert found.recall == 1.0  # so few are searched exactly
    assert found.served.p50_ms <= found.served.p95_ms
    assert found.served.megabytes > 10
    assert "200" in scale_table(found)
    generation = (tmp_path / "index" / "current").read_text(encoding="ascii")
    again = run_scale(200, questions=5, seed=1, keep=tmp_path / "index")
    assert again.costs == found.costs
    assert (tmp_path / "index" / "current").read_text(encoding="ascii") == generation
    with pytest.raises(UnusableInputError, match="200 passages, seed 1"):
        run_scale(300, questions=5, seed=1, keep=tmp_path / "index")


def test_too_few_passages_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scale", "--passages", "5"]) == EXIT_UNUSABLE
    assert "--passages" in capsys.readouterr().err


def test_configurations_are_ranked_against_the_first(
    few: Path, shipped_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--chunk", "900", "--chunk", "200", "-k", "5", "-k", "1", "--dense", "0.2"]
    assert main(["sweep", "--set", str(few), "--index", str(shipped_index), *options]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert {(row[1], row[3]) for row in rows} == {("900", "5"), ("900", "1"), ("200", "5"), ("200", "1")}
    shares = [float(row[5]) for row in rows]
    assert shares == sorted(shares, reverse=True)
    first = next(row for row in rows if (row[1], row[3]) == ("900", "5"))
    assert first[8:11] == ["0", "0", "1.000"]
    read = {(row[1], row[3]): float(row[11]) for row in rows}
    assert read["900", "1"] < read["900", "5"]
    single = next(row for row in rows if (row[1], row[3]) == ("900", "1"))
    assert int(single[8]) > 0


def test_engines_are_ranked_by_their_answers(
    small_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = question_file(tmp_path, PLAN_BUDGET, FOREIGN)
    options = ["--engine", "extractive", "--engine", "scripted", "--dense", "0", "--dense", "0.5"]
    options += ["--prices", "1/1/USD"]
    assert main(["sweep", "--set", str(questions), "--index", str(small_index), *options]) == 0
    retrieved, answered = capsys.readouterr().out.split("\n\n")
    assert len(retrieved.splitlines()) == 3
    rows = [line.split() for line in answered.splitlines()[1:]]
    assert {(row[2], row[3]) for row in rows} == {
        ("0", "extractive"), ("0", "scripted"), ("0.5", "extractive"), ("0.5", "scripted")
    }  # fmt: skip
    assert {row[4] for row in rows} == {"2/2"}
    spent = {row[3]: row[12:] for row in rows}
    assert spent["extractive"] == ["-", "-"]
    assert int(spent["scripted"][0]) > 300
    assert spent["scripted"][1] == "(estimated)"
    assert float(spent["scripted"][2]) == pytest.approx(int(spent["scripted"][0]) / 1e6, rel=0.01)


def test_the_default_of_a_sweep_is_what_is_served(few: Path, shipped_index: Path) -> None:
    questions = measured_questions(few)
    opened = open_for_search(shipped_index)
    ranked_now = [one.whole for one in measure_retrieval(opened, questions, ranked)]
    swept = run_sweep(few, index=shipped_index, grid=Grid())
    assert f"{sum(ranked_now)}/{len(questions)}" in swept
    with pytest.raises(UnusableInputError):
        run_sweep(few, index=shipped_index, grid=Grid(encoders=("/no/such-model",)))
