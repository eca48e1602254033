"""The memory of this process, as Linux counts it."""

from __future__ import annotations

from pathlib import Path


def peak_megabytes() -> float:
    """The most memory that this process held."""
    return _status("VmHWM:")


def own_megabytes() -> float:
    """The memory that this process holds now and that no file backs."""
    return _status("RssAnon:")


def _status(key: str) -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(key):
            return int(line.split()[1]) / 1024
    return float("nan")
