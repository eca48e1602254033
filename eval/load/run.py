"""``python -m eval load``: percentiles, errors and memory while so many people use one server."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from eval.bench.process import memory_mb
from eval.bench.server import RunningServer, running_server
from eval.errors import UnusableInputError
from eval.files import whole_file
from eval.load.users import Asked, Habits, User
from eval.metrics import percentile
from eval.questions import load_questions
from eval.report import aligned

_SHARES = (0.5, 0.9, 0.95, 0.99, 1.0)
_BUCKETS = 6  # stretches of time that latency and memory are shown for
_SAMPLE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class LoadPlan:
    """How many people, for how long, thinking how long, and on what."""

    questions: Path
    users: int
    seconds: float
    think: float
    stream: bool = True
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Sample:
    """The memory of the server's processes at one moment."""

    at: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Loaded:
    """What happened; memory is unknown for a server that this process did not start."""

    plan: LoadPlan
    asked: tuple[Asked, ...]
    memory: tuple[Sample, ...]


def run_load(plan: LoadPlan, *, index: Path, corpus: Path, url: str | None) -> Loaded:
    """Use a server that is started here, or the one at ``url``."""
    if plan.users < 1 or plan.seconds <= 0 or plan.think < 0:
        raise UnusableInputError("--users and --seconds must be positive, --think not negative")
    questions = [line.question for line in load_questions(plan.questions) if not line.history]
    habits = Habits(questions, plan.think, plan.stream, plan.seed)
    with nullcontext() if url else running_server(index, corpus) as server:
        address = _address(url) if url else ("127.0.0.1", server.port if server else 0)
        return _used(plan, habits, address, server)


def _used(plan: LoadPlan, habits: Habits, address: tuple[str, int], server: RunningServer | None) -> Loaded:
    started = time.monotonic()
    users = [User(number, address, habits, started, started + plan.seconds) for number in range(plan.users)]
    samples: list[Sample] = []
    over = threading.Event()
    sampler = threading.Thread(target=_sample, args=(server, samples, started, over), daemon=True)
    sampler.start()
    for user in users:
        user.start()
    for user in users:
        user.join()
    over.set()
    sampler.join()
    asked = sorted((one for user in users for one in user.asked), key=lambda one: one.at)
    if not asked:
        raise UnusableInputError("nobody asked anything: more --seconds or less --think is needed")
    return Loaded(plan, tuple(asked), tuple(samples))


def _sample(server: RunningServer | None, samples: list[Sample], started: float, over: threading.Event) -> None:
    while server is not None:
        samples.append(Sample(time.monotonic() - started, memory_mb(server.pid)))
        if over.wait(_SAMPLE_SECONDS):
            return


def _address(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname is None:
        raise UnusableInputError(f"{url}: needs an address such as http://127.0.0.1:8000")
    return parts.hostname, parts.port or 80


def load_table(found: Loaded) -> str:
    """Percentiles to the first byte and to the end, errors by kind, then time and memory over time."""
    good = [one for one in found.asked if not one.problem]
    problems = Counter(one.problem for one in found.asked if one.problem)
    plan = found.plan
    answers = "streamed" if plan.stream else "whole"
    failed = sum(problems.values())
    lines = [
        f"{plan.users} users, {plan.seconds:g} s, {plan.think:g} s of thinking, {answers}",
        f"{len(found.asked)} questions, {len(found.asked) / plan.seconds:.1f} a second, {failed} failed",
        *(f"  {count} × {problem}" for problem, count in problems.most_common()),
    ]
    if good:
        header = ("milliseconds", *map(_share_name, _SHARES))
        rows = [_row("to the first byte", [o.first for o in good]), _row("to the end", [o.total for o in good])]
        lines += ["", aligned([header, *rows])]
    header = ("seconds", "questions", "p50 ms", "p95 ms", "failed", "memory MB")
    return "\n".join([*lines, "", aligned([header, *_over_time(found)])])


def _share_name(share: float) -> str:
    return "most" if share == 1 else f"p{100 * share:.0f}"


def _row(name: str, seconds: Sequence[float]) -> tuple[str, ...]:
    return (name, *(f"{1000 * percentile(seconds, share):.1f}" for share in _SHARES))


def _over_time(found: Loaded) -> list[tuple[str, ...]]:
    """A row for each stretch of time."""
    width = found.plan.seconds / _BUCKETS
    rows: list[tuple[str, ...]] = []
    for number in range(_BUCKETS):
        start, end = number * width, (number + 1) * width
        asked = [one for one in found.asked if start <= one.at < end]
        good = [one.total for one in asked if not one.problem]
        memory = [one.megabytes for one in found.memory if start <= one.at < end]
        rows.append(
            (
                f"{start:.0f}–{end:.0f}",
                str(len(asked)),
                f"{1000 * percentile(good, 0.5):.1f}" if good else "-",
                f"{1000 * percentile(good, 0.95):.1f}" if good else "-",
                str(len(asked) - len(good)),
                f"{max(memory):.0f}" if memory else "-",
            )
        )
    return rows


def write_json(path: Path, found: Loaded) -> None:
    """Write every request and every sample."""
    record = asdict(found) | {"plan": asdict(found.plan) | {"questions": str(found.plan.questions)}}
    with whole_file(path) as stream:
        json.dump(record, stream, indent=1)
        stream.write("\n")
