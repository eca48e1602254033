"""The command line as people run it: real processes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.server import ROOT, clean_environment

Done = subprocess.CompletedProcess[str]


def indexer(*arguments: str | Path, environment: dict[str, str] | None = None) -> Done:
    """``python -m indexer`` to its end."""
    command = [sys.executable, "-m", "indexer", *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment or clean_environment(), capture_output=True, text=True, check=False
    )


def start_build(corpus: Path, index: Path) -> subprocess.Popen[str]:
    """``python -m indexer build``, running."""
    command = [sys.executable, "-m", "indexer", "build", "--corpus", str(corpus), "--index", str(index)]
    return subprocess.Popen(
        command, cwd=ROOT, env=clean_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
