"""The bare package: a wheel, its few dependencies, and an index made elsewhere are enough to ask."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from tests.assistant.contract import check_answer
from tests.server import ROOT, clean_environment

pytestmark = pytest.mark.packaging
QUESTION = "Bao nhiêu máy chủ cho trung tâm dữ liệu của Tỉnh ủy Lai Châu?"
HEAVY = ("torch", "sentence_transformers", "transformers", "unstructured", "langchain", "pyvi", "scipy", "sklearn")
UNREACHABLE = ("Could not find a version", "No matching distribution", "Connection", "Temporary failure", "Max retries")
Done = subprocess.CompletedProcess[str]


def run(*command: str | Path, cwd: Path) -> Done:
    environment = clean_environment()
    del environment["PYTHONPATH"]  # only what is installed may be found
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of what the project ships so that nothing is left in the working tree."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("dist")
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("indexer", "assistant", "eval"):
        shutil.copytree(ROOT / folder, source / folder, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", "serve.py"):
        shutil.copy(ROOT / name, source)
    command = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out)
    done = run(*command, source, cwd=source)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment in which the wheel stands with its bare dependencies alone."""
    folder = tmp_path_factory.mktemp("bare")
    venv.create(folder, with_pip=True)
    interpreter = folder / "bin" / "python"
    pip = (interpreter, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:")
    done = run(*pip, "--constraint", ROOT / "requirements.lock", wheel, cwd=folder)
    if done.returncode != 0 and any(sign in done.stderr for sign in UNREACHABLE):
        pytest.skip(f"the package registry cannot be reached: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stderr
    return interpreter


def test_the_wheel_holds_code_and_data_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    package_data = [
        path.relative_to(ROOT).as_posix()
        for pattern in ("indexer/language/data/*.json", "indexer/encoder/models/**/*", "assistant/**/*.json",
                        "assistant/web/**/*", "eval/sets/*.jsonl")
        for path in ROOT.glob(pattern)
        if path.is_file()
    ]  # fmt: skip
    assert package_data
    assert set(package_data) - names == set()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "indexer", "assistant", "eval", "serve.py",
    }  # fmt: skip


def test_no_heavy_library_comes_with_it(python: Path, tmp_path: Path) -> None:
    code = (
        "import importlib.util, sys\n"
        "print(*[name for name in sys.argv[1:] if importlib.util.find_spec(name) is not None])"
    )
    done = run(python, "-c", code, *HEAVY, cwd=tmp_path)
    assert (done.returncode, done.stdout.split()) == (0, []), done.stderr


def test_it_answers_from_an_index_made_elsewhere(python: Path, plans_index: Path, tmp_path: Path) -> None:
    shutil.copytree(plans_index, tmp_path / "index")
    done = run(python, "-m", "assistant", "ask", "--json", QUESTION, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    texts = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "data" / "plans").iterdir()}
    check_answer(answer, texts.__getitem__)
    assert "58 máy chủ" in answer["answer"]


def test_it_builds_an_index_of_text_files(python: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "data" / "plans", tmp_path / "corpus")
    built = run(python, "-m", "indexer", "build", cwd=tmp_path)
    assert built.returncode == 0, built.stderr
    checked = run(python, "-m", "indexer", "check", cwd=tmp_path)
    assert checked.returncode == 0, checked.stdout
    asked = run(python, "-m", "assistant", "search", QUESTION, cwd=tmp_path)
    assert "58 máy chủ" in asked.stdout
