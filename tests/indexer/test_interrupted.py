"""Builds that are killed, and builds that meet: the generation in force is whole at every moment."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.check import check
from indexer.store.generation import current_name
from tests.indexer.commands import indexer, start_build
from tests.server import PATIENCE_SECONDS, ROOT, wait_until


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Big enough for a build to be met at work: the shipped documents, several times."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for copy in range(8):  # enough that a build can be met at work
        for path in (ROOT / "corpus").glob("*.txt"):
            shutil.copy(path, folder / f"{path.stem}-{copy}.txt")
    return folder


@pytest.fixture
def index(plans_index: Path, tmp_path: Path) -> Path:
    """An index in force, which stands for other documents than the corpus to be built."""
    copy = tmp_path / "index"
    shutil.copytree(plans_index, copy)
    return copy


def working_folder(index: Path) -> Path | None:
    return next(index.glob(".building-*"), None)


def has_working_folder(index: Path) -> bool:
    return working_folder(index) is not None


def has_catalogue(index: Path) -> bool:
    folder = working_folder(index)
    return folder is not None and (folder / "catalogue.sqlite").exists()


def has_lexical(index: Path) -> bool:
    folder = working_folder(index)
    return folder is not None and (folder / "lexical" / "meta.json").exists()


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=PATIENCE_SECONDS)


def assert_still_serving(index: Path, name: str | None) -> None:
    assert current_name(index) == name
    generation, faults = check(index)
    assert (generation.name, faults) == (name, [])


def build_to_the_end(corpus: Path, index: Path, before: str | None) -> None:
    done = indexer("build", "--corpus", corpus, "--index", index)
    assert done.returncode == 0, done.stderr
    assert current_name(index) != before
    assert check(index)[1] == []
    assert not has_working_folder(index)
    assert {path.name for path in index.iterdir()} <= {"current", ".lock", *(p.name for p in index.glob("g-*"))}


@pytest.mark.parametrize("stage", [has_working_folder, has_catalogue, has_lexical])
def test_a_build_killed_at_a_stage_leaves_the_old_generation(
    corpus: Path, index: Path, stage: Callable[[Path], bool]
) -> None:
    name = current_name(index)
    process = start_build(corpus, index)
    wait_until(lambda: stage(index) or process.poll() is not None, "the build to come this far")
    kill(process)
    assert process.returncode == -signal.SIGKILL, "the build ended before it was killed"
    assert has_working_folder(index)
    assert_still_serving(index, name)
    build_to_the_end(corpus, index, name)


def test_builds_killed_at_any_moment_leave_a_whole_generation(corpus: Path, index: Path) -> None:
    name = current_name(index)
    moments = random.Random(20311)
    for _ in range(5):
        process = start_build(corpus, index)
        time.sleep(moments.uniform(0.05, 1.5))
        kill(process)
        if process.returncode == 0:  # it was quicker: then the new one is in force
            assert current_name(index) != name
            name = current_name(index)
        assert_still_serving(index, name)
    done = indexer("build", "--corpus", corpus, "--index", index)
    assert done.returncode == 0, done.stderr
    assert check(index)[1] == []
    assert not has_working_folder(index)


def test_leftovers_are_removed_even_when_nothing_is_to_be_built(index: Path) -> None:
    from tests.conftest import PLANS

    built = indexer("build", "--corpus", PLANS, "--index", index)
    assert built.returncode == 0
    (index / ".building-1").mkdir()
    (index / ".building-1" / "catalogue.sqlite").write_bytes(b"half")
    done = indexer("build", "--corpus", PLANS, "--index", index)
    assert done.stdout.startswith("up to date")
    assert not has_working_folder(index)


def test_a_build_that_is_interrupted_says_that_nothing_is_lost(corpus: Path, index: Path) -> None:
    name = current_name(index)
    process = start_build(corpus, index)
    wait_until(lambda: has_working_folder(index) or process.poll() is not None, "the build to be at work")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == "indexer: stopped; the index in force is untouched"
    assert "Traceback" not in errors
    assert_still_serving(index, name)


def test_two_builds_at_once_both_end_well(corpus: Path, index: Path) -> None:
    first = start_build(corpus, index)
    wait_until(lambda: has_working_folder(index) or first.poll() is not None, "the first build to be at work")
    first.send_signal(signal.SIGSTOP)  # it holds the lock until it goes on
    try:
        second = start_build(corpus, index)
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(1.5)
        assert len(list(index.glob(".building-*"))) == 1
    finally:
        first.send_signal(signal.SIGCONT)
    outputs = [process.communicate(timeout=PATIENCE_SECONDS)[0] for process in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert outputs[0].startswith("built ")
    assert outputs[1].startswith("up to date: ")  # the first one's work was enough
    assert check(index)[1] == []
