"""One file read in a process of its own, which can be killed: bounded time and memory, whatever the file holds."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from indexer.errors import UnreadableDocument
from indexer.reading.linear import Linear
from indexer.reading.told import PageTold, nobody
from indexer.records import Page

MAX_BYTES = 256 * 2**20
_NO_MEMORY = 3  # exit status
_ROOT = Path(__file__).resolve().parents[2]
_PART = 2**20


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost."""

    seconds: float = 300.0  # until its first page, and from page to page
    total: float = 4 * 3600.0  # a scan of hundreds of pages takes its time
    memory: int = 4 * 2**30  # address space, in bytes


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read: where it lies, what it is called, and which member of the archive at ``path`` is meant."""

    path: Path
    name: str
    member: str | None = None

    @property
    def suffix(self) -> str:
        """The end of the name, which tells the format."""
        return Path(self.member or self.path.name).suffix.lower()


def read_in_worker(job: Job, limits: Limits = DEFAULT_LIMITS, told: PageTold = nobody) -> tuple[Linear, str]:
    """The linear text of a file and the SHA-256 of the bytes at its path; raises :class:`UnreadableDocument`."""
    says, hears = os.pipe()
    arguments = [str(job.path.resolve()), job.name, job.member or "", str(limits.memory), str(hears)]
    with tempfile.TemporaryFile() as complaints, os.fdopen(says, "rb") as pages:
        try:
            process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-m", "indexer.reading.worker", *arguments], cwd=_ROOT, pass_fds=[hears],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints, start_new_session=True,
            )  # fmt: skip
        finally:
            os.close(hears)
        try:
            written = b"".join(_followed(process, pages, limits, told))
            process.wait(limits.seconds)
        except (TimeoutError, subprocess.TimeoutExpired) as problem:
            raise UnreadableDocument(job.name, f"not read within {limits.seconds:g} seconds") from problem
        finally:
            _end(process)
        complaints.seek(0)
        _check(process.returncode, complaints.read(), job.name, limits)
    return _received(written, job.name)


def _followed(process: subprocess.Popen[bytes], pages: IO[bytes], limits: Limits, told: PageTold) -> Iterator[bytes]:
    """What the worker writes; raises TimeoutError when no page is done for too long."""
    out = process.stdout.fileno() if process.stdout is not None else -1
    started = last = time.monotonic()
    watched = [out, pages.fileno()]
    while True:
        left = min(last + limits.seconds, started + limits.total) - time.monotonic()
        ready = select.select(watched, [], [], max(0.0, left))[0]
        if not ready:
            raise TimeoutError
        if pages.fileno() in ready:
            lines = os.read(pages.fileno(), 4096).split(b"\n")[:-1]
            if lines:
                told(*map(int, lines[-1].split()))
                last = time.monotonic()
            else:
                watched.remove(pages.fileno())
        if out in ready:
            part = os.read(out, _PART)
            if not part:
                return
            yield part


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kills the worker and whatever it started, should any of it still run."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _check(status: int, complaints: bytes, name: str, limits: Limits) -> None:
    if status == _NO_MEMORY or (status and b"MemoryError" in complaints):
        raise UnreadableDocument(name, f"needs more than {limits.memory // 2**20} MiB of memory")
    if status:
        raise UnreadableDocument(name, f"the reader failed ({_last_line(complaints) or status})", passing=True)


def _last_line(complaints: bytes) -> str:
    """The kind of the error alone: its message may quote the document."""
    lines = complaints.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].split(":")[0][:80] if lines else ""


def _received(written: bytes, name: str) -> tuple[Linear, str]:
    values = json.loads(written)
    if "unreadable" in values:
        raise UnreadableDocument(name, values["unreadable"], passing=values.get("passing", False))
    linear = values["linear"]
    pages = tuple(Page(**page) for page in linear["pages"])
    aside, warnings, marks = (tuple(linear[key]) for key in ("aside", "warnings", "marks"))
    return Linear(linear["text"], linear["encoding"], pages, aside, warnings, marks), values["sha256"]


def main(arguments: list[str]) -> int:
    """Reads one file and writes what came of it as JSON on standard output, and each page that is done on a pipe."""
    path, name, member, memory, pipe = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the answer
    try:
        answer = _answer(Job(Path(path), name, member or None), int(pipe))
    except MemoryError:
        return _NO_MEMORY
    out.write(json.dumps(answer).encode())
    out.close()
    return 0


def _answer(job: Job, pipe: int) -> dict[str, object]:
    from indexer.reading.archive import read_member
    from indexer.reading.formats import read_bytes

    def told(number: int, of: int) -> None:
        os.write(pipe, b"%d %d\n" % (number, of))

    try:
        if job.member is None and job.path.stat().st_size > MAX_BYTES:
            return {"unreadable": f"larger than {MAX_BYTES // 2**20} MiB"}
        raw = job.path.read_bytes()
        content = raw if job.member is None else read_member(raw, job.member, job.name)
        linear = read_bytes(content, job.name, job.suffix, told)
    except OSError as problem:
        return {"unreadable": f"cannot be read ({problem.strerror or problem})", "passing": True}
    except UnreadableDocument as problem:
        return {"unreadable": problem.reason, "passing": problem.passing}
    except RecursionError:
        return {"unreadable": "damaged: nested too deep"}
    return {"linear": asdict(linear), "sha256": hashlib.sha256(raw).hexdigest()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
