"""A complete run (`.ci/run`) must not pass over a test in silence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MUST_NOT_SKIP
from tests.server import clean_environment

ONE_SKIPPED = (
    "import pytest\ndef test_runs(): pass\n@pytest.mark.skip(reason='no chromium here')\ndef test_skipped(): pass\n"
)
MODULE_SKIPPED = "import pytest\npytest.skip('module needs a GPU', allow_module_level=True)\n"
EXPECTED = "import pytest\n@pytest.mark.xfail\ndef test_fails(): assert False\n"


def run_pytest(folder: Path, content: str, *, strict: bool) -> subprocess.CompletedProcess[str]:
    (folder / "test_it.py").write_text(content, encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    environment = clean_environment()
    environment.pop(MUST_NOT_SKIP, None)
    if strict:
        environment[MUST_NOT_SKIP] = "1"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", str(folder)]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("content", "reason"), [(ONE_SKIPPED, "no chromium here"), (MODULE_SKIPPED, "module needs a GPU")]
)
def test_a_skip_fails_a_run_that_must_not_skip_and_is_named(tmp_path: Path, content: str, reason: str) -> None:
    done = run_pytest(tmp_path, content, strict=True)
    assert done.returncode == 1
    assert MUST_NOT_SKIP in done.stdout
    assert reason in done.stdout


def test_a_skip_is_no_failure_otherwise(tmp_path: Path) -> None:
    assert run_pytest(tmp_path, ONE_SKIPPED, strict=False).returncode == 0


def test_an_expected_failure_is_no_skip(tmp_path: Path) -> None:
    assert run_pytest(tmp_path, EXPECTED, strict=True).returncode == 0
