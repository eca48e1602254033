"""The learner of weights: what tells right candidates from wrong ones gains weight; dev questions never train."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.questions import SETS_FOLDER
from eval.relevance import learn, learnt_text
from indexer.build import build
from indexer.encoder.select import load_encoder

FIXTURES = SETS_FOLDER / "fixtures"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("relevance") / "index"
    build(FIXTURES / "corpus", folder, load_encoder())
    return folder


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = (FIXTURES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if json.loads(line)["type"] in ("fact", "table", "owner")][:40]
    path = tmp_path_factory.mktemp("few") / "few.jsonl"
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return path


def test_what_tells_candidates_apart_gains_weight(index: Path, few: Path) -> None:
    learnt = learn([(str(few), index)])
    assert learnt.weights["found"] > 0 > learnt.weights["unfit"]
    right, total = learnt.left_out
    assert total / 2 < right <= total
    assert "documents left out" in learnt_text(learnt)
    assert learn([(str(few), index)]) == learnt


def test_the_development_set_is_measured_and_never_trains(
    index: Path, few: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dev = tmp_path / "dev.jsonl"
    shutil.copy(few, dev)
    assert main(["relevance", "--set", f"{dev}={index}"]) == 2
    assert "besides dev" in capsys.readouterr().err
    both = learn([(str(few), index), (str(dev), index)])
    assert both.weights == learn([(str(few), index)]).weights
    assert both.measured[1] > 0


def test_a_set_without_its_index_is_an_error(few: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relevance", "--set", str(few)]) == 2
    assert "NAME=INDEX" in capsys.readouterr().err
