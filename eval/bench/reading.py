"""``python -m eval bench --reading FOLDER``: how fast files of each format are read, beside ``unstructured``."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from eval.bench.process import PROJECT, environment
from eval.errors import UnusableInputError
from eval.progress import with_progress
from eval.report import aligned

READERS = ("ours", "unstructured")
_MEGABYTE = 1e6
_GIVEN_UP = 300.0  # seconds


@dataclass(frozen=True, slots=True)
class ReadingFigures:
    """What one reader needs for one file; ``failure`` says why it does not read it, None where it does."""

    ready: float = 0.0  # seconds until the reader's libraries are imported
    seconds: float = 0.0  # the median of one reading
    memory_mb: float = 0.0  # the peak of the process and the programs that it calls
    characters: int = 0
    failure: str | None = None


def run_reading(folder: Path, repeats: int) -> str:
    """The table over all files of ``folder``."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    if not files:
        raise UnusableInputError(f"{folder}: holds no file")
    rows = [["file", "MB", *(f"{reader} {what}" for reader in READERS for what in _COLUMNS)]]
    for path in with_progress(files, "reading", sys.stderr):
        size = path.stat().st_size / _MEGABYTE
        cells = [cell for reader in READERS for cell in _cells(measure(reader, path, repeats), size)]
        rows.append([path.name, f"{size:.3f}", *cells])
    return aligned(rows)


_COLUMNS = ("import s", "read s", "MB/s", "peak MB", "characters")


def measure(reader: str, path: Path, repeats: int) -> ReadingFigures:
    """The figures of a fresh process that reads ``path`` ``repeats`` times."""
    command = [sys.executable, "-m", "eval.bench.reading_peer", reader, str(path.resolve()), str(repeats)]
    with subprocess.Popen(  # noqa: S603 - our own program, no shell
        command, cwd=PROJECT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            printed, complaints = process.communicate(timeout=_GIVEN_UP)
        except subprocess.TimeoutExpired:
            process.kill()
            return ReadingFigures(failure=f"over {_GIVEN_UP:.0f} s")
    if process.returncode:
        return ReadingFigures(failure=(complaints.strip().splitlines() or ["failed"])[-1][:80])
    found = json.loads(printed.splitlines()[-1])
    return ReadingFigures(found["ready"], median(found["seconds"]), found["peak_mb"], found["characters"])


def _cells(found: ReadingFigures, size: float) -> list[str]:
    if found.failure is not None:
        return [f"({found.failure})", "", "", "", ""]
    speed = size / found.seconds if found.seconds else 0.0
    shown = f"{found.ready:.2f}", f"{found.seconds:.3f}", f"{speed:.2f}", f"{found.memory_mb:.0f}"
    return [*shown, str(found.characters)]
