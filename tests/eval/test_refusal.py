"""The learner of refusals: what is missing speaks against an answer; dev questions never train."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from eval.__main__ import main
from eval.logistic import fitted
from eval.questions import SETS_FOLDER
from eval.refusal import MOST_LOST, learn, learnt_text
from indexer.build import build
from indexer.encoder.select import load_encoder

FIXTURES = SETS_FOLDER / "fixtures"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("refusal") / "index"
    build(FIXTURES / "corpus", folder, load_encoder())
    return folder


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = (FIXTURES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if json.loads(line)["type"] in ("fact", "table", "owner", "unanswerable")][:36]
    path = tmp_path_factory.mktemp("few") / "few.jsonl"
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return path


def test_what_is_missing_speaks_against_an_answer_and_dev_never_trains(index: Path, few: Path, tmp_path: Path) -> None:
    dev = tmp_path / "dev.jsonl"
    shutil.copy(few, dev)
    learnt = learn([(str(few), index), (str(dev), index)])
    assert learnt.weights.features["kinds"] > 0 > learnt.weights.features["missing_placed"]
    told, total = learnt.left_out["right"]
    assert total - told <= MOST_LOST * total + 1
    assert learnt.left_out["removed"][0] < learnt.left_out["removed"][1]
    assert learnt.measured["right"][1] == total
    assert "documents left out" in learnt_text(learnt)
    assert learn([(str(few), index)]).weights == learnt.weights


def test_the_development_set_alone_cannot_train(
    index: Path, few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dev = tmp_path / "dev.jsonl"
    dev.write_text(few.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    assert main(["refusal", "--set", f"{dev}={index}"]) == 2
    assert "besides dev" in capsys.readouterr().err


def test_a_regression_finds_the_weights_that_made_its_data() -> None:
    generator = np.random.default_rng(1)
    table = generator.normal(size=(20_000, 2))
    likely = 1 / (1 + np.exp(-(table @ np.array([1.5, -0.5]) + 0.25)))
    truth = (generator.random(len(table)) < likely).astype(float)
    weights, intercept = fitted(table, truth, np.ones(len(table)), penalty=0.0)
    assert weights == pytest.approx([1.5, -0.5], abs=0.1)
    assert intercept == pytest.approx(0.25, abs=0.1)
