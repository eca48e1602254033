"""One file read in a process of its own, which can be killed: bounded time and memory, whatever the file holds."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import resource
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from indexer.errors import UnreadableDocument
from indexer.reading.linear import Linear
from indexer.records import Page

MAX_BYTES = 256 * 2**20
_NO_MEMORY = 3  # exit status
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost."""

    seconds: float = 300.0
    memory: int = 4 * 2**30  # address space, in bytes


def read_in_worker(path: Path, name: str, limits: Limits = Limits()) -> tuple[Linear, str]:
    """The linear text of the file at ``path`` and the SHA-256 of its bytes; raises :class:`UnreadableDocument`."""
    command = [sys.executable, "-m", "indexer.reading.worker", str(path.resolve()), name, str(limits.memory)]
    process = subprocess.Popen(  # noqa: S603 - our own module, no shell
        command, cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    try:
        written, complaints = process.communicate(timeout=limits.seconds)
    except subprocess.TimeoutExpired as problem:
        raise UnreadableDocument(name, f"not read within {limits.seconds:g} seconds") from problem
    finally:
        _end(process)
    if process.returncode:
        if process.returncode == _NO_MEMORY or b"MemoryError" in complaints:
            raise UnreadableDocument(name, f"needs more than {limits.memory // 2**20} MiB of memory")
        raise UnreadableDocument(name, f"the reader failed ({_last_line(complaints) or process.returncode})")
    return _received(written, name)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kills the worker and whatever it started, should any of it still run."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _last_line(complaints: bytes) -> str:
    """The kind of the error alone: its message may quote the document."""
    lines = complaints.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].split(":")[0][:80] if lines else ""


def _received(written: bytes, name: str) -> tuple[Linear, str]:
    values = json.loads(written)
    if "unreadable" in values:
        raise UnreadableDocument(name, values["unreadable"])
    linear = values["linear"]
    pages = tuple(Page(**page) for page in linear["pages"])
    aside, warnings = (tuple(linear[key]) for key in ("aside", "warnings"))
    return Linear(linear["text"], linear["encoding"], pages, aside, warnings), values["sha256"]


def main(arguments: list[str]) -> int:
    """Reads one file and writes what came of it as JSON on standard output."""
    path, name, memory = Path(arguments[0]), arguments[1], int(arguments[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answer
    try:
        answer = _answer(path, name)
    except MemoryError:
        return _NO_MEMORY
    out.write(json.dumps(answer).encode())
    out.close()
    return 0


def _answer(path: Path, name: str) -> dict[str, object]:
    from indexer.reading.formats import read_bytes

    try:
        if path.stat().st_size > MAX_BYTES:
            return {"unreadable": f"larger than {MAX_BYTES // 2**20} MiB"}
        raw = path.read_bytes()
        linear = read_bytes(raw, name, path.suffix.lower())
    except OSError as problem:
        return {"unreadable": f"cannot be read ({problem.strerror or problem})"}
    except UnreadableDocument as problem:
        return {"unreadable": problem.reason}
    except RecursionError:
        return {"unreadable": "damaged: nested too deep"}
    return {"linear": asdict(linear), "sha256": hashlib.sha256(raw).hexdigest()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
